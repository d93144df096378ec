#include "app/core/losses/risk_curves.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace losslab {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int columns = 200;     // even, so that ½ is one of them
constexpr double beside = 1e-9;  // as near as the sides of a jump are looked at

// Closer together towards 0 and 1, where links are steep.
double eta_of(int i) {
  if (2 * i == columns) return 0.5;
  return 0.5 * (1 - std::cos(std::numbers::pi * i / columns));
}

// Asks for minima in order and draws them.
class LinkTracer {
 public:
  LinkTracer(const ConditionalRisk& risk, bool as_probability, Range visible)
      : risk_(risk), as_probability_(as_probability), visible_(visible) {}

  LinkCurve run() {
    Column before = ask(eta_of(1));
    add(before);
    for (int i = 2; i < columns; ++i) {
      Column here = ask(eta_of(i));
      // At a single η many are as good between the two sides of a jump: hinge at ½.
      if (is_lone(before, here)) {
        before = step(before, here);
        continue;
      }
      connect(before, here);
      add(here);
      before = here;
    }
    return std::move(curve_);
  }

 private:
  struct Column {
    double eta;
    RiskMinimum minimum;
    double y;
  };

  double shown(double score) const { return as_probability_ ? probability_of(score) : score; }
  Column ask(double eta) const {
    const RiskMinimum minimum = risk_.minimum(eta);
    return {eta, minimum, minimum.whole ? shown(minimum.nearest()) : nan};
  }
  std::pair<Point, Point> ends(const Column& column) const {
    return {{column.eta, shown(column.minimum.from)}, {column.eta, shown(column.minimum.to)}};
  }
  static bool is_lone(const Column& before, const Column& here) {
    return !here.minimum.whole || (!here.minimum.is_point() && before.y != here.y);
  }

  void add(const Column& column) { curve_.nearest.push_back({column.eta, column.y}); }

  // A jump at a column: the curve runs up to it, and goes on from its other side, which is returned.
  Column step(const Column& before, const Column& here) {
    Column left = ask(here.eta - beside), right = ask(here.eta + beside);
    left.eta = right.eta = here.eta;
    if (here.minimum.whole) curve_.steps.push_back(ends(here));
    connect(before, left);
    add(left);
    curve_.nearest.push_back({here.eta, nan});
    add(right);
    return right;
  }

  // The band between two columns of many minimisers, and the gap of a jump between them.
  void connect(const Column& left, const Column& right) {
    if (!left.minimum.is_point() && !right.minimum.is_point() && left.y == right.y && left.minimum.whole) {
      add_band({left.eta, shown(left.minimum.from)}, {right.eta, shown(left.minimum.to)});
    }
    if (is_far(left.y, right.y)) find_jump(left, right);
  }

  // Columns of the same height make one band.
  void add_band(Point from, Point to) {
    if (!curve_.bands.empty()) {
      auto& [start, end] = curve_.bands.back();
      if (end.x == from.x && start.y == from.y && end.y == to.y) {
        end.x = to.x;
        return;
      }
    }
    curve_.bands.emplace_back(from, to);
  }

  double clipped(double y) const { return std::clamp(y, visible_.min, visible_.max); }
  bool is_far(double a, double b) const { return std::abs(clipped(a) - clipped(b)) > visible_.span() / 30; }

  // Halves the interval towards the larger change; a change that stays is a jump.
  void find_jump(Column left, Column right) {
    for (int i = 0; i < 30; ++i) {
      const Column middle = ask(0.5 * (left.eta + right.eta));
      if (std::isnan(middle.y)) break;
      (std::abs(clipped(middle.y) - clipped(left.y)) > std::abs(clipped(right.y) - clipped(middle.y)) ? right : left) =
          middle;
      if (!is_far(left.y, right.y)) return;
    }
    curve_.nearest.push_back({left.eta, left.y});
    curve_.nearest.push_back({0.5 * (left.eta + right.eta), nan});
    curve_.nearest.push_back({right.eta, right.y});
  }

  const ConditionalRisk& risk_;
  bool as_probability_;
  Range visible_;
  LinkCurve curve_;
};

std::string number_text(double value) {
  if (std::isinf(value)) return value < 0 ? "−∞" : "∞";
  std::string text = fmt::format("{:.3g}", std::abs(value) < 1e-9 ? 0 : value);
  if (text.front() == '-') text.replace(0, 1, "−");
  return text;
}

}  // namespace

double probability_of(double score) {
  return score >= 0 ? 1 / (1 + std::exp(-score)) : std::exp(score) / (1 + std::exp(score));
}

LinkCurve link_curve(const ConditionalRisk& risk, bool as_probability, Range visible) {
  return LinkTracer(risk, as_probability, visible).run();
}

std::string minimum_text(const ConditionalRisk& risk, double eta, const RiskMinimum& minimum, bool as_probability,
                         const Language& text) {
  const auto shown = [&](double score) { return as_probability ? probability_of(score) : score; };
  std::string from = number_text(shown(minimum.from));
  const std::string to = number_text(shown(minimum.to));
  if (minimum.is_point()) return from;
  if (!minimum.whole) return text("figure.risk.either", {{"one", from}, {"other", to}});
  if (std::isinf(minimum.from) && std::isinf(minimum.to)) return text("figure.risk.any");
  // Whether the end belongs to the set: at the jump of the zero-one loss it does not.
  const auto excluded = [&](double end) { return risk.at(eta, end).value > minimum.risk + 1e-9; };
  if (std::isinf(minimum.to)) return fmt::format("{} {}", excluded(minimum.from) ? ">" : "≥", from);
  if (std::isinf(minimum.from)) return fmt::format("{} {}", excluded(minimum.to) ? "<" : "≤", to);
  return fmt::format("[{}, {}]", from, to);
}

}  // namespace losslab
