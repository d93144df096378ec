// What the columns of a table probably mean.
#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/table/csv_text.h"

namespace losslab {
namespace {

constexpr std::array<std::string_view, 8> label_names{"label",  "class",    "target",    "y",
                                                      "labels", "category", "diagnosis", "outcome"};
constexpr std::array<std::string_view, 7> numbering_names{"id", "index", "no", "nr", "row", "rownames", "unnamed: 0"};
// Least score of a column to be taken for labels without being asked for.
constexpr int certain = 4;

bool among(std::span<const std::string_view> names, const std::string& name) {
  return std::ranges::find(names, ascii_lowered(name)) != names.end();
}

class Guess {
 public:
  explicit Guess(const CsvTable& table) : columns_(table.columns()), header_(table.understanding().header) {}

  ColumnChoice make(std::optional<Task> task) const {
    const int label = likely_label(task ? 0 : certain);
    const bool is_classes = task ? *task == Task::classification : label >= 0;
    return is_classes ? classes(label) : regression();
  }

  // The first column that is not taken yet: measurements, then numbers, then columns with any number, then any column.
  int next_input(const std::vector<int>& taken) const {
    for (int rank = 0; rank < 4; ++rank) {
      for (int c = 0; c < count(); ++c) {
        if (std::ranges::find(taken, c) == taken.end() && (rank == 3 || suits(c, rank))) return c;
      }
    }
    return -1;
  }

 private:
  int count() const { return static_cast<int>(columns_.size()); }
  const CsvColumn& column(int c) const { return columns_[static_cast<std::size_t>(c)]; }

  int named(std::string_view name) const {
    for (int c = 0; c < count(); ++c) {
      if (ascii_lowered(column(c).name) == name) return c;
    }
    return -1;
  }

  bool is_mark(int c) const {
    const std::string name = ascii_lowered(column(c).name);
    return name == "outlier" || name == "true_label";
  }

  // The column with the highest score, the last of equal ones; −1 where none reaches `least`.
  int likely_label(int least) const {
    int best = -1, best_score = least - 1;
    for (int c = 0; c < count(); ++c) {
      if (!may_be_label(c) || is_mark(c) || inputs_without(c) < 2) continue;
      int score = among(label_names, column(c).name) ? certain : 0;
      if (c == count() - 1) score += 2;
      if (!column(c).numeric() || (column(c).two_values() && column(c).values[0].size() < 3)) score += 2;
      if (score <= best_score && best >= 0) continue;
      if (score < least) continue;
      best = c;
      best_score = score;
    }
    return best;
  }

  // Two values; or a few, if they are words that come again, or the column is named so.
  bool may_be_label(int c) const {
    const std::size_t values = column(c).values.size();
    if (column(c).two_values()) return true;
    const std::string name = ascii_lowered(column(c).name);
    const bool named = among(label_names, column(c).name) && name != "y" && name != "target";
    const bool words = column(c).numbers == 0 && 2 * values <= column(c).texts;
    return values > 2 && values <= most_class_names && (words || named);
  }

  int inputs_without(int label) const {
    int inputs = 0;
    for (int c = 0; c < count(); ++c) inputs += c != label && column(c).numeric() && !is_mark(c) ? 1 : 0;
    return inputs;
  }

  bool suits(int c, int rank) const {
    const CsvColumn& one = column(c);
    if (is_mark(c) || one.numbers == 0) return false;
    if (rank == 2) return true;
    if (!one.numeric()) return false;
    return rank == 1 ||
           (one.values.size() > 2 && !among(numbering_names, one.name) && !(header_ && one.name == "column 1"));
  }

  ColumnChoice regression() const {
    ColumnChoice choice;
    choice.outlier = named("outlier");
    choice.x1 = named("x");
    choice.y = named("y");
    if (choice.y < 0) choice.y = named("target");
    if (choice.x1 < 0) choice.x1 = next_input({choice.y, choice.outlier});
    if (choice.y < 0) choice.y = next_input({choice.x1, choice.outlier});
    return choice;
  }

  ColumnChoice classes(int label) const {
    ColumnChoice choice;
    choice.task = Task::classification;
    choice.true_label = named("true_label");
    choice.y = label >= 0 ? label : count() - 1;
    choice.x1 = named("x1");
    choice.x2 = named("x2");
    if (choice.x1 == choice.y) choice.x1 = -1;
    if (choice.x2 == choice.y) choice.x2 = -1;
    if (choice.true_label == choice.y) choice.true_label = -1;
    if (choice.x1 < 0) choice.x1 = next_input({choice.x2, choice.y, choice.true_label});
    if (choice.x2 < 0) choice.x2 = next_input({choice.x1, choice.y, choice.true_label});
    choice.positive = likely_positive(column(choice.y));
    if (column(choice.y).values.size() > 2) add_measurements(choice);
    return choice;
  }

  // All further ones.
  void add_measurements(ColumnChoice& choice) const {
    for (int c = 0; c < count(); ++c) {
      const bool taken = c == choice.x1 || c == choice.x2 || c == choice.y || c == choice.true_label;
      if (!taken && suits(c, 0) && choice.more.size() + 2 < most_predictors) choice.more.push_back(c);
    }
  }

  const std::vector<CsvColumn>& columns_;
  bool header_;
};

}  // namespace

std::string likely_positive(const CsvColumn& column) {
  if (!column.two_values()) return {};
  const std::string &a = column.values[0], &b = column.values[1];
  const auto x = csv_number(a), y = csv_number(b);
  if (x && y) return *x > *y ? a : b;
  return ascii_lowered(a) > ascii_lowered(b) ? a : b;
}

bool usual_signs(const CsvTable& table, const ColumnChoice& choice) {
  const CsvColumn& labels = table.columns()[static_cast<std::size_t>(choice.y)];
  return !labels.values.empty() && std::ranges::all_of(labels.values, [&](const std::string& value) {
    return table.same(value, "1") || table.same(value, "-1");
  });
}

std::string usual_positive(const CsvTable& table, const ColumnChoice& choice) {
  return usual_signs(table, choice) ? "1" : likely_positive(table.columns()[static_cast<std::size_t>(choice.y)]);
}

int likely_input(const CsvTable& table, const std::vector<int>& taken) { return Guess(table).next_input(taken); }

ColumnChoice guess_columns(const CsvTable& table, std::optional<Task> task) { return Guess(table).make(task); }

}  // namespace losslab
