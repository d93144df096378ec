#include "imgui_harness.h"

#include <algorithm>
#include <cfloat>

namespace losslab {

ImGuiHarness::ImGuiHarness(float scale) : context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(1000, 700);
  io.DeltaTime = 1.f / 60;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ImFont* font = io.Fonts->AddFontDefault();
  for (const FontStyle style : {FontStyle::regular, FontStyle::bold, FontStyle::italic}) {
    fonts.faces.push_back({style, 13, font});
  }
#if IMGUI_VERSION_NUM >= 19198
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#else
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
#endif
#if IMGUI_VERSION_NUM >= 18700
  io.ConfigInputTrickleEventQueue = false;
#else
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
#endif
  ui.theme = &light_theme();
  ui.fonts = &fonts;
  ui.scale = scale;
  ui.stops = &stops;
  apply_style(*ui.theme, scale);
  move_to(-1, -1);
}

ImGuiHarness::~ImGuiHarness() { ImGui::DestroyContext(context_); }

void ImGuiHarness::begin() {
  ImGui::NewFrame();
  ui.animating = ui.arrows_taken = false;
  stops.begin_frame(ui);
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("screen", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove);
}

void ImGuiHarness::end() {
  ImGui::End();
  ImGui::PopStyleVar();
  stops.end_frame(ui);
  ImGui::Render();
#if IMGUI_VERSION_NUM >= 18700
#else
  ImGui::GetIO().MouseWheel = 0;
#endif
  const ImDrawData& data = *ImGui::GetDrawData();
#if IMGUI_VERSION_NUM >= 19198
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
#endif
  vertices = data.TotalVtxCount;
  low = ImVec2(FLT_MAX, FLT_MAX);
  high = ImVec2(-FLT_MAX, -FLT_MAX);
  for (int i = 0; i < data.CmdListsCount; ++i) {
    for (const ImDrawVert& vertex : data.CmdLists[i]->VtxBuffer) {
      low = ImVec2(std::min(low.x, vertex.pos.x), std::min(low.y, vertex.pos.y));
      high = ImVec2(std::max(high.x, vertex.pos.x), std::max(high.y, vertex.pos.y));
    }
  }
}

#if IMGUI_VERSION_NUM >= 18700
void ImGuiHarness::move_to(double x, double y) {
  ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
}
void ImGuiHarness::button(int which, bool down) { ImGui::GetIO().AddMouseButtonEvent(which, down); }
void ImGuiHarness::wheel(double notches) { ImGui::GetIO().AddMouseWheelEvent(0, static_cast<float>(notches)); }
void ImGuiHarness::key(ImGuiKey key, bool down) { ImGui::GetIO().AddKeyEvent(key, down); }
void ImGuiHarness::shift(bool down) { ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, down); }
void ImGuiHarness::control(bool down) { ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, down); }
#else
void ImGuiHarness::move_to(double x, double y) {
  ImGui::GetIO().MousePos = ImVec2(static_cast<float>(x), static_cast<float>(y));
}
void ImGuiHarness::button(int which, bool down) { ImGui::GetIO().MouseDown[which] = down; }
void ImGuiHarness::wheel(double notches) { ImGui::GetIO().MouseWheel = static_cast<float>(notches); }
void ImGuiHarness::key(ImGuiKey key, bool down) { ImGui::GetIO().KeysDown[key] = down; }
void ImGuiHarness::shift(bool down) { ImGui::GetIO().KeyShift = down; }
void ImGuiHarness::control(bool down) { ImGui::GetIO().KeyCtrl = down; }
#endif

void ImGuiHarness::type(const std::string& text) { ImGui::GetIO().AddInputCharactersUTF8(text.c_str()); }

}  // namespace losslab
