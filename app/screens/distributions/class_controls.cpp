// The classes, what is true of them, and what a model says of them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/distributions/class_entry.h"
#include "app/screens/distributions/distributions_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

constexpr std::array<const char*, truth_presets> preset_keys{
    "distributions.preset.one_hot", "distributions.preset.smoothed", "distributions.preset.teacher",
    "distributions.preset.uniform", "distributions.preset.ambiguous"};

void count_choice(Panel& panel) {
  SliderSpec spec;
  spec.id = "classes";
  spec.label = panel.text("distributions.classes");
  spec.value = static_cast<double>(distributions_page(panel.document()).classes());
  spec.initial = 3, spec.min = static_cast<double>(least_classes), spec.max = static_cast<double>(most_classes);
  spec.integer = true;
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  edit_distributions(
      panel, panel.text("distributions.classes_edit"),
      [to = *events.value, &wrong = panel.text("distributions.classes_wrong")](DistributionsPage& page) {
        if (!(to >= 2 && to <= 10)) throw InputError(wrong);
        set_classes(page, static_cast<std::size_t>(to));
      },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

void preset_choice(Panel& panel) {
  std::vector<std::string> names;
  names.reserve(truth_presets + 2);
  for (const char* key : preset_keys) names.push_back(panel.text(key));
  const DistributionsPage& page = distributions_page(panel.document());
  int current = -1;
  for (std::size_t i = 0; i < truth_presets; ++i) {
    if (page.truth == preset_truth(static_cast<TruthPreset>(i), page.classes())) current = static_cast<int>(i);
  }
  // The one that sets the logits as well stands last.
  DistributionsPage mistaken = page;
  set_confident_mistake(mistaken);
  if (page.truth == mistaken.truth && page.logits == mistaken.logits) current = static_cast<int>(names.size());
  names.push_back(panel.text("distributions.preset.mistake"));
  // What is none of them has a name as well, which is no choice.
  if (current < 0) {
    current = static_cast<int>(names.size());
    names.push_back(panel.text("distributions.preset.own"));
  }
  const auto clicked = combo("truth_preset", panel.text("distributions.preset.label"), names, current, panel);
  if (clicked && static_cast<std::size_t>(*clicked) == truth_presets) {
    edit_distributions(panel, panel.text("distributions.mistake_edit"), set_confident_mistake);
  }
  if (clicked && static_cast<std::size_t>(*clicked) < truth_presets) {
    edit_distributions(panel, panel.text("distributions.truth_edit"),
                       [preset = static_cast<TruthPreset>(*clicked)](DistributionsPage& changed) {
                         changed.truth = preset_truth(preset, changed.classes());
                       });
  }
}

void truth_sliders(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  for (std::size_t k = 0; k < page.classes(); ++k) {
    SliderSpec spec;
    spec.id = fmt::format("truth.{}", k);
    const std::string name = class_name(panel.language(), page, k);
    spec.label = panel.text("distributions.truth_of", {{"class", name}});
    spec.value = page.truth[k];
    spec.initial = 1 / static_cast<double>(page.classes());
    spec.decimals = 3;
    const SliderEvents events = checked_slider(panel, spec);
    if (!events.value) continue;
    edit_distributions(
        panel, panel.text("distributions.truth_edit"),
        [k, to = *events.value,
         wrong = panel.text("distributions.truth_wrong", {{"class", name}})](DistributionsPage& changed) {
          if (!(to >= 0 && to <= 1)) throw InputError(wrong);
          set_probability(changed.truth, k, to);
        },
        events.held ? panel.drag_mark(spec.id) : std::string());
  }
}

// Of the model or of the teacher; `what` begins the names of the sliders.
void logit_sliders(Panel& panel, const std::string& what, std::vector<double> DistributionsPage::*logits,
                   const char* label, const char* edit) {
  const DistributionsPage& page = distributions_page(panel.document());
  const std::vector<double> p = softmax(page.*logits);
  for (std::size_t k = 0; k < page.classes(); ++k) {
    SliderSpec spec;
    const std::string name = class_name(panel.language(), page, k);
    spec.id = fmt::format("{}.{}", what, k);
    spec.label = panel.text(label, {{"class", name}});
    spec.role = fmt::format("p = {}", brief(p[k], 3));
    spec.value = (page.*logits)[k];
    spec.min = -8, spec.max = 8;
    spec.decimals = 2;
    const SliderEvents events = checked_slider(panel, spec);
    if (!events.value) continue;
    edit_distributions(
        panel, panel.text(edit),
        [k, to = *events.value, logits,
         wrong = panel.text("distributions.logit_wrong", {{"class", name}})](DistributionsPage& changed) {
          if (!(std::abs(to) <= largest_logit)) throw InputError(wrong);
          (changed.*logits)[k] = to;
        },
        events.held ? panel.drag_mark(spec.id) : std::string());
  }
}

}  // namespace

void class_controls(Panel& panel) {
  section(panel.text("distributions.classes_title"), panel.ui);
  count_choice(panel);
  class_names_field(panel);
  section(panel.text("distributions.truth"), panel.ui);
  preset_choice(panel);
  truth_sliders(panel);
  truth_field(panel);
  section(panel.text("distributions.logits"), panel.ui);
  hint(panel.text("distributions.logits_hint"), panel);
  logit_sliders(panel, "logit", &DistributionsPage::logits, "distributions.logit_of", "distributions.logits_edit");
  logits_field(panel);
  const DistributionsPage& page = distributions_page(panel.document());
  if (!has_teacher(page)) return;
  section(panel.text("distributions.teacher"), panel.ui);
  logit_sliders(panel, "teacher", &DistributionsPage::teacher, "distributions.teacher_of",
                "distributions.teacher_edit");
}

}  // namespace losslab
