// The gradient is that of the value, by dual numbers, for every loss away from its kinks; of masks in the probabilities
// and in the logits.
#include "../core/dual.h"
#include "losses/structures/structures.h"
#include "support.h"

namespace losslab::testing {
namespace {

template <class List>
struct AsTypes;
template <class... Ls>
struct AsTypes<TypeList<Ls...>> {
  using type = ::testing::Types<Ls...>;
};
template <class L>
class StructuredDerivative : public ::testing::Test {};
TYPED_TEST_SUITE(StructuredDerivative, AsTypes<scalar::StructuredCatalogue>::type);

struct Drawn {
  Vector x, t;
};

template <class L>
Drawn draw(Random& random) {
  const std::string_view id = L::info.id;
  Drawn drawn;
  switch (L::info.structure) {
    case Structure::data_set:
      return {some(random, 7, -3, 3), some(random, 7, -3, 3)};
    case Structure::box:
      return {some_box(random, 3), some_box(random, 3)};
    case Structure::mask: {
      const bool scores = id == "lovasz_hinge";
      drawn.x = scores ? some(random, 9, -2, 2) : some(random, 9, 0.01, 0.99);
      drawn.t = some(random, 9, 0, 1);
      const bool hard = id == "lovasz_hinge" || id == "lovasz_softmax" || id == "boundary_mask";
      for (double& g : drawn.t) g = hard ? std::floor(g + 0.5) : g;
      drawn.t[0] = 1;
      drawn.t[1] = 0;
      return drawn;
    }
    case Structure::sequence:
      drawn.x = some(random, 12, -4, 4);
      drawn.t = id == "ctc" ? Vector{1, 2} : Vector{0, 1, 1, 2};
      return drawn;
    case Structure::embedding:
      break;
  }
  if (id == "centre") return {some(random, 3, -2, 2), some(random, 3, -2, 2)};
  if (id == "lifted") return {some(random, 5, 0, 3), {}};
  if (id == "info_nce" || id == "n_pair") return {some(random, 5, -1, 1), {2}};
  if (id.starts_with("triplet")) return {some(random, 9, -1, 1), {}};
  const double other = id == "cosine_embedding" ? -1 : 0;
  return {some(random, 6, -1, 1), {random.uniform() < 0.5 ? 1 : other}};
}

// What else than the value a gradient may be of, by intent.
template <class L>
void set_intent(StructuredLoss& loss) {
  if (loss.id() == "ciou_box") loss.set("through_alpha", 1);
}

template <class L>
Vector slopes_of_value(const StructuredLoss& loss, const Drawn& at, bool of_logits) {
  double parameters[StructuredLoss::max_parameters] = {};
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) parameters[i] = loss.parameter(i);
  const L typed = scalar::with_values<L>(parameters);
  std::vector<Dual> x(at.x.begin(), at.x.end());
  Vector slopes(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) {
    x[k].d = 1;
    const scalar::StructuredCase<Dual> here{x.size(), x.data(), at.t.size(), at.t.data()};
    Dual* const none = nullptr;
    if constexpr (L::info.structure == Structure::mask) {
      slopes[k] = of_logits ? scalar::of_mask(typed, here, true, none).d : scalar::at_case(typed, here, none).d;
    } else {
      slopes[k] = scalar::at_case(typed, here, none).d;
    }
    x[k].d = 0;
  }
  return slopes;
}

void expect_close(const Vector& ours, const Vector& exact, const StructuredLoss& loss) {
  double size = 0;
  for (const double g : exact) size = std::fmax(size, std::fabs(g));
  for (std::size_t k = 0; k < ours.size(); ++k) {
    EXPECT_NEAR(ours[k], exact[k], 1e-12 * size + 1e-15) << loss.id() << " " << loss.parameters_text() << " at " << k;
  }
}

template <class L>
void expect_gradients(const StructuredLoss& loss, Random& random) {
  for (int repeat = 0; repeat < 40; ++repeat) {
    Drawn at = draw<L>(random);
    ASSERT_EQ(loss.objection(at.x, at.t), "") << loss.id();
    Vector gradient(at.x.size());
    const double value = loss.evaluate(at.x, at.t, gradient);
    EXPECT_TRUE(std::isfinite(value));
    expect_close(gradient, slopes_of_value<L>(loss, at, false), loss);
    if (L::info.structure != Structure::mask) continue;
    at.x = some(random, at.x.size(), -6, 6);
    loss.evaluate_logits(at.x, at.t, gradient);
    expect_close(gradient, slopes_of_value<L>(loss, at, true), loss);
  }
}

TYPED_TEST(StructuredDerivative, GradientIsThatOfTheValue) {
  Random random(11);
  StructuredLoss loss(TypeParam::info.id);
  set_intent<TypeParam>(loss);
  expect_gradients<TypeParam>(loss, random);
  for (const Parameter& p : loss.parameters()) {
    const std::string_view name = p.name;
    if (name == "T" || name == "K" || name == "blank" || name == "width" || name == "through_alpha") {
      if (TypeParam::info.structure != Structure::embedding) continue;
    }
    for (const double value : {p.slider_min, 0.5 * (p.slider_min + p.slider_max), p.slider_max}) {
      StructuredLoss changed = loss;
      changed.set(p.name, value);
      expect_gradients<TypeParam>(changed, random);
    }
  }
}

}  // namespace
}  // namespace losslab::testing
