#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "app/core/shell/commands.h"
#include "app/screens/shell/panels.h"
#include "widgets/imgui/text.h"

namespace losslab {

float button_width(const char* label, const Ui& ui) {
  return std::ceil(text_width(body_pen(ui), label) + 2 * ui.px(12)) + 1;
}

void command_tooltip(Command command) {
  if (!ImGui::IsItemHovered()) return;
  const CommandInfo& about = info(command);
  if (about.shortcut[0] != '\0') {
    ImGui::SetTooltip("%s (%s)", about.title, about.shortcut);
  } else {
    ImGui::SetTooltip("%s", about.title);
  }
}

namespace {

struct Tool {
  PointTool tool;
  const char* name;
  const char* help;
};

void tool_choice(Panel& panel) {
  static constexpr std::array regression{
      Tool{PointTool::move, "Move", "Drag a point to move it; click it to choose it."},
      Tool{PointTool::add, "Add", "Click in the data to add a point, or drag to spray points."},
      Tool{PointTool::remove, "Delete", "Click a point to delete it, or drag to rub points out."},
      Tool{PointTool::mark, "Outlier",
           "Click or drag over points to mark them as outliers; hold Shift to unmark them."}};
  static constexpr std::array classification{
      Tool{PointTool::move, "Move", "Drag a point to move it; click it to choose it."},
      Tool{PointTool::add, "Add +1", "Click in the data to add a point of class +1, or drag to spray points."},
      Tool{PointTool::add_other, "Add −1", "Click in the data to add a point of class −1, or drag to spray points."},
      Tool{PointTool::remove, "Delete", "Click a point to delete it, or drag to rub points out."},
      Tool{PointTool::mark, "Flip", "Click a point to flip its label, or drag over points to flip theirs once."}};
  const std::span<const Tool> tools =
      panel.screen() == Screen::regression ? std::span<const Tool>(regression) : std::span<const Tool>(classification);
  std::vector<std::string> names;
  int current = 0;
  for (const Tool& each : tools) {
    if (each.tool == panel.state.tool) current = static_cast<int>(names.size());
    names.emplace_back(each.name);
  }
  // Where there is no room for all of them beside each other they are a list.
  const bool list = ImGui::GetContentRegionAvail().x < panel.ui.px(62.0 * static_cast<double>(names.size()));
  if (const auto clicked =
          list ? combo("point_tool", "", names, current, panel) : segmented("point_tool", names, current, panel)) {
    panel.state.tool = tools[static_cast<std::size_t>(*clicked)].tool;
  }
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tools[static_cast<std::size_t>(current)].help);
}

}  // namespace

void tool_row(Panel& panel, const Division& division, double width) {
  const bool left_hidden = division.left == 0, right_hidden = division.right == 0;
  Ui& ui = panel.ui;
  const ImVec2 at = ImGui::GetCursorPos();
  const float room = ImGui::GetContentRegionAvail().x, height = ui.px(30);
  const bool narrow = room < ui.px(520);
  const char* left_label = narrow ? "Controls" : left_hidden ? "Show controls" : "Hide controls";
  const char* right_label = narrow ? "Reading" : right_hidden ? "Show reading" : "Hide reading";
  const float left_width = button_width(left_label, ui), right_width = button_width(right_label, ui);
  if (button("toggle_left", left_label, panel)) {
    if (left_hidden && panel.view().left_open) {
      panel.state.reading_wanted = false;  // it only gave way to the reading panel
    } else {
      panel.actions.commands.push_back(Command::toggle_left);
    }
  }
  command_tooltip(Command::toggle_left);
  ImGui::SetCursorPos({at.x + room - right_width, at.y});
  if (button("toggle_right", right_label, panel)) toggle_reading(panel, width);
  command_tooltip(Command::toggle_right);
  if (panel.in_lab()) {
    const float gap = ui.px(16), between = room - left_width - right_width - 2 * gap;
    const float wish = std::min(between, ui.px(panel.screen() == Screen::regression ? 300 : 370));
    if (wish > ui.px(80)) {
      if (begin_area("tools", {at.x + left_width + gap + (between - wish) / 2, at.y}, {wish, height}))
        tool_choice(panel);
      end_area();
    }
  }
  ImGui::SetCursorPos({at.x, at.y + height + ui.px(2)});
}

}  // namespace losslab
