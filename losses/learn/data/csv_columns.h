#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "losses/learn/data/dataset.h"
#include "losses/learn/data/table/csv_table.h"

namespace losslab {

// What the columns of a table mean. Columns count from 0; −1: none.
struct ColumnChoice {
  Task task = Task::regression;
  int x1 = 0, x2 = -1, y = 1;  // y: the target, or the column of the labels; x2: classes alone
  int outlier = -1;            // regression: 0 or 1, which points are known not to follow the bulk
  int true_label = -1;         // classes: the label before it was made wrong
  std::string positive;        // two classes: the value that is the class +1; the other one is −1
  bool leave_out_incomplete = false;
  int weight = -1;          // how much each row counts; rows of weight 0 are left out
  std::vector<int> more{};  // regression on several columns: those after x1; classes on more than two: those after x2
  // Regression: predictors of words, and no number, are categories, with an indicator (0 or 1) for each level but the
  // first in the alphabet. Without it they are refused.
  bool code_words = false;
  friend bool operator==(const ColumnChoice&, const ColumnChoice&) = default;
};

// Whether the labels become the classes 0, 1, ... of Dataset::class_names, in the order of their numbers or else of the
// alphabet: three values and more, or more than two inputs.
bool takes_several_classes(const CsvTable& table, const ColumnChoice& choice);

// What the columns mean where their names alone say it: x,y or x,y,outlier or x1,x2,...,label or
// x1,x2,...,label,true_label, and what can be taken for one of these by position; a first column without a heading does
// not count.
std::optional<ColumnChoice> known_columns(const CsvTable& table);
// The points of these. Throws InputError where the names do not say it, and as take_columns() does.
Dataset take_known_columns(const CsvTable& table);

// What the columns probably mean: by their names (x, y, x1, x2, label, true_label, outlier, class, target, ...), and
// else by what is in them: the first two columns of numbers that are no numbering of the rows; classes where a column
// so named, or the last one, has two values, or a few words; of three and more all measurements are inputs. Of a table
// that suits nothing the choice is one that take_columns() refuses. `task`: of that kind at any rate.
ColumnChoice guess_columns(const CsvTable& table, std::optional<Task> task = std::nullopt);

// The value of a column with two values that is more likely meant by +1: the larger number, or else the later in the
// alphabet ("yes" after "no"). Empty for another column.
std::string likely_positive(const CsvColumn& column);

// Whether the labels are −1 and 1 as they stand, and the label that is the class +1 where nobody chooses: 1 of these,
// and likely_positive() of others. `choice`: for its column of labels.
bool usual_signs(const CsvTable& table, const ColumnChoice& choice);
std::string usual_positive(const CsvTable& table, const ColumnChoice& choice);
// The first column that is not taken yet and may be an input: measurements come first, then other numbers, then any.
// −1 where all are taken.
int likely_input(const CsvTable& table, const std::vector<int>& taken);

// A predictor of words: its levels in the order of the alphabet. The first has no indicator: what the others are
// compared with.
struct Category {
  int column;
  std::vector<std::string> levels;
};
// Those of the rows that are taken. Throws InputError for one that is no category: one level, or more than
// most_levels.
std::vector<Category> categories(const CsvTable& table, const ColumnChoice& choice);
inline constexpr std::size_t most_levels = 30;

// How many rows lack a number or a label in the chosen columns.
std::size_t incomplete_rows(const CsvTable& table, const ColumnChoice& choice);

// The points of the chosen columns, named as the table and its columns are. Throws InputError with file, line and
// column for a row that cannot be taken (incomplete ones only where they are not left out), and for a choice that
// does not make sense: the same column twice, labels of one value or more than most_class_names, fewer than two points,
// more than most_predictors.
Dataset take_columns(const CsvTable& table, const ColumnChoice& choice);

}  // namespace losslab
