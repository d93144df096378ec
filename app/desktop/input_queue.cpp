#include "app/desktop/input_queue.h"

#include <algorithm>

namespace losslab {
namespace {

using Kind = InputEvent::Kind;

constexpr int repeated = 2, most_repeats = 16;
constexpr int control_modifiers = 0x2 | 0x4 | 0x8;  // control, alt, super
constexpr int space = 32, first_editing_key = 256, first_modifier = 340, last_modifier = 347;

// A key that writes a letter and does nothing else: to the interface the text that follows it is all there is of it.
bool is_letter(const InputEvent& event) {
  return event.kind == Kind::key && event.code > space && event.code < first_editing_key &&
         (event.modifiers & control_modifiers) == 0;
}

bool is_modifier(const InputEvent& event) { return event.code >= first_modifier && event.code <= last_modifier; }

bool is_keyboard(const InputEvent& event) { return event.kind == Kind::key || event.kind == Kind::text; }

}  // namespace

// What the frame has been given so far.
struct InputQueue::Seen {
  bool moved = false, scrolled = false, wrote = false, edited = false;
  std::set<int> buttons, keys;

  // Whether one more event would hide what is there already, or be hidden by it.
  bool conflicts(const InputEvent& event) const {
    switch (event.kind) {
      case Kind::position:
        return !buttons.empty() || scrolled || edited || wrote;
      case Kind::button:
        return buttons.contains(event.code) || scrolled || edited || wrote;
      case Kind::scroll:
        return moved || !buttons.empty();
      case Kind::text:
        return edited || !buttons.empty();
      case Kind::key:
        if (!buttons.empty()) return true;
        if (is_letter(event)) return edited;
        if (is_modifier(event)) return edited || keys.contains(event.code);
        return wrote || keys.contains(event.code);
    }
    return false;
  }

  void add(const InputEvent& event) {
    moved |= event.kind == Kind::position;
    scrolled |= event.kind == Kind::scroll;
    wrote |= event.kind == Kind::text;
    if (event.kind == Kind::button) buttons.insert(event.code);
    if (event.kind == Kind::key && !is_letter(event)) {
      keys.insert(event.code);
      edited |= !is_modifier(event);
    }
  }
};

void InputQueue::push(const InputEvent& event) {
  if (event.kind == Kind::key && event.action == repeated) {
    // A key that is held in slow frames must not go on long after it was let go.
    if (std::ranges::count(events_, event) >= most_repeats) return;
  }
  if (event.kind == Kind::position && !events_.empty() && events_.back().kind == Kind::position) {
    events_.back() = event;
  } else {
    events_.push_back(event);
  }
}

std::vector<InputEvent> InputQueue::take() {
  std::vector<InputEvent> now;
  Seen seen;
  const bool held = hold_ > 0;
  if (held) --hold_;
  while (!events_.empty()) {
    const InputEvent& event = events_.front();
    if ((held && is_keyboard(event)) || seen.conflicts(event)) break;
    seen.add(event);
    now.push_back(event);
    events_.pop_front();
  }
  // What is clicked takes the keyboard only after that frame.
  if (!seen.buttons.empty()) hold(1);
  return now;
}

}  // namespace losslab
