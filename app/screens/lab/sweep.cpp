// The errors of those who run over a range of settings: what is varied, and the sweep itself.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/results/sweep_axes.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

void edit_sweep(LabPanel& panel, const std::string& what, std::function<void(SweepSettings&)> change) {
  panel.edit_page(what, [change = std::move(change)](LabPage& page) { change(page.sweep); });
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

void axis_choice(LabPanel& panel, const std::vector<SweepChoice>& choices) {
  std::vector<std::string> names;
  int current = -1;
  for (const SweepChoice& choice : choices) {
    if (choice.usual.name == panel.page().sweep.over.name) current = static_cast<int>(names.size());
    names.push_back(capitalised(choice.label));
  }
  if (const auto clicked = combo("sweep_over", panel.text("lab.sweep.over"), names, current, panel)) {
    const SweepAxis usual = choices[static_cast<std::size_t>(*clicked)].usual;
    edit_sweep(panel, panel.text("lab.sweep.over_edit"), [usual](SweepSettings& sweep) { sweep.over = usual; });
  }
}

void end_slider(LabPanel& panel, const SweepChoice& choice, const char* id, const std::string& label,
                double SweepAxis::*end) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.role = choice.label;
  spec.value = panel.page().sweep.over.*end;
  spec.initial = choice.usual.*end;
  spec.min = choice.least, spec.max = choice.most;
  // On a logarithmic slider there is no place for 0.
  spec.scale = spec.value > 0 && spec.min > 0 ? choice.scale : Scale::linear;
  spec.integer = choice.whole;
  page_slider(panel, spec, [end, label, &language = panel.language()](LabPage& page, double value) {
    if (!std::isfinite(value)) throw InputError(language("lab.sweep.end_wrong", {{"what", label}}));
    page.sweep.over.*end = value;
  });
}

void count_slider(LabPanel& panel, const char* id, const std::string& label, const std::string& role, int now,
                  int usual, int least, int most, std::function<void(SweepSettings&, int)> change) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.role = role;
  spec.value = now;
  spec.initial = usual, spec.min = least, spec.max = most;
  spec.integer = true;
  const Language& language = panel.language();
  page_slider(panel, spec, [least, label, &language, change = std::move(change)](LabPage& page, double value) {
    if (!(value >= least && value <= 1000)) throw InputError(out_of_range(language, label, least, 1000));
    change(page.sweep, static_cast<int>(value));
  });
}

void range_controls(LabPanel& panel, const SweepChoice& choice) {
  const SweepAxis& over = panel.page().sweep.over;
  end_slider(panel, choice, "sweep_from", panel.text("lab.sweep.from"), &SweepAxis::from);
  end_slider(panel, choice, "sweep_to", panel.text("lab.sweep.to"), &SweepAxis::to);
  count_slider(panel, "sweep_count", panel.text("lab.sweep.count"), "", over.count, choice.usual.count, 2, 41,
               [](SweepSettings& sweep, int count) { sweep.over.count = count; });
  if (check_box("sweep_log", panel.text("lab.sweep.logarithmic"), over.logarithmic, panel)) {
    edit_sweep(panel, panel.text("lab.sweep.logarithmic_edit"),
               [](SweepSettings& sweep) { sweep.over.logarithmic ^= true; });
  }
}

// How each of the values is judged: on how many data sets, by which fits.
void fit_controls(LabPanel& panel) {
  const LabPage& page = panel.page();
  const bool network = page.model.kind == ModelSpec::Kind::mlp;
  const bool descends = network || page.several_classes;
  if (is_generator(page.data.kind) || network) {
    count_slider(panel, "sweep_seeds", panel.text("lab.sweep.seeds"), panel.text("lab.sweep.seeds_role"),
                 page.sweep.seeds, SweepSettings{}.seeds, 1, 50,
                 [](SweepSettings& sweep, int seeds) { sweep.seeds = seeds; });
  }
  const bool exact_can_be = !descends && page.sweep.over.name != "rate";
  if (exact_can_be && check_box("sweep_exact", panel.text("lab.sweep.exact"), page.sweep.exact, panel)) {
    edit_sweep(panel, panel.text("lab.sweep.exact_edit"), [](SweepSettings& sweep) { sweep.exact ^= true; });
  }
  if (!sweeps_exactly(page)) {
    const bool own = std::ranges::any_of(page.ticked, [&](const std::string& runner) {
      const auto at = page.own.find(runner);
      return at != page.own.end() && at->second.optimizer.has_value();
    });
    hint(panel.text(own ? "lab.sweep.own_steps" : "lab.sweep.steps",
                    {{"count", fmt::format("{}", descends ? 2000 : 20000)}}),
         panel);
  }
}

void run_controls(LabPanel& panel) {
  const SweepJob& sweep = panel.sweep();
  if (sweep.running()) {
    const std::string text = sweep.total() == 0
                                 ? panel.text("lab.sweep.starting")
                                 : panel.text("lab.sweep.progress", {{"done", fmt::format("{}", sweep.done())},
                                                                     {"total", fmt::format("{}", sweep.total())}});
    if (progress_row("sweep_progress", sweep.share(), text, panel.ui))
      panel.ask([](LabResults& results, const Document&) { results.cancel_sweep(); });
    return;
  }
  if (button("sweep_run", panel.text("lab.sweep.run"), panel)) {
    panel.ask([](LabResults& results, const Document& document) { results.start_sweep(document); });
    panel.look_anew([](LabView& look) {
      if (look.upper != LabPlot::sweep) look.lower = LabPlot::sweep;
    });
  }
  if (!sweep.error().empty()) {
    hint(sweep.error(), panel);
  } else if (sweep.cancelled()) {
    hint(panel.text("lab.sweep.cancelled"), panel);
  }
}

}  // namespace

void sweep_controls(LabPanel& panel) {
  section(panel.text("lab.sweep.title"), panel.ui);
  if (!fold("sweep", panel.text("lab.sweep.fold"), panel)) return;
  const std::vector<SweepChoice> choices = sweep_choices(panel.document(), panel.page(), panel.language());
  axis_choice(panel, choices);
  const auto chosen = std::ranges::find(choices, panel.page().sweep.over.name,
                                        [](const SweepChoice& choice) { return choice.usual.name; });
  if (chosen == choices.end()) {
    hint(panel.text("lab.sweep.missing", {{"name", panel.page().sweep.over.name}}), panel);
    return;
  }
  range_controls(panel, *chosen);
  fit_controls(panel);
  run_controls(panel);
}

}  // namespace losslab
