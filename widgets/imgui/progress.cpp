#include <algorithm>
#include <cmath>

#include "widgets/imgui/controls.h"
#include "widgets/imgui/icons.h"
#include "widgets/imgui/text.h"

namespace losslab {

bool progress_row(const char* id, double share, const std::string& text, Ui& ui) {
  ImGui::PushID(id);
  const Theme& theme = *ui.theme;
  const TextPen pen = body_pen(ui);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = std::max(std::round(pen.height() * 1.25f), ui.px(26));
  constexpr double cross = 24;  // points
  const float right = std::max(at.x + width - ui.px(cross + 4), at.x + 1), y = std::round(at.y + height * 0.5f);
  const float radius = ui.px(5);
  // Written so that a NaN counts as nothing done.
  const double done = share > 0 ? std::min(share, 1.0) : 0;
  const float end = std::round(at.x + (right - at.x) * static_cast<float>(done));
  draw.AddRectFilled(at, ImVec2(right, at.y + height), to_im(theme.panel), radius);
  // The full shape, cut where the work has come to: its corners stay those of the row.
  draw.PushClipRect(at, ImVec2(end, at.y + height), true);
  draw.AddRectFilled(at, ImVec2(right, at.y + height), to_im(mix(theme.panel, theme.accent, 0.35)), radius);
  draw.PopClipRect();
  draw_text(draw, pen, ImVec2(at.x + ui.px(10), pen.baseline_at(y)), to_im(theme.foreground),
            shortened(pen, text, right - at.x - ui.px(20)));
  const ImVec2 corner(at.x + width - ui.px(cross), y - ui.px(cross) * 0.5f);
  const bool cancelled =
      icon_button("##cancel", Icon::close, corner, cross, ui.text("progress.cancel"), ui, theme.muted);
  if (ui.controls) (*ui.controls)[std::string(id) + ".cancel"] = {corner.x, corner.y, ui.px(cross), ui.px(cross)};
  finish_row(at, ImVec2(width, height));
  ImGui::PopID();
  return cancelled;
}

}  // namespace losslab
