#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/core/shell/application.h"
#include "app/screens/catalogue/loss_lists.h"
#include "app/screens/catalogue/loss_sheet.h"
#include "app/screens/lab/import_draft.h"
#include "losses/learn/data/dataset.h"
#include "widgets/imgui/plot_view.h"
#include "widgets/imgui/style.h"

namespace losslab {

// What a left click does on the points of a laboratory.
enum class PointTool : unsigned char { move, add, add_other, remove, mark };

// What the stroke of a brush over the points remembers from frame to frame.
struct PointStroke {
  double to_next = 0;                         // page points to the next point that is added
  std::set<int> flipped;                      // points whose label it has flipped
  std::optional<std::string> held_x, held_y;  // keys of the cameras that are held still until it ends
};

// A file that can be chosen from a list: a data set or a session.
struct ListedFile {
  std::string path;              // as it is opened
  std::string name;              // "phones.csv"
  std::string title;             // "Belgian phone calls, 1950–1973"
  Task task = Task::regression;  // of data
};

// What the screens remember from frame to frame of their own: open dialogs, the figure's layout, folded lists.
struct ScreenState {
  FigureView figure_view;
  enum class Dialog : unsigned char {
    none,
    help,
    save_session,
    open_file,
    save_figure,
    save_data,
    import_data
  } dialog = Dialog::none;
  bool dialog_just_opened = false;
  bool dialog_waits = false;  // its wish was sent: closes when it was granted
  std::string dialog_error;
  std::string path;         // typed in a dialog
  std::string dialog_plot;  // the plot that is saved; empty: the whole screen
  int export_width_mm = 160, export_height_mm = 100, export_dpi = 300;
  std::string menu_plot;  // the plot whose context menu is open
  Point menu_at;
  std::string title_plot;                   // the plot whose title's menu is open
  int menu_point = -1;                      // the data point whose context menu is open
  int hovered_series = -1;                  // curve or legend entry under the pointer, in the last frame
  int hovered_row = -1;                     // the series whose row in a list is under the pointer
  std::optional<FigureEvents::At> pointer;  // where in which plot the pointer is
  PointTool tool = PointTool::move;
  PointStroke stroke;
  long presses = 0;                // of the left button so far: what one press drags is one undo step
  std::set<std::string> unfolded;  // lists that are shown
  LossLists lists;                 // what lists of losses show and remember
  LossSheet sheet;                 // what is said of the chosen loss, laid out
  // On a laboratory in a window too narrow for all three columns the reading panel waits until it is asked for.
  bool reading_wanted = false;
  bool right_was_open = true;  // the view's right_open in the last frame
  ImportDraft import;          // the table that is being imported
  bool listed = false;         // whether the two lists were made
  std::vector<ListedFile> data_files, session_files;
};

// The whole window: tabs, left panel, plots, reading panel, transport, dialogs. Draws with Dear ImGui and returns what
// was asked for. `size` in pixels.
Actions show_frame(const Application& app, ScreenState& state, ImVec2 size, Ui& ui);

// Opens a dialog for a command that the application could not carry out alone (help, save as, open, save figure).
void open_dialog(ScreenState& state, Command command, const Application& app);

}  // namespace losslab
