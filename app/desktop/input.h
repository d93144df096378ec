#pragma once
#include <array>
#include <functional>

#include "app/desktop/input_queue.h"

struct GLFWwindow;

namespace losslab {

// What a window is told by its person, handed to Dear ImGui frame by frame: no event is lost or merged, however slow
// the frames are. Dear ImGui before 1.87 keeps no queue of its own; later ones do, and there this one is passed by.
class Input {
 public:
  // Calls `on_key` for keys as their frame comes, before Dear ImGui sees them; `touched` whenever anything arrives.
  Input(std::function<void(const InputEvent&)> on_key, std::function<void()> touched)
      : on_key_(std::move(on_key)), touched_(std::move(touched)) {}

  void arrive(GLFWwindow* window, const InputEvent& event);
  // Before Dear ImGui's backend begins a frame: what that frame sees. True where a button was pressed.
  bool feed(GLFWwindow* window);
  // After the backend has begun it, which asks where the pointer is now and not where it was.
  void place_pointer() const;
  bool waiting() const { return !queue_.empty(); }
  void hold(int frames) { queue_.hold(frames); }

 private:
  InputQueue queue_;
  std::function<void(const InputEvent&)> on_key_;
  std::function<void()> touched_;
  std::array<bool, 5> down_{};
  double x_ = 0, y_ = 0;
  bool pressed_ = false;
};

}  // namespace losslab
