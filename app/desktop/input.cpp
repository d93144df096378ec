#include "app/desktop/input.h"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include "app/desktop/imgui_backend.h"

namespace losslab {
namespace {

using Kind = InputEvent::Kind;

void pass_on(GLFWwindow* window, const InputEvent& event) {
  switch (event.kind) {
    case Kind::position:
      pass_position(window, event.x, event.y);
      return;
    case Kind::button:
      ImGui_ImplGlfw_MouseButtonCallback(window, event.code, event.action, event.modifiers);
      return;
    case Kind::scroll:
      ImGui_ImplGlfw_ScrollCallback(window, event.x, event.y);
      return;
    case Kind::key:
      // Dear ImGui would go from one text field to the next with it, past everything else.
      if (event.code == GLFW_KEY_TAB) return;
      ImGui_ImplGlfw_KeyCallback(window, event.code, event.scancode, event.action, event.modifiers);
      if (event.action == GLFW_REPEAT) press_again(event.code);
      return;
    case Kind::text:
      ImGui_ImplGlfw_CharCallback(window, static_cast<unsigned>(event.code));
      return;
  }
}

}  // namespace

void Input::arrive(GLFWwindow* window, const InputEvent& event) {
  touched_();
  if (!queues_itself) {
    queue_.push(event);
    return;
  }
  if (event.kind == Kind::key) on_key_(event);
  if (event.kind == Kind::button && event.action == GLFW_PRESS) pressed_ = true;
  pass_on(window, event);
}

bool Input::feed(GLFWwindow* window) {
  for (const InputEvent& event : queue_.take()) {
    if (event.kind == Kind::key) on_key_(event);
    if (event.kind == Kind::button && event.action == GLFW_PRESS) pressed_ = true;
    if (event.kind == Kind::position) {
      x_ = event.x;
      y_ = event.y;
    } else if (event.kind != Kind::button) {
      pass_on(window, event);
    } else if (event.code >= 0 && event.code < static_cast<int>(down_.size())) {
      down_[static_cast<std::size_t>(event.code)] = event.action == GLFW_PRESS;
    }
  }
  const bool pressed = pressed_;
  pressed_ = false;
  return pressed;
}

void Input::place_pointer() const {
  if (queues_itself) return;
  ImGuiIO& io = ImGui::GetIO();
  for (std::size_t i = 0; i < down_.size(); ++i) io.MouseDown[i] = down_[i];
  if (waiting() && ImGui::IsMousePosValid(&io.MousePos)) {
    io.MousePos = ImVec2(static_cast<float>(x_), static_cast<float>(y_));
  }
}

}  // namespace losslab
