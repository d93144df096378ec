#include "widgets/imgui/slider_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace losslab {
namespace {

constexpr int kMostDecimals = 9;

double to_decimals(double value, int decimals) {
  const double unit = std::pow(10.0, decimals);
  return std::round(value * unit) / unit + 0.0;  // no negative nought
}

// Steps add up to numbers such as 0.30000000000000004: twelve digits are what anybody means.
double tidy(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, 11 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(unit) && unit > 0 ? std::round(value * unit) / unit : value;
}

}  // namespace

double ValueScale::fraction(double value) const {
  double f = scale == Scale::logarithmic ? std::log(value / min) / std::log(max / min) : (value - min) / (max - min);
  if (std::isnan(f)) f = 0;
  return std::clamp(f, 0.0, 1.0);
}

double ValueScale::value(double fraction) const {
  if (fraction <= 0) return min;
  if (fraction >= 1) return max;
  return scale == Scale::logarithmic ? min * std::pow(max / min, fraction) : min + (max - min) * fraction;
}

int ValueScale::digits(double near) const {
  if (integer) return 0;
  if (decimals >= 0) return decimals;
  const double span = std::abs(max - min);
  if (scale == Scale::logarithmic && near != 0 && std::isfinite(near)) {
    return std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(near)) + 1e-9)), 0, kMostDecimals);
  }
  if (!(span > 0) || !std::isfinite(span)) return 3;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(span / 100) - 1e-9)), 0, kMostDecimals);
}

double ValueScale::rounded(double value) const {
  if (!std::isfinite(value)) return value;
  return std::clamp(to_decimals(value, digits(value)), std::min(min, max), std::max(min, max));
}

double ValueScale::stepped(double value, int direction, double factor) const {
  if (integer) return std::clamp(std::round(value) + direction * std::max(factor, 1.0), min, max);
  const double share = direction * factor * 0.01;
  if (scale == Scale::logarithmic) return tidy(this->value(fraction(value) + share));
  return std::clamp(tidy(value + (max - min) * share), min, max);
}

std::string ValueScale::text(double value) const {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-\u221e" : "\u221e";
  const int least = digits(value);
  for (int extra = least; extra <= least + 4; ++extra) {
    const double shown = to_decimals(value, extra);
    if (std::abs(shown - value) <= 1e-9 * std::max(std::abs(value), 1e-300))
      return fmt::format("{:.{}f}", shown, extra);
  }
  const double shown = to_decimals(value, least);
  if (shown == 0 && value != 0) return fmt::format("{:.2e}", value);
  return fmt::format("{:.{}f}", shown, least);
}

std::optional<double> parse_typed_number(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 3) == "\u2212") {
      plain += '-';
      i += 2;
    } else if (text.substr(i, 3) == "\u221e") {
      plain += "inf";
      i += 2;
    } else if (text[i] != ' ' && text[i] != '\t') {
      plain += text[i] == ',' ? '.' : text[i];
    } else if (!plain.empty() && text.find_first_not_of(" \t", i) != std::string_view::npos) {
      return std::nullopt;  // blanks within
    }
  }
  const char* begin = plain.data();
  const char* end = begin + plain.size();
  if (plain.size() > 1 && *begin == '+' && plain[1] != '-') ++begin;
  double value = 0;
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (begin == end || error != std::errc() || stop != end || std::isnan(value)) return std::nullopt;
  return value;
}

}  // namespace losslab
