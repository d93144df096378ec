#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/screens/shell/pieces.h"
#include "widgets/figure/number.h"
#include "widgets/imgui/item.h"

namespace losslab {

std::string brief(double value, int digits) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
  if (value == 0) return "0";
  const double size = std::abs(value);
  if (size >= 1e5 || size < 1e-4) {
    int exponent = static_cast<int>(std::floor(std::log10(size)));
    double mantissa = value / std::pow(10.0, exponent);
    if (std::abs(mantissa) >= 9.995) {
      mantissa /= 10;
      ++exponent;
    }
    return scientific_text(mantissa, 2, exponent);
  }
  return fixed_text(value, std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(size))), 0, digits));
}

std::string percent(double share) {
  if (std::isnan(share)) return "–";
  return fixed_text(100 * share, 1) + " %";
}

bool button(const char* id, const std::string& label, Panel& panel, bool initial) {
  const bool clicked = button(id, label, panel.ui, false, initial);
  panel.ui.note(id);
  return clicked;
}

bool check_box(const char* id, const std::string& label, bool value, Panel& panel) {
  const bool clicked = check_box(id, label, value, panel.ui);
  panel.ui.note(id);
  return clicked;
}

std::optional<int> segmented(const char* id, std::span<const std::string> choices, int current, Panel& panel) {
  const std::optional<int> clicked = segmented(id, choices, current, panel.ui);
  panel.ui.note(id);
  return clicked;
}

std::optional<int> combo(const char* id, const std::string& label, std::span<const std::string> choices, int current,
                         Panel& panel) {
  const std::optional<int> clicked = combo(id, label, choices, current, panel.ui);
  panel.ui.note(id);
  return clicked;
}

void hint(std::string_view text, Panel& panel) { muted_text(text, panel.ui); }

bool fold(const char* id, const std::string& title, Panel& panel) {
  std::set<std::string>& open = panel.state.unfolded;
  const bool unfolded = open.contains(id);
  Ui& ui = panel.ui;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetFrameHeight(), width = ImGui::GetContentRegionAvail().x;
  const HitArea item = place_item(id, at, ImVec2(width, height), ui);
  if (item.clicked) {
    if (unfolded) {
      open.erase(id);
    } else {
      open.insert(id);
    }
  }
  ui.note(id);
  const Color ink = item.hovered ? panel.theme().foreground : panel.theme().muted;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float r = ui.px(3.5), x = at.x + ui.px(8), y = at.y + height / 2;
  if (unfolded) {
    draw.AddTriangleFilled({x - r, y - r * 0.6f}, {x + r, y - r * 0.6f}, {x, y + r * 0.8f}, to_im(ink));
  } else {
    draw.AddTriangleFilled({x - r * 0.6f, y - r}, {x + r * 0.8f, y}, {x - r * 0.6f, y + r}, to_im(ink));
  }
  draw.AddText({at.x + ui.px(22), y - ImGui::GetTextLineHeight() / 2}, to_im(ink), title.c_str());
  finish_row(at, ImVec2(width, height));
  return open.contains(id);
}

SliderEvents checked_slider(Panel& panel, const SliderSpec& spec) {
  SliderEvents events = slider(spec, panel.ui);
  panel.ui.note(spec.id);
  if (events.rejected) {
    const std::string sentence = panel.text("slider.no_number", {{"label", spec.label}, {"text", *events.rejected}});
    panel.actions.edit(spec.label, [sentence](Document&) { throw InputError(sentence); });
  }
  return events;
}

bool is_logarithmic(const Panel& panel, const std::string& plot) {
  const auto camera = panel.view().cameras.find(panel.view().camera_key(panel.document(), plot));
  return camera != panel.view().cameras.end() && camera->second.log_y;
}

void toggle_logarithmic(Panel& panel, const std::string& plot) {
  panel.actions.look([key = panel.view().camera_key(panel.document(), plot)](View& view) {
    Camera& changed = view.cameras[key];
    changed.log_y = !changed.log_y;
    changed.y.reset();
  });
}

}  // namespace losslab
