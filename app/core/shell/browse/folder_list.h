#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/browse/file_filter.h"

namespace losslab {

struct FolderEntry {
  std::string name;
  bool folder = false;
  friend bool operator==(const FolderEntry&, const FolderEntry&) = default;
};

// What a folder shows: folders first, then the files that the filter lets through, each without regard to capitals,
// numbers in a name by their value ("run2" before "run10"). Hidden ones (their name begins with a point) are left out
// unless asked for. A link counts as what it leads to. Throws InputError with the
// system's reason where the folder cannot be read.
std::vector<FolderEntry> list_folder(const std::filesystem::path& folder, const FileFilter& filter, bool hidden);

// The full path that a typed text means: from `folder`, unless it is one itself; "~" and "~/…" are the home folder.
std::filesystem::path typed_path(const std::string& text, const std::filesystem::path& folder);

// A typed text made as much longer as all entries that begin with it agree: a file's whole name, a folder's with a
// slash at its end. Capitals are told apart only where they decide. Empty where nothing begins so.
std::optional<std::string> completed(const std::string& text, const std::filesystem::path& folder,
                                     const FileFilter& filter);

// The folder that holds it; itself at the top.
std::filesystem::path folder_above(const std::filesystem::path& folder);

// The first of these that is a folder now, else the top of the file system.
std::filesystem::path first_folder(const std::vector<std::filesystem::path>& wished);

// The home folder of the person; empty where there is none.
std::filesystem::path home_folder();

}  // namespace losslab
