// The humps of the mixture and the start of the bell.
#include <fmt/format.h>

#include <cmath>

#include "app/screens/distributions/bell/bell_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

constexpr std::array<const char*, hump_presets> preset_keys{
    "bell.preset_two", "bell.preset_unequal", "bell.preset_close", "bell.preset_three", "bell.preset_one"};

// A slider of one number of the page; `put` throws where a typed one is wrong.
void page_slider(const BellPanel& bell, const SliderSpec& spec, const std::string& what,
                 std::function<void(BellPage&, double)> put) {
  const SliderEvents events = checked_slider(bell.panel, spec);
  if (!events.value) return;
  bell.edit(
      what, [put = std::move(put), to = *events.value](BellPage& page) { put(page, to); },
      events.held ? bell.panel.drag_mark(spec.id) : std::string());
}

void preset_choice(const BellPanel& bell) {
  std::vector<std::string> names;
  for (const char* key : preset_keys) names.push_back(bell.text(key));
  int current = -1;
  for (std::size_t i = 0; i < hump_presets; ++i) {
    if (bell.page.humps == preset_humps(static_cast<HumpPreset>(i))) current = static_cast<int>(i);
  }
  // What is none of them has a name as well, which is no choice.
  if (current < 0) {
    current = static_cast<int>(names.size());
    names.push_back(bell.text("bell.preset_own"));
  }
  const auto clicked = combo("hump_preset", bell.text("bell.preset"), names, current, bell.panel);
  if (!clicked || static_cast<std::size_t>(*clicked) >= hump_presets) return;
  bell.edit(bell.text("bell.humps_edit"),
            [preset = static_cast<HumpPreset>(*clicked)](BellPage& page) { page.humps = preset_humps(preset); }, {});
}

SliderSpec mean_slider(std::string id, std::string label, double value) {
  SliderSpec spec;
  spec.id = std::move(id);
  spec.label = std::move(label);
  spec.value = value;
  spec.min = -8, spec.max = 8;
  spec.decimals = 2;
  return spec;
}

SliderSpec width_slider(std::string id, std::string label, double value) {
  SliderSpec spec;
  spec.id = std::move(id);
  spec.label = std::move(label);
  spec.value = value;
  spec.initial = 0.5, spec.min = 0.1, spec.max = 5;
  spec.scale = Scale::logarithmic;
  spec.decimals = 2;
  return spec;
}

double checked_mean(double value, const std::string& wrong) {
  if (!(std::abs(value) <= farthest_mean)) throw InputError(wrong);
  return value;
}

double checked_width(double value, const std::string& wrong) {
  if (!(value >= least_width && value <= greatest_width)) throw InputError(wrong);
  return value;
}

void hump_sliders(const BellPanel& bell, std::size_t which) {
  const Hump& hump = bell.page.humps[which];
  const std::string number = fmt::format("{}", which + 1);
  const std::string& what = bell.text("bell.humps_edit");
  page_slider(bell,
              mean_slider(fmt::format("hump.mean.{}", which), bell.panel.text("bell.hump_mean", {{"number", number}}),
                          hump.mean),
              what, [which, &wrong = bell.text("bell.mean_wrong")](BellPage& page, double to) {
                page.humps[which].mean = checked_mean(to, wrong);
              });
  page_slider(bell,
              width_slider(fmt::format("hump.width.{}", which),
                           bell.panel.text("bell.hump_width", {{"number", number}}), hump.width),
              what, [which, &wrong = bell.text("bell.width_wrong")](BellPage& page, double to) {
                page.humps[which].width = checked_width(to, wrong);
              });
  if (bell.page.humps.size() < 2) return;
  SliderSpec spec;
  spec.id = fmt::format("hump.weight.{}", which);
  spec.label = bell.panel.text("bell.hump_weight", {{"number", number}});
  spec.value = hump.weight;
  spec.initial = 1 / static_cast<double>(bell.page.humps.size());
  spec.decimals = 3;
  page_slider(bell, spec, what, [which, &wrong = bell.text("bell.weight_wrong")](BellPage& page, double to) {
    if (!(to >= 0 && to <= 1)) throw InputError(wrong);
    set_hump_weight(page, which, to);
  });
  const std::string id = fmt::format("hump.remove.{}", which);
  if (button(id.c_str(), bell.panel.text("bell.remove", {{"number", number}}), bell.panel)) {
    bell.edit(what, [which](BellPage& page) { remove_hump(page, which); }, {});
  }
}

}  // namespace

void hump_controls(const BellPanel& bell) {
  section(bell.text("bell.mixture"), bell.panel.ui);
  preset_choice(bell);
  hint(bell.text("bell.hint"), bell.panel);
  for (std::size_t i = 0; i < bell.page.humps.size(); ++i) hump_sliders(bell, i);
  if (bell.page.humps.size() < most_humps && button("hump.add", bell.text("bell.add"), bell.panel)) {
    bell.edit(bell.text("bell.humps_edit"), [](BellPage& page) { add_hump(page); }, {});
  }
  section(bell.text("bell.start"), bell.panel.ui);
  hint(bell.text("bell.start_hint"), bell.panel);
  page_slider(
      bell, mean_slider("bell.mean", bell.text("bell.start_mean"), bell.page.mean), bell.text("bell.start_edit"),
      [&wrong = bell.text("bell.mean_wrong")](BellPage& page, double to) { page.mean = checked_mean(to, wrong); });
  page_slider(
      bell, width_slider("bell.width", bell.text("bell.start_width"), bell.page.width), bell.text("bell.start_edit"),
      [&wrong = bell.text("bell.width_wrong")](BellPage& page, double to) { page.width = checked_width(to, wrong); });
}

}  // namespace losslab
