#pragma once
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

namespace losslab {

// The few places where Dear ImGui's versions differ for whoever owns the window. From 1.92 on the atlas is filled and
// uploaded as it is used; before, it is built and uploaded as a whole.
#if IMGUI_VERSION_NUM >= 19200
inline void build_atlas(ImFontAtlas&) {}
inline void upload_atlas() {}
#else
inline void build_atlas(ImFontAtlas& atlas) { atlas.Build(); }
inline void upload_atlas() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}
#endif

// From 1.87 on it keeps what arrives within one frame for the next ones; before, the backend only notes what holds now.
#if IMGUI_VERSION_NUM >= 18700
inline constexpr bool queues_itself = true;
inline void pass_position(GLFWwindow* window, double x, double y) { ImGui_ImplGlfw_CursorPosCallback(window, x, y); }
inline void press_again(int) {}
#else
inline constexpr bool queues_itself = false;
inline void pass_position(GLFWwindow*, double, double) {}
// GLFW takes a key that is pressed twice within a fiftieth of a second for one that is held.
inline void press_again(int key) {
  if (key >= 0 && key < IM_ARRAYSIZE(ImGui::GetIO().KeysDownDuration)) ImGui::GetIO().KeysDownDuration[key] = -1;
}
#endif

}  // namespace losslab
