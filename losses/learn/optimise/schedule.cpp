#include "losses/learn/optimise/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "losses/core/error.h"

namespace losslab {
namespace {

using Kind = Schedule::Kind;

constexpr std::array<const char*, 4> ids{"constant", "step", "cosine", "inverse"};
constexpr int longest = 1'000'000;

// cos(πt) for t in [0, 1] by the series of the sine about the middle, which is within 1e-16 of it.
double half_turn_cosine(double t) {
  const double x = 3.141592653589793 * (0.5 - t), square = x * x;
  double sum = 1;
  for (int k = 21; k >= 3; k -= 2) sum = 1 - sum * square / ((k - 1) * k);
  return x * sum;
}

int parse_length(std::string_view text) {
  int length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || end != text.data() + text.size() || length < 1 || length > longest) {
    throw InputError(
        fmt::format("Schedule: expected its length as a whole number from 1 to {}, found '{}'.", longest, text));
  }
  return length;
}

}  // namespace

Schedule parse_schedule(const std::string& text) {
  const std::size_t colon = text.find(':');
  const bool has_length = colon != std::string::npos;
  std::string name = text.substr(0, colon);
  if (name == "1/t") name = "inverse";
  const auto id = std::ranges::find(ids, name, [](const char* one) { return std::string_view(one); });
  if (id == ids.end()) {
    throw InputError(fmt::format("Unknown schedule '{}'; known are constant, step:N, cosine:N and inverse:N.", text));
  }
  Schedule schedule;
  schedule.kind = static_cast<Kind>(id - ids.begin());
  if (!has_length) return schedule;
  if (schedule.kind == Kind::constant) {
    throw InputError(fmt::format("Schedule 'constant' takes no length, found '{}'.", text));
  }
  schedule.length = parse_length(std::string_view(text).substr(colon + 1));
  return schedule;
}

std::string to_text(const Schedule& schedule) {
  const char* const id = ids[static_cast<std::size_t>(schedule.kind)];
  return schedule.kind == Kind::constant ? id : fmt::format("{}:{}", id, schedule.length);
}

double rate_factor(const Schedule& schedule, long updates) {
  switch (schedule.kind) {
    case Kind::step:  // beyond 2^-1074 there is nothing left to halve
      return std::ldexp(1.0, -static_cast<int>(std::min(updates / schedule.length, 2000L)));
    case Kind::cosine:
      if (updates >= schedule.length) return 0;
      return 0.5 * (1 + half_turn_cosine(static_cast<double>(updates) / schedule.length));
    case Kind::inverse:
      return 1 / (1 + static_cast<double>(updates) / schedule.length);
    default:
      return 1;
  }
}

}  // namespace losslab
