// losslab data: the points themselves, for other programs.
#include <optional>
#include <ostream>

#include "app/cli/arguments.h"
#include "app/cli/data_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "losses/learn/data/dataset.h"
#include "widgets/export/export.h"

namespace losslab::cli {
namespace {

constexpr const char* notes =
    "Columns: x,y[,outlier] of regression, outlier 1 for the points that are known not to follow the bulk;\n"
    "x1,x2,label[,true_label] of two classes, -1 and 1, true_label as it was before labels were made wrong.\n"
    "Inputs and target keep the names that they have. Numbers are written so that reading them gives the\n"
    "same doubles, and 'losslab fit' takes the table as it is. The same generator and seed give the same\n"
    "bytes everywhere.\n"
    "Example: losslab data moons:n=200,flips=0.1,seed=7 -o moons.csv";

}  // namespace

int run_data(Rest rest, const Context& context) {
  std::optional<std::string> data, out;
  ColumnArguments columns;
  Arguments arguments("losslab data", "The points of a generator or a file, as CSV.", notes);
  arguments.positional("DATA", data, "A generator as line:n=200,noise=0.5,outliers=0.2,seed=7, or a table");
  columns.declare(arguments);
  arguments.option("-o,--out", "OUT.csv", out, "Where the table goes, in place of the standard output");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  arguments.require(data, "DATA");
  const ChosenData chosen = data_argument(*data, columns, context);
  const std::string table = to_csv(chosen.data);
  say_remarks(chosen, context);
  if (out) {
    write_file_atomically(*out, table);
  } else {
    write_all(context.out, table);
  }
  return 0;
}

}  // namespace losslab::cli
