#include "app/core/losses/own_findings.h"

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_curves.h"

namespace losslab {
namespace {

constexpr int samples = 1001;
constexpr double exact = 1e-4;  // of the range

bool is_finite_at(const Loss& loss, LossAxis axis, double x) { return std::isfinite(at_axis(loss, axis, x).value); }

// Where between two places the one kind ends, rounded to what is exact.
double border(const Loss& loss, LossAxis axis, Range between, double span) {
  const bool first = is_finite_at(loss, axis, between.min);
  double low = between.min, high = between.max;
  while (high - low > 1e-3 * exact * span) {
    const double middle = 0.5 * (low + high);
    if (middle == low || middle == high) break;
    (is_finite_at(loss, axis, middle) == first ? low : high) = middle;
  }
  const double step = std::pow(10.0, std::round(std::log10(exact * span)));
  return std::round(0.5 * (low + high) / step) * step;
}

}  // namespace

std::vector<Range> not_finite(const Loss& loss, LossAxis axis, Range shown) {
  std::vector<double> x;
  for (int i = 0; i < samples; ++i) x.push_back(shown.min + shown.span() * i / (samples - 1));
  for (const double kink : loss.kinks()) {
    const double at = on_axis(loss, axis, kink);
    if (at > shown.min && at < shown.max) x.push_back(at);
  }
  std::ranges::sort(x);
  x.erase(std::unique(x.begin(), x.end()), x.end());
  std::vector<Range> stretches;
  bool before = true;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool finite = is_finite_at(loss, axis, x[i]);
    if (finite != before) {
      const double at = i == 0 ? shown.min : border(loss, axis, {x[i - 1], x[i]}, shown.span());
      if (finite) {
        stretches.back().max = at;
      } else {
        stretches.push_back({at, shown.max});
      }
    }
    before = finite;
  }
  return stretches;
}

namespace {

// What is shown of a loss's own argument: on the probability axis those of the margin are asked at logit(p).
Range own_range(const Loss& loss, LossAxis axis, Range shown) {
  if (!is_converted(loss, axis)) return shown;
  constexpr double end = 1e-6;
  const auto logit = [](double p) { return std::log(p) - std::log1p(-p); };
  return {logit(std::clamp(shown.min, end, 1 - end)), logit(std::clamp(shown.max, end, 1 - end))};
}

}  // namespace

void follow(OwnFindings& found, const Loss& loss, LossAxis axis, Range shown) {
  const bool same_place = found.axis == axis && found.shown.min == shown.min && found.shown.max == shown.max;
  if (found.loss == loss && same_place) return;
  found.loss = loss;
  found.axis = axis;
  found.shown = shown;
  found.not_finite = not_finite(loss, axis, shown);
  const Range range = own_range(loss, axis, shown);
  found.measured = measured_properties(loss, range.min, range.max);
  if (!is_converted(loss, axis)) return;
  // Places are shown on the axis.
  MeasuredProperties& facts = found.measured;
  for (MeasuredFact MeasuredProperties::*fact :
       {&MeasuredProperties::finite, &MeasuredProperties::convex, &MeasuredProperties::monotone,
        &MeasuredProperties::symmetric, &MeasuredProperties::bounded, &MeasuredProperties::bounded_gradient,
        &MeasuredProperties::redescending, &MeasuredProperties::calibrated, &MeasuredProperties::minimum_at_zero,
        &MeasuredProperties::non_negative}) {
    (facts.*fact).where = on_axis(loss, axis, (facts.*fact).where);
  }
  facts.steepest_at = on_axis(loss, axis, facts.steepest_at);
}

}  // namespace losslab
