// The name, the formula and all that is known of a loss.
#include <fmt/format.h>

#include <cmath>

#include "app/core/catalogue/loss_traits.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/catalogue/loss_sheet.h"
#include "app/screens/shell/pieces.h"
#include "widgets/figure/formula.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/painter.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {
namespace {

bool same(const Properties& a, const Properties& b) {
  return a.convex == b.convex && a.strongly_convex == b.strongly_convex && a.bounded == b.bounded &&
         a.bounded_gradient == b.bounded_gradient && a.redescending == b.redescending && a.symmetric == b.symmetric &&
         a.calibrated == b.calibrated && a.proper == b.proper && a.lipschitz == b.lipschitz;
}

// Lays texts out from the top to the bottom.
class Composer {
 public:
  Composer(LossSheet& sheet, const Ui& ui) : sheet_(sheet), ui_(ui), pen_(body_pen(ui)) {}

  void gap(double points) { y_ += ui_.px(points); }
  void text(std::string text, bool muted = false) { y_ += put(0, sheet_.width, std::move(text), muted) + ui_.px(2); }
  // A title and what belongs to it.
  void passage(const char* title, std::string_view body) {
    if (body.empty()) return;
    text(title, true);
    text(std::string(body));
    gap(5);
  }
  // A line of the table of properties.
  void fact(const char* label, std::string value) {
    const float split = std::round(sheet_.width * 0.62f), between = ui_.px(10);
    const float left = put(0, split, label, true);
    const float right = put(split + between, sheet_.width - split - between, std::move(value), false);
    y_ += std::max(left, right) + ui_.px(5);
  }
  void holds(const char* label, bool so) { fact(label, so ? "yes" : "no"); }
  void formula(const char* tex, double points) {
    const FontSet none;
    const ImGuiTextMeasure measure(ui_.fonts ? *ui_.fonts : none, ui_.scale);
    const double room = static_cast<double>(sheet_.width) / ui_.scale;
    sheet_.formula = set_formula(tex, points, ui_.theme->foreground, measure);
    if (sheet_.formula.size.width > room && room > 0) {
      // Glyphs do not shrink quite in proportion, hence the little less.
      const double fitting = points * room / sheet_.formula.size.width * 0.98;
      sheet_.formula = set_formula(tex, fitting, ui_.theme->foreground, measure);
    }
    sheet_.formula_y = std::round(y_);
    y_ += ui_.px(sheet_.formula.size.height);
  }
  void button() {
    sheet_.button_y = std::round(y_);
    y_ += ImGui::GetFrameHeight() + ui_.px(6);
  }
  float height() const { return y_; }

 private:
  float put(float x, float width, std::string text, bool muted) {
    sheet_.pieces.push_back({ImVec2(x, std::round(y_)), muted, wrap_text(pen_, std::move(text), width)});
    return wrapped_height(pen_, sheet_.pieces.back().text);
  }

  LossSheet& sheet_;
  const Ui& ui_;
  TextPen pen_;
  float y_ = 0;
};

// The properties that say something about a loss of its family.
void facts(Composer& page, const Loss& loss, const Properties& known) {
  const LossInfo& info = loss.info();
  const bool residual = is_of_residual(info.family), margin = is_of_margin(info.family);
  page.fact("Convex", known.strongly_convex ? "yes, strongly" : known.convex ? "yes" : "no");
  page.holds("Bounded value (a point costs only so much)", known.bounded);
  page.holds("Bounded gradient (a point pulls only so hard)", known.bounded_gradient);
  if (residual || margin) {
    page.fact(residual ? "Redescending (far points are ignored)" : "Redescending (far wrong labels are forgotten)",
              !known.redescending    ? "no"
              : rejects(loss, known) ? "yes, down to zero"
                                     : "yes, fading");
  }
  if (residual) page.holds("Symmetric (too high costs as too low)", contains(traits_of(loss, known), Trait::symmetric));
  if (margin) page.holds("Symmetric (ℓ(m) + ℓ(−m) constant)", known.symmetric);
  if (known.calibrated != Fact::not_applicable) {
    page.holds("Calibrated (right class in the limit)", known.calibrated == Fact::yes);
  }
  if (known.proper != Fact::not_applicable) page.holds("Proper (gives probabilities)", known.proper == Fact::yes);
  page.fact("Steepest change of the gradient (Lipschitz constant)",
            std::isfinite(known.lipschitz) ? fmt::format("{:.4g}", known.lipschitz) : std::string("no limit"));
}

std::string domain_text(const LossInfo& info) {
  const bool from = std::isfinite(info.from), to = std::isfinite(info.to);
  if (from && to) return fmt::format("from {} to {}", info.from, info.to);
  if (from) return fmt::format("from {} on", info.from);
  return to ? fmt::format("up to {}", info.to) : std::string();
}

LossSheet compose(const Loss& loss, const Properties& known, float width, const Ui& ui) {
  LossSheet sheet;
  sheet.id = loss.id();
  sheet.known = known;
  sheet.width = width;
  sheet.scale = ui.scale;
  sheet.theme = ui.theme;
  const LossInfo& info = loss.info();
  Composer page(sheet, ui);
  page.text(info.remark);
  page.gap(8);
  page.formula(info.formula, 16);
  page.gap(10);
  facts(page, loss, known);
  page.gap(5);
  if (known.proper == Fact::yes) page.passage("The probability is read off by", info.link);
  page.passage("Its argument", info.variable);
  page.passage("Defined", domain_text(info));
  page.passage("A constant fitted with it estimates", info.estimates);
  page.passage("Noise for which it is the best choice", info.noise);
  if (!std::isnan(info.efficiency_95) && !loss.parameters().empty()) {
    page.passage("95 % efficiency at Gaussian noise",
                 fmt::format("{} = {} times the noise’s standard deviation: nearly as exact as squares where there are "
                             "no outliers.",
                             loss.parameters()[0].symbol, brief(info.efficiency_95)));
    page.button();
  }
  page.passage("Source", info.source);
  sheet.height = page.height();
  return sheet;
}

void efficiency_button(Panel& panel, const Loss& loss) {
  const Parameter& parameter = loss.parameters()[0];
  const double value = loss.info().efficiency_95;
  const bool in_use = std::abs(loss.parameter(0) - value) <= 5e-4 * std::abs(value);
  ImGui::BeginDisabled(in_use);
  const std::string label = in_use ? fmt::format("{} = {} is in use", parameter.symbol, brief(value))
                                   : fmt::format("Use {} = {}", parameter.symbol, brief(value));
  if (button("use_efficiency", label, panel)) {
    panel.actions.edit(fmt::format("{} of {}", parameter.symbol, loss.info().english),
                       [id = std::string(loss.id()), value](Document& document) { document.loss(id).set(0, value); });
  }
  ImGui::EndDisabled();
}

void draw_sheet(Panel& panel, const LossSheet& sheet, const Loss& loss) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const TextPen pen = body_pen(panel.ui);
  const ImU32 plain = to_im(panel.theme().foreground), muted = to_im(panel.theme().muted);
  for (const LossSheet::Piece& piece : sheet.pieces) {
    draw_wrapped(draw, pen, ImVec2(at.x + piece.at.x, at.y + piece.at.y), piece.muted ? muted : plain, piece.text);
  }
  paint(sheet.formula, draw, ImVec2(at.x, at.y + sheet.formula_y), panel.ui);
  if (sheet.button_y >= 0) {
    ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + sheet.button_y));
    efficiency_button(panel, loss);
  }
  finish_row(at, ImVec2(sheet.width, sheet.height));
}

}  // namespace

void describe_loss(Panel& panel, const Loss& loss) {
  const LossInfo& info = loss.info();
  section(info.english, panel.ui);
  series_swatch(panel.style(loss.id()), 34, panel.ui);
  if (std::string_view(info.chinese) != info.english) {
    ImGui::SameLine();
    hint(info.chinese, panel);
  }
  ImGui::Dummy({0, panel.ui.px(2)});
  LossSheet& sheet = panel.state.memory<LossSheet>();
  const Properties known = loss.properties();
  const float width = ImGui::GetContentRegionAvail().x;
  if (sheet.id != loss.id() || !same(sheet.known, known) || sheet.width != width || sheet.scale != panel.ui.scale ||
      sheet.theme != panel.ui.theme) {
    sheet = compose(loss, known, width, panel.ui);
  }
  draw_sheet(panel, sheet, loss);
}

}  // namespace losslab
