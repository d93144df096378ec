#include "app/core/shell/commands.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

void line(Panel& panel, const char* keys, const char* meaning) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(panel.theme().muted));
  ImGui::TextUnformatted(keys);
  ImGui::PopStyleColor();
  ImGui::TableNextColumn();
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(meaning);
  ImGui::PopTextWrapPos();
}

bool begin_list(Panel& panel, const char* id) {
  if (!ImGui::BeginTable(id, 2, ImGuiTableFlags_None, {ImGui::GetContentRegionAvail().x, 0})) return false;
  ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, panel.ui.px(98));
  ImGui::TableSetupColumn("meaning", ImGuiTableColumnFlags_WidthStretch);
  return true;
}

// Every second half of the bound commands in a list of its own, so that two columns hold them all.
void shortcuts(Panel& panel, std::size_t first, std::size_t last, const char* id) {
  if (!begin_list(panel, id)) return;
  std::size_t number = 0;
  for (const CommandInfo& command : commands()) {
    if (command.shortcut.empty()) continue;
    if (number >= first && number < last) line(panel, command.shortcut.c_str(), command.title.c_str());
    ++number;
  }
  ImGui::EndTable();
}

void mouse(Panel& panel) {
  section("Mouse", panel.ui);
  if (!begin_list(panel, "mouse")) return;
  line(panel, "Drag",
       "Move the plot; on an axis, that axis alone. Points, knees and the probe line can be dragged, too.");
  line(panel, "Wheel", "Zoom at the pointer; on an axis, that axis alone.");
  line(panel, "Right drag", "Zoom into a box.");
  line(panel, "Double-click", "Show everything; on a slider, its default.");
  line(panel, "Right click", "The menu of a plot or of a point.");
  line(panel, "Ctrl+click", "Type the value of a slider; arrow keys step it, with Shift finer.");
  line(panel, "Click in a legend", "Hide or show that loss.");
  ImGui::EndTable();
}

void help(Panel& panel, double width) {
  std::size_t count = 0;
  for (const CommandInfo& command : commands()) count += command.shortcut.empty() ? 0 : 1;
  if (width < 560) {
    shortcuts(panel, 0, count, "all");
  } else if (ImGui::BeginTable("columns", 2, ImGuiTableFlags_SizingStretchSame,
                               {ImGui::GetContentRegionAvail().x, 0})) {
    ImGui::TableNextColumn();
    shortcuts(panel, 0, (count + 1) / 2, "first");
    ImGui::TableNextColumn();
    shortcuts(panel, (count + 1) / 2, count, "second");
    ImGui::EndTable();
  }
  mouse(panel);
  ImGui::Dummy({0, panel.ui.px(4)});
  if (button("dialog_close", "Close", panel)) panel.state.dialog = nullptr;
}

}  // namespace

const Dialog help_dialog{"Shortcuts", 640, help};

}  // namespace losslab
