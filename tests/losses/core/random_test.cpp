// For every loss type, 100000 random arguments with random parameters and special values of both: no NaN where there is
// a truth, value and derivatives that belong together, and the same bits in vectors.
#include <gtest/gtest.h>

#include <algorithm>

#include "arguments.h"
#include "dual.h"
#include "losses/catalogue/catalogue.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

template <class List>
struct AsTypes;
template <class... Ls>
struct AsTypes<TypeList<Ls...>> {
  using type = ::testing::Types<Ls...>;
};

constexpr int settings = 100, arguments_each = 1000;

class Numbers {
 public:
  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  double sign() { return uniform() < 0.5 ? -1 : 1; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(uniform() * static_cast<double>(n)); }

 private:
  std::mt19937_64 random_{987654321};
};

// A value within the hard bounds: on the slider, at a bound or beside it, or anywhere up to 1e±12.
double parameter_value(const Parameter& p, Numbers& numbers) {
  if (p.is_class) return numbers.sign();
  const double span = p.slider_max - p.slider_min;
  switch (numbers.below(6)) {
    case 0:
      return p.minus_infinity ? -inf : p.initial;
    case 1:
      return std::isfinite(p.lower) ? (p.open_lower ? p.lower + 1e-12 : p.lower) : p.slider_min;
    case 2:
      return std::isfinite(p.upper) ? (p.open_upper ? std::nextafter(p.upper, -inf) : p.upper) : p.slider_max;
    case 3:
      return std::isfinite(p.upper) ? p.slider_min + span * numbers.uniform() : std::exp2(80 * numbers.uniform() - 40);
    default:
      return p.slider_min + span * numbers.uniform();
  }
}

Loss random_loss(const char* id, Numbers& numbers) {
  for (;;) {
    Loss loss(id);
    std::vector<double> values;
    for (const Parameter& p : loss.parameters()) values.push_back(parameter_value(p, numbers));
    try {
      loss.set_all(values);
      return loss;
    } catch (const InputError&) {
      // Drawn again: the values do not go with each other, or are beyond a bound that the draw knows nothing of.
    }
  }
}

std::vector<double> random_arguments(const Loss& loss, Numbers& numbers) {
  constexpr double largest = std::numeric_limits<double>::max(), smallest = std::numeric_limits<double>::denorm_min();
  std::vector<double> x{0, smallest, -smallest, 1e-300, -1e-300, 1, -1, 1e300, -1e300, largest, -largest, inf, -inf};
  for (const double kink : loss.kinks()) {
    x.insert(x.end(), {kink, std::nextafter(kink, inf), std::nextafter(kink, -inf), kink * (1 + 1e-9)});
  }
  while (x.size() < arguments_each) {
    const double kind = numbers.uniform(), sign = numbers.sign();
    if (kind < 0.6) {
      x.push_back(sign * 15 * numbers.uniform());
    } else if (kind < 0.8) {
      x.push_back(sign * 800 * numbers.uniform());
    } else {
      x.push_back(sign * std::exp2(-1070 + 2093 * numbers.uniform()));
    }
  }
  for (double& each : x) each = is_on_probability(loss) && std::isinf(each) ? 1 : inside(loss, each);
  return x;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

void expect_nothing_is_lost(const char* id) {
  Numbers numbers;
  std::vector<double> value(arguments_each), gradient(arguments_each), curvature(arguments_each);
  for (int setting = 0; setting < settings; ++setting) {
    const Loss loss = random_loss(id, numbers);
    std::vector<double> x = random_arguments(loss, numbers);
    x.resize(arguments_each);
    loss.evaluate(x, value, gradient, curvature);
    const std::vector<double> kinks = loss.kinks();
    for (std::size_t i = 0; i < x.size(); ++i) {
      const Jet<double> jet = loss.at(x[i]);
      ASSERT_TRUE(same(jet.value, value[i]) && same(jet.gradient, gradient[i]) && same(jet.curvature, curvature[i]))
          << name_of(loss) << " at " << x[i];
      ASSERT_FALSE(std::isnan(jet.value) || std::isnan(jet.gradient)) << name_of(loss) << " at " << x[i];
      ASSERT_EQ(std::isnan(jet.curvature), std::ranges::find(kinks, x[i]) != kinks.end())
          << name_of(loss) << " at " << x[i];
    }
  }
}

// By dual numbers, where neither the arguments nor what comes of them is so large or small that the way through the
// formula leaves the range of doubles.
void expect_derivatives_of_the_value(const char* id, DualFormula* formula) {
  Numbers numbers;
  long checked = 0;
  for (int setting = 0; setting < settings; ++setting) {
    const Loss loss = random_loss(id, numbers);
    std::array<double, Loss::max_parameters> values{};
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) values[i] = loss.parameter(i);
    const std::vector<double> kinks = loss.kinks();
    for (const double x : random_arguments(loss, numbers)) {
      // A kink such as 1 − γ is rounded itself, and its neighbour may lie on either side.
      const bool kink = std::ranges::any_of(
          kinks, [&](double each) { return std::fabs(x - each) <= 1e-15 * std::fmax(1, std::fabs(x)); });
      if (kink || !(std::fabs(x) < 1e3) || std::fabs(x) < 1e-6) continue;
      if (is_on_probability(loss) && (x > 1 - 1e-6 || x < 1e-6)) continue;
      const Jet<double> jet = loss.at(x);
      const Jet<Dual> dual = formula(values.data(), Dual(x, 1));
      const double size = std::fabs(jet.value) + std::fabs(x * jet.gradient) + std::fabs(x * x * jet.curvature);
      if (!std::isfinite(size) || size > 1e100 || !std::isfinite(dual.value.d) || !std::isfinite(dual.gradient.d)) {
        continue;
      }
      ++checked;
      ASSERT_NEAR(dual.value.d, jet.gradient, 1e-9 * std::fabs(jet.gradient) + 1e-9 * size / std::fabs(x) + 1e-300)
          << name_of(loss) << " at " << x;
      ASSERT_NEAR(dual.gradient.d, jet.curvature, 1e-9 * std::fabs(jet.curvature) + 1e-9 * size / (x * x) + 1e-15)
          << name_of(loss) << " at " << x;
    }
  }
  EXPECT_GT(checked, settings * arguments_each / 4);
}

template <class L>
class Random : public ::testing::Test {};
TYPED_TEST_SUITE(Random, AsTypes<scalar::Catalogue>::type);

// What is checked is the same for all types, and compiled once.
TYPED_TEST(Random, NothingIsLost) { expect_nothing_is_lost(TypeParam::info.id); }
TYPED_TEST(Random, DerivativesBelongToTheValue) {
  expect_derivatives_of_the_value(TypeParam::info.id, &dual_jet<TypeParam>);
}

}  // namespace
}  // namespace losslab::testing
