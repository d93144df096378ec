#include "widgets/imgui/item.h"

#include <algorithm>
#include <cmath>

#include "widgets/imgui/compat.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {
namespace {

constexpr float kTooltipDelay = 0.45f;  // seconds

}  // namespace

HitArea place_tip(const char* id, ImVec2 at, ImVec2 size) {
  HitArea item;
  item.id = ImGui::GetID(id);
  item.low = at;
  item.high = ImVec2(at.x + size.x, at.y + size.y);
  ImGui::SetCursorScreenPos(at);
  item.clicked = ImGui::InvisibleButton(id, ImVec2(std::max(size.x, 1.f), std::max(size.y, 1.f)));
  item.hovered = ImGui::IsItemHovered();
  item.held = ImGui::IsItemActive();
  item.pressed = ImGui::IsItemActivated();
  item.double_clicked = item.hovered && ImGui::IsMouseDoubleClicked(0);
  ImGui::SetCursorScreenPos(at);
  return item;
}

HitArea place_item(const char* id, ImVec2 at, ImVec2 size, Ui& ui, const ItemKeys& keys) {
  HitArea item = place_tip(id, at, size);
  if (ui.stops == nullptr) return item;
  if (item.pressed) ui.stops->go_to(item.id);
  Stop stop;
  stop.id = item.id;
  stop.low = item.low;
  stop.high = item.high;
  stop.group = keys.group;
  stop.keys = keys.keys;
  stop.initial = keys.initial;
  const Stops::Now now = ui.stops->add(stop);
  item.focused = now.focused;
  item.clicked = item.clicked || now.acted;
  return item;
}

int presses(const HitArea& item, StopKey key, const Ui& ui) {
  return item.focused && ui.stops != nullptr ? ui.stops->presses(key) : 0;
}

void finish_row(ImVec2 at, ImVec2 size) {
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

// Above the item, so that it hides neither the item nor what lies below; under it where there is no room above.
void tooltip_now(const HitArea& item, std::string_view whole, const Ui& ui) {
  const ImVec2 pad(ui.px(8), ui.px(5));
  const float wrap = ui.px(300), gap = ui.px(6);
  const std::string text = broken(body_pen(ui), whole, wrap);
  const ImVec2 extent = ImGui::CalcTextSize(text.data(), text.data() + text.size(), false, wrap);
  const ImVec2 size(extent.x + 2 * pad.x, extent.y + 2 * pad.y);
  const bool narrow = item.high.x - item.low.x < ui.px(60);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float center = narrow ? item.center().x : ImGui::GetMousePos().x;
  const float x = std::clamp(center - size.x * 0.5f, gap, std::max(gap, screen.x - size.x - gap));
  const float above = item.low.y - gap - size.y;
  ImGui::SetNextWindowPos(ImVec2(std::round(x), std::round(above >= gap ? above : item.high.y + gap)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, pad);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(5));
  if (compat::begin_tooltip()) {
    ImGui::PushTextWrapPos(pad.x + wrap);
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar(2);
}

void tooltip(const HitArea& item, std::string_view text, Ui& ui) {
  if (item.focused && ui.stops != nullptr) ui.stops->tip(text);
  if (!item.hovered || item.held || text.empty()) return;
  // One rest is remembered for each window: which item, in which frame it was last pointed at, and since when.
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID key = 0x10551ab;  // three entries from here
  const int frame = ImGui::GetFrameCount();
  const float now = static_cast<float>(ImGui::GetTime());
  const bool same = storage->GetInt(key) == static_cast<int>(item.id);
  if (!same || storage->GetInt(key + 1) < frame - 1) storage->SetFloat(key + 2, now);
  storage->SetInt(key, static_cast<int>(item.id));
  storage->SetInt(key + 1, frame);
  if (now - storage->GetFloat(key + 2) >= kTooltipDelay) {
    tooltip_now(item, text, ui);
  } else {
    ui.animating = true;
  }
}

}  // namespace losslab
