// The divergences that run, and how the bell descends by them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/screens/distributions/bell/bell_panels.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/sketch.h"

namespace losslab {
namespace {

void alpha_slider(const BellPanel& bell) {
  SliderSpec spec;
  spec.id = "bell.alpha";
  spec.label = bell.text("bell.alpha");
  spec.role = bell.text("bell.alpha_role");
  spec.value = bell.page.alpha;
  spec.initial = 0.5;
  spec.decimals = 3;
  spec.swatch = bell.panel.theme().series(static_cast<std::size_t>(bell_series(DivergenceKind::alpha)));
  const SliderEvents events = checked_slider(bell.panel, spec);
  if (!events.value) return;
  bell.edit(
      bell.text("bell.alpha_edit"),
      [to = *events.value, &wrong = bell.text("bell.alpha_wrong")](BellPage& page) {
        if (!(to >= 0 && to <= 1)) throw InputError(wrong);
        page.alpha = to;
      },
      events.held ? bell.panel.drag_mark(spec.id) : std::string());
}

}  // namespace

void divergence_list(const BellPanel& bell) {
  section(bell.text("bell.fitted"), bell.panel.ui);
  for (const BellDivergenceInfo& info : bell_divergences()) {
    const std::string row_id = fmt::format("bell.{}", info.id);
    const std::vector<Point> curve = bell_sketch(info.kind, bell.page.alpha);
    SketchRow row;
    row.id = row_id.c_str();
    row.name = info.english;
    row.curve = curve;
    row.style = bell.panel.theme().series(static_cast<std::size_t>(bell_series(info.kind)));
    row.ticked = bell.page.has(info.kind);
    row.chosen = row.ticked && bell.page.chosen == info.kind;
    const SketchRowEvents events = sketch_row(row, bell.panel.ui);
    if (events.hovered && row.ticked) bell.panel.state.hovered_row = bell_series(info.kind);
    if (events.toggled || (events.chosen && !row.ticked)) {
      bell.edit(bell.text("bell.fitted_edit"), [kind = info.kind](BellPage& page) { toggle(page, kind); }, {});
    } else if (events.chosen) {
      bell.edit(bell.text("bell.chosen_edit"), [kind = info.kind](BellPage& page) { page.chosen = kind; }, {});
    }
  }
  if (bell.page.has(DivergenceKind::alpha)) alpha_slider(bell);
}

void bell_descent_controls(const BellPanel& bell) {
  using Method = Optimizer::Kind;
  section(bell.text("lab.descent.title"), bell.panel.ui);
  const Optimizer& now = bell.page.optimizer;
  std::vector<std::string> names;
  int current = -1;
  for (const Method kind : optimizer_kinds()) {
    if (kind == now.kind) current = static_cast<int>(names.size());
    names.push_back(english_name(kind));
  }
  if (const auto clicked = combo("bell_optimizer", bell.text("lab.descent.method"), names, current, bell.panel)) {
    bell.edit(bell.text("lab.descent.method_edit"),
              [kind = optimizer_kinds()[static_cast<std::size_t>(*clicked)]](BellPage& page) {
                const Optimizer before = page.optimizer;
                page.optimizer = parse_optimizer(to_text(kind));
                page.optimizer.rate = before.rate;
                page.optimizer.clip = before.clip;
              },
              {});
  }
  SliderSpec rate;
  rate.id = "bell_rate";
  rate.label = bell.text("lab.descent.rate");
  rate.role = bell.text("lab.descent.rate_role");
  rate.value = now.rate;
  rate.initial = usual_bell_optimizer().rate;
  rate.min = 1e-3, rate.max = 10;
  rate.scale = Scale::logarithmic;
  SliderSpec clip;
  clip.id = "bell_clip";
  clip.label = bell.text("lab.descent.clip");
  clip.role = bell.text("lab.descent.clip_role");
  clip.value = now.clip;
  clip.initial = usual_bell_optimizer().clip;
  clip.max = 10;
  for (const SliderSpec* spec : {&rate, &clip}) {
    const SliderEvents events = checked_slider(bell.panel, *spec);
    if (!events.value) continue;
    const bool is_rate = spec == &rate;
    const std::string& wrong = is_rate ? bell.text("lab.descent.rate_wrong") : bell.text("lab.descent.clip_wrong");
    bell.edit(
        spec->label,
        [is_rate, to = *events.value, &wrong](BellPage& page) {
          if (is_rate ? !(to > 0) : !(to >= 0)) throw InputError(wrong);
          (is_rate ? page.optimizer.rate : page.optimizer.clip) = to;
        },
        events.held ? bell.panel.drag_mark(spec->id) : std::string());
  }
  hint(bell.text("lab.show.hint"), bell.panel);
}

}  // namespace losslab
