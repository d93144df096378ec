#include <fmt/format.h>

#include <algorithm>

#include "app/core/shell/state/playback.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/rows.h"
#include "app/screens/shell/screen_panels.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/text.h"
#include "widgets/imgui/transport.h"

namespace losslab {
namespace {

std::string run_text(const Panel& panel, const Playback& playback) {
  const std::string step = fmt::format("{}", playback.position()), length = fmt::format("{}", playback.length());
  // Where the memory for all of them is used up.
  const long stride = playback.stride();
  if (stride <= 1) return panel.text("status_row.step", {{"step", step}, {"length", length}});
  if (stride == 2) return panel.text("status_row.step_every_second", {{"step", step}, {"length", length}});
  return panel.text("status_row.step_every",
                    {{"step", step}, {"length", length}, {"stride", fmt::format("{}", stride)}});
}

}  // namespace

bool ScreenPanels::has_transport(const Panel& panel) const { return panel.view().runs.contains(panel.screen()); }

void ScreenPanels::transport(Panel& panel) const {
  if (const Playback* const playback = panel.app.playback()) transport_row(panel, *playback);
}

void transport_row(Panel& panel, const Playback& playback) {
  TransportState now;
  now.position = playback.position();
  now.length = playback.length();
  now.playing_backwards = panel.app.player().backwards();
  now.playing = panel.app.player().playing() && !now.playing_backwards;
  now.speed_power = panel.view().speed_power;
  now.status = run_text(panel, playback);
  if (const std::optional<Branch> branch = playback.branch()) {
    now.branch = branch->at;
    now.ghost_length = branch->length;
  }
  const TransportEvents events = transport(now, panel.ui);
  std::vector<Command>& commands = panel.actions.commands;
  if (events.toggle_play) commands.push_back(Command::play_pause);
  if (events.toggle_backwards) commands.push_back(Command::play_back);
  if (events.rewind) commands.push_back(Command::rewind);
  if (events.step_back) commands.push_back(Command::step_back);
  if (events.step_forward) commands.push_back(Command::step_forward);
  if (events.reset) commands.push_back(Command::reset);
  if (events.seek) panel.actions.seek = events.seek;
  if (events.speed_power) {
    panel.actions.look([power = *events.speed_power](View& view) { view.speed_power = power; });
  }
}

namespace {

std::string pointer_text(const Panel& panel) {
  if (!panel.state.pointer) return {};
  const FigureEvents::At& at = *panel.state.pointer;
  for (const Plot& plot : panel.state.figure_view.figure().plots) {
    if (plot.name != at.plot) continue;
    const std::string x = plot.x.label.empty() ? "x" : plot.x.label, y = plot.y.label.empty() ? "y" : plot.y.label;
    return panel.text("status_row.pointer",
                      {{"x_label", x}, {"x", brief(at.at.x)}, {"y_label", y}, {"y", brief(at.at.y)}});
  }
  return {};
}

// Whether something was changed at the end of a run that does not play: nothing of it is seen in the fits yet.
bool waits_for_play(const Panel& panel) {
  const Playback* const playback = panel.app.playback();
  if (playback == nullptr || !panel.panels().ready(panel) || panel.app.player().playing()) return false;
  const long at = playback->changed_at();
  return at > 0 && at == playback->position() && at == playback->length();
}

}  // namespace

void status_row(Panel& panel) {
  Ui& ui = panel.ui;
  const std::string pointer = pointer_text(panel);
  const float room = ImGui::GetContentRegionAvail().x;
  const float pointer_width = ImGui::CalcTextSize(pointer.c_str()).x;
  const float top = ui.px(5);
  const std::optional<Message>& message = panel.app.message();
  // What is wrong with a run is worth more than that it began again.
  ImGui::SetCursorPos({0, 0});
  const bool found = !message && panel.panels().status(panel, room - pointer_width - ui.px(24));
  const std::string notice = message ? message->text : found ? std::string() : panel.results().notice();
  if (notice.empty() && !found && waits_for_play(panel)) {
    ImGui::SetCursorPos({0, top});
    const std::string text =
        panel.text("status_row.change_waits", {{"step", fmt::format("{}", panel.app.playback()->position())}});
    hint(shortened(body_pen(ui), text, std::max(0.f, room - pointer_width - ui.px(24))), panel);
  }
  if (!notice.empty()) {
    ImGui::SetCursorPos({0, top});
    const Color ink = message && message->error ? panel.theme().danger : panel.theme().foreground;
    const float close = ui.px(20), space = std::max(0.f, room - pointer_width - close - ui.px(24));
    const std::string shown = shortened(body_pen(ui), notice, space);
    ImGui::PushStyleColor(ImGuiCol_Text, to_im4(ink));
    ImGui::TextUnformatted(shown.c_str());
    ImGui::PopStyleColor();
    if (shown != notice && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", notice.c_str());
    ImGui::SameLine(0, ui.px(6));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = ImGui::GetTextLineHeight();
    if (icon_button("dismiss", Icon::close, at, static_cast<double>(side / ui.scale), {}, ui, panel.theme().muted)) {
      panel.actions.dismiss_message = true;
    }
    finish_row(at, {side, side});
  }
  if (!pointer.empty()) {
    ImGui::SetCursorPos({std::max(0.f, room - pointer_width), top});
    ImGui::PushStyleColor(ImGuiCol_Text, to_im4(panel.theme().muted));
    ImGui::TextUnformatted(pointer.c_str());
    ImGui::PopStyleColor();
  }
}

}  // namespace losslab
