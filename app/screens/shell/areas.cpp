#include <algorithm>

#include "app/screens/shell/panels.h"

namespace losslab {
namespace {

constexpr double left_width = 360, right_width = 340;
constexpr double least_plots = 620;   // what the plots of a laboratory keep while there is a choice
constexpr double all_columns = 1500;  // from this width on a laboratory shows all three columns by itself
constexpr double least_middle = 240;  // below this a side panel gives way

double left_for(double width) { return std::clamp(0.42 * width, 250.0, left_width); }
double right_for(double width) { return std::clamp(0.42 * width, 250.0, right_width); }

}  // namespace

bool reading_on_demand(double width, Screen screen) {
  const double needed =
      screen == Screen::losses ? left_for(width) + right_for(width) + least_plots * 0.75 : all_columns;
  return width < needed;
}

Division divide(Size size, const View& view, const ScreenState& state) {
  const bool on_demand = reading_on_demand(size.width, view.screen);
  const bool right = on_demand ? state.reading_wanted : view.right_open;
  Division division;
  division.right = right ? right_for(size.width) : 0;
  division.left = view.left_open ? left_for(size.width) : 0;
  // Where not even a small plot would be left, the panel that was asked for last stays.
  if (right && size.width - division.left - division.right < least_middle) division.left = 0;
  division.top = 44;
  division.bottom = (view.screen == Screen::losses ? 0 : 52) + 28;
  return division;
}

void toggle_reading(Panel& panel, double width) {
  if (reading_on_demand(width, panel.screen())) {
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
