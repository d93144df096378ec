// What is found out about one's own loss over the range that is shown.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/core/catalogue/loss_curves.h"
#include "app/core/losses/losses_page.h"
#include "app/core/losses/own_findings.h"
#include "app/screens/losses/losses_panels.h"
#include "app/screens/losses/own_editor.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/pieces.h"
#include "losses/expression/own_loss_text.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/text.h"
#include "widgets/imgui/wrapped.h"

namespace losslab {
namespace {

struct FactRow {
  const char* id;
  const char* label;  // a key
  MeasuredFact MeasuredProperties::*fact;
};
constexpr std::array residual_rows{
    FactRow{"own_convex", "own.convex", &MeasuredProperties::convex},
    FactRow{"own_monotone", "own.monotone_residual", &MeasuredProperties::monotone},
    FactRow{"own_symmetric", "own.symmetric_residual", &MeasuredProperties::symmetric},
    FactRow{"own_minimum", "own.minimum_at_zero", &MeasuredProperties::minimum_at_zero},
    FactRow{"own_non_negative", "own.non_negative", &MeasuredProperties::non_negative},
    FactRow{"own_bounded", "own.bounded", &MeasuredProperties::bounded},
    FactRow{"own_bounded_gradient", "own.bounded_gradient", &MeasuredProperties::bounded_gradient},
    FactRow{"own_redescending", "own.redescending_residual", &MeasuredProperties::redescending},
};
constexpr std::array class_rows{
    FactRow{"own_convex", "own.convex", &MeasuredProperties::convex},
    FactRow{"own_monotone", "own.monotone_margin", &MeasuredProperties::monotone},
    FactRow{"own_symmetric", "own.symmetric_margin", &MeasuredProperties::symmetric},
    FactRow{"own_calibrated", "own.calibrated", &MeasuredProperties::calibrated},
    FactRow{"own_non_negative", "own.non_negative", &MeasuredProperties::non_negative},
    FactRow{"own_bounded", "own.bounded", &MeasuredProperties::bounded},
    FactRow{"own_bounded_gradient", "own.bounded_gradient", &MeasuredProperties::bounded_gradient},
    FactRow{"own_redescending", "own.redescending_margin", &MeasuredProperties::redescending},
};

// A place as people would say it: "−6", "0.25".
std::string place(double x) {
  std::string text = fmt::format("{:.3g}", x);
  if (text.starts_with('-')) text.replace(0, 1, "−");
  return text;
}

std::string stretch_text(const Panel& panel, Range stretch, Range shown) {
  const std::string from = place(stretch.min), to = place(stretch.max);
  const bool begins = stretch.min > shown.min, ends = stretch.max < shown.max;
  if (begins && ends) {
    return from == to ? panel.text("own.at", {{"at", from}}) : panel.text("own.between", {{"from", from}, {"to", to}});
  }
  if (begins) return panel.text("own.from_on", {{"from", from}});
  return ends ? panel.text("own.up_to", {{"to", to}}) : panel.text("own.everywhere");
}

// Where it is not finite, of what is in sight.
void say_not_finite(Panel& panel, const OwnFindings& found) {
  std::string where;
  for (const Range& stretch : found.not_finite) {
    where.append(where.empty() ? "" : ", ").append(stretch_text(panel, stretch, found.shown));
  }
  if (!where.empty()) danger_text(panel, panel.text("own.not_finite", {{"where", where}}));
}

// A place of the loss's own argument, on the axis.
void probe_at(Panel& panel, double x) {
  panel.actions.look([which = static_cast<std::size_t>(losses_page(panel.document()).axis), x](View& view) {
    losses_view(view).probe = true;
    losses_view(view).probe_at[which] = x;
  });
}

// A line of the table: what is asked, and the answer, which leads to its place where it has one.
void fact_line(Panel& panel, const char* id, const std::string& label, const std::string& answer, double where) {
  Ui& ui = panel.ui;
  const TextPen pen = body_pen(ui);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, answer_width = text_width(pen, answer);
  const WrappedText wrapped = wrap_text(pen, label, width - answer_width - ui.px(12));
  const float height = std::max(wrapped_height(pen, wrapped), pen.height());
  draw_wrapped(draw, pen, at, to_im(panel.theme().muted), wrapped);
  const ImVec2 answer_at(at.x + width - answer_width, at.y);
  Color ink = panel.theme().foreground;
  if (std::isfinite(where)) {
    const HitArea item = place_item(id, answer_at, {answer_width, pen.height()}, ui);
    ui.note(id);
    ink = item.hovered ? panel.theme().foreground : panel.theme().accent;
    if (item.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    tooltip(item, panel.text("own.show_where"), ui);
    if (item.clicked) probe_at(panel, where);
  }
  draw_text(draw, pen, {answer_at.x, answer_at.y + pen.ascent}, to_im(ink), answer);
  finish_row(at, {width, height + ui.px(2)});
}

void fact_rows(Panel& panel, const OwnFindings& found, std::span<const FactRow> rows) {
  const Loss& loss = *found.loss;
  const std::string variable = is_converted(loss, found.axis) ? "p" : variable_of_family(loss.info().family);
  for (const FactRow& row : rows) {
    const MeasuredFact& fact = found.measured.*row.fact;
    if (fact.answer == Fact::not_applicable) continue;
    const bool holds = fact.answer == Fact::yes, placed = !holds && std::isfinite(fact.where);
    fact_line(panel, row.id, panel.text(row.label),
              placed ? panel.text("own.no_at", {{"variable", variable}, {"at", place(fact.where)}})
                     : panel.text(holds ? "loss_sheet.yes" : "loss_sheet.no"),
              placed ? fact.where : std::numeric_limits<double>::quiet_NaN());
  }
}

}  // namespace

void own_reading(Panel& panel, const Loss& loss) {
  const std::vector<Plot>& plots = panel.state.figure_view.figure().plots;
  if (plots.empty() || losses_page(panel.document()).shows_risk()) return;
  OwnFindings& found = panel.state.memory<OwnFindings>();
  follow(found, loss, losses_page(panel.document()).axis, plots.front().x.range);
  section(panel.text("own.measured", {{"from", place(found.measured.from)}, {"to", place(found.measured.to)}}),
          panel.ui);
  say_not_finite(panel, found);
  const bool residual = is_of_residual(loss.info().family);
  fact_rows(panel, found, residual ? std::span<const FactRow>(residual_rows) : std::span<const FactRow>(class_rows));
  const double steepest = found.measured.lipschitz;
  const bool finite = std::isfinite(steepest);
  fact_line(panel, "own_lipschitz", panel.text("loss_sheet.lipschitz"),
            finite ? brief(steepest) : panel.text("loss_sheet.no_limit"),
            finite ? std::numeric_limits<double>::quiet_NaN() : found.measured.steepest_at);
  hint(panel.text("own.measured_hint"), panel);
}

}  // namespace losslab
