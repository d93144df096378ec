#pragma once
#include <string>

#include "widgets/imgui/item.h"

namespace losslab {

// Rows that are chosen from, as Dear ImGui draws them, that the keyboard goes to as well.

// A row of a menu; true where it was chosen, and then the menu closes.
bool menu_item(const std::string& label, Ui& ui, const std::string& shortcut = {}, bool ticked = false,
               bool enabled = true);

struct ListRow {
  bool selected = false;
  bool stays = false;           // in a dialog: choosing closes nothing
  bool double_clicks = false;   // the second click of a double click counts, too
  float width = 0, height = 0;  // pixels; 0: the room there is, and a line
  bool initial = false;
};
struct ListRowEvents {
  bool chosen = false, by_keyboard = false;
};
ListRowEvents list_row(const char* label, const ListRow& row, Ui& ui);

}  // namespace losslab
