#pragma once
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab {

// What three classes have among them; sums to 1.
using Shares = std::array<double, 3>;

// The truths of a triangle: three classes share what they have, the others keep what they have.
struct TruthTriangle {
  std::vector<double> held;  // K probabilities, 0 for the three
  std::array<std::size_t, 3> corners{};
  double together = 1;  // what the three have
  friend bool operator==(const TruthTriangle&, const TruthTriangle&) = default;

  // Around a truth of K ≥ 3 classes. Where the three have nothing, they are given half of all.
  TruthTriangle(std::span<const double> truth, const std::array<int, 3>& which);
  std::vector<double> at(const Shares& shares) const;
};

// A convex part of the triangle in which the minimiser of a loss's expected value picks one class, or leaves it open,
// and one class is the most probable.
struct DecisionCell {
  std::vector<Shares> outline;  // of a polygon, in order
  std::optional<std::size_t> picks;
  std::size_t most_probable = 0;
  double area = 0;  // share of the triangle
  bool wrong() const { return picks && *picks != most_probable; }
};

struct DecisionMap {
  std::vector<DecisionCell> cells;  // they cover the triangle; no two have a common inner point
  double undecided = 0, wrong = 0;  // shares of the triangle, exact but for rounding
  double lost() const { return undecided + wrong; }
};

// Where which class is picked: the cells are cut by the straight lines on which two classes or two corners of a hinge
// are as good as each other, without any grid. `teacher` as for risk_minimiser().
DecisionMap decision_map(const VectorLoss& loss, const TruthTriangle& triangle, std::span<const double> teacher);

}  // namespace losslab
