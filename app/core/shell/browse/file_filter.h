#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// A kind of files to choose from.
struct FileFilter {
  const char* title;                 // a key: "Sessions"
  std::vector<std::string> endings;  // ".toml", in small letters; none: all files
};

// By the ending of the name, in any case.
bool matches(const FileFilter& filter, std::string_view name);

// What can be opened: everything that can, sessions, tables, pictures that carry a session, all files.
std::vector<FileFilter> filters_for_opening();

}  // namespace losslab
