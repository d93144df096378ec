#include "app/screens/lab/lab_panels.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

void bounded_slider(LabPanel& panel, const SliderSpec& spec, double lower, double upper,
                    std::function<void(DataSpec&, double)> change) {
  const Language& language = panel.language();
  page_slider(panel, spec, [=, &language, label = spec.label, change = std::move(change)](LabPage& page, double value) {
    if (!(value >= lower && value <= upper)) throw InputError(out_of_range(language, label, lower, upper));
    change(page.data, value);
  });
}

SliderSpec spec_of(const char* id, const std::string& label, const std::string& role, double value, double initial,
                   double min, double max) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.role = role;
  spec.value = value;
  spec.initial = initial, spec.min = min, spec.max = max;
  return spec;
}

void imbalance_slider(LabPanel& panel, const DataSpec& data) {
  SliderSpec share = spec_of("imbalance", panel.text("lab.data.imbalance"), panel.text("lab.data.imbalance_role"),
                             data.imbalance, 0.5, 0.01, 0.99);
  share.decimals = 3;
  bounded_slider(panel, share, 0.01, 0.99, [](DataSpec& spec, double value) { spec.imbalance = value; });
}

}  // namespace

void classification_generator(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  if (uses(data.kind, "classes")) {
    SliderSpec classes = spec_of("classes", panel.text("lab.data.classes"), "", data.classes, 2, 2, 10);
    classes.integer = true;
    bounded_slider(panel, classes, 2, 10, [](DataSpec& spec, double value) { spec.classes = static_cast<int>(value); });
  }
  SliderSpec count = spec_of("n", panel.text("lab.data.count"), "", data.n, 200, 4, 5000);
  count.integer = true;
  count.scale = Scale::logarithmic;
  bounded_slider(panel, count, 4, 5000, [](DataSpec& spec, double value) { spec.n = static_cast<int>(value); });
  if (uses(data.kind, "separation")) {
    const SliderSpec apart = spec_of("separation", panel.text("lab.data.separation"),
                                     panel.text("lab.data.separation_role"), data.separation, 2, 0, 6);
    bounded_slider(panel, apart, 0, 10, [](DataSpec& spec, double value) { spec.separation = value; });
  }
  // Noise about curves is counted in fifths, which suit their size; the slider shows what it comes to.
  const bool clouds = uses(data.kind, "separation");
  const double unit = clouds ? 1 : 0.2;
  const SliderSpec noise = spec_of("noise", panel.text("lab.data.spread"), panel.text("lab.data.spread_role"),
                                   unit * data.noise, unit, 0, clouds ? 3 : 1);
  bounded_slider(panel, noise, 0, 10 * unit, [unit](DataSpec& spec, double value) { spec.noise = value / unit; });
  if (!has_several_classes(data)) imbalance_slider(panel, data);
  seed_row(panel);
  label_noise_controls(panel);
}

}  // namespace losslab
