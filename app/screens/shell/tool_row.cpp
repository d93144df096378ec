#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "app/core/shell/commands.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/rows.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/text.h"

namespace losslab {

float button_width(std::string_view label, const Ui& ui) {
  return std::ceil(text_width(body_pen(ui), label) + 2 * ui.px(12)) + 1;
}

void command_tooltip(Command command, const Panel& panel) {
  if (!ImGui::IsItemHovered()) return;
  const CommandInfo about = info(command);
  const std::string& title = panel.text(about.title);
  const std::string tip =
      about.shortcut.empty() ? title : panel.text("tool_row.tip", {{"title", title}, {"shortcut", about.shortcut}});
  ImGui::SetTooltip("%s", tip.c_str());
}

void tool_row(Panel& panel, const Division& division, double width) {
  const bool left_hidden = division.left == 0, right_hidden = division.right == 0;
  Ui& ui = panel.ui;
  const ImVec2 at = ImGui::GetCursorPos();
  const float room = ImGui::GetContentRegionAvail().x, height = ui.px(30);
  const bool narrow = room < ui.px(520);
  const std::string& left_label = panel.text(narrow        ? "tool_row.controls"
                                             : left_hidden ? "tool_row.show_controls"
                                                           : "tool_row.hide_controls");
  const std::string& right_label = panel.text(narrow         ? "tool_row.reading"
                                              : right_hidden ? "tool_row.show_reading"
                                                             : "tool_row.hide_reading");
  const float left_width = button_width(left_label, ui), right_width = button_width(right_label, ui);
  if (button("toggle_left", left_label, panel)) {
    if (left_hidden && panel.view().left_open) {
      panel.state.reading_wanted = false;  // it only gave way to the reading panel
    } else {
      panel.actions.commands.push_back(Command::toggle_left);
    }
  }
  command_tooltip(Command::toggle_left, panel);
  ImGui::SetCursorPos({at.x + room - right_width, at.y});
  if (button("toggle_right", right_label, panel)) toggle_reading(panel, width);
  command_tooltip(Command::toggle_right, panel);
  if (const double tools = panel.panels().tools_width(); tools > 0) {
    const float gap = ui.px(16), between = room - left_width - right_width - 2 * gap;
    const float wish = std::min(between, ui.px(tools));
    if (wish > ui.px(80)) {
      if (begin_area("tools", {at.x + left_width + gap + (between - wish) / 2, at.y}, {wish, height}))
        panel.panels().tools(panel);
      end_area();
    }
  }
  ImGui::SetCursorPos({at.x, at.y + height + ui.px(2)});
}

}  // namespace losslab
