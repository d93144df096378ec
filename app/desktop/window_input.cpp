// What a person does at the window.
#include "app/desktop/window.h"

#include <GLFW/glfw3.h>

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

void Window::on_key(const InputEvent& event) {
  const auto [key, action, modifiers] = std::tuple(event.code, event.action, event.modifiers);
  if (action == GLFW_RELEASE) return;
  const bool ctrl = (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
  const bool shift = (modifiers & GLFW_MOD_SHIFT) != 0;
  const bool typing = ImGui::GetIO().WantTextInput;
  if (key == GLFW_KEY_TAB && !ctrl) navigating_ = true;
  if (key == GLFW_KEY_ESCAPE) navigating_ = false;
  for (const CommandInfo& row : commands()) {
    if (row.key == 0 || row.key != key || row.ctrl != ctrl || row.shift != shift) continue;
    // A key without Ctrl belongs to the text field while one is typed into, and so do undo, redo and pasting.
    const bool function_key = key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12;
    const bool text_edit = row.command == Command::undo || row.command == Command::redo ||
                           row.command == Command::paste_table || row.command == Command::copy_figure;
    if (typing && !function_key && (!ctrl || text_edit)) continue;
    if (screens_.dialog != nullptr && !function_key && !ctrl) continue;
    // Space and the arrows belong to the controls while they are gone through by keyboard, and to a slider under the
    // pointer.
    if (row.keyboard_focus_first && (navigating_ || (key != GLFW_KEY_SPACE && ui_.arrows_taken))) continue;
    if (action == GLFW_REPEAT && row.command != Command::step_forward && row.command != Command::step_back) continue;
    pressed_.push_back(row.command);
  }
}

// Going through the controls by keyboard begins with Tab and ends with Escape or a click; otherwise Space and the
// arrows are the transport's. Dialogs and menus are always reached by keyboard, and left by Escape.
void Window::set_navigation() {
  const bool popup = screens_.dialog != nullptr ||
                     ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  ImGuiConfigFlags& flags = ImGui::GetIO().ConfigFlags;
  if (navigating_ || popup) {
    flags |= ImGuiConfigFlags_NavEnableKeyboard;
  } else {
    flags &= ~ImGuiConfigFlags_NavEnableKeyboard;
  }
}

}  // namespace losslab
