// Points of a laboratory in a session.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/lab/page/session_points.h"

namespace losslab {
namespace {

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
  if (!classes) return;
  const std::size_t named = points.class_names.size();
  if (named == 1 || named > most_class_names) {
    in.refuse("class_names", fmt::format("expected 2 to {} names, found {}", most_class_names, named));
  }
  const auto is_label = [&](double y) {
    return named == 0 ? y == 1 || y == -1 : y >= 0 && y < static_cast<double>(named) && y == std::floor(y);
  };
  const std::string expected =
      named == 0 ? std::string("expected labels -1 or 1") : fmt::format("expected labels from 0 to {}", named - 1);
  if (!std::ranges::all_of(points.y, is_label)) in.refuse("y", expected);
  if (!std::ranges::all_of(points.true_label, is_label)) in.refuse("true_label", expected);
}

// Those after x1 are x2, x3, ...; of classes those after x2 are x3, x4, ...
void read_more_predictors(TomlSection& in, Dataset& points) {
  std::vector<std::string> names;
  if (!in.texts("more_names", names)) return;
  const bool classes = points.task == Task::classification;
  if ((classes && points.class_names.empty()) || names.size() >= most_predictors) {
    in.refuse("more_names", fmt::format("expected the names of at most {} further predictors of a regression or of "
                                        "classes with names",
                                        most_predictors - 1));
  }
  for (const std::string& name : names) {
    Predictor& one = points.more.emplace_back(Predictor{name, {}});
    const std::string key = fmt::format("x{}", points.more.size() + (classes ? 2 : 1));
    in.numbers(key, one.values);
    if (one.values.size() != points.x1.size()) {
      in.refuse("more_names", fmt::format("expected as many values in {} as in x1", key));
    }
  }
}

}  // namespace

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
  in.texts("class_names", points.class_names);
  read_more_predictors(in, points);
  if (points.task == Task::classification || points.more.empty()) in.numbers("x2", points.x2);
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

}  // namespace losslab
