// The laboratories in a session.
#include "app/core/lab/page/session_lab.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/runners.h"
#include "app/core/lab/page/session_text.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"

namespace losslab {
namespace {

void read_optimizer(TomlSection in, Optimizer& optimizer) {
  std::string kind;
  if (in.text("kind", kind)) in.at("kind", [&] { optimizer = parse_optimizer(kind); });
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

void check_columns(const TomlSection& in, const Dataset& points) {
  const std::size_t n = points.size();
  const auto fits = [&](std::string_view key, std::size_t size, bool needed) {
    if (size == n || (size == 0 && !needed)) return;
    in.refuse(key, fmt::format("expected {} values as in x1, found {}", n, size));
  };
  const bool classes = points.task == Task::classification;
  if (n < 2) in.refuse("x1", fmt::format("expected at least 2 values, found {}", n));
  fits("y", points.y.size(), true);
  fits("x2", points.x2.size(), classes);
  fits("true_label", points.true_label.size(), false);
  fits("outlier", points.outlier.size(), false);
  fits("weight", points.weight.size(), false);
  const auto is_label = [](double y) { return y == 1 || y == -1; };
  if (classes && !std::ranges::all_of(points.y, is_label)) in.refuse("y", "expected labels -1 or 1");
  if (!std::ranges::all_of(points.true_label, is_label)) in.refuse("true_label", "expected labels -1 or 1");
}

// Those after x1 are x2, x3, ...
void read_more_predictors(TomlSection& in, Dataset& points) {
  std::vector<std::string> names;
  if (!in.texts("more_names", names)) return;
  if (points.task != Task::regression || names.size() >= most_predictors) {
    in.refuse("more_names",
              fmt::format("expected the names of at most {} further predictors of a regression", most_predictors - 1));
  }
  for (const std::string& name : names) {
    Predictor& one = points.more.emplace_back(Predictor{name, {}});
    const std::string key = fmt::format("x{}", points.more.size() + 1);
    in.numbers(key, one.values);
    if (one.values.size() != points.x1.size()) {
      in.refuse("more_names", fmt::format("expected as many values in {} as in x1", key));
    }
  }
}

void read_points(TomlSection in, Task task, Dataset& points) {
  points = Dataset();
  constexpr std::array tasks{"regression", "classification"};
  points.task = task;
  if (const auto named = in.word("task", tasks)) points.task = static_cast<Task>(*named);
  if (points.task != task) in.refuse("task", fmt::format("expected {}", tasks[static_cast<std::size_t>(task)]));
  points.name = "points";
  in.text("name", points.name);
  in.text("x1_name", points.x1_name);
  in.text("x2_name", points.x2_name);
  in.text("y_name", points.y_name);
  if (std::optional<TomlSection> line = in.section("true_line")) {
    points.true_line = Dataset::Line{0, 0};
    line->number("slope", points.true_line->slope);
    line->number("intercept", points.true_line->intercept);
    line->finish();
  }
  in.numbers("true_x", points.true_x);
  in.numbers("true_y", points.true_y);
  if (points.true_x.size() != points.true_y.size() || !std::ranges::is_sorted(points.true_x)) {
    in.refuse("true_x", "expected ascending values, as many as true_y has");
  }
  double quantile = 0;
  if (in.number("true_quantile", quantile, "a number from 0 to 1", 0, 1)) points.true_quantile = quantile;
  in.numbers("x1", points.x1);
  read_more_predictors(in, points);
  if (points.more.empty()) in.numbers("x2", points.x2);
  in.numbers("y", points.y);
  in.numbers("true_label", points.true_label);
  in.numbers("weight", points.weight);
  if (!std::ranges::all_of(points.weight, [](double weight) { return weight > 0; })) {
    in.refuse("weight", "expected numbers above 0");
  }
  std::vector<double> outlier;
  if (in.numbers("outlier", outlier)) {
    for (const double mark : outlier) {
      if (mark != 0 && mark != 1) in.refuse("outlier", fmt::format("expected 0 or 1, found {}", mark));
      points.outlier.push_back(mark != 0);
    }
  }
  check_columns(in, points);
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

// All shape parameters of a further run.
std::vector<double> read_own_parameters(TomlSection& in, Loss loss) {
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
  if (is_further_run(id)) {
    std::int64_t series = -1;
    const auto first = static_cast<std::int64_t>(document.losses.size());
    if (!in.integer("series", series, first, first + 999)) in.refuse("series", "expected the number of its style");
    own.series = static_cast<int>(series);
    own.parameters = read_own_parameters(in, document.loss(loss_of(id)));
    if (!own.optimizer) in.refuse("optimizer", "expected the descent of this run");
  }
  in.finish();
  page.own[id] = std::move(own);
}

// Who runs, in the order of the catalogue and of the runs; without repetition.
void read_runners(TomlSection& in, Task task, LabPage& page, const Document& document) {
  std::optional<TomlSection> own = in.section("own");
  std::vector<std::string> ids;
  if (in.texts("losses", ids)) {
    page.ticked.clear();
    for (std::string& id : ids) {
      in.at("losses", [&] { id = known_loss_id(id, document); });
      const Family family = document.loss(loss_of(id)).info().family;
      if (!contains(lab_task(task).families, family)) {
        in.refuse("losses", fmt::format("expected a loss of {}, found {}",
                                        task == Task::regression ? "residuals" : "margins or probabilities", id));
      }
      if (std::ranges::find(page.ticked, id) != page.ticked.end()) {
        in.refuse("losses", fmt::format("{} is named twice", id));
      }
      if (is_further_run(id) && !(own && own->has(id))) {
        in.refuse("losses", fmt::format("expected a section own.\"{}\" with what that run has of its own", id));
      }
      toggle(page.ticked, id, document);
    }
  }
  if (!own) return;
  for (const std::string& key : own->keys()) {
    if (std::ranges::find(page.ticked, key) == page.ticked.end() && is_further_run(key)) {
      own->refuse(key, "expected one of those who run");
    }
    std::string id;
    own->at(key, [&] { id = known_loss_id(key, document); });
    read_own(*own->section(key), id, page, document);
  }
  own->finish();
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
  read_runners(in, task, page, document);
  if (page.ticked.size() > max_competitors) {
    in.refuse("losses", fmt::format("expected at most {} losses, found {}", max_competitors, page.ticked.size()));
  }
  const bool named = in.text("chosen", page.chosen);
  if (named && !page.chosen.empty()) in.at("chosen", [&] { page.chosen = known_loss_id(page.chosen, document); });
  if (std::ranges::find(page.ticked, page.chosen) == page.ticked.end()) {
    if (named && !(page.chosen.empty() && page.ticked.empty())) {
      in.refuse("chosen", fmt::format("expected one of the losses that run, found \"{}\"", page.chosen));
    }
    page.chosen = page.ticked.empty() ? std::string() : page.ticked.front();
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
