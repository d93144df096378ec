#include "app/cli/check/checked_row.h"

#include <algorithm>
#include <limits>

#include "losses/core/error.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();

template <class Kind>
double largest_square(const Kind& loss) {
  double size = 1;
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    const double s = loss.parameter(i);
    if (std::isfinite(s)) size = std::max(size, s * s);
  }
  return size;
}

}  // namespace

bool Tolerance::accepts(double theirs, double ours) const {
  if (std::isnan(theirs) || std::isnan(ours)) return false;
  if (theirs == ours) return true;
  if (std::isinf(theirs) || std::isinf(ours)) return false;
  return std::fabs(theirs - ours) <= relative * std::fabs(ours) + absolute;
}

bool Tolerance::accepts(std::span<const double> theirs, std::span<const double> ours) const {
  return std::ranges::equal(theirs, ours, [this](double a, double b) { return accepts(a, b); });
}

double pick(const Jet<double>& jet, Quantity quantity) { return numbers_of(jet, quantity)[0]; }

std::span<const double> numbers_of(const Jet<double>& jet, Quantity quantity) {
  switch (quantity) {
    case Quantity::value:
      return {&jet.value, 1};
    case Quantity::gradient:
      return {&jet.gradient, 1};
    case Quantity::curvature:
      return {&jet.curvature, 1};
  }
  return {&jet.value, 1};
}

std::span<const double> numbers_of(const VectorNumbers& numbers, Quantity quantity) {
  switch (quantity) {
    case Quantity::value:
      return {&numbers.value, 1};
    case Quantity::gradient:
      return numbers.gradient;
    case Quantity::curvature:
      return {};
  }
  return {};
}

bool are_known(std::span<const double> numbers) {
  return !numbers.empty() && std::ranges::none_of(numbers, [](double x) { return std::isnan(x); });
}

Jet<double> times(double k, const Jet<double>& jet) { return {k * jet.value, k * jet.gradient, k * jet.curvature}; }

VectorNumbers times(double k, const VectorNumbers& numbers) {
  VectorNumbers out{k * numbers.value, numbers.gradient};
  for (double& g : out.gradient) g *= k;
  return out;
}

VectorNumbers numbers_at(const VectorLoss& of, const Logits& at) {
  try {
    of.require(at.z, at.t, at.teacher);
  } catch (const InputError&) {
    return {silent};
  }
  VectorNumbers numbers{0, std::vector<double>(at.z.size())};
  numbers.value = of.evaluate(at.z, at.t, numbers.gradient, at.teacher);
  return numbers;
}

VectorNumbers numbers_at(const InputLoss& of, const InputAndTarget& at) {
  if (!of.objection(at).empty()) return {silent};
  VectorNumbers numbers{0, std::vector<double>(at.x.size())};
  numbers.value = of.evaluate(at, numbers.gradient);
  return numbers;
}

double value_beside(const CheckedRow& row, std::size_t, double step) { return row.loss.at(row.x + step).value; }

double value_beside(const LogitsRow& row, std::size_t k, double step) {
  std::vector<double> z = row.x.z;
  z[k] += step;
  return row.loss.value(z, row.x.t, row.x.teacher);
}

double value_beside(const InputRow& row, std::size_t k, double step) {
  InputAndTarget beside = row.x;
  beside.x[k] += step;
  return row.loss.objection(beside).empty() ? row.loss.value(beside) : silent;
}

bool agrees_at_kink(const InputRow& row, const Tolerance& tolerance) {
  if (!row.loss.has_kinks()) return false;
  bool at_kink = false;
  const std::vector<double>& theirs = row.theirs.gradient;
  const bool none = std::ranges::all_of(theirs, [](double g) { return std::isnan(g); });
  std::vector<std::size_t> differing;
  for (std::size_t k = 0; k < theirs.size(); ++k) {
    if (!tolerance.accepts(theirs[k], row.ours.gradient[k])) differing.push_back(k);
  }
  // Of many, so many that are spread over all.
  const std::size_t looked_at = std::min<std::size_t>(differing.size(), 16);
  for (std::size_t i = 0; i < looked_at && !(none && at_kink); ++i) {
    const std::size_t k = differing[i * differing.size() / looked_at];
    InputAndTarget beside = row.x;
    const double step = 1e-8 * std::max(1.0, std::fabs(row.x.x[k]));
    beside.x[k] = row.x.x[k] - step;
    const VectorNumbers below = numbers_at(row.loss, beside);
    beside.x[k] = row.x.x[k] + step;
    const VectorNumbers above = numbers_at(row.loss, beside);
    if (!are_known(below.gradient) || !are_known(above.gradient)) return false;
    // The slopes there are those of the sides but for the step.
    const auto [least, most] = std::minmax(below.gradient[k], above.gradient[k]);
    const double slack = 1e-6 * (std::fabs(least) + std::fabs(most)) + 1e-9;
    if (!none && !(theirs[k] >= least - slack && theirs[k] <= most + slack)) return false;
    if (most - least > 10 * slack) at_kink = true;
  }
  return at_kink;
}

bool is_extreme(double x) { return std::fabs(x) >= 20 || std::fabs(x) <= 1e-2; }

bool is_extreme(const Logits& at) {
  const auto [low, high] = std::ranges::minmax(at.z);
  return std::max(std::fabs(low), std::fabs(high)) >= 20 || high - low <= 1e-2;
}

// Where there is a logarithm of 0 as well, and where the input is the target.
bool is_extreme(const InputAndTarget& at) {
  const auto far = [](double x) { return std::fabs(x) >= 20 || x == 0 || x == 1; };
  return std::ranges::any_of(at.x, far) ||
         std::ranges::equal(at.x, at.t, [](double x, double t) { return std::fabs(x - t) <= 1e-2; });
}

double size_of_terms(const CheckedRow& row) { return largest_square(row.loss); }

double size_of_terms(const LogitsRow& row) {
  double size = largest_square(row.loss);
  for (const double z : row.x.z) size = std::max(size, std::fabs(z));
  return size;
}

double size_of_terms(const InputRow& row) {
  double size = largest_square(row.loss);
  for (const std::vector<double>* numbers : {&row.x.x, &row.x.t}) {
    for (const double x : *numbers) size = std::max(size, x * x);
  }
  return size;
}

}  // namespace losslab::cli
