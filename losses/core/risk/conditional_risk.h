#pragma once
#include <vector>

#include "losses/core/loss.h"

namespace losslab {

// Where a conditional risk is least: the scores from `from` to `to`; a single one where both are equal, and +∞ or −∞
// where the risk falls for ever.
struct RiskMinimum {
  double from = 0, to = 0;
  double risk = 0;    // its infimum; −∞ where there is none
  bool whole = true;  // false: `from` and `to` are separate minima of the same depth, with a higher risk between
  bool is_point() const { return from == to; }
  // The least of them in size. Of separate minima there is none.
  double nearest() const { return from > 0 ? from : to < 0 ? to : 0; }
};

// The conditional risk C_η(m) = η ℓ₊(m) + (1 − η) ℓ₋(−m) of a score m where class +1 has probability η in (0, 1), for
// losses of the margin, of the probability p = σ(m), and of p itself. ℓ₊ and ℓ₋ are the loss for either class; for most
// they are the same. Seen as a function of q = σ(m) it is the expected score of the stated probability q under the
// truth π = η. The loss is sampled once, so that asking for many η is cheap: about two microseconds each.
class ConditionalRisk {
 public:
  // Throws InputError for a loss of another family.
  explicit ConditionalRisk(const Loss& loss);

  // Value and derivatives with respect to m. The curvature is NaN where it is not defined.
  Jet<double> at(double eta, double m) const;
  // The link m*(η). Found by the signs of the gradient on a grid from −10⁶ to 10⁶ that is fine near 0 and knows the
  // kinks, then refined until doubles end. All local minima compete, so the loss need not be convex.
  RiskMinimum minimum(double eta) const;

 private:
  class Search;
  double at_kink(double argument) const;
  void make_nodes();
  void sample(const Loss& loss, double sign, std::vector<double>& value, std::vector<double>& slope) const;

  Loss positive_, negative_;
  bool of_probability_;
  // The grid, its kinks left out, and between which nodes each of these lies: corner_[i] is in (node_[i], node_[i +
  // 1]), or NaN.
  std::vector<double> node_, corner_;
  // ℓ₊(m) and ℓ₋(−m) at the nodes, and their derivatives with respect to m.
  std::vector<double> positive_value_, negative_value_, positive_slope_, negative_slope_;
};

double conditional_risk(const Loss& loss, double eta, double m);
RiskMinimum conditional_minimum(const Loss& loss, double eta);

}  // namespace losslab
