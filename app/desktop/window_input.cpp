// What a person does at the window.
#include "app/desktop/window.h"

#include <GLFW/glfw3.h>

#include <optional>
#include <tuple>

#include "app/core/shell/commands.h"
#include "app/desktop/imgui_backend.h"

namespace losslab {

Window& Window::owner(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

// Everything that a person does comes here first, and to Dear ImGui frame by frame.
void Window::listen() {
  using Kind = InputEvent::Kind;
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int modifiers) {
    owner(w).input_.arrive(w, {Kind::key, key, scancode, action, modifiers});
  });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned character) {
    owner(w).input_.arrive(w, {Kind::text, static_cast<int>(character)});
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int modifiers) {
    owner(w).input_.arrive(w, {Kind::button, button, 0, action, modifiers});
  });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
    owner(w).input_.arrive(w, {Kind::position, 0, 0, 0, 0, x, y});
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
    owner(w).input_.arrive(w, {Kind::scroll, 0, 0, 0, 0, x, y});
  });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
    owner(w).touch();
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
    ImGui_ImplGlfw_CursorEnterCallback(w, entered);
    owner(w).touch();
  });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) {
    glfwSetWindowShouldClose(w, GLFW_FALSE);  // not before unsaved work was asked about
    owner(w).pressed_.push_back(Command::quit);
    owner(w).touch();
  });
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) { owner(w).on_drop(count, paths); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { owner(w).touch(); });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { owner(w).touch(); });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { owner(w).touch(); });
}

namespace {

std::optional<StopKey> stop_key(int key) {
  switch (key) {
    case GLFW_KEY_TAB:
      return StopKey::tab;
    case GLFW_KEY_F6:
      return StopKey::part;
    case GLFW_KEY_LEFT:
      return StopKey::left;
    case GLFW_KEY_RIGHT:
      return StopKey::right;
    case GLFW_KEY_UP:
      return StopKey::up;
    case GLFW_KEY_DOWN:
      return StopKey::down;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
      return StopKey::enter;
    case GLFW_KEY_SPACE:
      return StopKey::space;
    case GLFW_KEY_ESCAPE:
      return StopKey::escape;
    case GLFW_KEY_HOME:
      return StopKey::home;
    case GLFW_KEY_END:
      return StopKey::end;
    case GLFW_KEY_PAGE_UP:
      return StopKey::page_up;
    case GLFW_KEY_PAGE_DOWN:
      return StopKey::page_down;
    case GLFW_KEY_INSERT:
      return StopKey::insert;
    case GLFW_KEY_DELETE:
      return StopKey::erase;
    case GLFW_KEY_MENU:
      return StopKey::menu;
    default:
      return std::nullopt;
  }
}

}  // namespace

// The control that the keyboard is with comes before all shortcuts. True where it, or the way to it, takes the key.
bool Window::to_controls(const InputEvent& event) {
  const bool shift = (event.modifiers & GLFW_MOD_SHIFT) != 0, ctrl = (event.modifiers & GLFW_MOD_CONTROL) != 0;
  // Those that only accompany others say nothing yet.
  if (event.code >= GLFW_KEY_LEFT_SHIFT && event.code <= GLFW_KEY_RIGHT_SUPER) return false;
  stops_.key_used();
  const std::optional<StopKey> key = stop_key(event.code);
  return key && stops_.press({*key, shift, ctrl, event.action == GLFW_REPEAT}, ImGui::GetIO().WantTextInput);
}

void Window::on_key(const InputEvent& event) {
  const auto [key, action, modifiers] = std::tuple(event.code, event.action, event.modifiers);
  if (action == GLFW_RELEASE) return;
  const bool ctrl = (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
  const bool shift = (modifiers & GLFW_MOD_SHIFT) != 0;
  const bool typing = ImGui::GetIO().WantTextInput;
  if (to_controls(event)) return;
  for (const CommandInfo& row : commands()) {
    if (row.key == 0 || row.key != key || row.ctrl != ctrl || row.shift != shift) continue;
    // A key without Ctrl belongs to the text field while one is typed into, and so do undo, redo and pasting.
    const bool function_key = key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12;
    const bool text_edit = row.command == Command::undo || row.command == Command::redo ||
                           row.command == Command::paste_table || row.command == Command::copy_figure;
    if (typing && !function_key && (!ctrl || text_edit)) continue;
    if (screens_.dialog != nullptr && !function_key && !ctrl) continue;
    if (row.pointer_first && ui_.arrows_taken) continue;
    if (action == GLFW_REPEAT && row.command != Command::step_forward && row.command != Command::step_back) continue;
    pressed_.push_back(row.command);
  }
}

}  // namespace losslab
