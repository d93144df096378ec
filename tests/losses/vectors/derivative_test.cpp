// The gradient is that of the value, by dual numbers of the test's own; and the product with the Hessian that of the
// gradient, by differences.
#include <gtest/gtest.h>

#include "../core/dual.h"
#include "losses/vectors/vectors.h"
#include "samples.h"

namespace losslab::testing {
namespace {

template <class List>
struct AsTypes;
template <class... Ls>
struct AsTypes<TypeList<Ls...>> {
  using type = ::testing::Types<Ls...>;
};
template <class L>
class VectorDerivative : public ::testing::Test {};
TYPED_TEST_SUITE(VectorDerivative, AsTypes<scalar::VectorCatalogue>::type);

// dℓ/dz_j by the formula of the value alone.
template <class L>
double slope_of_value(const VectorLoss& loss, const Drawn& at, std::size_t j) {
  const std::size_t classes = at.z.size();
  std::vector<double> parameters(VectorLoss::max_parameters);
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) parameters[i] = loss.parameter(i);
  std::vector<Dual> z(at.z.begin(), at.z.end()), t(at.t.begin(), at.t.end());
  std::vector<Dual> teacher(at.teacher.begin(), at.teacher.end());
  std::vector<Dual> room(scalar::Room<Dual>::rows * classes);
  z[j].d = 1;
  const scalar::Sample<Dual> sample{classes, z.data(), t.data(), teacher.data(), {room.data(), classes}};
  return scalar::with_values<L>(parameters.data())(sample, static_cast<Dual*>(nullptr)).d;
}

template <class L>
void expect_gradients(const VectorLoss& loss) {
  Sampler sampler(7);
  for (int repeat = 0; repeat < 60; ++repeat) {
    const std::size_t classes = 2 + static_cast<std::size_t>(repeat % 6);
    const Drawn at = sampler.draw(loss, classes, repeat % 3 == 0 ? 0.3 : 5);
    Numbers gradient(classes);
    const double value = loss.evaluate(at.z, at.t, gradient, at.teacher);
    double size = 1e-3 * std::fabs(value);
    for (const double g : gradient) size = std::fmax(size, std::fabs(g));
    for (std::size_t j = 0; j < classes; ++j) {
      EXPECT_NEAR(slope_of_value<L>(loss, at, j), gradient[j], 2e-12 * size + 1e-15)
          << name_of(loss) << " K " << classes;
    }
  }
}

TYPED_TEST(VectorDerivative, GradientIsThatOfTheValue) {
  for (const VectorLoss& loss : vector_variants()) {
    if (loss.id() == TypeParam::info.id) expect_gradients<TypeParam>(loss);
  }
}

TEST(VectorHessian, ProductIsTheDerivativeOfTheGradient) {
  Sampler sampler(8);
  for (const VectorLoss& loss : vector_variants()) {
    for (int repeat = 0; repeat < 30; ++repeat) {
      const std::size_t classes = 2 + static_cast<std::size_t>(repeat % 5);
      const Drawn at = sampler.draw(loss, classes, 2);
      const Numbers v = sampler.logits(classes, 1), u = sampler.logits(classes, 1);
      Numbers product(classes), other(classes), above(classes), below(classes), z = at.z;
      loss.hessian_product(at.z, at.t, v, product, at.teacher);
      loss.hessian_product(at.z, at.t, u, other, at.teacher);
      constexpr double h = 1e-5;
      for (std::size_t k = 0; k < classes; ++k) z[k] = at.z[k] + h * v[k];
      loss.evaluate(z, at.t, above, at.teacher);
      for (std::size_t k = 0; k < classes; ++k) z[k] = at.z[k] - h * v[k];
      loss.evaluate(z, at.t, below, at.teacher);
      double size = 0, forth = 0, back = 0;
      for (std::size_t k = 0; k < classes; ++k) {
        size = std::fmax(size, std::fabs(product[k]));
        forth += u[k] * product[k];
        back += v[k] * other[k];
      }
      double steepest = 0;
      for (const Parameter& p : loss.parameters()) {
        if (std::string_view(p.name) == "s") steepest = loss.parameter(1);
        if (std::string_view(p.name) == "T") steepest = 1 / loss.parameter(0);
      }
      const double tolerance = 1e-6 * (1 + size) * (1 + steepest * steepest);
      if (loss.properties().has_kinks && size == 0) continue;
      for (std::size_t k = 0; k < classes; ++k) {
        EXPECT_NEAR(product[k], (above[k] - below[k]) / (2 * h), tolerance) << name_of(loss) << " K " << classes;
      }
      EXPECT_NEAR(forth, back, 1e-11 * (1 + size)) << name_of(loss);
    }
  }
}

TEST(VectorHessian, IsFiniteFarOut) {
  for (const VectorLoss& loss : vector_variants()) {
    if (loss.properties().needs_positive_target) continue;
    for (const double far : {50.0, 800.0, 1e4}) {
      for (const std::size_t y : {0, 1, 2}) {
        const Numbers z{far, 0, -far}, t = one_hot(3, y), v{0.5, -1, 0.25};
        const Numbers teacher = loss.properties().needs_teacher ? Numbers{1, 2, 3} : Numbers{};
        Numbers product(3), gradient(3);
        loss.hessian_product(z, t, v, product, teacher);
        const double value = loss.evaluate(z, t, gradient, teacher);
        EXPECT_TRUE(std::isfinite(value) && value >= 0) << name_of(loss) << " at " << far << ", class " << y;
        for (std::size_t k = 0; k < 3; ++k) {
          EXPECT_TRUE(std::isfinite(product[k]) && std::isfinite(gradient[k]))
              << name_of(loss) << " at " << far << ", class " << y;
        }
      }
    }
  }
}

}  // namespace
}  // namespace losslab::testing
