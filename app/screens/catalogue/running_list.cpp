#include "app/screens/catalogue/running_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/catalogue/loss_text.h"
#include "app/screens/catalogue/vector_rows.h"
#include "app/screens/shell/pieces.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

// What lists remember between frames: sketches with the parameters that they show, and what is searched.
struct RunningMemory {
  struct Sketch {
    std::vector<double> parameters;
    std::vector<Point> curve;
  };
  std::map<std::string, Sketch, std::less<>> sketches;      // by list and id
  std::map<std::string, std::string, std::less<>> queries;  // by list
};

std::vector<double> values_of(const RunningList& list, const RunningEntry& entry) {
  const auto own = list.running.parameters.find(entry.id);
  if (own != list.running.parameters.end()) return own->second;
  std::vector<double> values;
  for (const Parameter& one : entry.parameters) values.push_back(one.initial);
  return values;
}

std::span<const Point> sketch_of(Panel& panel, const RunningList& list, const RunningEntry& entry) {
  const std::vector<double> values = values_of(list, entry);
  RunningMemory::Sketch& kept = panel.state.memory<RunningMemory>().sketches[fmt::format("{}.{}", list.name, entry.id)];
  if (kept.curve.empty() || kept.parameters != values) kept = {values, list.sketch(entry, values)};
  return kept.curve;
}

void loss_row(Panel& panel, const RunningList& list, const RunningEntry& entry) {
  const int series = list.kind.series(entry.id);
  const std::string row_id = fmt::format("{}.{}", list.name, entry.id);
  SketchRow row;
  row.name = loss_text(panel.language(), entry.id, "name", entry.english);
  row.curve = sketch_of(panel, list, entry);
  row.style = panel.theme().series(static_cast<std::size_t>(series));
  row.id = row_id.c_str();
  row.ticked = std::ranges::find(list.running.ticked, entry.id) != list.running.ticked.end();
  row.chosen = list.running.chosen == entry.id;
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.hovered && row.ticked) panel.state.hovered_row = series;
  if (events.toggled || (events.chosen && !row.ticked)) {
    list.edit(panel.text("distributions.losses_edit"),
              [id = entry.id, kind = list.kind](RunningLosses& running) { toggle(running, kind, id); }, {});
  } else if (events.chosen) {
    list.edit(panel.text("distributions.chosen_edit"), [id = entry.id](RunningLosses& running) { running.chosen = id; },
              {});
  }
  if (!row.ticked) return;
  const ShapeSliders shape{fmt::format("{}.{}", list.name, entry.id),
                           row.name,
                           short_text(panel.language(), entry.id, entry.short_name),
                           row.style,
                           entry.parameters,
                           values_of(list, entry)};
  shape_sliders(panel, shape,
                [&](const std::string& what, const std::string& name, double value, const std::string& merge) {
                  list.edit(
                      what,
                      [id = entry.id, kind = list.kind, name, value](RunningLosses& running) {
                        set_parameter(running, kind, id, name, value);
                      },
                      merge);
                });
}

}  // namespace

void running_list(Panel& panel, const RunningList& list) {
  section(panel.text("distributions.losses"), panel.ui);
  const auto runs = [&](const RunningEntry& entry) {
    return std::ranges::find(list.running.ticked, entry.id) != list.running.ticked.end();
  };
  for (const RunningEntry& entry : list.entries) {
    if (runs(entry)) loss_row(panel, list, entry);
  }
  if (list.running.ticked.size() == list.entries.size()) return;
  std::string& query = panel.state.memory<RunningMemory>().queries[list.name];
  vector_search_field(panel, fmt::format("search_{}_losses", list.name).c_str(), query);
  const std::size_t others = list.entries.size() - list.running.ticked.size();
  const std::string add = panel.text("lab.competitors.add", {{"count", fmt::format("{}", others)}});
  if (query.empty() && !fold(fmt::format("more_{}_losses", list.name).c_str(), add, panel)) return;
  if (list.running.ticked.size() >= most_running) {
    hint(panel.text("lab.competitors.full", {{"count", fmt::format("{}", most_running)}}), panel);
    return;
  }
  bool found = false;
  for (const RunningEntry& entry : list.entries) {
    if (runs(entry) || !is_found(entry.words, query)) continue;
    found = true;
    loss_row(panel, list, entry);
  }
  if (!found) hint(panel.text("loss_search.none_with_text", {{"text", query}}), panel);
}

void descent_controls(Panel& panel, const DescentControls& controls) {
  section(panel.text("lab.descent.title"), panel.ui);
  std::vector<std::string> names;
  int current = -1;
  for (const Optimizer::Kind kind : optimizer_kinds()) {
    if (kind == controls.now.kind) current = static_cast<int>(names.size());
    names.push_back(panel.language().translated(english_name(kind)));
  }
  const std::string choice = fmt::format("{}_optimizer", controls.name);
  if (const auto clicked = combo(choice.c_str(), panel.text("lab.descent.method"), names, current, panel)) {
    controls.edit(panel.text("lab.descent.method_edit"),
                  [kind = optimizer_kinds()[static_cast<std::size_t>(*clicked)]](Optimizer& optimizer) {
                    set_method(optimizer, kind);
                  },
                  {});
  }
  SliderSpec spec;
  spec.id = fmt::format("{}_rate", controls.name);
  spec.label = panel.text("lab.descent.rate");
  spec.role = panel.text("lab.descent.rate_role");
  spec.value = controls.now.rate;
  spec.initial = controls.rates.usual;
  spec.min = controls.rates.least, spec.max = controls.rates.most;
  spec.scale = Scale::logarithmic;
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  controls.edit(
      spec.label,
      [to = *events.value, &wrong = panel.text("lab.descent.rate_wrong")](Optimizer& optimizer) {
        if (!(to > 0)) throw InputError(wrong);
        optimizer.rate = to;
      },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

void running_optimizer(Panel& panel, const RunningList& list, const RunningRates& rates) {
  const auto edit = [&list](const std::string& what, std::function<void(Optimizer&)> change, const std::string& merge) {
    list.edit(
        what, [change = std::move(change)](RunningLosses& running) { change(running.optimizer); }, merge);
  };
  descent_controls(panel, {list.name, list.running.optimizer, rates, edit});
}

}  // namespace losslab
