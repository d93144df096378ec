#include "widgets/imgui/slider.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "widgets/imgui/compat.h"
#include "widgets/imgui/field.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/slider_value.h"
#include "widgets/imgui/swatch.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

constexpr double kKnob = 6.5, kTrack = 4, kIcon = 20, kHit = 22, kField = 86, kInfinityGap = 24;  // points
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Space stays with the transport: a slider has nothing to be pressed.
constexpr StopKeys track_keys = stop_keys({StopKey::left, StopKey::right, StopKey::home, StopKey::end, StopKey::enter});

// What a slider remembers between frames, kept in the window's storage under its id.
enum class Memory : ImGuiID { editing = 1, knob, dragging };
ImGuiID memory(Memory what) { return ImGui::GetID("##slider") + static_cast<ImGuiID>(what); }

// Where everything of one slider lies, in pixels.
struct Places {
  ImVec2 at;
  float width, row, height;    // all; the first row; both rows
  float track_y, left, right;  // the track; `left` is the place of min
  float infinity;              // the stop for −∞, where there is one
  float name_y;
};

class Slider {
 public:
  Slider(const SliderSpec& spec, Ui& ui)
      : spec_(spec),
        ui_(ui),
        scale_{spec.min, spec.max, spec.scale, spec.integer, spec.decimals},
        draw_(*ImGui::GetWindowDrawList()),
        storage_(*ImGui::GetStateStorage()),
        pen_(body_pen(ui)) {
    place();
  }

  SliderEvents run() {
    const bool editing = storage_.GetInt(memory(Memory::editing)) != 0;
    if (editing) {
      edit_field();
    } else {
      value_text();
    }
    name();
    marks();
    track();
    finish_row(places_.at, ImVec2(places_.width, places_.height));
    if (events_.value && *events_.value == spec_.value) events_.value.reset();
    return events_;
  }

 private:
  void place() {
    Places& p = places_;
    p.at = ImGui::GetCursorScreenPos();
    p.width = std::max(ImGui::GetContentRegionAvail().x, ui_.px(120));
    p.row = std::max(std::round(pen_.height() * 1.15f), ui_.px(20));
    p.height = p.row + ui_.px(kHit);
    p.name_y = p.at.y + p.row * 0.5f;
    p.track_y = std::round(p.at.y + p.row + ui_.px(kHit) * 0.5f);
    p.infinity = p.at.x + ui_.px(kKnob + 1);
    p.left = p.infinity + (spec_.minus_infinity ? ui_.px(kInfinityGap) : 0);
    p.right = p.at.x + p.width - ui_.px(kKnob + 7) - ui_.px(kIcon) * (spec_.playable ? 2.f : 1.f);
  }

  float place_of(double value) const {
    if (spec_.minus_infinity && value == -kInfinity) return places_.infinity;
    return places_.left + (places_.right - places_.left) * static_cast<float>(scale_.fraction(value));
  }

  double value_at(float x) const {
    if (spec_.minus_infinity && x < (places_.infinity + places_.left) * 0.5f) return -kInfinity;
    return scale_.rounded(scale_.value((x - places_.left) / static_cast<double>(places_.right - places_.left)));
  }

  void start_editing() {
    storage_.SetInt(memory(Memory::editing), 1);
    if (ui_.stops != nullptr) ui_.stops->enter(ImGui::GetID("##field"));
  }

  void value_text() {
    const std::string text = typeset_number(pen_, scale_.text(spec_.value));
    const float width = number_width(pen_, text);
    const float right = places_.at.x + places_.width;
    const float from = right - width - ui_.px(kIcon);
    const HitArea item = place_item("##value", ImVec2(from, places_.at.y), ImVec2(right - from, places_.row), ui_);
    const float baseline = pen_.baseline_at(places_.name_y);
    draw_number(draw_, pen_, ImVec2(right - width, baseline), to_im(ui_.theme->foreground), text);
    const bool row_hovered = ImGui::IsWindowHovered() && inside(ImGui::GetMousePos(), places_.at, bottom_right());
    if (row_hovered || item.focused) {
      draw_icon(draw_, Icon::pencil, ImVec2(from + ui_.px(8), places_.name_y), std::round(ui_.px(10)),
                to_im(item.hovered ? ui_.theme->foreground : ui_.theme->muted));
    }
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    tooltip(item, ui_.text("slider.type_value"), ui_);
    if (item.clicked) start_editing();
    name_limit_ = from - ui_.px(4);
  }

  ImVec2 bottom_right() const { return ImVec2(places_.at.x + places_.width, places_.at.y + places_.height); }

  void edit_field() {
    const float width = ui_.px(kField);
    const float left = places_.at.x + places_.width - width;
    name_limit_ = left - ui_.px(6);
    std::array<char, 64> buffer{};
    const std::string shown = scale_.text(spec_.value);
    shown.copy(buffer.data(), buffer.size() - 1);
    const ImGuiID key = memory(Memory::editing);
    const int age = storage_.GetInt(key);
    ImGui::SetCursorScreenPos(ImVec2(left, places_.at.y - ui_.px(1)));
    ImGui::PushItemWidth(width);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(ui_.px(6), (places_.row - ImGui::GetFontSize()) * 0.5f));
    if (age == 1) ImGui::SetKeyboardFocusHere();
    begin_field("##field", ui_);
    const bool entered = ImGui::InputText("##field", buffer.data(), buffer.size(),
                                          ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue);
    const bool active = ImGui::IsItemActive();
    const bool tabbed = end_field(ui_);
    const bool left_field = tabbed || ImGui::IsItemDeactivated();
    ImGui::PopStyleVar();
    ImGui::PopItemWidth();
    draw_.AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), to_im(ui_.theme->accent), ui_.px(5), 0,
                  std::max(1.f, std::round(ui_.scale)));
    const bool cancelled = compat::key_pressed(ImGuiKey_Escape, false);
    if (entered || (left_field && !cancelled && shown != buffer.data())) take_typed(buffer.data());
    // The field goes, and the keyboard is with the track again.
    if ((entered || left_field) && !tabbed && ui_.stops != nullptr) ui_.stops->go_to(ImGui::GetID("##track"));
    // The field becomes active a frame or two after it was asked for.
    const bool waiting = !active && age < 4;
    storage_.SetInt(key, entered || left_field || (!active && !waiting) ? 0 : active ? 4 : age + 1);
    ui_.animating = ui_.animating || waiting;
  }

  void take_typed(const char* text) {
    const std::optional<double> typed = parse_typed_number(text);
    if (typed) {
      events_.value = spec_.integer && std::isfinite(*typed) ? std::round(*typed) : *typed;
    } else {
      events_.rejected = text;
    }
  }

  void name() {
    float x = places_.at.x;
    if (spec_.swatch) {
      draw_swatch(draw_, *spec_.swatch, x, x + ui_.px(26), places_.name_y, ui_);
      x += ui_.px(33);
    }
    const float baseline = pen_.baseline_at(places_.name_y);
    const std::string label = shortened(pen_, spec_.label, name_limit_ - x);
    draw_text(draw_, pen_, ImVec2(x, baseline), to_im(ui_.theme->foreground), label);
    float end = x + text_width(pen_, label);
    bool whole = label == spec_.label;
    if (!spec_.role.empty()) {
      const float role_x = end + ui_.px(7);
      const std::string role = shortened(pen_, spec_.role, name_limit_ - role_x);
      draw_text(draw_, pen_, ImVec2(role_x, baseline), to_im(ui_.theme->muted), role);
      whole = whole && role == spec_.role;
      end = role_x + text_width(pen_, role);
    }
    if (whole) return;
    const HitArea item = place_tip("##name", places_.at, ImVec2(std::max(end, x + 1) - places_.at.x, places_.row));
    tooltip(item, spec_.label + "  " + spec_.role, ui_);
  }

  // The marks at the right end of the track. Their room is kept whether they show or not.
  void marks() {
    float x = places_.at.x + places_.width - ui_.px(kIcon);
    const float y = places_.track_y - ui_.px(kIcon) * 0.5f;
    if (spec_.playable) {
      if (icon_button("##play", play_icon(), ImVec2(x, y), kIcon, ui_.text(play_tip()), ui_,
                      spec_.playing == PlayMode::stopped ? ui_.theme->muted : ui_.theme->accent)) {
        events_.play = next_mode();
      }
      x -= ui_.px(kIcon);
    }
    if (spec_.value == spec_.initial) return;
    if (icon_button("##reset", Icon::reset, ImVec2(x, y), kIcon,
                    ui_.text("slider.back_to", {{"value", typeset_number(pen_, scale_.text(spec_.initial))}}), ui_,
                    ui_.theme->muted)) {
      events_.value = spec_.initial;
    }
  }

  Icon play_icon() const {
    switch (spec_.playing) {
      case PlayMode::once:
        return Icon::once;
      case PlayMode::loop:
        return Icon::loop;
      case PlayMode::oscillate:
        return Icon::oscillate;
      default:
        return Icon::play;
    }
  }

  // A key.
  const char* play_tip() const {
    switch (spec_.playing) {
      case PlayMode::once:
        return "slider.plays_once";
      case PlayMode::loop:
        return "slider.plays_again";
      case PlayMode::oscillate:
        return "slider.plays_to_and_fro";
      default:
        return "slider.play";
    }
  }

  PlayMode next_mode() const { return static_cast<PlayMode>((static_cast<int>(spec_.playing) + 1) % 4); }

  void track() {
    const ImVec2 at(places_.at.x, places_.at.y + places_.row);
    const float right = places_.right + ui_.px(kKnob + 1);
    const HitArea item = place_item("##track", at, ImVec2(right - at.x, ui_.px(kHit)), ui_, {0, track_keys});
    ui_.note(spec_.id + ".track");
    drag(item);
    keys(item);
    draw_track(item);
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }

  // The knob follows the pointer from where it was taken, so that it never jumps; Shift slows it ten times.
  void drag(const HitArea& item) {
    const ImGuiIO& io = ImGui::GetIO();
    const ImGuiID dragging = memory(Memory::dragging), knob = memory(Memory::knob);
    if (item.pressed) {
      if (io.KeyCtrl) {
        start_editing();
        storage_.SetInt(dragging, 0);
      } else if (item.double_clicked) {
        events_.value = spec_.initial;
        storage_.SetInt(dragging, 0);
      } else if (ImGui::IsMouseDown(0)) {
        const float now = place_of(spec_.value);
        const bool on_knob = std::abs(io.MousePos.x - now) <= ui_.px(kKnob + 2);
        storage_.SetFloat(knob, on_knob ? now : io.MousePos.x);
        storage_.SetInt(dragging, 1);
        if (!on_knob) events_.value = value_at(io.MousePos.x);
      }
    } else if (item.held && storage_.GetInt(dragging) != 0 && io.MouseDelta.x != 0) {
      const float moved = storage_.GetFloat(knob) + io.MouseDelta.x * (io.KeyShift ? 0.1f : 1.f);
      storage_.SetFloat(knob, moved);
      events_.value = value_at(moved);
    }
    events_.held = item.held && storage_.GetInt(dragging) != 0;
  }

  // The keyboard's own slider: arrows step it, Home and End go to its ends, Enter types. Where the keyboard is with
  // nobody who takes them, the arrows belong to the slider under the pointer.
  void keys(const HitArea& item) {
    const int stepped = presses(item, StopKey::right, ui_) - presses(item, StopKey::left, ui_);
    if (stepped != 0) events_.value = step(stepped);
    if (presses(item, StopKey::home, ui_) > 0) events_.value = spec_.minus_infinity ? -kInfinity : spec_.min;
    if (presses(item, StopKey::end, ui_) > 0) events_.value = spec_.max;
    if (presses(item, StopKey::enter, ui_) > 0) start_editing();
    const bool under = !ImGui::IsAnyItemActive() && ImGui::IsWindowHovered() &&
                       inside(ImGui::GetMousePos(), places_.at, bottom_right());
    if (!under) return;
    ui_.arrows_taken = true;
    if (ui_.stops != nullptr && ui_.stops->used_arrow()) return;
    const int direction =
        (compat::key_pressed(ImGuiKey_RightArrow) ? 1 : 0) - (compat::key_pressed(ImGuiKey_LeftArrow) ? 1 : 0);
    if (direction != 0) events_.value = step(direction);
  }

  double step(int direction) const {
    if (spec_.minus_infinity && spec_.value == -kInfinity) return direction > 0 ? spec_.min : spec_.value;
    if (spec_.minus_infinity && direction < 0 && spec_.value <= spec_.min) return -kInfinity;
    const ImGuiIO& io = ImGui::GetIO();
    return scale_.stepped(spec_.value, direction, io.KeyShift ? 0.1 : io.KeyCtrl ? 10 : 1);
  }

  void draw_track(const HitArea& item) {
    const Theme& theme = *ui_.theme;
    const Color color = spec_.swatch ? spec_.swatch->color : theme.accent;
    const float half = std::max(1.f, std::round(ui_.px(kTrack) * 0.5f));
    const float y = places_.track_y, x = std::round(place_of(spec_.value));
    const Color empty = mix(theme.panel, theme.muted, 0.35);
    auto bar = [&](float from, float to, Color c) {
      if (to > from) draw_.AddRectFilled(ImVec2(from, y - half), ImVec2(to, y + half), to_im(c), half);
    };
    bar(places_.left, places_.right, empty);
    bar(places_.left, x, color);
    if (spec_.minus_infinity) infinity_stop(empty);
    if (spec_.initial != spec_.value) {
      const float tick = std::round(place_of(spec_.initial));
      const float wide = std::max(1.f, std::round(ui_.scale)), top = y + half + std::round(ui_.px(2));
      draw_.AddRectFilled(ImVec2(tick - wide, top), ImVec2(tick + wide, top + std::round(ui_.px(4))),
                          to_im(theme.muted));
    }
    const float radius = ui_.px(kKnob) + (item.hovered || item.held ? ui_.px(1) : 0);
    draw_.AddCircleFilled(ImVec2(x, y), radius + std::max(1.f, std::round(ui_.px(1.5))), to_im(theme.background));
    draw_.AddCircleFilled(ImVec2(x, y), radius, to_im(color));
  }

  void infinity_stop(Color color) {
    const float y = places_.track_y;
    draw_.AddCircleFilled(ImVec2(places_.infinity, y), ui_.px(3), to_im(color));
    for (const float share : {0.4f, 0.62f, 0.84f}) {
      const float x = places_.infinity + (places_.left - places_.infinity) * share;
      draw_.AddCircleFilled(ImVec2(x, y), std::max(1.f, ui_.px(1.1)), to_im(color));
    }
  }

  const SliderSpec& spec_;
  Ui& ui_;
  ValueScale scale_;
  ImDrawList& draw_;
  ImGuiStorage& storage_;
  TextPen pen_;
  Places places_{};
  float name_limit_ = 0;
  SliderEvents events_;
};

}  // namespace

SliderEvents slider(const SliderSpec& spec, Ui& ui) {
  ImGui::PushID(spec.id.c_str());
  SliderEvents events = Slider(spec, ui).run();
  ImGui::PopID();
  return events;
}

PlayPosition play_position(double min, double max, Scale scale, PlayMode mode, double seconds) {
  constexpr double pass = 4;
  const double turns = std::max(seconds, 0.0) / pass;
  const ValueScale range{min, max, scale};
  switch (mode) {
    case PlayMode::once:
      return {range.value(std::min(turns, 1.0)), turns >= 1};
    case PlayMode::loop:
      return {range.value(turns - std::floor(turns)), false};
    case PlayMode::oscillate: {
      const double within = std::fmod(turns, 2.0);
      return {range.value(within <= 1 ? within : 2 - within), false};
    }
    default:
      return {min, true};
  }
}

}  // namespace losslab
