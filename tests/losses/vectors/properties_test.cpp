// What is said of the losses of logits, as numbers; and what they have in common with the losses of one variable.
#include <gtest/gtest.h>

#include "losses/core/loss.h"
#include "samples.h"

namespace losslab::testing {
namespace {

TEST(VectorProperties, GradientsSumToZeroWhereAShiftChangesNothing) {
  Sampler sampler(1);
  for (const VectorLoss& loss : vector_variants()) {
    for (int repeat = 0; repeat < 40; ++repeat) {
      const std::size_t classes = 2 + static_cast<std::size_t>(repeat % 7);
      const Drawn at = sampler.draw(loss, classes, 6);
      Numbers gradient(classes);
      const double value = loss.evaluate(at.z, at.t, gradient, at.teacher);
      double sum = 0, size = 0;
      for (const double g : gradient) {
        sum += g;
        size += std::fabs(g);
      }
      Numbers shifted = at.z;
      for (double& z : shifted) z += 1024;
      const double there = loss.value(shifted, at.t, at.teacher);
      if (loss.properties().shift_invariant) {
        EXPECT_NEAR(sum, 0, 1e-14 * size + 1e-15) << name_of(loss);
        EXPECT_NEAR(there, value, 1e-10 * (1 + value)) << name_of(loss);
      } else {
        EXPECT_GT(std::fabs(there - value), 1) << name_of(loss);
      }
    }
  }
}

// v'Hv is never negative for a convex loss, and is somewhere for each other.
TEST(VectorProperties, Convexity) {
  Sampler sampler(2);
  for (const VectorLoss& loss : vector_variants()) {
    double least = 0;
    for (int repeat = 0; repeat < 4000; ++repeat) {
      const std::size_t classes = 2 + static_cast<std::size_t>(repeat % 4);
      const Drawn at = sampler.draw(loss, classes, repeat % 3 == 0 ? 1 : 6);
      const Numbers v = sampler.logits(classes, 1);
      Numbers product(classes);
      loss.hessian_product(at.z, at.t, v, product, at.teacher);
      double form = 0, size = 0;
      for (std::size_t k = 0; k < classes; ++k) {
        form += v[k] * product[k];
        size += std::fabs(v[k] * product[k]);
      }
      if (form < -1e-11 * size) least = std::fmin(least, form);
      if (loss.properties().convex) {
        ASSERT_GE(form, -1e-11 * size - 1e-15) << name_of(loss) << " K " << classes;
      }
    }
    // Kinks that bend the other way are seen from one of their sides to the other; and the entropy of a soft bootstrap
    // that trusts the label nearly in full bends it only where there are very many classes.
    const bool nearly = loss.id() == "bootstrap_soft_softmax" && loss.parameter(0) > 0.9;
    if (!loss.properties().convex && loss.id() != "bootstrap_hard_softmax" && !nearly) {
      EXPECT_LT(least, 0) << name_of(loss);
    }
  }
  const VectorLoss hard("bootstrap_hard_softmax");
  const double middle = hard.value(Numbers{0, 0}, one_hot(2, 0));
  EXPECT_GT(middle, 0.5 * (hard.value(Numbers{0.1, 0}, one_hot(2, 0)) + hard.value(Numbers{-0.1, 0}, one_hot(2, 0))));
}

TEST(VectorProperties, BoundedOnesStayBounded) {
  for (const VectorLoss& loss : vector_variants()) {
    if (loss.properties().needs_positive_target) continue;
    const Numbers teacher = loss.properties().needs_teacher ? Numbers{1, 2, 3} : Numbers{};
    double previous = 0;
    bool grows = true;
    for (const double far : {1e2, 1e30, 1e60, 1e120}) {
      const double value = loss.value(Numbers{far, 0, -far}, one_hot(3, 2), teacher);
      if (loss.properties().bounded) {
        EXPECT_LE(value, 120) << name_of(loss) << " at " << far;
      }
      grows = grows && value > previous * 1.02;
      previous = value;
    }
    EXPECT_EQ(!grows, loss.properties().bounded) << name_of(loss);
  }
}

// The risk of a class drawn with the probabilities t.
double risk(const VectorLoss& loss, const Numbers& z, const Numbers& t, Numbers* gradient) {
  if (!gradient) return loss.expected(z, t);
  gradient->resize(z.size());
  return loss.expected(z, t, *gradient);
}

// The mean over the classes is what the cross-entropy with those probabilities is, and no class that cannot be drawn
// counts.
TEST(VectorProperties, ExpectedIsTheMeanOverTheClasses) {
  const Numbers z{0.3, -2, 1.5}, t{0.5, 0, 0.5};
  Numbers mean(3), soft(3);
  const double value = VectorLoss("softmax_ce").expected(z, t, mean);
  EXPECT_NEAR(value, VectorLoss("softmax_ce_soft").evaluate(z, t, soft), 1e-15);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(mean[k], soft[k], 1e-15);
  const VectorLoss hinge("ova_hinge");
  EXPECT_NEAR(hinge.expected(z, t), 0.5 * (hinge.value(z, one_hot(3, 0)) + hinge.value(z, one_hot(3, 2))), 1e-15);
}

TEST(VectorProperties, ProperOnesAreLevelAtTheTruth) {
  const Numbers t{0.5, 0.3, 0.2};
  const Numbers log_t{std::log(0.5), std::log(0.3), std::log(0.2)};
  for (const VectorLoss& loss : vector_variants()) {
    if (loss.properties().proper == Fact::not_applicable) continue;
    Numbers z = log_t;
    if (loss.id() == "temperature_ce") {
      for (double& x : z) x *= loss.parameter(0);
    }
    if (loss.id() == "ova_logistic") z = {0, std::log(0.3 / 0.7), std::log(0.2 / 0.8)};
    if (loss.id() == "margin_softmax") {
      for (double& x : z) x /= loss.parameter(1);
    }
    if (loss.id() == "bi_tempered_softmax") {
      const double c = loss.parameter(1) - 1;
      for (std::size_t k = 0; k < 3 && c > 0; ++k) z[k] = (1 - std::pow(t[k], -c)) / c;
    }
    Numbers gradient;
    risk(loss, z, t, &gradient);
    double size = 0;
    for (const double g : gradient) size = std::fmax(size, std::fabs(g));
    if (loss.properties().proper == Fact::yes) {
      EXPECT_LT(size, 1e-14 * (1 + std::fabs(z[2]))) << name_of(loss);
    } else {
      EXPECT_GT(size, 1e-5) << name_of(loss);
    }
  }
}

// Where two classes are level and one of them is more probable, a consistent loss lifts that one: the others change
// nothing between the two, by symmetry.
TEST(VectorProperties, ConsistentOnesLiftTheMoreProbableOfTwo) {
  const Numbers t{0.4, 0.35, 0.25};
  for (const VectorLoss& loss : vector_variants()) {
    if (loss.properties().consistent != Fact::yes || loss.properties().has_kinks) continue;
    for (const double third : {-3.0, -0.5, 0.5}) {
      Numbers gradient;
      risk(loss, Numbers{0.25, 0.25, third}, t, &gradient);
      EXPECT_LT(gradient[0], gradient[1]) << name_of(loss) << " with a third logit of " << third;
    }
  }
}

TEST(VectorProperties, HingesChooseWhatIsKnownOfThem) {
  // No class has half of the probability.
  const Numbers t{0.4, 0.3, 0.3};
  const auto of = [&](const char* id, const Numbers& z) { return risk(VectorLoss(id), z, t, nullptr); };
  EXPECT_NEAR(of("ova_hinge", {-1, -1, -1}), 2.0, 1e-15);
  EXPECT_NEAR(of("ova_hinge", {1, -1, -1}), 2.4, 1e-15);
  EXPECT_NEAR(of("crammer_singer_hinge", {0, 0, 0}), 1.0, 1e-15);
  EXPECT_NEAR(of("weston_watkins_hinge", {2. / 3, -1. / 3, -1. / 3}), 1.8, 1e-15);
  const Numbers w{0.45, 0.35, 0.2};
  EXPECT_NEAR(risk(VectorLoss("weston_watkins_hinge"), Numbers{1. / 3, 1. / 3, -2. / 3}, w, nullptr), 1.6, 1e-15);
  const double best = of("lee_lin_wahba_hinge", {1, -0.5, -0.5});
  Sampler sampler(3);
  for (int repeat = 0; repeat < 2000; ++repeat) {
    EXPECT_LE(best, of("lee_lin_wahba_hinge", sampler.logits(3, 2)) + 1e-14);
    EXPECT_GE(of("ova_hinge", sampler.logits(3, 2)), 2.0 - 1e-14);
    EXPECT_GE(of("crammer_singer_hinge", sampler.logits(3, 2)), 1.0 - 1e-14);
  }
  // Ones that fail of three classes, though not of two: one rival far away is enough, whatever the other two do.
  const auto normalised = [&](const Numbers& z) { return risk(VectorLoss("normalised_ce_softmax"), z, w, nullptr); };
  EXPECT_NEAR(normalised({0, 3, -1e5}), 0.2, 1e-4);
}

TEST(VectorProperties, KnownNumbers) {
  // The best logits of label smoothing lead by log(1 + K(1 − ε)/ε).
  for (const auto& [classes, gap] : {std::pair{std::size_t{3}, 3.3322}, {std::size_t{10}, 4.5109}}) {
    const double exact = std::log(1 + static_cast<double>(classes) * 0.9 / 0.1);
    EXPECT_NEAR(exact, gap, 5e-5);
    Numbers z(classes, 0.0), gradient(classes);
    z[1] = exact;
    VectorLoss("label_smoothing_ce").evaluate(z, one_hot(classes, 1), gradient);
    for (const double g : gradient) EXPECT_NEAR(g, 0, 1e-15);
  }
  const VectorLoss js("js_softmax");
  EXPECT_NEAR(js.value(Numbers{1e4, 0, 0}, one_hot(3, 2)), std::log(2.0), 1e-15);
  Sampler sampler(4);
  for (int repeat = 0; repeat < 500; ++repeat) {
    EXPECT_LE(js.value(sampler.logits(4, 30), one_hot(4, 0)), std::log(2.0) + 1e-15);
  }
  // T → ∞: log K; T → 0: T times the loss is the lead of the largest logit.
  VectorLoss warm("temperature_ce");
  const Numbers z{2, 1, 0.1};
  warm.set("T", 1e9);
  EXPECT_NEAR(warm.value(z, one_hot(3, 1)), std::log(3.0), 1e-8);
  warm.set("T", 1e-9);
  EXPECT_NEAR(1e-9 * warm.value(z, one_hot(3, 1)), 1, 1e-9);
  // At a high temperature distillation compares centred logits: T²·KL → Σ(z − z̃)²/(2K).
  VectorLoss student("distillation");
  student.set_from_text("T=1e5;mix=0");
  const Numbers teacher{0.5, 3, 1};
  double apart = 0, mean = 0;
  for (std::size_t k = 0; k < 3; ++k) mean += (z[k] - teacher[k]) / 3;
  for (std::size_t k = 0; k < 3; ++k) apart += (z[k] - teacher[k] - mean) * (z[k] - teacher[k] - mean) / 6;
  EXPECT_NEAR(student.value(z, one_hot(3, 0), teacher), apart, 1e-4);
  // Symmetric ones cost the same in all for whatever logits.
  for (const auto& [id, total] : {std::pair{"mae_softmax", 6.0}, {"normalised_ce_softmax", 1.0}}) {
    const Numbers at = sampler.logits(4, 5);
    double sum = 0;
    for (std::size_t y = 0; y < 4; ++y) sum += VectorLoss(id).value(at, one_hot(4, y));
    EXPECT_NEAR(sum, total, 1e-14) << id;
  }
}

// In each component the subgradient of least absolute value.
TEST(VectorProperties, GradientsAtKinks) {
  const auto expect_gradient = [](const char* id, const Numbers& z, const Numbers& t, const Numbers& exact) {
    const VectorLoss loss(id);
    Numbers gradient(z.size());
    loss.evaluate(z, t, gradient);
    EXPECT_TRUE(loss.is_kink(z, t)) << id;
    for (std::size_t k = 0; k < z.size(); ++k) EXPECT_NEAR(gradient[k], exact[k], 1e-15) << id << ", class " << k;
  };
  expect_gradient("ova_hinge", {1, -1, 3}, one_hot(3, 0), {0, 0, 1});
  expect_gradient("weston_watkins_hinge", {2, 1, 1.5}, one_hot(3, 0), {-1, 0, 1});
  expect_gradient("crammer_singer_hinge", {0, 0, 0}, one_hot(3, 0), {-1, 0, 0});
  expect_gradient("crammer_singer_hinge", {2, 1, 0}, one_hot(3, 0), {0, 0, 0});
  expect_gradient("lee_lin_wahba_hinge", {1, -0.5, -0.5}, one_hot(3, 0), {0, 0, 0});
  expect_gradient("bootstrap_hard_softmax", {0, 0}, one_hot(2, 0), {-0.3, 0.3});
  expect_gradient("total_variation_softmax", {0, 0}, {0.5, 0.5}, {0, 0});
  // Elsewhere there is none.
  EXPECT_FALSE(VectorLoss("crammer_singer_hinge").is_kink(Numbers{5, 0, 0}, one_hot(3, 0)));
  EXPECT_FALSE(VectorLoss("total_variation_softmax").is_kink(Numbers{1e4, 0}, one_hot(2, 0)));
  EXPECT_FALSE(VectorLoss("softmax_ce").is_kink(Numbers{0, 0}, one_hot(2, 0)));
}

// −log p_y of the tempered softmax by bisection in a wider type.
long double tempered_cost(const Numbers& z, std::size_t y, long double c) {
  std::size_t top = 0;
  for (std::size_t k = 0; k < z.size(); ++k) top = z[k] > z[top] ? k : top;
  const auto factor = [&](std::size_t k, long double u) {
    return std::log1p(c * (static_cast<long double>(z[top]) - z[k]) * std::exp(-c * u)) / c;
  };
  const auto right = [&](long double u) {
    long double rest = 0;
    for (std::size_t k = 0; k < z.size(); ++k) rest += k == top ? 0 : std::exp(-factor(k, u));
    return std::log1p(rest);
  };
  long double low = right(0), high = std::log(static_cast<long double>(z.size()));
  for (int step = 0; step < 200; ++step) {
    const long double middle = 0.5L * (low + high);
    (right(middle) > middle ? low : high) = middle;
  }
  const long double u = right(0.5L * (low + high));
  return u + (y == top ? 0 : factor(y, u));
}

// At t₁ = 1 the bi-tempered loss is −log p_y. Far, near, equal and mixed logits, where Newton's method is tried
// hardest.
TEST(VectorProperties, TheTemperedSoftmaxIsNormalisedToTheLastDigits) {
  Sampler sampler(9);
  VectorLoss loss("bi_tempered_softmax");
  loss.set("t1", 1);
  for (int repeat = 0; repeat < 4000; ++repeat) {
    const std::size_t classes = 2 + static_cast<std::size_t>(sampler.uniform() * (repeat % 3 == 0 ? 63 : 5));
    const double c = std::pow(10, -6 + 6.95 * sampler.uniform());
    loss.set("t2", 1 + c);
    Numbers z = sampler.logits(classes, std::pow(10, -3 + 7 * sampler.uniform()));
    if (repeat % 4 == 0) {
      for (std::size_t k = 2; k < classes; ++k) z[k] = z[1];
    }
    for (const std::size_t y : {std::size_t{0}, classes - 1}) {
      const double exact = static_cast<double>(tempered_cost(z, y, static_cast<long double>(loss.parameter(1)) - 1));
      EXPECT_NEAR(loss.value(z, one_hot(classes, y)), exact, 1e-12 * exact) << "K " << classes << ", c " << c;
    }
  }
}

void expect_same(const VectorLoss& a, const VectorLoss& b, double factor) {
  Sampler sampler(5);
  for (int repeat = 0; repeat < 100; ++repeat) {
    const std::size_t classes = 2 + static_cast<std::size_t>(repeat % 4);
    const Numbers z = sampler.logits(classes, repeat % 2 ? 3 : 40), t = one_hot(classes, 1);
    Numbers one(classes), other(classes);
    const double x = a.evaluate(z, t, one), y = factor * b.evaluate(z, t, other);
    EXPECT_NEAR(x, y, 1e-12 * y) << name_of(a) << " and " << name_of(b);
    for (std::size_t k = 0; k < classes; ++k) {
      EXPECT_NEAR(one[k], factor * other[k], 1e-12 * std::fabs(other[k])) << name_of(a) << " and " << name_of(b);
    }
  }
}

TEST(VectorProperties, SpecialCasesAreOtherLosses) {
  const auto with = [](const char* id, const char* parameters) {
    VectorLoss loss(id);
    loss.set_from_text(parameters);
    return loss;
  };
  const VectorLoss ce("softmax_ce");
  expect_same(with("softmax_ce_soft", ""), ce, 1);
  expect_same(with("kl_softmax", ""), ce, 1);
  expect_same(with("label_smoothing_ce", "epsilon=0"), ce, 1);
  expect_same(with("temperature_ce", "T=1"), ce, 1);
  expect_same(with("class_weighted_ce", "alpha=0.5"), ce, 0.5);
  expect_same(with("margin_softmax", "m=0;s=1"), ce, 1);
  expect_same(with("focal_softmax", "gamma=0"), ce, 1);
  expect_same(with("poly1_softmax", "epsilon=0"), ce, 1);
  expect_same(with("symmetric_ce_softmax", "alpha=2;beta=0"), ce, 2);
  expect_same(with("bootstrap_soft_softmax", "beta=1"), ce, 1);
  expect_same(with("bootstrap_hard_softmax", "beta=1"), ce, 1);
  expect_same(with("bi_tempered_softmax", "t1=1;t2=1"), ce, 1);
  expect_same(with("bi_tempered_softmax", "t1=0;t2=1"), with("brier_softmax", ""), 0.5);
  expect_same(with("mae_softmax", ""), with("gce_softmax", "q=1"), 2);
  expect_same(with("total_variation_softmax", ""), with("mae_softmax", ""), 0.5);
  expect_same(with("hellinger_softmax", ""), with("gce_softmax", "q=0.5"), 0.5);
}

// With z = (m, 0) and the first class true, or with z = (0, m) and the second, a loss of two classes is one of the
// margin m.
void expect_binary(const VectorLoss& loss, const Loss& binary, double factor, double tolerance = 1e-12) {
  for (double m = -42.1; m < 43; m += 0.7) {
    const Jet<double> jet = binary.at(m);
    Numbers gradient(2), product(2);
    const double value = loss.evaluate(Numbers{m, 0}, one_hot(2, 0), gradient);
    loss.hessian_product(Numbers{m, 0}, one_hot(2, 0), Numbers{1, 0}, product);
    EXPECT_NEAR(value, factor * jet.value, tolerance * factor * std::fabs(jet.value)) << name_of(loss) << " at " << m;
    EXPECT_NEAR(gradient[0], factor * jet.gradient, tolerance * factor * std::fabs(jet.gradient))
        << name_of(loss) << " at " << m;
    EXPECT_NEAR(product[0], factor * jet.curvature, 1e-10 * factor * std::fabs(jet.curvature) + 1e-15)
        << name_of(loss) << " at " << m;
  }
}

TEST(VectorProperties, TwoClassesAreTheLossesOfTheMargin) {
  const auto check = [](const char* id, const char* parameters, const char* binary, const char* binary_parameters,
                        double factor) {
    VectorLoss loss(id);
    loss.set_from_text(parameters);
    Loss scalar(binary);
    scalar.set_from_text(binary_parameters);
    expect_binary(loss, scalar, factor);
  };
  check("softmax_ce", "", "logistic", "", 1);
  check("temperature_ce", "T=3", "temperature_logistic", "T=3", 1);
  check("margin_softmax", "m=0.5;s=4", "margin_logistic", "delta=0.5;s=4", 1);
  check("class_weighted_ce", "alpha=0.3", "alpha_balanced_ce", "alpha=0.3;y=1", 1);
  check("focal_softmax", "gamma=2", "focal", "gamma=2", 1);
  check("focal_softmax", "gamma=0.5", "focal", "gamma=0.5", 1);
  check("gce_softmax", "q=0.7", "gce", "q=0.7", 1);
  check("mae_softmax", "", "mae_probability", "", 2);
  check("brier_softmax", "", "brier_binary", "", 2);
  check("poly1_softmax", "epsilon=2", "poly1", "epsilon=2", 1);
  check("poly1_softmax", "epsilon=-1", "poly1", "epsilon=-1", 1);
  check("symmetric_ce_softmax", "", "symmetric_ce", "", 1);
  check("bootstrap_hard_softmax", "", "bootstrap_hard", "", 1);
  check("crammer_singer_hinge", "", "hinge", "", 1);
  check("weston_watkins_hinge", "", "hinge", "", 1);
}

}  // namespace
}  // namespace losslab::testing
