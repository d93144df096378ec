#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/shell/animation/animation_job.h"
#include "app/screens/shell/areas.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/frame.h"
#include "app/screens/shell/rows.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/stops.h"

namespace losslab {
namespace {

// Thin lines between the regions; nothing is filled, so that a frame stays cheap without a graphics card.
void separators(const Panel& panel, ImVec2 size, const Division& division) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImU32 color = to_im(panel.theme().border);
  const float thick = std::fmax(1.f, std::floor(panel.ui.scale));
  const float top = panel.ui.px(division.top), bottom = size.y - panel.ui.px(division.bottom);
  draw.AddRectFilled({0, top}, {size.x, top + thick}, color);
  draw.AddRectFilled({0, bottom}, {size.x, bottom + thick}, color);
  if (division.left > 0) {
    const float x = panel.ui.px(division.left);
    draw.AddRectFilled({x, top}, {x + thick, bottom}, color);
  }
  if (division.right > 0) {
    const float x = size.x - panel.ui.px(division.right);
    draw.AddRectFilled({x, top}, {x + thick, bottom}, color);
  }
}

// Where the panels at the sides stand. Each screen remembers how far its own ones are scrolled.
struct Sides {
  float margin, top, height;
  Sides(const Ui& ui, ImVec2 size, const Division& division)
      : margin(ui.px(14)),
        top(ui.px(division.top + 8)),
        height(size.y - ui.px(division.top + division.bottom) - ui.px(12)) {}
};

void left_panel(Panel& panel, ImVec2 size, const Division& division) {
  // Who searches wants to see the list.
  if (division.left <= 0 && panel.state.search_wanted) {
    panel.state.reading_wanted = false;
    if (!panel.view().left_open) panel.actions.look([](View& view) { view.left_open = true; });
  }
  if (division.left <= 0) return;
  const Sides at(panel.ui, size, division);
  begin_region(panel.ui);
  const float width = panel.ui.px(division.left) - at.margin - panel.ui.px(2);
  if (begin_area(("left " + panel.screen()).c_str(), {at.margin, at.top}, {width, at.height}, true)) {
    panel.panels().left(panel);
  }
  end_area();
}

void right_panel(Panel& panel, ImVec2 size, const Division& division) {
  if (division.right <= 0) return;
  const Sides at(panel.ui, size, division);
  const float width = panel.ui.px(division.right);
  if (begin_area(("right " + panel.screen()).c_str(), {size.x - width + at.margin, at.top},
                 {width - at.margin - panel.ui.px(2), at.height}, true)) {
    scroll_by_keys(panel.ui);
    begin_region(panel.ui);
    panel.panels().reading(panel);
  }
  end_area();
}

void middle(Panel& panel, ImVec2 size, const Division& division) {
  Ui& ui = panel.ui;
  const float left = ui.px(division.left), right = ui.px(division.right), margin = ui.px(10);
  const ImVec2 at{left + margin, ui.px(division.top) + ui.px(6)};
  const ImVec2 room{size.x - left - right - 2 * margin, size.y - ui.px(division.top + division.bottom) - ui.px(10)};
  if (begin_area("middle", at, room)) {
    begin_region(ui);
    tool_row(panel, division, size.x / ui.scale);
    if (!panel.panels().contents(panel)) figure_area(panel);
  }
  end_area();
}

void bottom(Panel& panel, ImVec2 size, const Division& division) {
  Ui& ui = panel.ui;
  begin_region(ui);
  const float margin = ui.px(14), status = ui.px(28), top = size.y - ui.px(division.bottom);
  if (panel.panels().has_transport(panel)) {
    if (begin_area("transport", {margin, top + ui.px(7)},
                   {size.x - 2 * margin, ui.px(division.bottom) - status - ui.px(7)})) {
      if (panel.panels().ready(panel)) panel.panels().transport(panel);
    }
    end_area();
  }
  float left = margin;
  if (panel.app.animation().running()) {
    const float width = std::min(ui.px(300), 0.4f * size.x);
    if (begin_area("animation", {margin, size.y - status}, {width, status})) animation_progress(panel);
    end_area();
    left += width + margin;
  }
  if (begin_area("status", {left, size.y - status}, {size.x - margin - left, status})) status_row(panel);
  end_area();
}

}  // namespace

Actions show_frame(const Application& app, ScreenState& state, ImVec2 size, Ui& ui) {
  Actions actions;
  Panel panel{app, state, ui, actions};
  const Size points{size.x / ui.scale, size.y / ui.scale};
  state.files.make(app.asset_folder());
  // A key that toggles the reading panel must be seen to act where the panel waits on demand, too.
  if (app.view().right_open != state.right_was_open && reading_on_demand(points.width, panel)) {
    state.reading_wanted = !state.reading_wanted;
  }
  state.right_was_open = app.view().right_open;
  const Division division = divide(points, panel);
  state.hovered_row = -1;
  if (ImGui::IsMouseClicked(0)) ++state.presses;
  state.pointer.reset();

  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
  ImGui::Begin("LossLab", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  if (state.turned != 0) panel.panels().turn(panel, std::exchange(state.turned, 0));
  if (state.presenting) {
    presented(panel, size);
    ImGui::End();
    dialogs(panel, size);
    return actions;
  }
  separators(panel, size, division);
  begin_region(ui);
  if (begin_area("top", {ui.px(14), ui.px(6)}, {size.x - ui.px(28), ui.px(division.top - 6)})) {
    top_row(panel);
  }
  end_area();
  left_panel(panel, size, division);
  middle(panel, size, division);
  right_panel(panel, size, division);
  bottom(panel, size, division);
  ImGui::End();
  dialogs(panel, size);
  return actions;
}

}  // namespace losslab
