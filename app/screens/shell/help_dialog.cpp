#include "app/core/shell/commands.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

void line(Panel& panel, const std::string& keys, const std::string& meaning) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(panel.theme().muted));
  ImGui::TextUnformatted(keys.c_str());
  ImGui::PopStyleColor();
  ImGui::TableNextColumn();
  wrapped_text(meaning, panel.ui);
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
    if (number >= first && number < last) line(panel, command.shortcut, panel.text(command.title));
    ++number;
  }
  ImGui::EndTable();
}

void mouse(Panel& panel) {
  section(panel.text("help.mouse"), panel.ui);
  if (!begin_list(panel, "mouse")) return;
  line(panel, panel.text("help.drag"), panel.text("help.drag_meaning"));
  line(panel, panel.text("help.wheel"), panel.text("help.wheel_meaning"));
  line(panel, panel.text("help.right_drag"), panel.text("help.right_drag_meaning"));
  line(panel, panel.text("help.double_click"), panel.text("help.double_click_meaning"));
  line(panel, panel.text("help.right_click"), panel.text("help.right_click_meaning"));
  line(panel, panel.text("help.ctrl_click"), panel.text("help.ctrl_click_meaning"));
  line(panel, panel.text("help.legend_click"), panel.text("help.legend_click_meaning"));
  ImGui::EndTable();
}

void keyboard(Panel& panel) {
  section(panel.text("help.keyboard"), panel.ui);
  if (!begin_list(panel, "keyboard")) return;
  line(panel, panel.text("help.tab"), panel.text("help.tab_meaning"));
  line(panel, panel.text("help.part"), panel.text("help.part_meaning"));
  line(panel, panel.text("help.enter"), panel.text("help.enter_meaning"));
  line(panel, panel.text("help.slide"), panel.text("help.slide_meaning"));
  line(panel, panel.text("help.plot_arrows"), panel.text("help.plot_arrows_meaning"));
  line(panel, panel.text("help.page"), panel.text("help.page_meaning"));
  line(panel, panel.text("help.point"), panel.text("help.point_meaning"));
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
  keyboard(panel);
  mouse(panel);
  ImGui::Dummy({0, panel.ui.px(4)});
  if (button("dialog_close", panel.text("help.close"), panel)) panel.state.dialog = nullptr;
}

}  // namespace

const Dialog help_dialog{"help.title", 640, help};

}  // namespace losslab
