#include <algorithm>

#include "app/screens/shell/areas.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {
namespace {

constexpr double left_width = 360, right_width = 340;
constexpr double least_middle = 240;  // below this a side panel gives way

double left_for(double width) { return std::clamp(0.42 * width, 250.0, left_width); }
double right_for(double width) { return std::clamp(0.42 * width, 250.0, right_width); }

}  // namespace

bool reading_on_demand(double width, const Panel& panel) {
  return width < panel.panels().all_columns(left_for(width), right_for(width));
}

Division divide(Size size, const Panel& panel) {
  const View& view = panel.view();
  const bool on_demand = reading_on_demand(size.width, panel);
  const bool right = on_demand ? panel.state.reading_wanted : view.right_open;
  Division division;
  division.right = right ? right_for(size.width) : 0;
  division.left = view.left_open ? left_for(size.width) : 0;
  // Where not even a small plot would be left, the panel that was asked for last stays.
  if (right && size.width - division.left - division.right < least_middle) division.left = 0;
  division.top = 44;
  division.bottom = (view.runs.contains(view.screen) ? 52 : 0) + 28;
  return division;
}

void toggle_reading(Panel& panel, double width) {
  if (reading_on_demand(width, panel)) {
    panel.state.reading_wanted = !panel.state.reading_wanted;
  } else {
    panel.actions.commands.push_back(Command::toggle_right);
  }
}

bool begin_area(const char* id, ImVec2 at, ImVec2 size, bool scrolls) {
  ImGui::SetCursorPos(at);
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings;
  if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  // The scroll bar's room is kept, with a gap before it, whether the bar shows or not: nothing moves when it comes.
  if (scrolls) {
    const float bar = ImGui::GetStyle().ScrollbarSize;
    ImGui::SetNextWindowContentSize({std::max(size.x - 2 * bar, 1.f), 0});
  }
  return ImGui::BeginChild(id, ImVec2(std::max(size.x, 1.f), std::max(size.y, 1.f)), false, flags);
}

void end_area() { ImGui::EndChild(); }

}  // namespace losslab
