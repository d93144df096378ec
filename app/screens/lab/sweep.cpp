// The errors of those who run over a range of settings: what is varied, and the sweep itself.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/lab/results/sweep_axes.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

void edit_sweep(LabPanel& panel, const char* what, std::function<void(SweepSettings&)> change) {
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
  if (const auto clicked = combo("sweep_over", "Over", names, current, panel)) {
    const SweepAxis usual = choices[static_cast<std::size_t>(*clicked)].usual;
    edit_sweep(panel, "what is swept", [usual](SweepSettings& sweep) { sweep.over = usual; });
  }
}

void end_slider(LabPanel& panel, const SweepChoice& choice, const char* id, const char* label, double SweepAxis::*end) {
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
  page_slider(panel, spec, [end, name = spec.label](LabPage& page, double value) {
    if (!std::isfinite(value)) throw InputError(name + ": expected a finite number.");
    page.sweep.over.*end = value;
  });
}

void count_slider(LabPanel& panel, const char* id, const char* label, const char* role, int now, int usual, int least,
                  int most, std::function<void(SweepSettings&, int)> change) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.role = role;
  spec.value = now;
  spec.initial = usual, spec.min = least, spec.max = most;
  spec.integer = true;
  page_slider(panel, spec, [least, name = spec.label, change = std::move(change)](LabPage& page, double value) {
    if (!(value >= least && value <= 1000)) throw InputError(fmt::format("{} must be {} to 1000.", name, least));
    change(page.sweep, static_cast<int>(value));
  });
}

void range_controls(LabPanel& panel, const SweepChoice& choice) {
  const SweepAxis& over = panel.page().sweep.over;
  end_slider(panel, choice, "sweep_from", "Sweep from", &SweepAxis::from);
  end_slider(panel, choice, "sweep_to", "Sweep to", &SweepAxis::to);
  count_slider(panel, "sweep_count", "Number of values", "", over.count, choice.usual.count, 2, 41,
               [](SweepSettings& sweep, int count) { sweep.over.count = count; });
  if (check_box("sweep_log", "In equal ratios", over.logarithmic, panel)) {
    edit_sweep(panel, "steps of the sweep", [](SweepSettings& sweep) { sweep.over.logarithmic ^= true; });
  }
}

// How each of the values is judged: on how many data sets, by which fits.
void fit_controls(LabPanel& panel) {
  const LabPage& page = panel.page();
  const bool network = page.model.kind == ModelSpec::Kind::mlp;
  if (is_generator(page.data.kind) || network) {
    count_slider(panel, "sweep_seeds", "Seeds", "each value is tried with", page.sweep.seeds, SweepSettings{}.seeds, 1,
                 50, [](SweepSettings& sweep, int seeds) { sweep.seeds = seeds; });
  }
  const bool exact_can_be = !network && page.sweep.over.name != "rate";
  if (exact_can_be && check_box("sweep_exact", "Exact minimisers in place of descents", page.sweep.exact, panel)) {
    edit_sweep(panel, "fits of the sweep", [](SweepSettings& sweep) { sweep.exact ^= true; });
  }
  if (!sweeps_exactly(page)) {
    const bool own = std::ranges::any_of(page.ticked, [&](const std::string& runner) {
      const auto at = page.own.find(runner);
      return at != page.own.end() && at->second.optimizer.has_value();
    });
    hint(fmt::format("Each run is {} steps of the method above{}.", network ? 2000 : 20000,
                     own ? ", or of its own" : ""),
         panel);
  }
}

void run_controls(LabPanel& panel) {
  const SweepJob& sweep = panel.sweep();
  if (sweep.running()) {
    const std::string text =
        sweep.total() == 0 ? "starting" : fmt::format("{} of {} data sets", sweep.done(), sweep.total());
    if (progress_row("sweep_progress", sweep.share(), text, panel.ui))
      panel.ask([](LabResults& results, const Document&) { results.cancel_sweep(); });
    return;
  }
  if (button("sweep_run", "Run the sweep", panel)) {
    panel.ask([](LabResults& results, const Document& document) { results.start_sweep(document); });
    panel.look_anew([](LabView& look) {
      if (look.upper != LabPlot::sweep) look.lower = LabPlot::sweep;
    });
  }
  if (!sweep.error().empty()) {
    hint(sweep.error(), panel);
  } else if (sweep.cancelled()) {
    hint("The sweep was cancelled.", panel);
  }
}

}  // namespace

void sweep_controls(LabPanel& panel) {
  section("Sweep", panel.ui);
  if (!fold("sweep", "Errors over a range of settings", panel)) return;
  const std::vector<SweepChoice> choices = sweep_choices(panel.document(), panel.page());
  axis_choice(panel, choices);
  const auto chosen = std::ranges::find(choices, panel.page().sweep.over.name,
                                        [](const SweepChoice& choice) { return choice.usual.name; });
  if (chosen == choices.end()) {
    hint("These data or losses have no " + panel.page().sweep.over.name + ": choose what is to be varied.", panel);
    return;
  }
  range_controls(panel, *chosen);
  fit_controls(panel);
  run_controls(panel);
}

}  // namespace losslab
