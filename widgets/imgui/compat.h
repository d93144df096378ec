#pragma once
#include <imgui.h>

// The few places where Dear ImGui 1.86 and 1.92 differ in what the widgets use. Everything else is common to both.
namespace losslab::compat {

inline bool key_pressed(ImGuiKey key, bool repeat = true) {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyPressed(key, repeat);
#else
  const int index = ImGui::GetKeyIndex(key);  // −1 where the backend maps no such key
  return index >= 0 && ImGui::IsKeyPressed(index, repeat);
#endif
}

// Whether a letter's key is held down; `letter` is a capital one.
inline bool letter_down(int letter) {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyDown(static_cast<ImGuiKey>(ImGuiKey_A + (letter - 'A')));
#else
  return ImGui::IsKeyDown(letter);  // the backend numbers keys as GLFW does
#endif
}

// Pixels above and below the baseline (both positive) of a font drawn at `pixels`.
struct FontHeights {
  float ascent, descent;
};
inline FontHeights font_heights(ImFont* font, float pixels) {
#if IMGUI_VERSION_NUM >= 19198
  const ImFontBaked* baked = font->GetFontBaked(pixels);
  return {baked->Ascent, -baked->Descent};
#else
  const float ratio = pixels / font->FontSize;
  return {font->Ascent * ratio, -font->Descent * ratio};
#endif
}

// How far a character moves the pen at `pixels`.
inline float advance(ImFont* font, float pixels, char code) {
#if IMGUI_VERSION_NUM >= 19198
  return font->GetFontBaked(pixels)->GetCharAdvance(static_cast<ImWchar>(code));
#else
  return font->GetCharAdvance(static_cast<ImWchar>(code)) * (pixels / font->FontSize);
#endif
}

inline bool has_glyph(ImFont* font, ImWchar code) {
#if IMGUI_VERSION_NUM >= 19198
  return font->IsGlyphInFont(code);
#else
  return font->FindGlyphNoFallback(code) != nullptr;
#endif
}

// Whether a font can be drawn sharp at any size, not only at the one it was loaded for.
constexpr bool fonts_scale() { return IMGUI_VERSION_NUM >= 19198; }

inline void push_font(ImFont* font, [[maybe_unused]] float pixels) {
#if IMGUI_VERSION_NUM >= 19198
  ImGui::PushFont(font, pixels);
#else
  ImGui::PushFont(font);
#endif
}

// A part of the window that scrolls on its own, without a ground. Ends with ImGui::EndChild() in any case.
inline bool begin_panel(const char* id, ImVec2 size, ImGuiWindowFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19198
  return ImGui::BeginChild(id, size, 0, flags | ImGuiWindowFlags_NoBackground);
#else
  return ImGui::BeginChild(id, size, false, flags | ImGuiWindowFlags_NoBackground);
#endif
}

inline bool begin_tooltip() {
#if IMGUI_VERSION_NUM >= 18950
  return ImGui::BeginTooltip();
#else
  ImGui::BeginTooltip();
  return true;
#endif
}

}  // namespace losslab::compat
