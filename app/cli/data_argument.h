#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/subcommands.h"
#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/dataset.h"

namespace losslab::cli {

// What says which columns of a table are meant, and how it is read: --x, --y, --label, --positive, --outlier,
// --weight, --missing, --drop-incomplete.
struct ColumnArguments {
  std::optional<std::string> x, y, label, positive, outlier, weight;
  std::vector<std::string> missing;
  bool drop_incomplete = false;

  void declare(Arguments& arguments);
  bool any() const;
};

// Data as they were asked for, with what there is to say of a table that is not a plain CSV.
struct ChosenData {
  Dataset data;
  std::size_t left_out = 0;          // incomplete rows
  std::vector<std::string> remarks;  // a sentence each, to be said where all went well
};

// The points of a table with the columns that were named. Throws InputError.
ChosenData table_argument(const std::string& path, const ColumnArguments& columns, const Context& context);
// The points of DATA: a generator, or a table. Throws InputError, also where columns are named for a generator.
ChosenData data_argument(const std::string& data, const ColumnArguments& columns, const Context& context);
void say_remarks(const ChosenData& chosen, const Context& context);

}  // namespace losslab::cli
