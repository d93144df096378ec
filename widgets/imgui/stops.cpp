#include "widgets/imgui/stops.h"

#include <algorithm>
#include <limits>

#include "widgets/imgui/focus_marks.h"
#include "widgets/imgui/inner.h"
#include "widgets/imgui/reading_order.h"
#include "widgets/imgui/style.h"

namespace losslab {
namespace {

constexpr double kTipDelay = 0.6;  // seconds
constexpr int kYoung = 3;          // frames

bool has(StopKeys keys, StopKey key) { return (keys & stop_keys({key})) != 0; }

// Scrolls the window that is being drawn until an item of it is in sight, with a little around it.
void reveal(const Stop& stop, float margin) {
  if (!(ImGui::GetScrollMaxY() > 0)) return;
  const float top = ImGui::GetWindowPos().y, bottom = top + ImGui::GetWindowHeight();
  if (stop.low.y - margin < top) {
    ImGui::SetScrollFromPosY(stop.low.y - margin - top, 0);
  } else if (stop.high.y + margin > bottom) {
    ImGui::SetScrollFromPosY(stop.high.y + margin - top, 1);
  }
}

}  // namespace

// ---- what arrives ---------------------------------------------------------------------------------------------------

bool Stops::press(const Press& press, bool typing) {
  by_keys_ = true;
  if (press.key == StopKey::tab) {
    if (press.ctrl) return false;
    const Stop* const field = typing && !press.shift ? find(top().current) : nullptr;
    if (field != nullptr && has(field->keys, StopKey::tab)) {
      pressed_.push_back(press);
      return true;
    }
    moves_ += press.shift ? -1 : 1;
    return true;
  }
  if (press.key == StopKey::part) {
    parts_ += press.shift ? -1 : 1;
    return true;
  }
  if (typing) return false;
  const Stop* const now = top().shown ? find(top().current) : nullptr;
  if (now != nullptr && has(now->keys, press.key)) {
    // A button is not pressed again and again while its key is held.
    if (!press.repeated || !has(acting_keys, press.key)) pressed_.push_back(press);
    if (press.key == StopKey::escape) used_escape_ = true;
    if (has(arrow_keys, press.key)) used_arrow_ = true;
    return true;
  }
  if (press.key == StopKey::escape) return escape();
  if (!has(arrow_keys, press.key) || !arrow(press.key)) return false;
  return used_arrow_ = true;
}

// A dialog hears the key itself, for it may have something to say.
bool Stops::escape() {
  if (const int open = inner::open_popups(); open > 0) {
    close_popup_ = !inner::is_dialog(open - 1);
    used_escape_ = close_popup_;
    return true;
  }
  if (!top().shown) return false;
  top().current = 0;
  top().shown = walking_ = false;
  used_escape_ = true;
  return true;
}

// Within a group; a menu is one, and its arrows begin to work at once.
bool Stops::arrow(StopKey key) {
  const int open = inner::open_popups();
  const bool menu = open > 0 && !inner::is_dialog(open - 1);
  const Stop* const now = find(top().current);
  if (now == nullptr || !top().shown) {
    if (!menu || (key != StopKey::up && key != StopKey::down)) return false;
    if (now != nullptr) go(*now);
    return true;
  }
  if (menu && (key == StopKey::up || key == StopKey::down)) {
    move(key == StopKey::up ? -1 : 1);
    return true;
  }
  if (now->group == 0) return menu;
  if (const Stop* const next = nearest_in_group(stops_, *now, key)) go(*next);
  return true;
}

void Stops::mouse_used() {
  by_keys_ = walking_ = false;
  for (Layer& layer : layers_) layer.shown = false;
}

const Stop* Stops::find(ImGuiID id) const {
  if (id == 0) return nullptr;
  const int layer = static_cast<int>(layers_.size()) - 1;
  const auto found =
      std::ranges::find_if(stops_, [&](const Stop& stop) { return stop.id == id && stop.layer == layer; });
  return found == stops_.end() ? nullptr : &*found;
}

// ---- where it goes --------------------------------------------------------------------------------------------------

std::vector<Stop> Stops::in_order() const {
  std::vector<Stop> here;
  const int layer = static_cast<int>(layers_.size()) - 1;
  std::ranges::copy_if(stops_, std::back_inserter(here), [layer](const Stop& stop) { return stop.layer == layer; });
  return reading_order(here, last_orders_);
}

void Stops::move(int by) {
  const bool lost = find(top().current) == nullptr;
  std::vector<Stop> all = in_order();
  if (all.empty()) return;
  const auto count = static_cast<int>(all.size());
  int from = by > 0 ? -1 : count;
  if (!lost || top().current != 0) {
    // Whoever stood where the keyboard was is looked for among the others, and taken out again where it is gone.
    if (lost) {
      all.push_back(top().place);
      all = reading_order(all, last_orders_);
    }
    const auto found = std::ranges::find(all, top().current, &Stop::id);
    from = static_cast<int>(found - all.begin());
    if (lost) {
      all.erase(found);
      if (by > 0) --from;
    }
  }
  go(all[static_cast<std::size_t>(((from + by) % count + count) % count)]);
}

// To the first place of the region after that of the present one, or before, round the window.
void Stops::move_part(int by) {
  const std::vector<Stop> all = in_order();
  if (all.empty()) return;
  const int from = top().current == 0 ? (by > 0 ? -1 : std::numeric_limits<int>::max()) : top().place.region;
  const Stop* to = nullptr;
  for (const Stop& stop : all) {
    if (by > 0 ? stop.region <= from : stop.region >= from) continue;
    if (to == nullptr || (by < 0 && stop.region > to->region)) to = &stop;
  }
  if (to == nullptr) to = by > 0 ? &all.front() : &*std::ranges::find(all, all.back().region, &Stop::region);
  go(*to);
}

void Stops::go(const Stop& stop) {
  if (const Stop* const before = find(top().current); before != nullptr && before->text) leaves_ = before->id;
  top().current = stop.id;
  top().young = 0;
  top().shown = true;
  top().place = stop;
  reveal_ = stop.id;
  came_at_.reset();
  enters_ = stop.text ? stop.id : 0;
  entering_ = stop.text ? 3 : 0;
}

void Stops::enter(ImGuiID id) {
  enters_ = id;
  entering_ = 3;
  entered_now_ = true;
}

void Stops::go_to(ImGuiID id) {
  top().current = id;
  top().young = 0;
  top().shown = by_keys_;
}

void Stops::typed_into(ImGuiID id) {
  if (leaves_ == id) return;
  top().current = id;
  top().young = 0;
  entering_ = 0;
}

// ---- a frame --------------------------------------------------------------------------------------------------------

void Stops::begin_frame(Ui& ui) {
  next_.clear();
  orders_.clear();
  seen_ = false;
  tip_.clear();
  if (close_popup_) inner::close_popups(inner::open_popups() - 1);
  close_popup_ = false;
  if (entering_ > 0) --entering_;
  if (moves_ == 0 && parts_ == 0) return;
  if (!complete_) {
    walking_ = true;
  } else if (moves_ != 0) {
    const int by = moves_ > 0 ? 1 : -1;
    moves_ -= by;
    move(by);
  } else {
    const int by = parts_ > 0 ? 1 : -1;
    parts_ -= by;
    move_part(by);
  }
  ui.animating = true;
}

Stops::Now Stops::add(const Stop& stop) {
  if (inner::disabled()) return {};
  Stop kept = stop;
  kept.layer = inner::popup_level();
  kept.region = static_cast<int>(orders_.size()) - 1;
  next_.push_back(kept);
  const auto layer = static_cast<std::size_t>(kept.layer);
  if (layer >= layers_.size() || layers_[layer].current != stop.id) return {};
  if (layer + 1 < layers_.size()) return {.waits = layers_[layer].shown};
  layers_[layer].place = kept;
  if (reveal_ == stop.id) {
    reveal(stop, 8);
    reveal_ = 0;
  }
  const bool seen = layers_[layer].shown;
  seen_ = seen_ || seen;
  return {.focused = seen, .acted = seen && (presses(StopKey::enter) > 0 || presses(StopKey::space) > 0)};
}

int Stops::presses(StopKey key) const { return static_cast<int>(std::ranges::count(pressed_, key, &Press::key)); }

// What has opened begins at its first control, or at the one that is meant to be the first.
void Stops::follow_layers() {
  const int open = inner::open_popups();
  layers_.resize(std::min(layers_.size(), static_cast<std::size_t>(open) + 1), Layer{});
  for (int level = 0; level < open; ++level) {
    const auto layer = static_cast<std::size_t>(level) + 1;
    const ImGuiID popup = inner::popup_id(level);
    if (layer < layers_.size() && layers_[layer].popup != popup) layers_.resize(layer);
    if (layer == layers_.size()) layers_.push_back({popup, 0, by_keys_, {}, kYoung});
  }
  if (top().young == 0) return;
  --top().young;
  const std::vector<Stop> all = in_order();
  if (all.empty()) return;
  const auto initial = std::ranges::find_if(all, &Stop::initial);
  const Stop& first = initial == all.end() ? all.front() : *initial;
  const bool other = top().current != first.id;
  top().current = first.id;
  top().place = first;
  if (top().young == 0) reveal_ = first.id;
  came_at_.reset();
  if (other && first.text && top().shown) {
    enters_ = first.id;
    entering_ = 3;
  }
}

void Stops::end_frame(Ui& ui) {
  // What was asked for while this frame was drawn is for the next one.
  if (!entered_now_ && enters_ != 0 && std::ranges::find(next_, enters_, &Stop::id) != next_.end()) enters_ = 0;
  entered_now_ = false;
  leaves_ = 0;
  stops_.swap(next_);
  last_orders_.swap(orders_);
  complete_ = walking_;
  if (moves_ != 0 || parts_ != 0) ui.animating = true;
  pressed_.clear();
  used_escape_ = used_arrow_ = false;
  follow_layers();
  if (top().young > 0) ui.animating = true;
  if (seen_ && top().shown) mark(ui);
}

void begin_region(Ui& ui, Stops::Order order) {
  if (ui.stops != nullptr) ui.stops->region(order);
}

// The ring at once, and what a tooltip says after a moment's rest.
void Stops::mark(Ui& ui) {
  const Stop* const now = find(top().current);
  if (now == nullptr) return;
  draw_ring(*now, ui);
  if (tip_.empty()) return;
  if (!came_at_) came_at_ = ui.time;
  if (ui.time - *came_at_ < kTipDelay) {
    ui.animating = true;
  } else {
    draw_tip(*now, tip_, ui);
  }
}

std::optional<Stop> Stops::present() const {
  const Stop* const now = find(top().current);
  return now == nullptr ? std::nullopt : std::optional(*now);
}

}  // namespace losslab
