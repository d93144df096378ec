#pragma once
#include <vector>

#include "losses/humps/mixture.h"

namespace losslab {

// How exactly integrals are taken: to 1e-12 of what their parts are as large as, or to 1e-4, which is enough for a
// picture and takes a third of the time.
enum class Precision : unsigned char { full, picture };

// Places and weights of a quadrature over the line, for what is made of a mixture p and a bell q. Places are counted
// from the middle of the bell, so that a bell narrower than the digits of its mean is still resolved. Where a hump is
// not (it is farther from the bell than 1e15 of its widths), the one weight is NaN.
struct LineRule {
  double origin = 0;
  std::vector<double> off, weight;
};

// Gauss-Legendre panels as short as the widths of the humps and of the bell ask for, and those of the bends where one
// of them takes over from another; out to ten standard deviations.
LineRule rule_over_both(const Mixture& mixture, const Bell& bell, Precision precision);
// Where q alone is not nothing: for integrals with the factor q.
LineRule rule_over_bell(const Mixture& mixture, const Bell& bell, Precision precision);
// For integrals with the factor p that know no bell.
LineRule rule_over_mixture(const Mixture& mixture);

}  // namespace losslab
