#include "app/cli/check/diagnose.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "app/cli/check/hypothesis.h"

namespace losslab::cli {
namespace {

constexpr double ln_2 = 0.69314718055994530942;

// Numbers that are none, where the true one is.
std::string broken_number(double theirs, double ours, double x) {
  if (std::isnan(theirs)) {
    return std::isinf(ours) ? "not a number: an infinity was subtracted from or divided by another"
                            : fmt::format("not a number: an overflow or 0/0 at x = {:.6g}, use a stable form", x);
  }
  if (std::isinf(theirs) && std::isfinite(ours)) {
    return fmt::format("an overflow at x = {:.6g}: use a stable form", x);
  }
  if (theirs == 0 && ours != 0) return "0 where ours is not: an underflow, or digits lost to cancellation";
  return {};
}

std::string factor(double theirs, double ours, const Tolerance& tolerance) {
  struct Known {
    double factor;
    const char* sentence;
  };
  static constexpr std::array<Known, 6> known{{
      {2, "twice ours: a factor \u00bd is missing"},
      {0.5, "half of ours: a factor \u00bd too much"},
      {1 / ln_2, "ours divided by ln 2: the logarithm is to base 2, ours is the natural one"},
      {ln_2, "ours times ln 2: a base-2 logarithm was divided out twice"},
      {4, "four times ours: a factor \u00bc is missing"},
      {0.25, "a quarter of ours: a factor \u00bc too much"},
  }};
  for (const Known& k : known) {
    if (tolerance.accepts(theirs, k.factor * ours)) return k.sentence;
  }
  return {};
}

// The loss's own shape parameters lost or doubled.
std::string shape(const Loss& loss, Quantity quantity, double theirs, double ours, const Tolerance& tolerance) {
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    const Parameter& p = loss.parameters()[i];
    const double s = loss.parameter(i);
    if (p.is_class || !std::isfinite(s) || s == 0) continue;
    if (p.in_residual_units && quantity == Quantity::value) {
      if (tolerance.accepts(theirs, ours + 0.5 * s * s))
        return fmt::format("ours + {0}\u00b2/2: the term \u2212{0}\u00b2/2 is missing", p.symbol);
      if (tolerance.accepts(theirs, ours + 0.5 * s))
        return fmt::format("ours + {0}/2: the term \u2212{0}/2 is missing", p.symbol);
    }
    if (s == 1) continue;  // a factor of 1 explains nothing
    if (tolerance.accepts(theirs, s * ours)) return fmt::format("{0} times ours: a factor {0} too much", p.symbol);
    if (tolerance.accepts(theirs, ours / s))
      return fmt::format("ours divided by {0}: a factor {0} is missing", p.symbol);
    if (tolerance.accepts(theirs, s * s * ours))
      return fmt::format("{0}\u00b2 times ours: a factor {0}\u00b2 too much", p.symbol);
    if (tolerance.accepts(theirs, ours / (s * s)))
      return fmt::format("ours divided by {0}\u00b2: a factor {0}\u00b2 is missing", p.symbol);
  }
  return {};
}

std::string sign(const Loss& loss, double x, Quantity quantity, double theirs, double ours,
                 const Tolerance& tolerance) {
  const bool residual = loss.info().family == Family::residual;
  if (quantity == Quantity::gradient && tolerance.accepts(theirs, -ours)) {
    return residual ? "the sign is turned: the derivative with respect to the prediction is \u2212d\u2113/dr, ours is "
                      "d\u2113/dr with r = y \u2212 \u0177"
                    : "the sign is turned: ours is d\u2113/dm with m = y\u00b7f";
  }
  const double mirrored = pick(loss.at(-x), quantity);
  if (tolerance.accepts(theirs, mirrored) || (quantity == Quantity::gradient && tolerance.accepts(theirs, -mirrored))) {
    return residual ? "ours at \u2212x: the residual is y \u2212 \u0177, not \u0177 \u2212 y"
                    : "ours at \u2212x: the margin is m = y\u00b7f with y = \u22121 or +1";
  }
  if (tolerance.accepts(theirs, -ours)) return "the sign is turned";
  return {};
}

// A probability kept away from 0, whose logarithm then ends.
std::string clamp(const Loss& loss, Quantity quantity, double theirs, double ours) {
  if (quantity != Quantity::value || !is_of_margin(loss.info().family) || !(theirs < ours)) return {};
  for (const char* eps : {"1e-3", "1e-4", "1e-5", "1e-6", "1e-7", "1e-8", "1e-10", "1e-12", "1e-15", "1e-16"}) {
    if (!Tolerance{1e-7, 0}.accepts(theirs, -std::log(std::strtod(eps, nullptr)))) continue;
    return fmt::format("\u2212log {0}: the probability is clamped at {0}", eps);
  }
  return {};
}

template <class Row>
std::string diagnosed(const Row& row, Quantity quantity, const Tolerance& tolerance) {
  const auto theirs = numbers_of(row.theirs, quantity);
  for (const double number : theirs) {
    if (std::isnan(number)) return "not a number: an overflow or 0/0, take " + stable_form(&row.loss);
    if (std::isinf(number)) return "an overflow: take " + stable_form(&row.loss);
  }
  const Row* const alone = &row;
  for (const HypothesisOf<Row>& h : exact_hypotheses(RowsOf<Row>(&alone, 1))) {
    if (!tolerance.accepts(theirs, numbers_of(h.expected(row), quantity))) continue;
    return h.what + (h.why.empty() ? "" : ": " + h.why);
  }
  return {};
}

}  // namespace

bool is_subgradient(const Loss& loss, double x, double gradient, const Tolerance& tolerance) {
  if (!std::isnan(loss.at(x).curvature)) return false;
  const double infinity = std::numeric_limits<double>::infinity();
  const double left = loss.at(std::nextafter(x, -infinity)).gradient;
  const double right = loss.at(std::nextafter(x, infinity)).gradient;
  return (gradient >= std::min(left, right) && gradient <= std::max(left, right)) ||
         tolerance.accepts(gradient, left) || tolerance.accepts(gradient, right);
}

std::string diagnose(const LogitsRow& row, Quantity quantity, const Tolerance& tolerance) {
  return diagnosed(row, quantity, tolerance);
}
std::string diagnose(const InputRow& row, Quantity quantity, const Tolerance& tolerance) {
  return diagnosed(row, quantity, tolerance);
}

std::string diagnose(const Loss& loss, double x, Quantity quantity, double theirs, const Tolerance& tolerance) {
  const double ours = pick(loss.at(x), quantity);
  if (std::string text = broken_number(theirs, ours, x); !text.empty()) return text;
  if (quantity == Quantity::gradient && is_subgradient(loss, x, theirs, tolerance)) {
    return "x is a kink: any subgradient is right there, ours is the one of least absolute value";
  }
  if (std::string text = sign(loss, x, quantity, theirs, ours, tolerance); !text.empty()) return text;
  if (std::string text = factor(theirs, ours, tolerance); !text.empty()) return text;
  if (std::string text = shape(loss, quantity, theirs, ours, tolerance); !text.empty()) return text;
  return clamp(loss, quantity, theirs, ours);
}

}  // namespace losslab::cli
