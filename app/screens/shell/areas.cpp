#include <algorithm>

#include "app/screens/shell/areas.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/stops.h"

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
  division.bottom = (panel.panels().has_transport(panel) ? 52 : 0) + 28;
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

void scroll_by_keys(Ui& ui) {
  if (ui.stops == nullptr || !(ImGui::GetScrollMaxY() > 0)) return;
  Stops& stops = *ui.stops;
  Stop stop;
  stop.id = ImGui::GetID("##scroll");
  stop.low = ImGui::GetWindowPos();
  stop.high = {stop.low.x + ImGui::GetWindowWidth(), stop.low.y + ImGui::GetWindowHeight()};
  stop.keys =
      stop_keys({StopKey::up, StopKey::down, StopKey::page_up, StopKey::page_down, StopKey::home, StopKey::end});
  stops.region(Stops::Order::given);
  if (!stops.add(stop).focused) return;
  const float line = 3 * ImGui::GetTextLineHeightWithSpacing(), page = 0.9f * ImGui::GetWindowHeight();
  const auto times = [&stops](StopKey down, StopKey up) {
    return static_cast<float>(stops.presses(down) - stops.presses(up));
  };
  const float by = line * times(StopKey::down, StopKey::up) + page * times(StopKey::page_down, StopKey::page_up) +
                   ImGui::GetScrollMaxY() * times(StopKey::end, StopKey::home);
  if (by != 0) ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + by, 0.f, ImGui::GetScrollMaxY()));
}

}  // namespace losslab
