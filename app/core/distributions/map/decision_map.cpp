#include "app/core/distributions/map/decision_map.h"

#include <algorithm>
#include <cmath>

#include "losses/vectors/consistency/decision.h"

namespace losslab {
namespace {

using Outline = std::vector<Shares>;
// A function that is linear over the triangle, by its values at the corners.
using Linear = std::array<double, 3>;

constexpr double rounding = 1e-12;

double value_at(const Linear& f, const Shares& at) { return f[0] * at[0] + f[1] * at[1] + f[2] * at[2]; }

Linear less(const Linear& a, const Linear& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

bool is_zero(const Linear& f) {
  return std::ranges::all_of(f, [](double one) { return std::abs(one) <= rounding; });
}

// The part of a convex polygon where f ≥ 0.
Outline cut(const Outline& outline, const Linear& f) {
  Outline kept;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Shares &here = outline[i], &next = outline[(i + 1) % outline.size()];
    const double a = value_at(f, here), b = value_at(f, next);
    if (a >= 0) kept.push_back(here);
    if ((a > 0 && b < 0) || (a < 0 && b > 0)) {
      const double share = a / (a - b);
      Shares between{};
      for (std::size_t k = 0; k < 3; ++k) between[k] = here[k] + share * (next[k] - here[k]);
      kept.push_back(between);
    }
  }
  return kept;
}

// Relative to that of the whole triangle.
double area_of(const Outline& outline) {
  double twice = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Shares &a = outline[i], &b = outline[(i + 1) % outline.size()];
    twice += a[0] * b[1] - a[1] * b[0];
  }
  return std::abs(twice);
}

const Outline whole{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

class Cutter {
 public:
  Cutter(const VectorLoss& loss, const TruthTriangle& triangle, std::span<const double> teacher)
      : loss_(loss), triangle_(triangle), teacher_(teacher), classes_(triangle.held.size()) {
    for (std::size_t i = 0; i < 3; ++i) {
      Shares corner{};
      corner[i] = 1;
      truths_[i] = triangle.at(corner);
    }
  }

  DecisionMap cells() {
    const Decision by = decision(loss_, classes_, teacher_);
    switch (by.kind) {
      case Decision::Kind::none:
        add(whole, std::nullopt);
        break;
      case Decision::Kind::scores:
        by_scores(by);
        break;
      case Decision::Kind::cheapest:
        by_corners();
        break;
    }
    return std::move(map_);
  }

 private:
  Linear probability(std::size_t k) const { return {truths_[0][k], truths_[1][k], truths_[2][k]}; }

  // Calls `found` with each class and the part of the outline where its value is the largest, and whether another one
  // has that same value all over it.
  template <class Found>
  void where_largest(const Outline& outline, const std::vector<Linear>& values, Found found) const {
    for (std::size_t k = 0; k < values.size(); ++k) {
      Outline part = outline;
      bool shared = false, again = false;
      for (std::size_t j = 0; j < values.size() && !part.empty(); ++j) {
        if (j == k) continue;
        const Linear lead = less(values[k], values[j]);
        if (is_zero(lead)) {
          shared = true;
          again = again || j < k;
        } else {
          part = cut(part, lead);
        }
      }
      if (!again && area_of(part) > rounding) found(k, part, shared);
    }
  }

  void add(const Outline& outline, std::optional<std::size_t> picks) {
    if (!picks) {
      map_.cells.push_back({outline, picks, 0, area_of(outline)});
      map_.undecided += map_.cells.back().area;
      return;
    }
    std::vector<Linear> probabilities;
    for (std::size_t k = 0; k < classes_; ++k) probabilities.push_back(probability(k));
    where_largest(outline, probabilities, [&](std::size_t k, const Outline& part, bool) {
      map_.cells.push_back({part, picks, k, area_of(part)});
      if (map_.cells.back().wrong()) map_.wrong += map_.cells.back().area;
    });
  }

  void by_scores(const Decision& by) {
    std::vector<Linear> scores;
    for (std::size_t k = 0; k < classes_; ++k) {
      Linear score = probability(k);
      for (double& one : score) one = by.offset[k] + by.weight[k] * one;
      scores.push_back(score);
    }
    where_largest(whole, scores, [&](std::size_t k, const Outline& part, bool shared) {
      add(part, shared ? std::nullopt : std::optional(k));
    });
  }

  // What the cheapest logits cost is the lowest of linear functions of the truth, so concave: where one of these is the
  // lowest at all corners of a convex part, it is the lowest in all of it. Corners where another one is lower still
  // bring that one in, until there are none.
  void by_corners() {
    bring_in(cheapest_logits(loss_, triangle_.at({1.0 / 3, 1.0 / 3, 1.0 / 3})));
    std::vector<Outline> parts;
    for (bool grew = true; grew;) {
      grew = false;
      parts.assign(costs_.size(), {});
      std::vector<Linear> gains;
      for (const Linear& cost : costs_) gains.push_back(less({0, 0, 0}, cost));
      where_largest(whole, gains, [&](std::size_t i, const Outline& part, bool) { parts[i] = part; });
      for (std::size_t i = 0; i < parts.size() && !grew; ++i) {
        for (const Shares& corner : parts[i]) {
          const std::vector<double> t = triangle_.at(corner), z = cheapest_logits(loss_, t);
          if (loss_.expected(z, t) >= value_at(costs_[i], corner) - rounding) continue;
          bring_in(z);
          grew = true;
          break;
        }
      }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].empty()) continue;
      // Others may cost the same all over the triangle: then they do so in all of this part.
      Shares middle{};
      for (const Shares& corner : parts[i]) {
        for (std::size_t k = 0; k < 3; ++k) middle[k] += corner[k] / static_cast<double>(parts[i].size());
      }
      add(parts[i], picked_class(loss_, triangle_.at(middle)));
    }
  }

  void bring_in(const std::vector<double>& z) {
    Linear cost{};
    for (std::size_t i = 0; i < 3; ++i) cost[i] = loss_.expected(z, truths_[i]);
    costs_.push_back(cost);
  }

  const VectorLoss& loss_;
  const TruthTriangle& triangle_;
  std::span<const double> teacher_;
  std::size_t classes_;
  std::array<std::vector<double>, 3> truths_;  // at the corners
  std::vector<Linear> costs_;                  // of the logits that are the cheapest somewhere
  DecisionMap map_;
};

}  // namespace

TruthTriangle::TruthTriangle(std::span<const double> truth, const std::array<int, 3>& which)
    : held(truth.begin(), truth.end()), together(0) {
  for (std::size_t i = 0; i < 3; ++i) {
    corners[i] = static_cast<std::size_t>(which[i]);
    together += held[corners[i]];
    held[corners[i]] = 0;
  }
  if (together > 0) return;
  together = 0.5;
  for (double& one : held) one *= 0.5;
}

std::vector<double> TruthTriangle::at(const Shares& shares) const {
  std::vector<double> t = held;
  for (std::size_t i = 0; i < 3; ++i) t[corners[i]] = together * shares[i];
  return t;
}

DecisionMap decision_map(const VectorLoss& loss, const TruthTriangle& triangle, std::span<const double> teacher) {
  return Cutter(loss, triangle, teacher).cells();
}

}  // namespace losslab
