#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <typeindex>
#include <vector>

#include "app/screens/shell/file_choice.h"
#include "app/screens/shell/file_lists.h"
#include "app/screens/shell/leaving.h"
#include "widgets/imgui/plot_view.h"

namespace losslab {

struct Dialog;
class NativeFiles;

// What the window remembers from frame to frame of its own: the open dialog, the figure's layout, folded lists. What
// the screens remember is a memory each, of a type of their own.
struct ScreenState {
  FigureView figure_view;
  const Dialog* dialog = nullptr;  // the open one
  bool dialog_just_opened = false;
  bool dialog_waits = false;  // its wish was sent: closes when it was granted
  std::string dialog_error;
  std::optional<std::string> pasted;    // a table that was copied elsewhere, to be offered
  FileChoice choice;                    // the file that is asked for
  NativeFiles* native_files = nullptr;  // who asks for it; null: our list
  std::optional<Leaving> leaving;       // what waits for an answer about unsaved work
  bool may_quit = false;                // it was answered
  bool left_work_offered = false;
  std::string dropped_file;                // on the window
  std::optional<std::string> copied_plot;  // whose picture or numbers are asked for; none: that under the pointer
  int export_format = 0;                   // of the endings of figures
  std::string dialog_plot;                 // the plot that is saved; empty: the whole screen
  int export_width_mm = 160, export_height_mm = 100, export_dpi = 300;
  std::string menu_plot;  // the plot whose context menu is open
  Point menu_at;
  std::optional<Point> menu_place;          // where a menu opened by keys belongs, in pixels; none: at the pointer
  std::string title_plot;                   // the plot whose title's menu is open
  int hovered_series = -1;                  // curve or legend entry under the pointer, in the last frame
  int hovered_row = -1;                     // the series whose row in a list is under the pointer
  std::optional<FigureEvents::At> pointer;  // where in which plot the pointer is
  bool presenting = false, blank = false;   // the plots and what is said of them alone; nothing at all
  int turned = 0;                           // pages that were turned and not yet heard of
  std::string enlarged, enlarged_on;        // the one plot that is shown, on which screen; empty: all of them
  bool close_title_menu = false;
  long presses = 0;                // of the left button so far: what one press drags is one undo step
  std::set<std::string> unfolded;  // lists that are shown
  bool search_wanted = false;      // a search field is to take the keyboard
  bool new_loss_wanted = false;    // one of one's own is to be made
  bool typing_wanted = false;      // a field is about to take the keyboard
  // In a window too narrow for all three columns the reading panel waits until it is asked for.
  bool reading_wanted = false;
  bool right_was_open = true;  // the view's right_open in the last frame
  FileLists files;

  // Made when it is first asked for.
  template <class T>
  T& memory() {
    std::shared_ptr<void>& kept = memories[typeid(T)];
    if (!kept) kept = std::make_shared<T>();
    return *static_cast<T*>(kept.get());
  }
  template <class T>
  const T& memory() const {
    return *static_cast<const T*>(memories.at(typeid(T)).get());
  }
  std::map<std::type_index, std::shared_ptr<void>> memories;
};

}  // namespace losslab
