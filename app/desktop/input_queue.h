#pragma once
#include <deque>
#include <set>
#include <vector>

namespace losslab {

// What a person did, as the window system reports it. Numbers are GLFW's.
struct InputEvent {
  enum class Kind { position, button, scroll, key, text };
  Kind kind = Kind::position;
  int code = 0;  // of the key or the button; of text the character
  int scancode = 0;
  int action = 0;  // released 0, pressed 1, repeated 2
  int modifiers = 0;
  double x = 0, y = 0;  // of the pointer in window coordinates, or of the wheel
  friend bool operator==(const InputEvent&, const InputEvent&) = default;
};

// Keeps what was done until it is shown, in order. An interface that looks once a frame at which keys are down sees
// nothing of one that is pressed and released between two looks, as clickers, remote desktops and accessibility tools
// do, and of two clicks in a slow frame only one. So what would hide each other goes into frames of its own: a key or
// button changes at most once a frame, the pointer stands still while something is pressed, and keys that edit keep
// their place among the letters. Letters that are only typed take no frames; of several movements in a row only the
// last counts.
class InputQueue {
 public:
  void push(const InputEvent& event);
  bool empty() const { return events_.empty(); }
  // Takes what the next frame is to see. Nothing where keys wait for what a click or a command has only just opened.
  std::vector<InputEvent> take();
  // Keys and text wait for so many frames: something that takes them is being opened.
  void hold(int frames) { hold_ = frames > hold_ ? frames : hold_; }

 private:
  struct Seen;
  std::deque<InputEvent> events_;
  int hold_ = 0;
};

}  // namespace losslab
