#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "app/screens/catalogue/loss_list.h"
#include "app/screens/lab/import_draft.h"

namespace losslab {

// What a left click does on the points of a laboratory.
enum class PointTool : unsigned char { move, add, add_other, remove, mark };

// What the stroke of a brush over the points remembers from frame to frame.
struct PointStroke {
  double to_next = 0;                         // page points to the next point that is added
  std::set<int> flipped;                      // points whose label it has flipped
  std::optional<std::string> held_x, held_y;  // keys of the cameras that are held still until it ends
};

// What the laboratory remembers from frame to frame, whichever its task.
struct LabMemory {
  PointTool tool = PointTool::move;
  int added_class = 0;  // of several classes: what a point that is added is of
  PointStroke stroke;
  int menu_point = -1;  // the data point whose context menu is open
  LossListMemory losses;
  ImportDraft import;                      // the table that is being imported
  std::map<std::string, Task> file_tasks;  // what the listed files are for, by path
};

}  // namespace losslab
