// What a divergence looks like at one place, for its row in the list.
#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "losses/humps/pointwise.h"

namespace losslab {
namespace {

double cost(DivergenceKind kind, double alpha, double log_q) {
  switch (kind) {
    case DivergenceKind::forward_kl:
      return AlphaAt{1}(0, log_q).value;
    case DivergenceKind::reverse_kl:
      return AlphaAt{0}(0, log_q).value;
    case DivergenceKind::jensen_shannon:
      return JensenShannonAt()(0, log_q).value;
    case DivergenceKind::chi_squared:
      break;
    case DivergenceKind::alpha:
      return AlphaAt{alpha}(0, log_q).value;
  }
  const double q = std::exp(log_q);
  return (1 - q) * (1 - q) / q;
}

}  // namespace

std::vector<Point> bell_sketch(DivergenceKind kind, double alpha) {
  std::vector<Point> curve;
  double greatest = 1e-9;
  for (int i = 0; i <= 40; ++i) {
    curve.push_back({i / 40.0, cost(kind, alpha, 0.1 * (i - 20))});
    greatest = std::max(greatest, curve.back().y);
  }
  for (Point& at : curve) at.y /= greatest;
  return curve;
}

}  // namespace losslab
