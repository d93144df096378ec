// The panels of the boxes: what is true, the losses, what is shown, and the numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_sketch.h"
#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/boxes/boxes_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/boxes/boxes_panels.h"
#include "app/screens/structures/structures_panels.h"

namespace losslab {
namespace {

constexpr std::array<const char*, boxes_presets> preset_keys{
    "boxes.preset.apart",       "boxes.preset.overlapping", "boxes.preset.inside",     "boxes.preset.around",
    "boxes.preset.same_aspect", "boxes.preset.thin",        "boxes.preset.two_targets"};

struct BoxEntries {
  RunningKind kind = box_losses();
  std::vector<RunningEntry> entries = structured_entries(kind);
};

// Its course while a box of the target's size moves across the target.
std::vector<Point> sketch(const RunningEntry& entry, std::span<const double> parameters) {
  const StructuredLoss loss = structured_loss(entry, parameters);
  const Box target{-0.5, -0.5, 0.5, 0.5};
  std::vector<Point> points;
  constexpr int count = 61;
  for (int i = 0; i < count; ++i) {
    const double along = -2.5 + 5.0 * i / (count - 1);
    points.push_back({static_cast<double>(i) / (count - 1), loss.value(box_around({along, 0}, 1, 1), target)});
  }
  double highest = 1e-9;
  for (const Point& at : points) highest = std::max(highest, at.y);
  for (Point& at : points) at.y = 0.06 + 0.88 * at.y / highest;
  return points;
}

RunningList list_of(Panel& panel) {
  const BoxEntries& all = panel.state.memory<BoxEntries>();
  return {"boxes",
          boxes_page(panel.document()),
          all.kind,
          all.entries,
          sketch,
          [&panel](const std::string& what, std::function<void(RunningLosses&)> change, const std::string& merge) {
            edit_boxes(
                panel, what, [change = std::move(change)](BoxesPage& page) { change(page); }, merge);
          }};
}

void preset_choice(Panel& panel) {
  const BoxesPage& page = boxes_page(panel.document());
  std::vector<std::string> names;
  int current = -1;
  for (std::size_t i = 0; i < boxes_presets; ++i) {
    BoxesPage preset = page;
    set_preset(preset, static_cast<BoxesPreset>(i));
    if (preset == page) current = static_cast<int>(i);
    names.push_back(panel.text(preset_keys[i]));
  }
  // What is none of them has a name as well, which is no choice.
  if (current < 0) {
    current = static_cast<int>(names.size());
    names.push_back(panel.text("boxes.preset.own"));
  }
  const auto clicked = combo("boxes_preset", panel.text("boxes.preset.label"), names, current, panel);
  if (!clicked || static_cast<std::size_t>(*clicked) >= boxes_presets) return;
  edit_boxes(panel, panel.text("boxes.preset.edit"),
             [to = static_cast<BoxesPreset>(*clicked)](BoxesPage& changed) { set_preset(changed, to); });
}

// Centre and size of a box, to be typed.
void box_sliders(Panel& panel, const std::string& id, std::size_t number, const Box& box, const char* edit) {
  constexpr std::array<const char*, 4> labels{"boxes.x", "boxes.y", "boxes.width", "boxes.height"};
  const auto centre = centre_of(box);
  const std::array<double, 4> values{centre[0], centre[1], width_of(box), height_of(box)};
  for (std::size_t i = 0; i < 4; ++i) {
    SliderSpec spec;
    spec.id = fmt::format("{}.{}", id, i);
    spec.label = panel.text(labels[i]);
    spec.value = values[i];
    spec.initial = i < 2 ? 0 : 2;
    spec.min = i < 2 ? -4 : least_side;
    spec.max = i < 2 ? 4 : 6;
    spec.decimals = 2;
    const SliderEvents events = checked_slider(panel, spec);
    if (!events.value) continue;
    edit_boxes(
        panel, panel.text(edit),
        [number, i, to = *events.value, wrong = panel.text("boxes.side_wrong")](BoxesPage& page) {
          if (!(std::abs(to) <= farthest_edge) || (i > 1 && !(to >= least_side))) throw InputError(wrong);
          if (number > page.targets.size()) return;
          Box& changed = number == 0 ? page.prediction : page.targets[number - 1];
          auto at = centre_of(changed);
          std::array<double, 2> size{width_of(changed), height_of(changed)};
          (i < 2 ? at[i] : size[i - 2]) = to;
          changed = box_around(at, size[0], size[1]);
        },
        events.held ? panel.drag_mark(spec.id) : std::string());
  }
}

}  // namespace

void box_controls(Panel& panel) {
  const BoxesPage& page = boxes_page(panel.document());
  section(panel.text("boxes.title"), panel.ui);
  preset_choice(panel);
  hint(panel.text("boxes.hint"), panel);
  const std::size_t assigned = assigned_target(page);
  if (fold("box_numbers", panel.text("boxes.numbers"), panel)) {
    hint(panel.text("boxes.prediction"), panel);
    box_sliders(panel, "box_start", 0, page.prediction, "boxes.prediction_edit");
    hint(panel.text("boxes.target"), panel);
    box_sliders(panel, "box_target", assigned + 1, page.targets[assigned], "boxes.target_edit");
  }
  if (page.targets.size() < most_targets && button("add_target", panel.text("boxes.add_target"), panel)) {
    edit_boxes(panel, panel.text("boxes.add_target"), add_target);
  }
  if (page.targets.size() > 1 && button("remove_target", panel.text("boxes.remove_target"), panel)) {
    edit_boxes(panel, panel.text("boxes.remove_target"), [](BoxesPage& changed) { changed.targets.pop_back(); });
  }
}

void box_show_controls(Panel& panel) {
  section(panel.text("lab.show.title"), panel.ui);
  const BoxesView& look = boxes_view(panel.view());
  const std::vector<std::string> fields{panel.text("boxes.field.over_centre"), panel.text("boxes.field.over_size")};
  if (const auto clicked =
          combo("boxes_field", panel.text("boxes.field.over"), fields, static_cast<int>(look.field), panel)) {
    look_at_boxes(panel, [to = static_cast<BoxesField>(*clicked)](BoxesView& view) { view.field = to; });
  }
  std::vector<std::string> paths;
  paths.reserve(boxes_path_titles.size());
  for (const char* key : boxes_path_titles) paths.push_back(panel.text(key));
  if (const auto clicked =
          combo("boxes_path", panel.text("boxes.path.label"), paths, static_cast<int>(look.path), panel)) {
    look_at_boxes(panel, [to = static_cast<BoxesPath>(*clicked)](BoxesView& view) { view.path = to; });
  }
  hint(panel.text("lab.show.hint"), panel);
}

void experiment_controls(Panel& panel) {
  section(panel.text("boxes.experiment.section"), panel.ui);
  const ExperimentService& experiment = boxes_results(panel).experiment();
  if (experiment.running()) {
    if (progress_row("experiment_progress", experiment.progress(), panel.text("boxes.experiment.under_way"),
                     panel.ui)) {
      ask_structure(panel, boxes_id, [](Results& results) { static_cast<BoxesResults&>(results).cancel_experiment(); });
    }
    panel.ui.note("experiment_progress");
  } else if (button("run_experiment", panel.text("boxes.experiment.run"), panel)) {
    ask_structure(panel, boxes_id, [](Results& results) { static_cast<BoxesResults&>(results).run_experiment(); });
    // What it comes to is shown where it can be seen.
    look_at_boxes(panel, [](BoxesView& view) {
      view.upper = BoxesPlot::experiment;
      view.lower = BoxesPlot::surface;
    });
  }
  hint(panel.text("boxes.experiment.hint"), panel);
}

void BoxesPanels::left(Panel& panel) const {
  box_controls(panel);
  running_list(panel, list_of(panel));
  running_optimizer(panel, list_of(panel), {BoxesPage().optimizer.rate, 1e-3, 10});
  box_show_controls(panel);
  experiment_controls(panel);
}

void BoxesPanels::reading(Panel& panel) const {
  const BoxesResults& results = boxes_results(panel);
  const BoxesPage& page = boxes_page(panel.document());
  const BoxEntries& all = panel.state.memory<BoxEntries>();
  const long step = results.descents().position();
  section(panel.text("distributions.reading.now"), panel.ui);
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < results.descents().runs().size(); ++i) {
    const BoxRun& run = results.descents().runs()[i];
    const Box box = box_at(run, step);
    rows.push_back({.swatch = panel.theme().series(static_cast<std::size_t>(all.kind.series(page.ticked[i]))),
                    .cells = {short_name(panel.language(), run.who().loss.info()), brief(run.loss(step)),
                              brief(run.slope(step), 3), brief(iou_of(box, run.who().target), 3),
                              brief(box_error(box, run.who().target), 3)},
                    .strong = page.ticked[i] == page.chosen});
  }
  const std::vector<std::string> headers{"", panel.text("distributions.reading.loss"),
                                         panel.text("boxes.reading.gradient"), panel.text("boxes.history.iou"),
                                         panel.text("boxes.reading.error")};
  number_table("box_numbers_now", headers, rows, panel.ui);
  if (page.chosen.empty()) return;
  const StructuredLoss chosen = running_loss<StructuredLoss>(page, page.chosen);
  describe_loss(panel, chosen, all.kind.series(page.chosen));
}

}  // namespace losslab
