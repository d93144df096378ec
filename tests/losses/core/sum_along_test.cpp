#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

struct Line {
  std::vector<double> base, direction;
};

// Uniform in ±12; for a loss of probabilities, and wherever the line is walked to, between 0 and 1.
Line line_of(std::size_t n, const Loss& loss) {
  Line line;
  const std::vector<double> numbers = many_arguments(100 + 3 * n);
  for (std::size_t i = 0; i < n; ++i) {
    const double x = numbers[99 + 3 * i], step = std::sin(static_cast<double>(i));
    line.base.push_back(is_confined(loss) ? 0.5 + x / 60 : x);
    line.direction.push_back(is_confined(loss) ? 0.05 * step : step);
  }
  return line;
}

std::vector<double> steps(std::size_t count) {
  std::vector<double> s(count);
  for (std::size_t k = 0; k < count; ++k) s[k] = -3 + 6.0 * static_cast<double>(k) / static_cast<double>(count);
  return s;
}

TEST(SumAlong, EqualsAPlainLoop) {
  for (const Loss& loss : all_and_own()) {
    for (const std::size_t n : {0, 1, 7, 8, 9, 200, 1001}) {
      const Line line = line_of(n, loss);
      const std::vector<double> s = steps(11);
      std::vector<double> out(s.size());
      loss.sum_along(line.base, line.direction, s, out);
      for (std::size_t k = 0; k < s.size(); ++k) {
        long double sum = 0, size = 0;
        for (std::size_t i = 0; i < n; ++i) {
          const double value = loss.at(line.base[i] + s[k] * line.direction[i]).value;
          sum += value;
          size += std::fabs(value);
        }
        EXPECT_NEAR(out[k], static_cast<double>(sum), static_cast<double>(1e-12 * size)) << name_of(loss) << " n=" << n;
      }
    }
  }
}

TEST(SumAlong, SameBitsHoweverTheRowIsCut) {
  const std::vector<double> s = steps(37);
  for (const Loss& loss : all_and_own()) {
    const Line line = line_of(533, loss);
    std::vector<double> whole(s.size());
    loss.sum_along(line.base, line.direction, s, whole);
    for (const std::size_t chunk : {1, 2, 3, 5, 16}) {
      std::vector<double> cut(s.size());
      // From the last chunk to the first, so that order is seen not to matter either.
      for (std::size_t left = s.size(); left > 0;) {
        const std::size_t count = std::min(chunk, left);
        left -= count;
        loss.sum_along(line.base, line.direction, std::span(s).subspan(left, count),
                       std::span(cut).subspan(left, count));
      }
      EXPECT_EQ(cut, whole) << name_of(loss) << " in chunks of " << chunk;
    }
  }
}

TEST(SumAlong, TwiceTheSame) {
  const Line line = line_of(5000, Loss("barron"));
  const std::vector<double> s = steps(64);
  std::vector<double> first(s.size()), second(s.size());
  Loss("barron").sum_along(line.base, line.direction, s, first);
  Loss("barron").sum_along(line.base, line.direction, s, second);
  EXPECT_EQ(first, second);
}

TEST(SumAlong, NaNAndInfinityAreSeen) {
  Line line = line_of(20, Loss("barron"));
  line.base[3] = std::nan("");
  std::vector<double> out(1);
  const double s = 1;
  for (const Loss& loss : all_and_own()) {
    loss.sum_along(line.base, line.direction, {&s, 1}, out);
    EXPECT_TRUE(std::isnan(out[0])) << loss.id();
  }
  line.base[3] = 1e200;
  Loss("squared_error").sum_along(line.base, line.direction, {&s, 1}, out);
  EXPECT_EQ(out[0], inf);
}

}  // namespace
}  // namespace losslab::testing
