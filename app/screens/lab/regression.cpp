#include <fmt/format.h>

#include <algorithm>

#include "app/screens/lab/lab_panels.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

void number_of_points(LabPanel& panel) {
  SliderSpec spec;
  spec.id = "n";
  spec.label = "Number of points";
  spec.value = panel.page().data.n;
  spec.initial = 60, spec.min = 4, spec.max = 5000;
  spec.scale = Scale::logarithmic;
  spec.integer = true;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 4 && value <= 5000)) throw InputError("The number of points must be 4 to 5000.");
    page.data.n = static_cast<int>(value);
  });
}

struct DataSlider {
  const char* id;
  const char* label;
  const char* role;
  double DataSpec::*field;
  double initial, slider_min, slider_max, lower, upper;
};

void data_slider(LabPanel& panel, const DataSlider& row) {
  SliderSpec spec;
  spec.id = row.id;
  spec.label = row.label;
  spec.role = row.role;
  spec.value = panel.page().data.*row.field;
  spec.initial = row.initial, spec.min = row.slider_min, spec.max = row.slider_max;
  page_slider(panel, spec, [row](LabPage& page, double value) {
    if (!(value >= row.lower && value <= row.upper)) {
      throw InputError(fmt::format("{} must be {} to {}.", row.label, row.lower, row.upper));
    }
    page.data.*row.field = value;
  });
}

void level_slider(LabPanel& panel) {
  SliderSpec spec;
  spec.id = "levels";
  spec.label = "Levels";
  spec.value = panel.page().data.levels;
  spec.initial = 4, spec.min = 2, spec.max = 20;
  spec.integer = true;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 2 && value <= 20)) throw InputError("The number of levels must be 2 to 20.");
    page.data.levels = static_cast<int>(value);
  });
}

// One click that lets the pinball loss run that finds the order that costs least.
void pinball_button(LabPanel& panel, double tau) {
  const LabPage& page = panel.page();
  const bool runs = std::ranges::find(page.ticked, "pinball") != page.ticked.end();
  if (runs ? panel.loss("pinball").parameter(0) == tau : page.ticked.size() >= max_competitors) return;
  const std::string label =
      runs ? fmt::format("Set τ of pinball to {:.3g}", tau) : fmt::format("Let pinball with τ = {:.3g} run", tau);
  if (!button("run_pinball", label, panel)) return;
  panel.edit("pinball for these costs", [tau, runs](Document& document, LabPage& changed) {
    document.loss("pinball").set(0, tau);
    if (!runs) toggle(changed.ticked, "pinball", document, max_competitors);
    changed.chosen = "pinball";
  });
}

// What the curve looks like.
void shape_controls(LabPanel& panel) {
  const DataSpec::Kind kind = panel.page().data.kind;
  if (uses(kind, "amplitude")) {
    data_slider(panel, {"amplitude", "Height", "of the curve", &DataSpec::amplitude, 5, 0, 20, -1000, 1000});
  }
  if (uses(kind, "period")) {
    data_slider(panel, {"period", "Period", "in units of x", &DataSpec::period, 5, 1, 20, 0.5, 100});
  }
  if (uses(kind, "levels")) level_slider(panel);
  if (uses(kind, "costs")) {
    data_slider(panel, {"costs", "A missing unit costs", "times one left over", &DataSpec::costs, 4, 1, 20, 1, 100});
    const double costs = panel.page().data.costs;
    hint(
        fmt::format("The truth is the order that costs least, the {:.3g} quantile of demand. Pinball with that τ finds "
                    "it, and so does asymmetric linear with these costs.",
                    costs / (costs + 1)),
        panel);
    pinball_button(panel, costs / (costs + 1));
  }
}

void noise_controls(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  const char* const role = data.kind == DataSpec::Kind::inventory   ? "twice the deviation of its logarithm"
                           : data.noise_kind == NoiseKind::student  ? "scale of the t distribution"
                           : data.noise_kind == NoiseKind::gaussian ? "standard deviation"
                                                                    : "standard deviation at x = 5";
  data_slider(panel, {"noise", "Noise", role, &DataSpec::noise, 1, 0, 5, 0, 10});
  if (!uses(data.kind, "noise_kind")) return;
  const std::vector<std::string> kinds{"Gaussian", "Heavy tails", "Growing with x"};
  if (const auto clicked = segmented("noise_kind", kinds, static_cast<int>(data.noise_kind), panel)) {
    panel.edit_page("kind of noise",
                    [kind = static_cast<NoiseKind>(*clicked)](LabPage& page) { page.data.noise_kind = kind; });
  }
  if (data.noise_kind == NoiseKind::student) {
    data_slider(panel, {"dof", "Student ν", "degrees of freedom, 1: Cauchy", &DataSpec::dof, 3, 1, 30, 1, 100});
  }
}

void outlier_controls(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  if (!uses(data.kind, "outliers")) return;
  data_slider(panel, {"outliers", "Outliers", "share of the points", &DataSpec::outliers, 0.2, 0, 0.5, 0, 0.5});
  if (!(data.outliers > 0)) return;
  const std::vector<std::string> kinds{"Low in the right third", "Far in x (leverage)", "One tight group",
                                       "Drifting away with x", "All above"};
  if (const auto clicked = combo("outlier_kind", "They lie", kinds, static_cast<int>(data.outlier_kind), panel)) {
    panel.edit_page("kind of outlier",
                    [kind = static_cast<OutlierKind>(*clicked)](LabPage& page) { page.data.outlier_kind = kind; });
  }
  data_slider(panel, {"outlier_size", "Outlier size", "how far they lie", &DataSpec::outlier_size, 12, 0, 40, 0, 100});
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
