#pragma once
#include <algorithm>
#include <cmath>
#include <limits>

namespace losslab {

// A root of f between a and b, where f has different signs or is 0, to the rounding of its place. Each step is inverse
// quadratic interpolation where that can be trusted, else a bisection (Chandrupatla 1997).
template <class F>
double root_between(F f, double a, double b) {
  double fa = f(a), fb = f(b);
  if (fa == 0) return a;
  if (fb == 0) return b;
  double share = 0.5;
  for (int step = 0; step < 200; ++step) {
    const double x = a + share * (b - a), fx = f(x);
    double c = a, fc = fa;
    if ((fx > 0) != (fa > 0)) {
      c = b, fc = fb;
      b = a, fb = fa;
    }
    a = x, fa = fx;
    const double best = std::abs(fa) < std::abs(fb) ? a : b;
    const double least = (2 * std::numeric_limits<double>::epsilon() * std::abs(best) + 1e-300) / std::abs(b - a);
    if (fa == 0 || !(least < 0.5)) return best;
    const double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
    const bool trusted = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    share = trusted ? fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb) : 0.5;
    share = std::clamp(share, least, 1 - least);
  }
  return a;
}

}  // namespace losslab
