#include "losses/learn/data/csv_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "losses/core/error.h"
#include "losses/learn/data/label_reader.h"
#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

// Reads the rows of a table under a choice of columns that makes sense.
class Taker {
 public:
  Taker(const CsvTable& table, const ColumnChoice& choice) : table_(table), choice_(choice) {}

  Dataset take() {
    data_.task = choice_.task;
    data_.name = table_.name();
    data_.y_name = column(choice_.y).name;
    choose_rows();
    if (classes()) {
      data_.x1_name = column(choice_.x1).name;
      data_.x2_name = column(choice_.x2).name;
      data_.x1 = numbers(choice_.x1);
      data_.x2 = numbers(choice_.x2);
      if (several_) {
        take_classes();
      } else {
        take_labels();
      }
    } else {
      take_predictors();
      data_.y = numbers(choice_.y);
      for (const std::size_t row : rows_) {
        if (choice_.outlier >= 0) data_.outlier.push_back(mark_at(row));
      }
    }
    if (choice_.weight >= 0) data_.weight = numbers(choice_.weight);
    if (data_.size() < 2) {
      throw InputError(fmt::format("{}: expected at least 2 complete rows, found {}.", table_.name(), data_.size()));
    }
    if (classes()) expect_both_classes();
    return std::move(data_);
  }

  bool complete(std::size_t row) const {
    const auto number = [&](int c) { return !std::isnan(column(c).cells[row]); };
    const auto there = [&](int c) { return c < 0 || number(c) || !table_.missing(cell(row, c)); };
    if (choice_.weight >= 0 && !number(choice_.weight)) return false;
    if (!classes()) {
      return std::ranges::all_of(predictors(), [&](int c) { return is_category(c) ? there(c) : number(c); }) &&
             number(choice_.y) && there(choice_.outlier);
    }
    return number(choice_.x1) && number(choice_.x2) && std::ranges::all_of(choice_.more, number) && there(choice_.y) &&
           there(choice_.true_label);
  }

  // A number where the labels are, or the other way round, cannot be put right by leaving out rows.
  void check_choice() {
    std::vector<int> used = predictors();
    used.push_back(choice_.y);
    const int optional = classes() ? choice_.true_label : choice_.outlier;
    for (const int c : used) expect_column(c);
    if (optional != -1) {
      expect_column(optional);
      used.push_back(optional);
    }
    if (choice_.weight != -1) {
      expect_column(choice_.weight);
      used.push_back(choice_.weight);
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (used[i] != used[j]) continue;
        throw InputError(fmt::format("{}: the column {} is chosen twice; each can be one thing only.", table_.name(),
                                     csv_shown(column(used[i]).name)));
      }
    }
    if (classes()) check_labels();
  }

  std::vector<Category> categories() {
    choose_rows();
    std::vector<Category> found;
    for (const int c : predictors()) {
      if (is_category(c)) found.push_back({c, levels(c)});
    }
    return found;
  }

 private:
  bool classes() const { return choice_.task == Task::classification; }
  bool is_category(int c) const { return choice_.code_words && column(c).numbers == 0 && column(c).texts > 0; }

  std::vector<int> predictors() const {
    std::vector<int> all{choice_.x1};
    if (classes()) all.push_back(choice_.x2);
    all.insert(all.end(), choice_.more.begin(), choice_.more.end());
    return all;
  }

  void choose_rows() {
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      if (!choice_.leave_out_incomplete || complete(row)) {
        if (choice_.weight < 0 || counts(row)) rows_.push_back(row);
      }
    }
  }

  bool counts(std::size_t row) const {
    const double weight = column(choice_.weight).cells[row];
    if (!(weight >= 0)) {
      refuse(row, choice_.weight, "a weight is 0 or more; found " + csv_shown(cell(row, choice_.weight)));
    }
    return weight > 0;
  }

  const CsvColumn& column(int c) const { return table_.columns()[static_cast<std::size_t>(c)]; }
  std::string cell(std::size_t row, int c) const { return table_.cell(row, static_cast<std::size_t>(c)); }

  [[noreturn]] void refuse(std::size_t row, int c, const std::string& reason) const {
    refuse_csv_field(table_.name(), table_.line(row), static_cast<std::size_t>(c) + 1, column(c).name, reason);
  }

  void expect_column(int c) const {
    if (c >= 0 && static_cast<std::size_t>(c) < table_.columns().size()) return;
    throw InputError(fmt::format("{}: choose a column for each of {}.", table_.name(),
                                 classes() ? "x1, x2 and the label" : "x and y"));
  }

  void check_labels() {
    const CsvColumn& labels = column(choice_.y);
    several_ = takes_several_classes(table_, choice_);
    if (several_) {
      check_classes();
      return;
    }
    if (labels.values.size() <= 2 && !labels.values.empty() && LabelReader(table_, choice_).signs()) return;
    if (!labels.two_values()) refuse_values(labels.values.empty() ? "none" : "one");
    if (std::ranges::none_of(labels.values, [&](const auto& value) { return table_.same(value, choice_.positive); })) {
      throw InputError(fmt::format("{}, column {} ({}): the class +1 has to be one of the labels {} and {}, got {}.",
                                   table_.name(), choice_.y + 1, labels.name, csv_shown(labels.values[0]),
                                   csv_shown(labels.values[1]), csv_shown(choice_.positive)));
    }
  }

  void check_classes() const {
    const std::size_t count = ClassReader(table_, choice_).names().size();
    if (count < 2) refuse_values(count == 0 ? "none" : "one");
    if (count > most_class_names) refuse_values("more");
    if (choice_.more.size() + 2 > most_predictors) {
      throw InputError(fmt::format("{}: at most {} inputs are learnt from, here are {}.", table_.name(),
                                   most_predictors, choice_.more.size() + 2));
    }
  }

  [[noreturn]] void refuse_values(const char* found) const {
    throw InputError(fmt::format("{}, column {} ({}): the label has to have 2 to {} different values, found {}.",
                                 table_.name(), choice_.y + 1, column(choice_.y).name, most_class_names, found));
  }

  // The numbers of a column in the rows that are taken.
  std::vector<double> numbers(int c) const {
    std::vector<double> values;
    values.reserve(rows_.size());
    for (const std::size_t row : rows_) {
      const double value = column(c).cells[row];
      if (std::isnan(value)) refuse(row, c, "expected a number, found " + csv_shown(cell(row, c)));
      values.push_back(value);
    }
    return values;
  }

  std::vector<std::string> levels(int c) const {
    std::set<std::string> different;
    for (const std::size_t row : rows_) {
      std::string text = cell(row, c);
      if (table_.missing(text)) refuse(row, c, "expected a word, found " + csv_shown(text));
      different.insert(std::move(text));
      if (different.size() > most_levels) {
        refuse(row, c, fmt::format("a category has at most {} different words, here are more", most_levels));
      }
    }
    if (different.size() < 2 && !rows_.empty()) {
      refuse(rows_[0], c,
             fmt::format("a category has two different words or more, all are {} here", csv_shown(*different.begin())));
    }
    return {different.begin(), different.end()};
  }

  void take_predictors() {
    std::vector<Predictor> all;
    for (const int c : predictors()) {
      if (is_category(c)) {
        add_indicators(c, all);
      } else {
        all.push_back({column(c).name, numbers(c)});
      }
    }
    if (all.size() > most_predictors) {
      throw InputError(fmt::format("{}: at most {} predictors are fitted, here are {}, categories counted by level.",
                                   table_.name(), most_predictors, all.size()));
    }
    if (all.empty()) return;  // no rows: refused for that
    data_.x1_name = std::move(all[0].name);
    data_.x1 = std::move(all[0].values);
    data_.more.assign(std::move_iterator(all.begin() + 1), std::move_iterator(all.end()));
  }

  void add_indicators(int c, std::vector<Predictor>& all) const {
    const std::vector<std::string> words = levels(c);
    std::map<std::string_view, std::size_t> place;
    for (std::size_t k = 1; k < words.size(); ++k) {
      place[words[k]] = all.size();
      all.push_back({column(c).name + " = " + words[k], std::vector<double>(rows_.size(), 0.0)});
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (const auto at = place.find(cell(rows_[i], c)); at != place.end()) all[at->second].values[i] = 1;
    }
  }

  void take_classes() {
    for (const int c : choice_.more) data_.more.push_back({column(c).name, numbers(c)});
    const ClassReader labels(table_, choice_);
    data_.class_names = labels.names();
    for (const std::size_t row : rows_) {
      data_.y.push_back(labels.at(row, choice_.y));
      if (choice_.true_label >= 0) data_.true_label.push_back(labels.at(row, choice_.true_label));
    }
  }

  void take_labels() {
    const LabelReader labels(table_, choice_);
    for (const std::size_t row : rows_) {
      data_.y.push_back(labels.at(row, choice_.y));
      if (choice_.true_label >= 0) data_.true_label.push_back(labels.at(row, choice_.true_label));
    }
  }

  unsigned char mark_at(std::size_t row) const {
    const double value = column(choice_.outlier).cells[row];
    if (value == 0 || value == 1) return value == 1 ? 1 : 0;
    const std::string text = cell(row, choice_.outlier);
    for (const auto& [word, mark] : {std::pair{"true", 1}, {"false", 0}, {"yes", 1}, {"no", 0}}) {
      if (ascii_lowered(text) == word) return static_cast<unsigned char>(mark);
    }
    refuse(row, choice_.outlier, "outlier is 0 or 1; found " + csv_shown(text));
  }

  void expect_both_classes() const {
    if (std::ranges::count(data_.y, data_.y[0]) != static_cast<std::ptrdiff_t>(data_.size())) return;
    if (!several_ && LabelReader(table_, choice_).signs()) return;
    throw InputError(fmt::format("{}: the complete rows are all of one class, two are needed.", table_.name()));
  }

  const CsvTable& table_;
  const ColumnChoice& choice_;
  bool several_ = false;  // classes with names; known once the choice is checked
  std::vector<std::size_t> rows_;
  Dataset data_;
};

}  // namespace

bool takes_several_classes(const CsvTable& table, const ColumnChoice& choice) {
  if (choice.task != Task::classification) return false;
  return !choice.more.empty() || table.columns()[static_cast<std::size_t>(choice.y)].values.size() > 2;
}

std::size_t incomplete_rows(const CsvTable& table, const ColumnChoice& choice) {
  Taker taker(table, choice);
  taker.check_choice();
  std::size_t count = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) count += taker.complete(row) ? 0 : 1;
  return count;
}

std::vector<Category> categories(const CsvTable& table, const ColumnChoice& choice) {
  if (choice.task != Task::regression) return {};
  Taker taker(table, choice);
  taker.check_choice();
  return taker.categories();
}

Dataset take_columns(const CsvTable& table, const ColumnChoice& choice) {
  Taker taker(table, choice);
  taker.check_choice();
  return taker.take();
}

}  // namespace losslab
