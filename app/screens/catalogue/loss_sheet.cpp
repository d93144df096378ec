// The name, the formula and all that is known of a loss.
#include <fmt/format.h>

#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/catalogue/loss_traits.h"
#include "app/core/shell/state/document.h"
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

// Lays texts out from the top to the bottom. Titles and labels are keys.
class Composer {
 public:
  Composer(LossSheet& sheet, const Ui& ui) : sheet_(sheet), ui_(ui), pen_(body_pen(ui)) {}

  void gap(double points) { y_ += ui_.px(points); }
  void text(std::string text, bool muted = false) { y_ += put(0, sheet_.width, std::move(text), muted) + ui_.px(2); }
  // A title and what belongs to it.
  void passage(const char* title, std::string_view body) {
    if (body.empty()) return;
    text(ui_.text(title), true);
    text(std::string(body));
    gap(5);
  }
  // A line of the table of properties.
  void fact(const char* label, std::string value) {
    const float split = std::round(sheet_.width * 0.62f), between = ui_.px(10);
    const float left = put(0, split, ui_.text(label), true);
    const float right = put(split + between, sheet_.width - split - between, std::move(value), false);
    y_ += std::max(left, right) + ui_.px(5);
  }
  void holds(const char* label, bool so) { fact(label, ui_.text(so ? "loss_sheet.yes" : "loss_sheet.no")); }
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
void facts(Composer& page, const Loss& loss, const Properties& known, const Ui& ui) {
  const LossInfo& info = loss.info();
  const bool residual = is_of_residual(info.family), margin = is_of_margin(info.family);
  page.fact("loss_sheet.convex", ui.text(known.strongly_convex ? "loss_sheet.yes_strongly"
                                         : known.convex        ? "loss_sheet.yes"
                                                               : "loss_sheet.no"));
  page.holds("loss_sheet.bounded", known.bounded);
  page.holds("loss_sheet.bounded_gradient", known.bounded_gradient);
  if (residual || margin) {
    page.fact(residual ? "loss_sheet.redescending_residual" : "loss_sheet.redescending_margin",
              ui.text(!known.redescending    ? "loss_sheet.no"
                      : rejects(loss, known) ? "loss_sheet.yes_to_zero"
                                             : "loss_sheet.yes_fading"));
  }
  if (residual) page.holds("loss_sheet.symmetric_residual", contains(traits_of(loss, known), Trait::symmetric));
  if (margin) page.holds("loss_sheet.symmetric_margin", known.symmetric);
  if (known.calibrated != Fact::not_applicable) {
    page.holds("loss_sheet.calibrated", known.calibrated == Fact::yes);
  }
  if (known.proper != Fact::not_applicable) page.holds("loss_sheet.proper", known.proper == Fact::yes);
  page.fact("loss_sheet.lipschitz",
            std::isfinite(known.lipschitz) ? fmt::format("{:.4g}", known.lipschitz) : ui.text("loss_sheet.no_limit"));
}

std::string domain_text(const LossInfo& info, const Ui& ui) {
  const bool from = std::isfinite(info.from), to = std::isfinite(info.to);
  const std::string low = fmt::format("{}", info.from), high = fmt::format("{}", info.to);
  if (from && to) return ui.text("loss_sheet.from_to", {{"from", low}, {"to", high}});
  if (from) return ui.text("loss_sheet.from", {{"from", low}});
  return to ? ui.text("loss_sheet.up_to", {{"to", high}}) : std::string();
}

LossSheet compose(const Loss& loss, const Properties& known, float width, const Ui& ui, const Language& language) {
  LossSheet sheet;
  sheet.id = loss.id();
  sheet.formula_text = loss.info().formula;
  sheet.known = known;
  sheet.width = width;
  sheet.scale = ui.scale;
  sheet.theme = ui.theme;
  const LossInfo& info = loss.info();
  const auto said = [&](const char* field, const char* in_english) {
    return loss_text(language, loss.id(), field, in_english);
  };
  Composer page(sheet, ui);
  if (loss.own_text() == nullptr) {
    page.text(said("remark", info.remark));
    page.gap(8);
  }
  page.formula(info.formula, 16);
  page.gap(10);
  if (loss.own_text() != nullptr) page.text(ui.text("own.measured_widely"));
  facts(page, loss, known, ui);
  page.gap(5);
  if (known.proper == Fact::yes) page.passage("loss_sheet.link", said("link", info.link));
  page.passage("loss_sheet.argument", said("variable", info.variable));
  page.passage("loss_sheet.domain", domain_text(info, ui));
  page.passage("loss_sheet.estimates", said("estimates", info.estimates));
  page.passage("loss_sheet.noise", said("noise", info.noise));
  if (!std::isnan(info.efficiency_95) && !loss.parameters().empty()) {
    page.passage("loss_sheet.efficiency",
                 ui.text("loss_sheet.efficiency_at",
                         {{"parameter", loss.parameters()[0].symbol}, {"value", brief(info.efficiency_95)}}));
    page.button();
  }
  page.passage("loss_sheet.source", info.source);
  sheet.height = page.height();
  return sheet;
}

void efficiency_button(Panel& panel, const Loss& loss) {
  const Parameter& parameter = loss.parameters()[0];
  const double value = loss.info().efficiency_95;
  const bool in_use = std::abs(loss.parameter(0) - value) <= 5e-4 * std::abs(value);
  ImGui::BeginDisabled(in_use);
  const std::string label = panel.text(in_use ? "loss_sheet.value_in_use" : "loss_sheet.use_value",
                                       {{"parameter", parameter.symbol}, {"value", brief(value)}});
  if (button("use_efficiency", label, panel)) {
    panel.actions.edit(panel.text("loss_parameter.changed", {{"parameter", parameter.symbol},
                                                             {"loss", name_text(panel.language(), loss.info())}}),
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
  section(name_text(panel.language(), info), panel.ui);
  series_swatch(panel.style(loss.id()), 34, panel.ui);
  if (const std::string second = second_name(panel.language(), info); !second.empty()) {
    ImGui::SameLine();
    hint(second, panel);
  }
  code_button(panel, loss);
  ImGui::Dummy({0, panel.ui.px(2)});
  LossSheet& sheet = panel.state.memory<LossSheet>();
  const Properties known = loss.properties();
  const float width = ImGui::GetContentRegionAvail().x;
  if (sheet.id != loss.id() || sheet.formula_text != info.formula || !same(sheet.known, known) ||
      sheet.width != width || sheet.scale != panel.ui.scale || sheet.theme != panel.ui.theme ||
      sheet.language != panel.app.language_code()) {
    sheet = compose(loss, known, width, panel.ui, panel.language());
    sheet.language = panel.app.language_code();
  }
  draw_sheet(panel, sheet, loss);
}

}  // namespace losslab
