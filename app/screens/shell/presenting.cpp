// Presenting: the plots, and large beside them what is said of them.
#include <algorithm>
#include <cmath>

#include "app/screens/shell/frame.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/rows.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/compat.h"
#include "widgets/imgui/stops.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

constexpr double text_pt = 20, pixels_per_pt = 96.0 / 72, body_points_at_scale_1 = 14, usual_height = 720;
constexpr int key_of_spotlight = 'L';

// Everything but what the pointer is at becomes dim.
void spotlight(const Panel& panel, ImVec2 size) {
  const ImVec2 at = ImGui::GetIO().MousePos;
  if (!compat::letter_down(key_of_spotlight) || ImGui::GetIO().WantTextInput || !ImGui::IsMousePosValid(&at)) return;
  const float radius = 0.14f * std::min(size.x, size.y), far = 2 * (size.x + size.y);
  ImDrawList& draw = *ImGui::GetForegroundDrawList();
  draw.AddCircle(at, radius + far / 2, IM_COL32(0, 0, 0, 165), 128, far);
  draw.AddCircle(at, radius, to_im(panel.theme().accent), 128, panel.ui.px(1.5));
}

void edge(Panel& panel, ImVec2 size, float margin, float height) {
  const std::string text = panel.panels().presented_edge(panel);
  if (text.empty()) return;
  const TextPen pen = body_pen(panel.ui);
  const std::string shown = shortened(pen, text, size.x - 2 * margin);
  draw_text(*ImGui::GetWindowDrawList(), pen, {margin, pen.baseline_at(size.y - height / 2)},
            to_im(panel.theme().muted), shown);
}

void leave_by_escape(Panel& panel) {
  if (panel.state.dialog != nullptr || (panel.ui.stops != nullptr && panel.ui.stops->used_escape())) return;
  if (!compat::key_pressed(ImGuiKey_Escape, false)) return;
  panel.state.presenting = panel.state.blank = false;
  panel.ui.animating = true;
}

}  // namespace

double presenting_scale(double window_height) {
  return text_pt * pixels_per_pt / body_points_at_scale_1 * std::max(1.0, window_height / usual_height);
}

bool present(ScreenState& state, Command command) {
  switch (command) {
    case Command::present:
      state.presenting = !state.presenting;
      state.blank = false;
      return true;
    case Command::blank:
      if (state.presenting) state.blank = !state.blank;
      return true;
    case Command::page_forward:
      ++state.turned;
      return true;
    case Command::page_back:
      --state.turned;
      return true;
    case Command::spotlight:  // while its key is held, see spotlight()
      return true;
    default:
      return false;
  }
}

void presented(Panel& panel, ImVec2 size) {
  leave_by_escape(panel);
  if (panel.state.blank) {
    ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, size, IM_COL32(0, 0, 0, 255));
    return;
  }
  Ui& ui = panel.ui;
  const float margin = ui.px(10), foot = ui.px(22);
  const float column = ui.px(panel.panels().presented_width(panel, {size.x / ui.scale, size.y / ui.scale}));
  const float height = size.y - margin - foot;
  if (column > 0) {
    if (begin_area("presented", {margin, margin}, {column, height}, true)) {
      scroll_by_keys(ui);
      begin_region(ui);
      panel.panels().presented(panel);
    }
    end_area();
  }
  const float left = margin + (column > 0 ? column + margin : 0);
  if (begin_area("middle", {left, margin}, {size.x - left - margin, height})) {
    begin_region(ui);
    if (!panel.panels().contents(panel)) figure_area(panel);
  }
  end_area();
  edge(panel, size, margin, foot);
  spotlight(panel, size);
}

}  // namespace losslab
