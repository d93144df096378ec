#pragma once
#include <string>
#include <vector>

namespace losslab {

// A file that can be chosen from a list: a data set or a session.
struct ListedFile {
  std::string path;   // as it is opened
  std::string name;   // "phones.csv"
  std::string title;  // "Belgian phone calls, 1950–1973"
};

// What lies in the folders of data and of sessions.
struct FileLists {
  std::vector<ListedFile> data, sessions;
  bool made = false;
  void make(const std::string& asset_folder);  // once, until `made` is taken back
};

}  // namespace losslab
