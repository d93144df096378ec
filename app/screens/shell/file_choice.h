#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/core/shell/browse/folder_list.h"

namespace losslab {

class Application;
struct Panel;
struct ScreenState;

// What a person is asked: which file to open, or where to save. There is one way to ask for all files: the desktop's
// own dialog where there is one, and else a list of ours.
struct FileQuestion {
  bool save = false;
  const char* title = "";           // a key
  std::vector<FileFilter> filters;  // one at least
  std::string name;                 // save: what is suggested; a path with its folder, or a name
  // save: what the name may end in; the first is added where it ends in none of them.
  std::vector<std::string> endings;
  // True where a wish is with the application: the list then stays open until it is granted.
  std::function<bool(Panel&, const std::string& path)> chosen;
};

// The question that is asked, and how far our list is.
struct FileChoice {
  std::optional<FileQuestion> question;
  bool outside = false;  // the desktop's dialog is open
  std::filesystem::path folder;
  bool recent = false;  // the recent files are listed in place of a folder's
  std::vector<FolderEntry> entries;
  std::string problem;  // why they could not be read
  int filter = 0, selected = -1;
  bool hidden = false;           // hidden files are listed
  bool follow_selected = false;  // the list scrolls to it
  bool take_keyboard = false;    // the field for the name does
  bool complete = false;         // what is typed is to be completed, in this frame
  std::string name;              // as typed
  std::string replaced;          // the file that is asked about
};

void ask_for_file(ScreenState& state, const Application& app, FileQuestion question);
// Hears the desktop's dialog, once a frame.
void follow_file_choice(Panel& panel);
// Whether somebody is being asked.
bool is_asking_for_file(const ScreenState& state);

// Inside of the list: takes the path, after asking where that would overwrite a file.
void accept_file(Panel& panel, const std::filesystem::path& path);
// Lists another folder, or the recent files.
void list_files(const Application& app, FileChoice& choice);

}  // namespace losslab
