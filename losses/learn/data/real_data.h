#pragma once
#include <optional>
#include <span>
#include <string>

#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/dataset.h"

namespace losslab {

// One of the real data sets among the assets: what it is about, and what its columns are, which its file calls x and y,
// or x1 and x2. Sources: assets/data/README.md.
struct RealData {
  const char *file, *title;
  // The input and the target; of two classes both inputs. Where there are several predictors, or several classes, these
  // are the file's own names, divided by commas, and that of the target or the label.
  const char *first, *second;
  bool several = false;
  Task task = Task::regression;  // where there are several
};
std::span<const RealData> real_data();
// The one of that file name, or null.
const RealData* find_real_data(const std::string& file);

// Where the file of that name is: a file of one's own comes before a shipped one.
std::string data_file_path(const std::string& name, const std::string& asset_folder);
// Of a shipped file, found at `path`, the columns are named by their meaning.
void name_as_known(const std::string& name, const std::string& path, Dataset& data);
// What the columns of a table found there mean: of a shipped one as it is known, else as known_columns() says.
std::optional<ColumnChoice> columns_of_file(const std::string& name, const std::string& path, const CsvTable& table);
// The points of the file of that name. Throws InputError as read_csv() does.
Dataset read_data_file(const std::string& name, const std::string& asset_folder);

}  // namespace losslab
