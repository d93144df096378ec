// For every loss type: the derivative of the value is the gradient and that of the gradient the curvature, by dual
// numbers, on a grid, on both sides of each kink, at several parameter values.
#include <gtest/gtest.h>

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

template <class L>
class Derivative : public ::testing::Test {};
TYPED_TEST_SUITE(Derivative, AsTypes<scalar::Catalogue>::type);

// Barron's terms b/α and the like cancel digits of the derivative of the value, not of the gradient given.
bool close(double a, double b, double scale) { return std::fabs(a - b) <= 2e-11 * std::fabs(b) + 4e-14 * scale; }

void expect_derivatives_of_the_formula(const char* id, DualFormula* formula) {
  for (const Loss& loss : variants(Loss(id))) {
    std::array<double, Loss::max_parameters> values{};
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) values[i] = loss.parameter(i);
    for (const double x : grid(loss)) {
      const Jet<double> jet = loss.at(x);
      const Jet<Dual> dual = formula(values.data(), Dual(x, 1));
      if (!std::isfinite(jet.value)) continue;
      const double scale = std::fmin(1, std::fabs(jet.curvature));
      EXPECT_TRUE(close(dual.value.d, jet.gradient, std::fabs(x * scale) + 0.01 * std::fabs(jet.value)))
          << name_of(loss) << " at " << x << ": dl/dx = " << dual.value.d << ", gradient = " << jet.gradient;
      EXPECT_TRUE(close(dual.gradient.d, jet.curvature, 1))
          << name_of(loss) << " at " << x << ": dpsi/dx = " << dual.gradient.d << ", curvature = " << jet.curvature;
    }
  }
}

// What is checked is the same for all types, and compiled once.
TYPED_TEST(Derivative, IsThatOfTheFormula) {
  expect_derivatives_of_the_formula(TypeParam::info.id, &dual_jet<TypeParam>);
}

TYPED_TEST(Derivative, DefaultsAreTheDeclaredOnes) {
  const Loss loss(TypeParam::info.id);
  const TypeParam formula;
  const double right = 0.7, left = inside(loss, -0.7);
  EXPECT_EQ(loss.at(right).value, formula(right).value);
  EXPECT_EQ(loss.at(left).gradient, formula(left).gradient);
}

}  // namespace
}  // namespace losslab::testing
