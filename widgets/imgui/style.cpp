#include "widgets/imgui/style.h"

#include <cmath>

namespace losslab {
namespace {

const FontSet::Face* nearest(const std::vector<FontSet::Face>& faces, FontStyle style, float pixels) {
  const FontSet::Face* best = nullptr;
  for (const FontSet::Face& face : faces) {
    if (face.style != style) continue;
    if (!best || std::abs(face.size - pixels) < std::abs(best->size - pixels)) best = &face;
  }
  return best;
}

void set_metrics(ImGuiStyle& style) {
  style.WindowPadding = ImVec2(12, 10);
  style.FramePadding = ImVec2(8, 4);
  style.ItemSpacing = ImVec2(8, 6);
  style.ItemInnerSpacing = ImVec2(6, 4);
  style.IndentSpacing = 14;
  style.ScrollbarSize = 10;
  style.GrabMinSize = 10;
  style.WindowRounding = 0;
  style.ChildRounding = 0;
  style.FrameRounding = 5;
  style.PopupRounding = 6;
  style.ScrollbarRounding = 5;
  style.GrabRounding = 4;
  style.TabRounding = 4;
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.FrameBorderSize = 0;
  style.PopupBorderSize = 1;
}

void set_colors(ImGuiStyle& style, const Theme& theme) {
  ImVec4* colors = style.Colors;
  const Color pressed = mix(theme.hover, theme.foreground, 0.08);
  const Color faint_accent = mix(theme.background, theme.accent, 0.25);
  const Color clear = theme.background.with_alpha(0);
  auto set = [colors](Color color, std::initializer_list<int> which) {
    for (int i : which) colors[i] = to_im4(color);
  };
  set(theme.foreground, {ImGuiCol_Text, ImGuiCol_CheckMark});
  set(theme.muted, {ImGuiCol_TextDisabled});
  set(theme.background, {ImGuiCol_WindowBg, ImGuiCol_PopupBg, ImGuiCol_TitleBg, ImGuiCol_TitleBgActive,
                         ImGuiCol_TitleBgCollapsed, ImGuiCol_MenuBarBg});
  set(clear, {ImGuiCol_ChildBg, ImGuiCol_ScrollbarBg, ImGuiCol_BorderShadow});
  set(theme.border, {ImGuiCol_Border, ImGuiCol_Separator});
  set(theme.panel, {ImGuiCol_FrameBg, ImGuiCol_Button, ImGuiCol_Tab});
  set(theme.hover,
      {ImGuiCol_FrameBgHovered, ImGuiCol_ButtonHovered, ImGuiCol_Header, ImGuiCol_HeaderHovered, ImGuiCol_TabHovered});
  set(pressed, {ImGuiCol_FrameBgActive, ImGuiCol_ButtonActive, ImGuiCol_HeaderActive});
  set(theme.border, {ImGuiCol_ScrollbarGrab});
  set(theme.muted, {ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive});
  set(theme.accent, {ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive, ImGuiCol_SeparatorHovered,
                     ImGuiCol_SeparatorActive, ImGuiCol_ResizeGripHovered, ImGuiCol_ResizeGripActive,
                     ImGuiCol_DragDropTarget, ImGuiCol_NavWindowingHighlight, ImGuiCol_PlotHistogram});
  set(clear, {ImGuiCol_ResizeGrip});
  set(faint_accent, {ImGuiCol_TextSelectedBg});
#if IMGUI_VERSION_NUM >= 19198
  set(theme.accent, {ImGuiCol_NavCursor});
#else
  set(theme.accent, {ImGuiCol_NavHighlight});
#endif
  set(theme.foreground.with_alpha(60), {ImGuiCol_ModalWindowDimBg, ImGuiCol_NavWindowingDimBg});
}

}  // namespace

const FontSet::Face* FontSet::face(FontStyle style, float pixels) const {
  if (const Face* found = nearest(faces, style, pixels)) return found;
  if (const Face* found = nearest(faces, FontStyle::regular, pixels)) return found;
  return faces.empty() ? nullptr : &faces.front();
}

ImFont* FontSet::pick(FontStyle style, float pixels) const {
  const Face* found = face(style, pixels);
  return found ? found->font : nullptr;
}

void apply_style(const Theme& theme, float scale) {
  ImGuiStyle style;
  if (theme.dark) {
    ImGui::StyleColorsDark(&style);
  } else {
    ImGui::StyleColorsLight(&style);
  }
  set_metrics(style);
  set_colors(style, theme);
  style.ScaleAllSizes(scale);
  style.PopupBorderSize = std::fmax(1.f, std::floor(scale));
#if IMGUI_VERSION_NUM >= 19198
  // The size of text is no default of the theme's: it stays as the window has set it.
  const ImGuiStyle& before = ImGui::GetStyle();
  style.FontSizeBase = before.FontSizeBase;
  style.FontScaleMain = before.FontScaleMain;
  style.FontScaleDpi = before.FontScaleDpi;
  style._NextFrameFontSizeBase = before._NextFrameFontSizeBase;
#endif
  ImGui::GetStyle() = style;
}

}  // namespace losslab
