#include <fmt/format.h>

#include <array>

#include "app/screens/panels.h"

namespace losslab {
namespace {

void number_of_points(Panel& panel) {
  SliderSpec spec;
  spec.id = "n";
  spec.label = "Number of points";
  spec.value = panel.page().data.n;
  spec.initial = 60, spec.min = 4, spec.max = 1000;
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

void data_slider(Panel& panel, const DataSlider& row) {
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

void line_controls(Panel& panel) {
  number_of_points(panel);
  data_slider(panel, {"noise", "Noise", "standard deviation", &DataSpec::noise, 1, 0, 5, 0, 10});
  data_slider(panel, {"outliers", "Outliers", "share of the points", &DataSpec::outliers, 0.2, 0, 0.5, 0, 0.5});
  if (panel.page().data.outliers > 0) {
    const std::vector<std::string> kinds{"Off the line", "Far in x (leverage)"};
    const int current = panel.page().data.outlier_kind == OutlierKind::leverage ? 1 : 0;
    if (const auto clicked = segmented("outlier_kind", kinds, current, panel)) {
      edit_page(panel, "kind of outlier", [kind = *clicked](LabPage& page) {
        page.data.outlier_kind = kind == 0 ? OutlierKind::vertical : OutlierKind::leverage;
      });
    }
    data_slider(panel,
                {"outlier_size", "Outlier size", "how far they lie", &DataSpec::outlier_size, 12, 0, 40, 0, 100});
  }
  seed_row(panel);
}

void show_controls(Panel& panel) {
  section("Show", panel.ui);
  if (check_box("residuals", "Residuals of the chosen loss", panel.view().show_residuals, panel)) {
    panel.actions.look([](View& view) { view.show_residuals = !view.show_residuals; });
  }
  const std::string key = panel.view().camera_key(panel.document(), "error");
  const auto camera = panel.view().cameras.find(key);
  const bool log = camera != panel.view().cameras.end() && camera->second.log_y;
  if (check_box("log_error", "Logarithmic error", log, panel)) {
    panel.actions.look([key](View& view) {
      Camera& changed = view.cameras[key];
      changed.log_y = !changed.log_y;
      changed.y.reset();
    });
  }
}

}  // namespace

void regression_controls(Panel& panel) {
  competitor_list(panel);
  section("Data", panel.ui);
  source_choice(panel);
  const DataSpec& data = panel.page().data;
  if (data.kind == DataSpec::Kind::line) {
    line_controls(panel);
  } else if (panel.lab_ready()) {
    hint(fmt::format("{} points. Drag them, or add and delete with the tools above the plots.",
                     panel.lab().data().size()),
         panel);
  }
  descent_controls(panel);
  model_controls(panel);
  show_controls(panel);
}

}  // namespace losslab
