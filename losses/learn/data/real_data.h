#pragma once
#include <span>
#include <string>

#include "losses/learn/data/dataset.h"

namespace losslab {

// One of the real data sets among the assets: what it is about, and what its columns are, which its file calls x and y,
// or x1 and x2. Sources: assets/data/README.md.
struct RealData {
  const char *file, *title;
  const char *first, *second;  // the input and the target; of two classes both inputs
};
std::span<const RealData> real_data();
// The one of that file name, or null.
const RealData* find_real_data(const std::string& file);

// Where the file of that name is: a file of one's own comes before a shipped one.
std::string data_file_path(const std::string& name, const std::string& asset_folder);
// Of a shipped file, found at `path`, the columns are named by their meaning.
void name_as_known(const std::string& name, const std::string& path, Dataset& data);

}  // namespace losslab
