#include "widgets/imgui/transport.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/icons.h"
#include "widgets/imgui/menu.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

constexpr int kSlowest = -4, kFastest = 10;
constexpr double kHeight = 44, kPlay = 38, kButton = 30, kGap = 4, kSpeed = 62;  // points

std::string speed_text(int power) {
  return (power < 0 ? "1/" + std::to_string(1 << -power) : std::to_string(1 << power)) + "\u00d7";
}

std::string speed_tip(int power, const Ui& ui) {
  if (power == 0) return ui.text("transport.speed_one");
  if (power > 0) return ui.text("transport.speed_many", {{"steps", std::to_string(1 << power)}});
  return ui.text("transport.speed_slow", {{"frames", std::to_string(1 << -power)}});
}

class Transport {
 public:
  Transport(const TransportState& state, Ui& ui)
      : state_(state),
        ui_(ui),
        draw_(*ImGui::GetWindowDrawList()),
        pen_(body_pen(ui)),
        at_(ImGui::GetCursorScreenPos()),
        width_(ImGui::GetContentRegionAvail().x),
        x_(at_.x),
        y_(std::round(at_.y + ui.px(kHeight) * 0.5f)) {}

  TransportEvents run() {
    events_.rewind = small("##rewind", Icon::rewind, ui_.text("transport.rewind"));
    events_.step_back = small("##back", Icon::step_back, ui_.text("transport.step_back"));
    const bool back = state_.playing_backwards;
    events_.toggle_backwards =
        small("##backwards", Icon::play_back, ui_.text(back ? "transport.pause_backwards" : "transport.play_backwards"),
              back ? ui_.theme->accent : ui_.theme->muted);
    play_button();
    events_.step_forward = small("##forward", Icon::step_forward, ui_.text("transport.step_forward"));
    events_.reset = small("##reset", Icon::reset, ui_.text("transport.reset"));
    float right = at_.x + width_;
    right = status(right);
    right = speed(right);
    scrub(x_ + ui_.px(16), right - ui_.px(18));
    finish_row(at_, ImVec2(width_, ui_.px(kHeight)));
    return events_;
  }

 private:
  bool small(const char* id, Icon icon, std::string_view tip) { return small(id, icon, tip, ui_.theme->muted); }
  bool small(const char* id, Icon icon, std::string_view tip, Color color) {
    const bool clicked =
        icon_button(id, icon, ImVec2(x_, y_ - ui_.px(kButton) * 0.5f), kButton, tip, ui_, color, {buttons_});
    x_ += ui_.px(kButton + kGap);
    return clicked;
  }

  void play_button() {
    const float size = ui_.px(kPlay);
    x_ += ui_.px(kGap);
    const HitArea item = place_item("##play", ImVec2(x_, y_ - size * 0.5f), ImVec2(size, size), ui_, {buttons_});
    ui_.note("transport.play");
    const Theme& theme = *ui_.theme;
    const Color ground = item.held      ? mix(theme.accent, theme.foreground, 0.2)
                         : item.hovered ? mix(theme.accent, theme.background, 0.15)
                                        : theme.accent;
    draw_.AddCircleFilled(item.center(), size * 0.5f, to_im(ground));
    const bool runs = state_.playing || state_.playing_backwards;
    draw_icon(draw_, runs ? Icon::pause : Icon::play, item.center(), std::round(size * 0.4f), to_im(theme.background));
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    tooltip(item, ui_.text(runs ? "transport.pause" : "transport.play"), ui_);
    events_.toggle_play = item.clicked;
    x_ += size + ui_.px(2 * kGap);
  }

  // Right-aligned; its room is kept in steps, so that counting does not push the other controls about. It is left out
  // where the scrub bar would become too short to use.
  float status(float right) {
    if (state_.status.empty()) return right;
    const float needed = number_width(pen_, state_.status);
    const float room = std::ceil(needed / ui_.px(24)) * ui_.px(24);
    if (right - room - x_ < ui_.px(kSpeed + 2 * 24 + 16 + 18 + 18 + 140)) return right;
    draw_number(draw_, pen_, ImVec2(right - needed, pen_.baseline_at(y_)), to_im(ui_.theme->muted), state_.status);
    return right - room - ui_.px(18);
  }

  float speed(float right) {
    const float button = ui_.px(24), label = ui_.px(kSpeed);
    const float top = y_ - button * 0.5f;
    if (icon_button("##faster", Icon::plus, ImVec2(right - button, top), 24, ui_.text("transport.faster"), ui_,
                    ui_.theme->muted, {speeds_})) {
      events_.speed_power = std::min(state_.speed_power + 1, kFastest);
    }
    const float left = right - 2 * button - label;
    if (icon_button("##slower", Icon::minus, ImVec2(left, top), 24, ui_.text("transport.slower"), ui_, ui_.theme->muted,
                    {speeds_})) {
      events_.speed_power = std::max(state_.speed_power - 1, kSlowest);
    }
    const HitArea item = place_item("##speed", ImVec2(left + button, top), ImVec2(label, button), ui_, {speeds_});
    if (item.hovered) draw_.AddRectFilled(item.low, item.high, to_im(ui_.theme->hover), ui_.px(5));
    const std::string text = speed_text(state_.speed_power);
    draw_number(draw_, pen_, ImVec2(item.center().x - number_width(pen_, text) * 0.5f, pen_.baseline_at(y_)),
                to_im(ui_.theme->foreground), text);
    tooltip(item, speed_tip(state_.speed_power, ui_), ui_);
    if (item.clicked) ImGui::OpenPopup("##speeds");
    speed_list(item);
    if (events_.speed_power && *events_.speed_power == state_.speed_power) events_.speed_power.reset();
    return left;
  }

  void speed_list(const HitArea& item) {
    ImGui::SetNextWindowPos(ImVec2(item.low.x, item.low.y - ui_.px(4)), ImGuiCond_Always, ImVec2(0, 1));
    if (!ImGui::BeginPopup("##speeds")) return;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui_.px(8), ui_.px(8)));
    for (int power = kFastest; power >= kSlowest; --power) {
      const bool now = power == state_.speed_power;
      const ListRow row{.selected = now, .width = ui_.px(64), .initial = now};
      if (list_row(speed_text(power).c_str(), row, ui_).chosen) events_.speed_power = power;
    }
    ImGui::PopStyleVar();
    ImGui::EndPopup();
  }

  void scrub(float left, float right) {
    const float hit = ui_.px(26), margin = ui_.px(8);
    if (right - left < 2 * margin) return;
    const HitArea item =
        place_item("##scrub", ImVec2(left - margin, y_ - hit * 0.5f), ImVec2(right - left + 2 * margin, hit), ui_,
                   {0, stop_keys({StopKey::left, StopKey::right, StopKey::home, StopKey::end})});
    ui_.note("transport.scrub");
    const double share = std::clamp((static_cast<double>(ImGui::GetMousePos().x) - left) / (right - left), 0.0, 1.0);
    const auto whole = static_cast<double>(longest());
    const long pointed = std::min(std::lround(share * whole), state_.length);
    if (item.held && ImGui::IsMouseDown(0) && pointed != state_.position) events_.seek = pointed;
    if (const long to = gone_to(item); to != state_.position) events_.seek = to;
    draw_ghost(left, right);
    draw_bar(item, left, right, events_.seek.value_or(state_.position));
    if (!item.hovered && !item.held) return;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    tooltip_now(item, ui_.text("transport.step", {{"step", std::to_string(pointed)}}), ui_);
  }

  // Where the keys go: step by step, with Shift in hundredths of the run.
  long gone_to(const HitArea& item) const {
    if (presses(item, StopKey::home, ui_) > 0) return 0;
    if (presses(item, StopKey::end, ui_) > 0) return state_.length;
    const long step = ImGui::GetIO().KeyShift ? std::max(state_.length / 100, 1L) : 1;
    const long steps = presses(item, StopKey::right, ui_) - presses(item, StopKey::left, ui_);
    return std::clamp(state_.position + step * steps, 0L, state_.length);
  }

  // What the bar's right end stands for: the run, or the one before it where that went further.
  long longest() const { return std::max(state_.length, state_.ghost_length); }
  float place_of(long step, float left, float right) const {
    const double share = static_cast<double>(step) / static_cast<double>(std::max(longest(), 1L));
    return std::round(left + (right - left) * static_cast<float>(std::clamp(share, 0.0, 1.0)));
  }

  // The former run as a thin line below the bar, joined to it where the present one left it.
  void draw_ghost(float left, float right) {
    if (!state_.branch) return;
    const float thin = std::max(1.f, std::round(ui_.px(1.5))), below = std::round(y_ + ui_.px(7));
    const float from = place_of(*state_.branch, left, right), to = place_of(state_.ghost_length, left, right);
    const ImU32 faint = to_im(mix(ui_.theme->panel, ui_.theme->muted, 0.5)), mark = to_im(ui_.theme->muted);
    if (to > from) draw_.AddRectFilled(ImVec2(from, below), ImVec2(to, below + thin), faint);
    draw_.AddRectFilled(ImVec2(from - thin * 0.5f, y_ - ui_.px(6)), ImVec2(from + thin * 0.5f, below + thin), mark);
  }

  void draw_bar(const HitArea& item, float left, float right, long position) {
    const Theme& theme = *ui_.theme;
    const bool pointed = item.hovered || item.held;
    const float half = std::max(1.f, std::round(ui_.px(pointed ? 2.5 : 2)));
    const float x = place_of(position, left, right);
    // Where the former run went further the bar ends before it does.
    const float end = state_.length > 0 ? place_of(state_.length, left, right) : longest() > 0 ? left : right;
    draw_.AddRectFilled(ImVec2(left, y_ - half), ImVec2(end, y_ + half), to_im(mix(theme.panel, theme.muted, 0.35)),
                        half);
    if (x > left) draw_.AddRectFilled(ImVec2(left, y_ - half), ImVec2(x, y_ + half), to_im(theme.accent), half);
    const float radius = ui_.px(pointed ? 7.5 : 6.5);
    draw_.AddCircleFilled(ImVec2(x, y_), radius + std::max(1.f, std::round(ui_.px(1.5))), to_im(theme.background));
    draw_.AddCircleFilled(ImVec2(x, y_), radius, to_im(theme.accent));
  }

  const TransportState& state_;
  Ui& ui_;
  ImDrawList& draw_;
  TextPen pen_;
  ImVec2 at_;
  float width_, x_, y_;
  ImGuiID buttons_ = ImGui::GetID("##buttons"), speeds_ = ImGui::GetID("##speed_buttons");  // groups
  TransportEvents events_;
};

}  // namespace

TransportEvents transport(const TransportState& state, Ui& ui) {
  ImGui::PushID("transport");
  const TransportEvents events = Transport(state, ui).run();
  ImGui::PopID();
  return events;
}

}  // namespace losslab
