#include <fmt/format.h>

#include <algorithm>

#include "app/core/shell/state/document.h"
#include "app/screens/lab/lab_panels.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

void number_of_points(LabPanel& panel) {
  SliderSpec spec;
  spec.id = "n";
  spec.label = panel.text("lab.data.count");
  spec.value = panel.page().data.n;
  spec.initial = 60, spec.min = 4, spec.max = 5000;
  spec.scale = Scale::logarithmic;
  spec.integer = true;
  page_slider(panel, spec, [&wrong = panel.text("lab.data.count_wrong")](LabPage& page, double value) {
    if (!(value >= 4 && value <= 5000)) throw InputError(wrong);
    page.data.n = static_cast<int>(value);
  });
}

struct DataSlider {
  const char* id;
  const char *label, *role;  // keys
  double DataSpec::*field;
  double initial, slider_min, slider_max, lower, upper;
};

void data_slider(LabPanel& panel, const DataSlider& row) {
  SliderSpec spec;
  spec.id = row.id;
  spec.label = panel.text(row.label);
  spec.role = panel.text(row.role);
  spec.value = panel.page().data.*row.field;
  spec.initial = row.initial, spec.min = row.slider_min, spec.max = row.slider_max;
  page_slider(panel, spec, [row, &language = panel.language()](LabPage& page, double value) {
    if (!(value >= row.lower && value <= row.upper)) {
      throw InputError(out_of_range(language, language(row.label), row.lower, row.upper));
    }
    page.data.*row.field = value;
  });
}

void level_slider(LabPanel& panel) {
  SliderSpec spec;
  spec.id = "levels";
  spec.label = panel.text("lab.data.levels");
  spec.value = panel.page().data.levels;
  spec.initial = 4, spec.min = 2, spec.max = 20;
  spec.integer = true;
  page_slider(panel, spec, [&wrong = panel.text("lab.data.levels_wrong")](LabPage& page, double value) {
    if (!(value >= 2 && value <= 20)) throw InputError(wrong);
    page.data.levels = static_cast<int>(value);
  });
}

// One click that lets the pinball loss run that finds the order that costs least.
void pinball_button(LabPanel& panel, double tau) {
  const LabPage& page = panel.page();
  const bool runs = std::ranges::find(page.ticked, "pinball") != page.ticked.end();
  if (runs ? panel.loss("pinball").parameter(0) == tau : page.ticked.size() >= max_competitors) return;
  const std::string label =
      panel.text(runs ? "lab.data.set_pinball" : "lab.data.run_pinball", {{"tau", fmt::format("{:.3g}", tau)}});
  if (!button("run_pinball", label, panel)) return;
  panel.edit(panel.text("lab.data.pinball_edit"), [tau, runs](Document& document, LabPage& changed) {
    document.loss("pinball").set(0, tau);
    if (!runs) toggle(changed.ticked, "pinball", document, max_competitors);
    changed.chosen = "pinball";
  });
}

// What the curve looks like.
void shape_controls(LabPanel& panel) {
  const DataSpec::Kind kind = panel.page().data.kind;
  if (uses(kind, "amplitude")) {
    data_slider(panel,
                {"amplitude", "lab.data.height", "lab.data.height_role", &DataSpec::amplitude, 5, 0, 20, -1000, 1000});
  }
  if (uses(kind, "period")) {
    data_slider(panel, {"period", "lab.data.period", "lab.data.period_role", &DataSpec::period, 5, 1, 20, 0.5, 100});
  }
  if (uses(kind, "levels")) level_slider(panel);
  if (uses(kind, "costs")) {
    data_slider(panel, {"costs", "lab.data.costs", "lab.data.costs_role", &DataSpec::costs, 4, 1, 20, 1, 100});
    const double costs = panel.page().data.costs;
    const double quantile = costs / (costs + 1);
    hint(panel.text("lab.data.costs_hint", {{"quantile", fmt::format("{:.3g}", quantile)}}), panel);
    pinball_button(panel, quantile);
  }
}

void noise_controls(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  const char* const role = data.kind == DataSpec::Kind::inventory   ? "lab.data.inventory_noise_role"
                           : data.noise_kind == NoiseKind::student  ? "lab.data.student_noise_role"
                           : data.noise_kind == NoiseKind::gaussian ? "lab.data.gaussian_noise_role"
                                                                    : "lab.data.growing_noise_role";
  data_slider(panel, {"noise", "lab.data.noise", role, &DataSpec::noise, 1, 0, 5, 0, 10});
  if (!uses(data.kind, "noise_kind")) return;
  const std::vector<std::string> kinds{panel.text("lab.data.gaussian"), panel.text("lab.data.heavy_tails"),
                                       panel.text("lab.data.growing")};
  if (const auto clicked = segmented("noise_kind", kinds, static_cast<int>(data.noise_kind), panel)) {
    panel.edit_page(panel.text("lab.data.noise_edit"),
                    [kind = static_cast<NoiseKind>(*clicked)](LabPage& page) { page.data.noise_kind = kind; });
  }
  if (data.noise_kind == NoiseKind::student) {
    data_slider(panel, {"dof", "lab.data.dof", "lab.data.dof_role", &DataSpec::dof, 3, 1, 30, 1, 100});
  }
}

void outlier_controls(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  if (!uses(data.kind, "outliers")) return;
  data_slider(panel,
              {"outliers", "lab.outliers.share", "lab.outliers.share_role", &DataSpec::outliers, 0.2, 0, 0.5, 0, 0.5});
  if (!(data.outliers > 0)) return;
  const std::vector<std::string> kinds{panel.text("lab.outliers.vertical"), panel.text("lab.outliers.leverage"),
                                       panel.text("lab.outliers.clustered"), panel.text("lab.outliers.drifting"),
                                       panel.text("lab.outliers.one_sided")};
  if (const auto clicked =
          combo("outlier_kind", panel.text("lab.outliers.kind"), kinds, static_cast<int>(data.outlier_kind), panel)) {
    panel.edit_page(panel.text("lab.outliers.kind_edit"),
                    [kind = static_cast<OutlierKind>(*clicked)](LabPage& page) { page.data.outlier_kind = kind; });
  }
  data_slider(panel, {"outlier_size", "lab.outliers.size", "lab.outliers.size_role", &DataSpec::outlier_size, 12, 0, 40,
                      0, 100});
}

}  // namespace

void regression_generator(LabPanel& panel) {
  number_of_points(panel);
  shape_controls(panel);
  noise_controls(panel);
  outlier_controls(panel);
  seed_row(panel);
}

}  // namespace losslab
