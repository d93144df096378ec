#include <fmt/format.h>

#include "app/screens/lab/lab_panels.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

void bounded_slider(LabPanel& panel, const SliderSpec& spec, double lower, double upper,
                    std::function<void(DataSpec&, double)> change) {
  page_slider(panel, spec, [=, change = std::move(change)](LabPage& page, double value) {
    if (!(value >= lower && value <= upper)) {
      throw InputError(fmt::format("{} must be {} to {}.", spec.label, lower, upper));
    }
    change(page.data, value);
  });
}

SliderSpec spec_of(const char* id, const char* label, const char* role, double value, double initial, double min,
                   double max) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.role = role;
  spec.value = value;
  spec.initial = initial, spec.min = min, spec.max = max;
  return spec;
}

void label_noise_controls(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  section("Wrong labels", panel.ui);
  const std::vector<std::string> kinds{"In both classes", "In the class +1 alone", "A group added far away",
                                       "Nearest to the boundary", "Farthest from the boundary"};
  if (const auto clicked = combo("label_noise", "They are", kinds, static_cast<int>(data.label_noise), panel)) {
    panel.edit_page("kind of label noise",
                    [kind = static_cast<LabelNoise>(*clicked)](LabPage& page) { page.data.label_noise = kind; });
  }
  const bool far = data.label_noise == LabelNoise::far;
  const SliderSpec share =
      spec_of("flips", far ? "Wrong points added" : "Wrong labels", "share", data.flips, 0, 0, 0.5);
  bounded_slider(panel, share, 0, 0.5, [](DataSpec& spec, double value) { spec.flips = value; });
  if (far) {
    const SliderSpec place = spec_of("far_distance", "Where they lie", "on the x₁ axis", data.far_distance, 10, 2, 30);
    bounded_slider(panel, place, 2, 30, [](DataSpec& spec, double value) { spec.far_distance = value; });
  }
}

}  // namespace

void classification_generator(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  SliderSpec count = spec_of("n", "Number of points", "", data.n, 200, 4, 5000);
  count.integer = true;
  count.scale = Scale::logarithmic;
  bounded_slider(panel, count, 4, 5000, [](DataSpec& spec, double value) { spec.n = static_cast<int>(value); });
  if (uses(data.kind, "separation")) {
    const SliderSpec apart =
        spec_of("separation", "Distance of the classes", "from the middle", data.separation, 2, 0, 6);
    bounded_slider(panel, apart, 0, 10, [](DataSpec& spec, double value) { spec.separation = value; });
  }
  // Noise about curves is counted in fifths, which suit their size; the slider shows what it comes to.
  const bool clouds = uses(data.kind, "separation");
  const double unit = clouds ? 1 : 0.2;
  const SliderSpec noise = spec_of("noise", "Spread", "standard deviation", unit * data.noise, unit, 0, clouds ? 3 : 1);
  bounded_slider(panel, noise, 0, 10 * unit, [unit](DataSpec& spec, double value) { spec.noise = value / unit; });
  SliderSpec share = spec_of("imbalance", "Class +1", "share of the points", data.imbalance, 0.5, 0.01, 0.99);
  share.decimals = 3;
  bounded_slider(panel, share, 0.01, 0.99, [](DataSpec& spec, double value) { spec.imbalance = value; });
  seed_row(panel);
  label_noise_controls(panel);
}

}  // namespace losslab
