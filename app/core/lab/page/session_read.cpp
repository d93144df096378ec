// The laboratories in a session.
#include "app/core/lab/page/session_lab.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/runners.h"
#include "app/core/lab/page/session_points.h"
#include "app/core/lab/page/session_text.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"

namespace losslab {
namespace {

void read_optimizer(TomlSection in, Optimizer& optimizer) {
  std::string kind;
  if (in.text("kind", kind)) {
    // What else is not written has its usual value.
    const double rate = optimizer.rate;
    in.at("kind", [&] { optimizer = parse_optimizer(kind); });
    optimizer.rate = rate;
  }
  constexpr double tiny = std::numeric_limits<double>::min(), huge = std::numeric_limits<double>::max();
  in.number("rate", optimizer.rate, "a number greater than 0", tiny, huge);
  in.number("momentum", optimizer.momentum, "a number from 0 to 1", 0, 1);
  in.number("second", optimizer.second, "a number from 0 to 1", 0, 1);
  in.number("epsilon", optimizer.epsilon, "a number of at least 0", 0, huge);
  in.number("decay", optimizer.decay, "a number of at least 0", 0, huge);
  in.number("clip", optimizer.clip, "a number of at least 0", 0, huge);
  std::string schedule;
  if (in.text("schedule", schedule)) in.at("schedule", [&] { optimizer.schedule = parse_schedule(schedule); });
  std::int64_t batch = optimizer.batch;
  in.integer("batch", batch, 0, 100'000);
  optimizer.batch = static_cast<int>(batch);
  in.finish();
}

void read_data(TomlSection& in, Task task, LabPage& page) {
  std::vector<std::string> kept;
  in.texts("kept", kept);
  for (const std::string& text : kept) in.at("kept", [&] { keep_setting(page, text); });
  std::optional<TomlSection> points = in.section("points");
  if (points) {
    read_points(std::move(*points), task, page.data.points);
    page.data.kind = DataSpec::Kind::points;
  }
  std::string data;
  if (!in.text("data", data)) return;
  if (data == "points") {
    if (!points) in.refuse("data", "expected a section of points, found none");
    return;
  }
  in.at("data", [&] { use_data(page.data, data); });
  if (page.data.kind != DataSpec::Kind::file && task_of(page.data) != task) {
    in.refuse("data", fmt::format("expected data for {}, found {}", lab_task(task).id, data));
  }
}

// All shape parameters of a further run; `loss` is one of either kind.
template <class L>
std::vector<double> read_own_parameters(TomlSection& in, L loss) {
  std::vector<double> all(loss.parameters().size());
  if (all.empty()) return all;
  std::optional<TomlSection> values = in.section("parameters");
  if (!values) in.refuse("parameters", "expected the shape parameters of this run");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const char* const name = loss.parameters()[i].name;
    if (!values->any_number(name, all[i])) values->refuse(name, "expected a number");
  }
  values->finish();
  in.at("parameters", [&] { loss.set_all(all); });
  return all;
}

// What a runner has of its own; all that a further run of a loss needs has to be there.
void read_own(TomlSection in, const std::string& id, LabPage& page, const Document& document) {
  OwnSettings own;
  if (std::optional<TomlSection> optimizer = in.section("optimizer")) {
    own.optimizer = page.optimizer;
    read_optimizer(std::move(*optimizer), *own.optimizer);
  }
  if (page.several_classes) {
    if (const auto correction = in.word("correction", correction_names)) {
      own.correction = static_cast<Correction>(*correction);
    }
  }
  if (is_further_run(id)) {
    std::int64_t series = -1;
    const std::size_t losses = page.several_classes ? vector_catalogue().size() : document.losses.size();
    const auto first = static_cast<std::int64_t>(losses);
    if (!in.integer("series", series, first, first + 999)) in.refuse("series", "expected the number of its style");
    own.series = static_cast<int>(series);
    own.parameters = page.several_classes ? read_own_parameters(in, VectorLoss(loss_of(id)))
                                          : read_own_parameters(in, document.loss(loss_of(id)));
    if (!own.optimizer) in.refuse("optimizer", "expected the descent of this run");
  }
  in.finish();
  page.own[id] = std::move(own);
}

// The id of a loss that can run on the page's data.
std::string known_runner(TomlSection& in, std::string_view key, const std::string& named, Task task,
                         const LabPage& page, const Document& document) {
  std::string id = named;
  if (page.several_classes) {
    in.at(key, [&] { require_learning(VectorLoss(loss_of(id))); });
    return id;
  }
  in.at(key, [&] { id = known_loss_id(id, document); });
  if (!contains(lab_task(task).families, document.loss(loss_of(id)).info().family)) {
    in.refuse(key, fmt::format("expected a loss of {}, found {}",
                               task == Task::regression ? "residuals" : "margins or probabilities", id));
  }
  return id;
}

void read_chosen(TomlSection& in, Task task, LabPage& page, const Document& document) {
  const bool named = in.text("chosen", page.chosen);
  if (named && !page.chosen.empty()) page.chosen = known_runner(in, "chosen", page.chosen, task, page, document);
  if (std::ranges::find(page.ticked, page.chosen) != page.ticked.end()) return;
  if (named && !(page.chosen.empty() && page.ticked.empty())) {
    in.refuse("chosen", fmt::format("expected one of the losses that run, found \"{}\"", page.chosen));
  }
  page.chosen = page.ticked.empty() ? std::string() : page.ticked.front();
}

std::string known_in(TomlSection& own, const std::string& key, const Document& document) {
  std::string id;
  own.at(key, [&] { id = known_loss_id(key, document); });
  return id;
}

// Who runs, in the order of the catalogue and of the runs; without repetition.
void read_runners(TomlSection& in, Task task, LabPage& page, const Document& document) {
  std::optional<TomlSection> own = in.section("own");
  std::vector<std::string> ids;
  if (in.texts("losses", ids)) {
    page.ticked.clear();
    if (ids.size() > max_competitors) {
      in.refuse("losses", fmt::format("expected at most {} losses, found {}", max_competitors, ids.size()));
    }
    for (const std::string& text : ids) {
      const std::string id = known_runner(in, "losses", text, task, page, document);
      if (std::ranges::find(page.ticked, id) != page.ticked.end()) {
        in.refuse("losses", fmt::format("{} is named twice", id));
      }
      if (is_further_run(id) && !(own && own->has(id))) {
        in.refuse("losses", fmt::format("expected a section own.\"{}\" with what that run has of its own", id));
      }
      toggle_runner(document, page, id);
    }
  }
  if (own) {
    for (const std::string& key : own->keys()) {
      if (std::ranges::find(page.ticked, key) == page.ticked.end() && is_further_run(key)) {
        own->refuse(key, "expected one of those who run");
      }
      const std::string id = page.several_classes ? key : known_in(*own, key, document);
      if (page.several_classes) own->at(key, [&] { require_learning(VectorLoss(loss_of(key))); });
      read_own(*own->section(key), id, page, document);
    }
    own->finish();
  }
  read_chosen(in, task, page, document);
}

void read_class_parameters(TomlSection in, LabPage& page) {
  for (const std::string& id : in.keys()) {
    in.at(id, [&] { VectorLoss loss(id); });
    std::optional<TomlSection> values = in.section(id);
    if (!values) continue;
    for (const std::string& name : values->keys()) {
      double value = 0;
      values->any_number(name, value);
      values->at(name, [&] { set_class_parameter(page, id, name, value); });
    }
    values->finish();
  }
  in.finish();
}

// Those who run on data of the other kind.
void read_others(TomlSection in, Task task, LabPage& page, const Document& document) {
  const auto exchange = [&] {
    std::swap(static_cast<Runners&>(page), page.others);
    page.several_classes = !page.several_classes;
  };
  exchange();
  read_runners(in, task, page, document);
  exchange();
  in.finish();
}

void read_sweep(TomlSection in, SweepSettings& sweep) {
  std::string over;
  if (in.text("over", over)) in.at("over", [&] { sweep.over = parse_sweep_axis(over); });
  std::int64_t seeds = sweep.seeds;
  in.integer("seeds", seeds, 1, 1000);
  sweep.seeds = static_cast<int>(seeds);
  in.flag("exact", sweep.exact);
  in.finish();
}

}  // namespace

void read_lab(TomlSection in, Task task, Document& document) {
  LabPage& page = lab_page(document, task);
  read_data(in, task, page);
  std::string model;
  if (in.text("model", model)) {
    in.at("model", [&] { use_model(page.model, parse_model(model, task)); });
  }
  in.flag("standardize", page.standardize);
  in.number("l2", page.l2, "a number of at least 0", 0);
  in.number("l1", page.l1, "a number of at least 0", 0);
  if (const auto rates = in.word("rates", rates_names)) page.rates = static_cast<Rates>(*rates);
  // Before those who run, for what they have of their own begins with it.
  if (std::optional<TomlSection> optimizer = in.section("optimizer")) {
    read_optimizer(std::move(*optimizer), page.optimizer);
  }
  if (std::optional<TomlSection> parameters = in.section("class_parameters")) {
    read_class_parameters(std::move(*parameters), page);
  }
  bool several = page.several_classes;
  in.flag("several_classes", several);
  use_several_classes(page, said_several_classes(page.data).value_or(several));
  read_runners(in, task, page, document);
  if (std::optional<TomlSection> others = in.section("others")) {
    read_others(std::move(*others), task, page, document);
  }
  // The usual start belongs to the usual data and model.
  if (!in.numbers("start", page.start) && (in.has("data") || in.has("model") || in.has("points"))) page.start.clear();
  in.seed("seed", page.seed);
  if (std::optional<TomlSection> sweep = in.section("sweep")) read_sweep(std::move(*sweep), page.sweep);
  in.finish();
}

void read_lab_view(TomlSection in, LabView& view) {
  if (const auto plot = in.word("upper", lab_plot_names)) view.upper = static_cast<LabPlot>(*plot);
  if (const auto plot = in.word("lower", lab_plot_names)) view.lower = static_cast<LabPlot>(*plot);
  if (const auto history = in.word("history", run_quantity_names)) view.history = static_cast<RunQuantity>(*history);
  if (const auto marks = in.word("residuals", residual_mark_names)) view.residuals = static_cast<ResidualMarks>(*marks);
  in.flag("size_by_weight", view.size_by_weight);
  std::int64_t whole = view.chosen_point;
  in.integer("chosen_point", whole, -1, 1'000'000);
  view.chosen_point = static_cast<int>(whole);
  whole = view.residuals_against;
  in.integer("residuals_against", whole, -1, static_cast<std::int64_t>(most_predictors) - 1);
  view.residuals_against = static_cast<int>(whole);
  whole = view.reliability_of;
  in.integer("reliability_of", whole, -1, static_cast<std::int64_t>(most_class_names) - 1);
  view.reliability_of = static_cast<int>(whole);
  in.flag("confusion_of_given", view.confusion_of_given);
  if (const auto plane = in.word("plane", plane_names)) view.plane.kind = static_cast<PlaneChoice::Kind>(*plane);
  std::vector<double> axes;
  if (in.numbers("plane_axes", axes)) {
    const auto is_index = [](double v) {
      return v >= 0 && v < 100'000 && v == static_cast<double>(static_cast<int>(v));
    };
    if (axes.size() != 2 || !is_index(axes[0]) || !is_index(axes[1]) || axes[0] == axes[1]) {
      in.refuse("plane_axes", "expected the indices of two parameters");
    }
    view.plane.across = static_cast<int>(axes[0]);
    view.plane.up = static_cast<int>(axes[1]);
  }
  in.finish();
}

}  // namespace losslab
