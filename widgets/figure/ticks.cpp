#include "widgets/figure/ticks.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "widgets/figure/layout.h"
#include "widgets/figure/number.h"

namespace losslab {
namespace {

using Ticks = std::vector<std::pair<double, std::string>>;

// m·10^exponent, rounded once where the power is exact: 3·10⁻¹ is the double nearest to 0.3.
double scaled(double m, int exponent) {
  if (exponent >= 0) return m * std::pow(10.0, exponent);
  if (exponent >= -300) return m / std::pow(10.0, -exponent);
  return m / 1e300 / std::pow(10.0, -exponent - 300);
}

int exponent_of(double value) { return static_cast<int>(std::floor(std::log10(value))); }

// The step 1, 2 or 5 times 10^exponent that splits the span into about `target` parts.
struct Step {
  int digit = 1, exponent = 0;
  double value() const { return scaled(digit, exponent); }
};
Step step_for(double span, int target) {
  const double raw = span / std::max(target, 1);
  Step step{1, exponent_of(raw)};
  const double mantissa = raw / scaled(1, step.exponent);
  // The borders are the geometric means of neighbouring steps.
  if (mantissa >= 7.07) return {1, step.exponent + 1};
  step.digit = mantissa >= 3.16 ? 5 : mantissa >= 1.41 ? 2 : 1;
  return step;
}

// k steps, without exponent. A few hundred ticks are tried for each frame that changes, and whole numbers are written
// several times faster than fractions.
std::string multiple_text(double k, Step step, double value) {
  const int decimals = std::max(-step.exponent, 0);
  const double whole = step.exponent > 0 ? value : k * step.digit;
  if (std::abs(whole) > 1e15) return fixed_text(value, decimals);
  std::string text = fmt::format_int(std::llabs(static_cast<long long>(whole))).str();
  if (decimals > 0) {
    const auto digits = static_cast<std::size_t>(decimals);
    if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
    text.insert(text.size() - digits, 1, '.');
  }
  if (whole < 0) text.insert(0, "\u2212");
  return text;
}

// How all ticks of an axis are written: the same exponent and the same decimals.
Ticks write_linear(const std::vector<double>& multiples, Step step) {
  double largest = 0;
  for (const double k : multiples) largest = std::max(largest, std::abs(k * step.digit));
  const int top = largest > 0 ? exponent_of(largest) + step.exponent : 0;
  const bool scientific = top > 4 || top < -3 || step.exponent < -9;
  Ticks ticks;
  for (const double k : multiples) {
    const double value = scaled(k * step.digit, step.exponent);
    const int decimals = std::clamp(scientific ? top - step.exponent : -step.exponent, 0, 16);
    std::string text = scientific ? scientific_text(scaled(k * step.digit, step.exponent - top), decimals, top)
                                  : multiple_text(k, step, value);
    // Steps finer than doubles can hold would repeat themselves.
    if (!ticks.empty() && (ticks.back().first >= value || ticks.back().second == text)) continue;
    ticks.emplace_back(value, std::move(text));
  }
  return ticks;
}

Ticks linear_ticks(Range range, int target) {
  const Step step = step_for(range.span(), target);
  const double size = step.value();
  const double slack = 1e-9 * range.span() / size;
  const double first = std::ceil(range.min / size - slack), last = std::floor(range.max / size + slack);
  std::vector<double> multiples;
  for (double k = first; k <= last && multiples.size() < 64; k += 1) {
    multiples.push_back(k);
    if (k + 1 == k) break;
  }
  return write_linear(multiples, step);
}

std::string log_text(int digit, int exponent, bool plain) {
  if (plain) return fixed_text(scaled(digit, exponent), std::max(-exponent, 0));
  return scientific_text(digit, 0, exponent);
}

Ticks log_ticks(Range range, int target) {
  const double low = std::log10(range.min), high = std::log10(range.max);
  // Less than a decade or so is read like a linear axis.
  if (high - low < 0.7) return linear_ticks(range, target);
  const int first = static_cast<int>(std::ceil(low - 1e-9)), last = static_cast<int>(std::floor(high + 1e-9));
  const bool plain = low > -3.5 && high < 4.5;
  Ticks ticks;
  if (high - low < 3 && target > last - first + 1) {
    for (int e = first - 1; e <= last; ++e) {
      for (const int digit : {1, 2, 5}) {
        const double value = scaled(digit, e);
        if (value >= range.min * (1 - 1e-9) && value <= range.max * (1 + 1e-9))
          ticks.emplace_back(value, log_text(digit, e, plain));
      }
    }
    if (static_cast<int>(ticks.size()) <= target + target / 2 || first > last) return ticks;
    ticks.clear();
  }
  if (first > last) return linear_ticks(range, target);
  int stride = 1;
  for (const int s : {1, 2, 3, 5, 10, 20, 50, 100, 200}) {
    stride = s;
    if ((last - first) / s + 1 <= std::max(target, 1)) break;
  }
  for (int e = first; e <= last; ++e) {
    if (e % stride == 0) ticks.emplace_back(scaled(1, e), log_text(1, e, plain));
  }
  return ticks;
}

}  // namespace

Range sane_range(Range range, bool log) {
  constexpr double largest = 8e307;
  if (!(range.min <= range.max)) range = log ? Range{1, 10} : Range{0, 1};
  range = {std::clamp(range.min, -largest, largest), std::clamp(range.max, -largest, largest)};
  if (log) {
    if (!(range.max > 0)) range = {1, 10};
    if (!(range.min > 0)) range.min = range.max * 1e-6;
    range = {std::max(range.min, 1e-307), std::max(range.max, 1e-307)};
    if (!(range.max / range.min > 1 + 1e-12)) range = {range.min / 2, range.max * 2};
    return range;
  }
  // At least a few hundred doubles apart, or positions in it could not be told apart.
  const double size = std::max({std::abs(range.min), std::abs(range.max), 1e-290});
  if (!(range.span() > 1e-13 * size)) {
    const double grow = range.min == range.max && size > 1e-290 ? 0.5 * size : 1e-13 * size;
    range = range.min == 0 && range.max == 0 ? Range{-1, 1} : Range{range.min - grow, range.max + grow};
  }
  return range;
}

Ticks ticks_for(Range range, bool log, int target) {
  range = sane_range(range, log);
  return log ? log_ticks(range, target) : linear_ticks(range, target);
}

std::vector<double> minor_log_ticks(Range range) {
  range = sane_range(range, true);
  const int first = static_cast<int>(std::floor(std::log10(range.min))),
            last = static_cast<int>(std::floor(std::log10(range.max)));
  std::vector<double> ticks;
  if (last - first > 10) return ticks;
  for (int e = first; e <= last; ++e) {
    for (int digit = 2; digit <= 9; ++digit) {
      const double value = scaled(digit, e);
      if (value > range.min && value < range.max) ticks.push_back(value);
    }
  }
  return ticks;
}

Range fit_range(const std::vector<double>& values, double margin, bool log) {
  Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const double value : values) {
    if (!std::isfinite(value) || (log && value <= 0)) continue;
    range = {std::min(range.min, value), std::max(range.max, value)};
  }
  if (!(range.min <= range.max)) return log ? Range{1, 10} : Range{0, 1};
  if (log) {
    const double factor = std::pow(range.max / range.min, margin);
    return sane_range({range.min / factor, range.max * factor}, true);
  }
  if (range.min == range.max) return sane_range(range, false);
  const double room = std::isfinite(range.span()) ? margin * range.span() : 0;
  return sane_range({range.min - room, range.max + room}, false);
}

}  // namespace losslab
