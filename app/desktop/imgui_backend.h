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

}  // namespace losslab
