#include "app/cli/data_argument.h"

#include <algorithm>
#include <ostream>

#include "app/cli/text.h"
#include "app/core/shell/files/language_file.h"
#include "app/core/shell/table_remarks.h"
#include "losses/core/error.h"
#include "losses/learn/data/real_data.h"
#include "losses/learn/data/table/csv_text.h"

namespace losslab::cli {
namespace {

// "height" of "height (cm)" and "height [cm]", in small letters.
std::string without_unit(std::string_view name) {
  const std::size_t open = name.find_last_of("([");
  if (open != std::string_view::npos && open > 0 && (name.ends_with(')') || name.ends_with(']'))) {
    name = name.substr(0, open);
  }
  return ascii_lowered(trimmed(name));
}

class ColumnFinder {
 public:
  explicit ColumnFinder(const CsvTable& table) : table_(table) {}

  int column(const char* option, std::string_view text) const {
    if (const auto found = find(option, text)) return *found;
    std::vector<std::string> names;
    for (const CsvColumn& column : table_.columns()) names.push_back(column.name);
    constexpr std::size_t most = 20;
    const bool more = names.size() > most;
    names.resize(std::min(names.size(), most));
    throw InputError(fmt::format("{}: {} has no column {}; it has {}{}.", option, table_.name(), in_quotes(text),
                                 fmt::join(names, ", "), more ? ", ..." : ""));
  }

  // Names divided by commas; a name may have commas itself.
  std::vector<int> list(const char* option, const std::string& text) const {
    if (const auto found = find(option, text)) return {*found};
    std::vector<int> columns;
    for (const std::string_view item : split(text, ',')) columns.push_back(column(option, trimmed(item)));
    return columns;
  }

 private:
  std::optional<int> find(const char* option, std::string_view text) const {
    const auto by = [&](const auto& form) { return matches(option, text, form); };
    if (const auto exact = by([](std::string_view name) { return std::string(name); })) return exact;
    if (const auto number = by_number(text)) return number;
    if (const auto lowered = by([](std::string_view name) { return ascii_lowered(name); })) return lowered;
    return by(without_unit);
  }

  template <typename Form>
  std::optional<int> matches(const char* option, std::string_view text, const Form& form) const {
    std::vector<int> found;
    for (std::size_t i = 0; i < table_.columns().size(); ++i) {
      if (form(table_.columns()[i].name) == form(text)) found.push_back(static_cast<int>(i));
    }
    if (found.size() > 1) {
      throw InputError(fmt::format("{}: {} has {} columns {}; give its number, {}.", option, table_.name(),
                                   found.size(), in_quotes(text),
                                   found.size() == 2 ? fmt::format("{} or {}", found[0] + 1, found[1] + 1)
                                                     : fmt::format("{}, {}, ...", found[0] + 1, found[1] + 1)));
    }
    return found.empty() ? std::nullopt : std::optional(found[0]);
  }

  std::optional<int> by_number(std::string_view text) const {
    const auto number = csv_number(text);
    const auto count = static_cast<double>(table_.columns().size());
    if (!number || *number < 1 || *number > count || *number != static_cast<int>(*number)) return std::nullopt;
    return static_cast<int>(*number) - 1;
  }

  const CsvTable& table_;
};

// The columns that were named; the others as they are probably meant.
class Chooser {
 public:
  Chooser(const CsvTable& table, const ColumnArguments& columns) : table_(table), asked_(columns), finder_(table) {}

  ColumnChoice choose() {
    if (asked_.y && asked_.label) {
      throw InputError("--y is the target of a regression, --label the class; choose one of them.");
    }
    if (asked_.x) inputs_ = finder_.list("--x", *asked_.x);
    if (asked_.weight) weight_ = finder_.column("--weight", *asked_.weight);
    const bool of_classes = asked_.label || asked_.positive || (!asked_.y && !asked_.outlier && inputs_.size() == 2);
    if (of_classes && asked_.outlier) throw InputError("--outlier goes with --y, not with classes.");
    expect_inputs(of_classes);
    ColumnChoice choice = of_classes ? classes() : regression();
    choice.weight = weight_;
    return choice;
  }

 private:
  void expect_inputs(bool classes) const {
    if (inputs_.empty() || !classes || inputs_.size() >= 2) return;
    throw InputError(fmt::format("--x takes two columns or more for classes, got {}.", in_quotes(*asked_.x)));
  }

  int input(std::size_t i, int guessed, const std::vector<int>& taken) const {
    if (!inputs_.empty()) return inputs_[i];
    const bool free = guessed >= 0 && std::ranges::find(taken, guessed) == taken.end();
    return free ? guessed : likely_input(table_, taken);
  }

  ColumnChoice regression() const {
    const std::optional<ColumnChoice> known = known_columns(table_);
    ColumnChoice choice = known && known->task == Task::regression ? *known : guess_columns(table_, Task::regression);
    const int guessed_x = choice.x1, guessed_y = choice.y;
    if (asked_.outlier) choice.outlier = finder_.column("--outlier", *asked_.outlier);
    std::vector<int> taken = inputs_;
    if (weight_ >= 0) taken.push_back(weight_);
    if (choice.outlier >= 0) taken.push_back(choice.outlier);
    if (asked_.y) {
      choice.y = finder_.column("--y", *asked_.y);
    } else if (std::ranges::find(taken, guessed_y) != taken.end()) {
      choice.y = likely_input(table_, taken);
    }
    taken.push_back(choice.y);
    if (choice.outlier == choice.y && !asked_.outlier) choice.outlier = -1;
    choice.x1 = input(0, guessed_x, taken);
    if (asked_.x) {
      choice.more.assign(inputs_.begin() + 1, inputs_.end());
      choice.code_words = true;
    } else {
      taken.push_back(choice.x1);
      std::erase_if(choice.more, [&](int c) { return std::ranges::find(taken, c) != taken.end(); });
    }
    if (std::ranges::find(choice.more, choice.outlier) != choice.more.end() && !asked_.outlier) choice.outlier = -1;
    if (choice.outlier == choice.x1 && !asked_.outlier) choice.outlier = -1;
    choice.leave_out_incomplete = asked_.drop_incomplete;
    return choice;
  }

  ColumnChoice classes() const {
    const std::optional<ColumnChoice> known = known_columns(table_);
    ColumnChoice choice =
        known && known->task == Task::classification ? *known : guess_columns(table_, Task::classification);
    const int guessed_label = choice.y;
    if (asked_.label) choice.y = finder_.column("--label", *asked_.label);
    std::vector<int> taken{choice.y, choice.true_label, weight_};
    if (choice.true_label == choice.y) choice.true_label = -1;
    const int guessed = choice.x2;
    choice.x1 = input(0, choice.x1, taken);
    taken.push_back(choice.x1);
    choice.x2 = input(1, guessed, taken);
    taken.push_back(choice.x2);
    if (inputs_.empty()) {
      std::erase_if(choice.more, [&](int c) { return std::ranges::find(taken, c) != taken.end(); });
    } else {
      choice.more.assign(inputs_.begin() + 2, inputs_.end());
    }
    if (choice.y != guessed_label || choice.positive.empty()) choice.positive = usual_positive(table_, choice);
    if (asked_.positive) choice.positive = *asked_.positive;
    choice.leave_out_incomplete = asked_.drop_incomplete;
    return choice;
  }

  const CsvTable& table_;
  const ColumnArguments& asked_;
  ColumnFinder finder_;
  std::vector<int> inputs_;
  int weight_ = -1;
};

// `path`: where the table was found that was asked for as `name`.
ColumnChoice choice_of(const CsvTable& table, const std::string& name, const std::string& path,
                       const ColumnArguments& columns) {
  const bool named = columns.x || columns.y || columns.label || columns.positive || columns.outlier || columns.weight;
  if (named) return Chooser(table, columns).choose();
  std::optional<ColumnChoice> known = columns_of_file(name, path, table);
  if (known && table.rows() < 2) take_known_columns(table);  // which says so
  if (!known) {
    try {
      take_known_columns(table);  // which says what it expects
    } catch (const InputError& error) {
      throw InputError(fmt::format("{} Choose with --x and --y, or --x and --label.", error.what()));
    }
  }
  known->leave_out_incomplete = columns.drop_incomplete;
  return *known;
}

// −1 and 1 need no word.
void say_labels(const CsvTable& table, const ColumnChoice& choice, std::vector<std::string>& remarks) {
  if (choice.task != Task::classification || takes_several_classes(table, choice) ||
      (table.same(choice.positive, "1") && usual_signs(table, choice)))
    return;
  const CsvColumn& labels = table.columns()[static_cast<std::size_t>(choice.y)];
  const auto other = std::ranges::find_if(
      labels.values, [&](const std::string& value) { return !table.same(value, choice.positive); });
  if (other == labels.values.end()) return;
  remarks.push_back(fmt::format("{} is the class +1 and {} the class -1 in {}.", in_quotes(choice.positive),
                                in_quotes(*other), in_quotes(labels.name)));
}

}  // namespace

void ColumnArguments::declare(Arguments& arguments) {
  arguments.option(
      "--x", "COLUMN[,COLUMN...]", x,
      "The input in a table: a column by name or by number from 1; two or more for classes, one or more for "
      "regression, where words are a category");
  arguments.option("--y", "COLUMN", y, "The target of a regression in a table");
  arguments.option("--label", "COLUMN", label, "The column of the classes in a table, any 2 to 10 values");
  arguments.option("--positive", "VALUE", positive, "The label that is the class +1; default the larger or later one");
  arguments.option("--outlier", "COLUMN", outlier, "Marks 0 or 1 of the points known not to follow the bulk");
  arguments.option("--weight", "COLUMN", weight,
                   "How much each row counts in the mean loss; rows of weight 0 are left out");
  arguments.list("--missing", "VALUE", missing,
                 "A text that stands for a missing value, as -999, besides empty, NA, NaN, null, none, . and ?; may be "
                 "repeated");
  arguments.flag("--drop-incomplete", drop_incomplete, "Leave out rows of a table that lack a number or a label");
}

bool ColumnArguments::any() const {
  return x || y || label || positive || outlier || weight || !missing.empty() || drop_incomplete;
}

ChosenData table_argument(const std::string& path, const ColumnArguments& columns, const Context& context) {
  TableReading reading;
  reading.missing = columns.missing;
  const std::string file = data_file_path(path, context.asset_folder);
  const CsvTable table(read_csv_text(file), csv_file_name(file), reading);
  const ColumnChoice choice = choice_of(table, path, file, columns);
  expect_rows(table);
  ChosenData chosen;
  chosen.data = take_columns(table, choice);
  chosen.left_out = choice.leave_out_incomplete ? incomplete_rows(table, choice) : 0;
  const std::size_t weightless = table.rows() - chosen.data.size() - chosen.left_out;
  const Language& text = context.language;
  chosen.remarks = table_remarks(table.understanding(), text);
  say_labels(table, choice, chosen.remarks);
  for (std::string& remark : category_remarks(table, categories(table, choice), text)) {
    chosen.remarks.push_back(std::move(remark));
  }
  if (chosen.left_out > 0) {
    chosen.remarks.push_back(
        fmt::format("{} incomplete row{} left out.", chosen.left_out, chosen.left_out == 1 ? " was" : "s were"));
  }
  if (weightless > 0) {
    chosen.remarks.push_back(fmt::format("{} left out, as {} weight is 0.",
                                         weightless == 1 ? "1 row was" : fmt::format("{} rows were", weightless),
                                         weightless == 1 ? "its" : "their"));
  }
  for (std::string& remark : chosen.remarks) remark = fmt::format("{}: {}", table.name(), remark);
  if (!columns.any()) name_as_known(path, file, chosen.data);
  return chosen;
}

ChosenData data_argument(const std::string& data, const ColumnArguments& columns, const Context& context) {
  const DataSpec spec = parse_data_spec(data);
  if (spec.kind == DataSpec::Kind::file) return table_argument(spec.file, columns, context);
  if (columns.any()) {
    throw InputError(
        fmt::format("--x, --y, --label and the like choose columns of a table; {} is a generator.", in_quotes(data)));
  }
  return {make_data(spec, context.asset_folder), 0, {}};
}

void say_remarks(const ChosenData& chosen, const Context& context) {
  for (const std::string& remark : chosen.remarks) context.err << "losslab: " << one_line(remark) << '\n';
  context.err.flush();
}

}  // namespace losslab::cli
