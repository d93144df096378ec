// The divergences that run, and how the bell descends by them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/distributions/bell/bell_figure.h"
#include "app/screens/catalogue/running_list.h"
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
    row.name = name_text(bell.panel.language(), info);
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
  const Optimizer& now = bell.page.optimizer;
  const auto edit = [&bell](const std::string& what, std::function<void(Optimizer&)> change, const std::string& merge) {
    bell.edit(
        what, [change = std::move(change)](BellPage& page) { change(page.optimizer); }, merge);
  };
  descent_controls(bell.panel, {"bell", now, {usual_bell_optimizer().rate, 1e-3, 10}, edit});
  SliderSpec clip;
  clip.id = "bell_clip";
  clip.label = bell.text("lab.descent.clip");
  clip.role = bell.text("lab.descent.clip_role");
  clip.value = now.clip;
  clip.initial = usual_bell_optimizer().clip;
  clip.max = 10;
  const SliderEvents events = checked_slider(bell.panel, clip);
  if (events.value) {
    edit(
        clip.label,
        [to = *events.value, &wrong = bell.text("lab.descent.clip_wrong")](Optimizer& optimizer) {
          if (!(to >= 0)) throw InputError(wrong);
          optimizer.clip = to;
        },
        events.held ? bell.panel.drag_mark(clip.id) : std::string());
  }
  hint(bell.text("lab.show.hint"), bell.panel);
}

}  // namespace losslab
