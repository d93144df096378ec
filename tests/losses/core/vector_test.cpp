// The batches: the same bits as the plain doubles, with every instruction set of this machine.
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <bit>
#include <cstdint>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

// Runs `test` once with each instruction set that this machine and this build have.
template <class F>
void for_each_target(F test) {
  const auto targets = static_cast<std::uint64_t>(hwy::SupportedTargets());
  for (std::uint64_t rest = targets; rest != 0; rest &= rest - 1) {
    const auto target = static_cast<std::int64_t>(rest & ~(rest - 1));
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().DeInit();
    SCOPED_TRACE(hwy::TargetName(target));
    test();
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

TEST(Vector, EqualsScalarBitForBit) {
  const std::vector<double> x = many_arguments(100003);
  std::vector<double> value(x.size()), gradient(x.size()), curvature(x.size());
  for (const Loss& loss : all_and_own()) {
    std::vector<Jet<double>> expected;
    for (const double each : x) expected.push_back(loss.at(each));
    for_each_target([&] {
      loss.evaluate(x, value, gradient, curvature);
      std::size_t different = 0, first = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const bool equal = same(value[i], expected[i].value) && same(gradient[i], expected[i].gradient) &&
                           same(curvature[i], expected[i].curvature);
        if (!equal && different++ == 0) first = i;
      }
      EXPECT_EQ(different, 0u) << name_of(loss) << " first at " << x[first];
    });
  }
}

TEST(Vector, AnyOutputMayBeLeftOut) {
  const std::vector<double> x = many_arguments(101);
  for (const Loss& loss : all_and_own()) {
    std::vector<double> all[3];
    for (auto& out : all) out.assign(x.size(), -7);
    loss.evaluate(x, all[0], all[1], all[2]);
    for (unsigned wanted = 0; wanted < 8; ++wanted) {
      std::vector<double> some[3];
      for (unsigned i = 0; i < 3; ++i) some[i].assign(wanted >> i & 1 ? x.size() : 0, -7);
      loss.evaluate(x, some[0], some[1], some[2]);
      for (unsigned i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < some[i].size(); ++j) EXPECT_TRUE(same(some[i][j], all[i][j])) << name_of(loss);
      }
    }
  }
}

TEST(Vector, WritesNothingPastTheEnd) {
  for (const std::size_t n : {0, 1, 5, 8, 13}) {
    const std::vector<double> x(n, 0.5);
    std::vector<double> value(n + 8, -7);
    Loss("huber").evaluate(x, std::span(value).first(n), {}, {});
    for (std::size_t i = 0; i < value.size(); ++i) EXPECT_EQ(value[i], i < n ? 0.125 : -7);
  }
}

TEST(Vector, SumsDoNotDependOnTheWidth) {
  const std::vector<double> numbers = many_arguments(100 + 3 * 1003);
  const std::span<const double> all(numbers);
  const std::vector<double> s{-2, -0.5, 0, 0.3, 1, 1.7, 2.5};
  for (const Loss& loss : all_and_own()) {
    std::vector<double> base, direction;
    for (std::size_t i = 100; i + 3 <= numbers.size(); i += 3) {
      base.push_back(is_confined(loss) ? 0.5 + numbers[i] / 60 : numbers[i] / 5);
      direction.push_back(is_confined(loss) ? 0.02 * std::sin(numbers[i + 1]) : numbers[i + 1] / 200);
    }
    std::vector<std::uint64_t> first;
    for_each_target([&] {
      std::vector<double> sums(s.size());
      loss.sum_along(base, direction, s, sums);
      std::vector<std::uint64_t> words;
      for (const double sum : sums) words.push_back(std::bit_cast<std::uint64_t>(sum));
      if (first.empty()) first = words;
      EXPECT_EQ(words, first) << name_of(loss);
    });
  }
}

// Where the exact value is finite, so is ours: only these losses may leave the range, on one side or both.
TEST(Vector, NeverNaN) {
  const std::vector<double> everywhere = many_arguments(6000);
  std::vector<double> x(everywhere.size()), value(x.size()), gradient(x.size()), curvature(x.size());
  for (const Loss& loss : all_variants()) {
    std::ranges::transform(everywhere, x.begin(), [&](double each) { return inside(loss, each); });
    loss.evaluate(x, value, gradient, curvature);
    const std::vector<double> kinks = loss.kinks();
    const Properties known = loss.properties();
    for (std::size_t i = 0; i < x.size(); ++i) {
      ASSERT_FALSE(std::isnan(value[i])) << name_of(loss) << " at " << x[i];
      ASSERT_FALSE(std::isnan(gradient[i])) << name_of(loss) << " at " << x[i];
      const bool kink = std::ranges::find(kinks, x[i]) != kinks.end();
      ASSERT_EQ(std::isnan(curvature[i]), kink) << name_of(loss) << " at " << x[i];
      if (known.bounded_gradient) {
        ASSERT_TRUE(std::isfinite(gradient[i])) << name_of(loss) << " at " << x[i];
      }
      if (known.bounded) {
        ASSERT_TRUE(std::isfinite(value[i])) << name_of(loss) << " at " << x[i];
      }
    }
  }
}

TEST(Vector, NothingIsSaidBeyondTheDomain) {
  int confined = 0;
  for (const Loss& loss : Loss::all()) {
    const double from = loss.info().from, to = loss.info().to;
    for (const double x : {std::nextafter(from, -inf), std::nextafter(to, inf), -1e300, 1e300}) {
      const bool outside = x < from || x > to;
      double value = 0, gradient = 0, curvature = 0;
      loss.evaluate({&x, 1}, {&value, 1}, {&gradient, 1}, {&curvature, 1});
      EXPECT_EQ(std::isnan(value) && std::isnan(gradient) && std::isnan(curvature), outside) << loss.id() << " " << x;
      EXPECT_EQ(std::isnan(loss.at(x).value), outside) << loss.id() << " " << x;
    }
    confined += is_confined(loss);
  }
  EXPECT_EQ(confined, 19);
}

TEST(Vector, NaNIsSeen) {
  const double nan = std::nan("");
  for (const Loss& loss : all_and_own()) {
    EXPECT_TRUE(std::isnan(loss.at(nan).value)) << loss.id();
    EXPECT_TRUE(std::isnan(loss.at(nan).curvature)) << loss.id();
    double value = 0, curvature = 0;
    loss.evaluate({&nan, 1}, {&value, 1}, {}, {&curvature, 1});
    EXPECT_TRUE(std::isnan(value) && std::isnan(curvature)) << loss.id();
  }
}

}  // namespace
}  // namespace losslab::testing
