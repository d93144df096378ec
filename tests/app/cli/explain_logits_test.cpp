// Tables of losses of logits with one mistake each, computed by plain loops: check has to name it.
#include "explain_logits.h"

namespace losslab {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

TEST_F(CliExplainLogits, SoftmaxTwice) {
  const LogitMistake twice = [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
    const Vector p = plain_softmax(s.z), again = plain_softmax(p);
    Vector gradient(3);
    for (std::size_t j = 0; j < 3; ++j) {
      for (std::size_t k = 0; k < 3; ++k) gradient[j] += (again[k] - s.t[k]) * p[k] * ((j == k ? 1 : 0) - p[j]);
    }
    return {plain_ce(s.t, again), gradient};
  };
  EXPECT_EQ(
      said(logit_rows(vector_loss("softmax_ce"), three_classes, twice)),
      "softmax_ce: all 16 differing values and gradients are ours at softmax(z): probabilities stand where logits "
      "are due: the softmax is applied twice (lines 2–9).\n8 rows, 8 differ\n");
  // The gradient p − t of a framework that does not know of the first softmax.
  EXPECT_THAT(sentence(vector_loss("softmax_ce_soft"), soft_targets,
                       [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
                         const Vector again = plain_softmax(plain_softmax(s.z));
                         return {plain_ce(s.t, again), combined(1, again, -1, s.t)};
                       }),
              HasSubstr("values and gradients are ours at softmax(z)"));
  EXPECT_THAT(sentence(vector_loss("distillation", "T=3"), with_teacher(),
                       [](const LogitSample& s, const LogitClaim&) {
                         return claim_of(vector_loss("distillation", "T=3"), {s.z, s.t, plain_softmax(s.teacher)});
                       }),
              HasSubstr("the teacher’s probabilities stand where its logits are due"));
}

TEST_F(CliExplainLogits, LogarithmsOfClampedProbabilities) {
  std::vector<LogitSample> far = three_classes;
  for (const double x : {12.0, 19.0, 25.0, 33.0}) far.push_back({{x, -x, 0.5}, unit(3, 1)});
  for (const char* text : {"1e-7", "1e-12"}) {
    const double eps = std::stod(text);
    const LogitMistake clamped = [eps](const LogitSample& s, const LogitClaim&) -> LogitClaim {
      const Vector p = plain_softmax(s.z);
      const double held = std::max(p[s.y()], eps);
      return {-std::log(held), held > p[s.y()] ? Vector(3, 0.0) : combined(1, p, -1, s.t)};
    };
    EXPECT_THAT(sentence(vector_loss("softmax_ce"), far, clamped),
                AllOf(HasSubstr(std::string("p clamped to [") + text), HasSubstr("never log(softmax)")));
  }
  for (const char* text : {"1e-8", "1e-12"}) {
    const double eps = std::stod(text);
    std::vector<LogitSample> wide = soft_targets;
    for (LogitSample& s : wide) s.z = scaled(6, s.z);
    EXPECT_THAT(sentence(vector_loss("softmax_ce_soft"), wide,
                         [eps](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                           const double value =
                               over(s.t, plain_softmax(s.z), [eps](double x) { return -std::log(x + eps); });
                           return {value, ours.gradient};
                         }),
                HasSubstr(std::string("values are ours with log(p + ") + text + ") in place of log p"));
  }
}

TEST_F(CliExplainLogits, ClampsReachEveryLossOfLogarithms) {
  for (const char* id : {"kl_softmax", "label_smoothing_ce", "temperature_ce"}) {
    const VectorLoss loss(id);
    std::vector<LogitSample> wide = soft_targets;
    for (LogitSample& s : wide) s.z = scaled(12, s.z);
    EXPECT_THAT(sentence(loss, wide,
                         [&](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                           const bool tempered = loss.id() == "temperature_ce", smoothed = loss.id()[0] == 'l';
                           const Vector t = smoothed ? combined(0.9, s.t, 0.1 / 3, {1, 1, 1}) : s.t;
                           const double less = loss.id() == "kl_softmax" ? plain_ce(t, t) : 0;
                           const double value = over(t, plain_softmax(s.z, tempered ? 2 : 1),
                                                     [](double p) { return -std::log(std::max(p, 1e-3)); });
                           return {value - less, ours.gradient};
                         }),
                HasSubstr("clamped to at least 1e-3"))
        << id;
  }
}

TEST_F(CliExplainLogits, TheMeanOverAllNumbers) {
  const LogitMistake over_all = [](const LogitSample&, const LogitClaim& ours) { return times(1.0 / 3, ours); };
  for (const char* id : {"kl_softmax", "js_softmax"}) {
    EXPECT_THAT(sentence(vector_loss(id), soft_targets, over_all),
                AllOf(HasSubstr("are ours divided by K: the mean over all n·K numbers"), HasSubstr("‘batchmean’")));
  }
  for (const char* id : {"mae_softmax", "brier_softmax"}) {
    EXPECT_THAT(sentence(vector_loss(id), three_classes, over_all),
                HasSubstr("are ours divided by K: the mean over the K classes stands for their sum"));
  }
  EXPECT_THAT(sentence(vector_loss("weston_watkins_hinge"), three_classes, over_all),
              HasSubstr("as multi_margin_loss divides by the number of classes"));
  EXPECT_THAT(sentence(vector_loss("distillation"), with_teacher(),
                       [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
                         const Vector p = plain_softmax(s.z), soft = plain_softmax(s.z, 4);
                         const Vector q = plain_softmax(s.teacher, 4);
                         return {0.1 * plain_ce(s.t, p) + 0.9 * 16 * plain_kl(q, soft) / 3,
                                 combined(0.1, combined(1, p, -1, s.t), 0.9 * 4 / 3.0, combined(1, soft, -1, q))};
                       }),
              HasSubstr("the soft part divided by K"));
}

TEST_F(CliExplainLogits, TheSumOverTheRows) {
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), three_classes,
                       [](const LogitSample&, const LogitClaim& ours) { return times(8, ours); }),
              HasSubstr("are 8 times ours: 8 is the number of rows: a sum over that many samples stands for the mean"));
  EXPECT_THAT(sentence(vector_loss("kl_softmax"), soft_targets,
                       [](const LogitSample&, const LogitClaim& ours) { return times(1.0 / 21, ours); }),
              HasSubstr("ours divided by n·K: the mean over all numbers of the 7 rows"));
  double mean = 0;
  for (const LogitSample& s : three_classes) mean += claim_of(vector_loss("focal_softmax"), s).value / 8;
  EXPECT_THAT(sentence(vector_loss("focal_softmax"), three_classes,
                       [mean](const LogitSample&, const LogitClaim& ours) -> LogitClaim {
                         return {mean, ours.gradient};
                       }),
              HasSubstr("the mean of ours over the rows: it was reduced over the batch"));
}

TEST_F(CliExplainLogits, Logarithms) {
  const LogitMistake base_2 = [](const LogitSample&, const LogitClaim& ours) { return times(1 / std::log(2.0), ours); };
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), three_classes, base_2), HasSubstr("the logarithm is to base 2"));
  EXPECT_THAT(sentence(logit_rows(vector_loss("softmax_ce"), three_classes, base_2) +
                       logit_rows(vector_loss("kl_softmax"), soft_targets, base_2)),
              AllOf(StartsWith("both losses that differ: all 30"), HasSubstr("the logarithm is to base 2")));
}

TEST_F(CliExplainLogits, DivergencesWithTheArgumentsExchanged) {
  const LogitMistake reverse = [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
    const Vector p = plain_softmax(s.z);
    const double value = plain_kl(p, s.t);
    Vector gradient;
    for (std::size_t k = 0; k < 3; ++k) gradient.push_back(p[k] * (std::log(p[k] / s.t[k]) - value));
    return {value, gradient};
  };
  EXPECT_THAT(sentence(vector_loss("kl_softmax"), soft_targets, reverse),
              HasSubstr("are those of reverse_kl_softmax: the two arguments of the divergence are exchanged"));
  EXPECT_THAT(sentence(vector_loss("reverse_kl_softmax"), soft_targets,
                       [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
                         const Vector p = plain_softmax(s.z);
                         return {plain_kl(s.t, p), combined(1, p, -1, s.t)};
                       }),
              HasSubstr("are those of kl_softmax: the two arguments of the divergence are exchanged"));
  EXPECT_THAT(sentence(vector_loss("distillation", "mix=0"), with_teacher(),
                       [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
                         const Vector p = plain_softmax(s.z, 4), q = plain_softmax(s.teacher, 4);
                         const double kl = plain_kl(p, q);
                         Vector gradient;
                         for (std::size_t k = 0; k < 3; ++k) {
                           gradient.push_back(4 * p[k] * (std::log(p[k] / q[k]) - kl));
                         }
                         return {16 * kl, gradient};
                       }),
              HasSubstr("ours with KL(p‖q) in place of KL(q‖p)"));
  // torch.nn.functional.kl_div(softmax(z), t), which takes log p.
  EXPECT_THAT(sentence(vector_loss("kl_softmax"), soft_targets,
                       [](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                         const Vector p = plain_softmax(s.z);
                         return {over(s.t, p, [](double x) { return -x; }) - plain_ce(s.t, s.t), ours.gradient};
                       }),
              HasSubstr("kl_div take log p, they were given p = softmax(z)"));
}

TEST_F(CliExplainLogits, Temperatures) {
  const auto distilled = [](double hard, double soft_value, double soft_gradient) -> LogitMistake {
    return [=](const LogitSample& s, const LogitClaim&) -> LogitClaim {
      const Vector p = plain_softmax(s.z), soft = plain_softmax(s.z, 5), q = plain_softmax(s.teacher, 5);
      return {hard * plain_ce(s.t, p) + soft_value * plain_kl(q, soft),
              combined(hard, combined(1, p, -1, s.t), soft_gradient, combined(1, soft, -1, q))};
    };
  };
  const VectorLoss loss = vector_loss("distillation", "T=5;mix=0.3");
  EXPECT_THAT(sentence(loss, with_teacher(), distilled(0.3, 0.7, 0.7 / 5)), HasSubstr("T² is forgotten"));
  EXPECT_THAT(sentence(loss, with_teacher(), distilled(0.3, 0.7 * 5, 0.7)), HasSubstr("ours with T in place of T²"));
  EXPECT_THAT(sentence(loss, with_teacher(), distilled(0.3 * 25, 0.7 * 25, 0.7 * 5)),
              HasSubstr("T² belongs to the soft part alone"));
  EXPECT_THAT(sentence(loss, with_teacher(), distilled(0.7, 0.3 * 25, 0.3 * 5)),
              HasSubstr("ours with 1 − μ in place of μ: the two sides are exchanged"));
  EXPECT_EQ(said(logit_rows(loss, with_teacher(), distilled(0.3, 0.7 * 25, 0.7 * 5))), "8 rows, 0 differ\n");
  EXPECT_THAT(sentence(loss, with_teacher(),
                       [&](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                         const Vector q = plain_softmax(s.teacher, 5);
                         return {ours.value + 0.7 * 25 * plain_ce(q, q), ours.gradient};
                       }),
              HasSubstr("cross-entropy to the teacher in place of KL: its entropy is not taken off; the gradients are "
                        "right"));
  EXPECT_THAT(sentence(vector_loss("temperature_ce", "T=3"), three_classes,
                       [](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                         return {ours.value, combined(1, plain_softmax(s.z, 3), -1, s.t)};
                       }),
              HasSubstr("gradients are T times ours: a factor T too much"));
  EXPECT_THAT(sentence(vector_loss("temperature_ce", "T=3"), three_classes,
                       [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
                         const Vector p = plain_softmax(s.z);
                         return {plain_ce(s.t, p), combined(1, p, -1, s.t)};
                       }),
              HasSubstr("ours with T = 1: T, the temperature, is forgotten"));
}

TEST_F(CliExplainLogits, SmoothedLabels) {
  const auto smoothed = [](double own, double others) -> LogitMistake {
    return [=](const LogitSample& s, const LogitClaim&) -> LogitClaim {
      const Vector p = plain_softmax(s.z), t = combined(own - others, s.t, others, {1, 1, 1});
      return {plain_ce(t, p), combined(1, p, -1, t)};
    };
  };
  const VectorLoss loss("label_smoothing_ce");
  EXPECT_EQ(said(logit_rows(loss, three_classes, smoothed(1 - 0.1 + 0.1 / 3, 0.1 / 3))), "8 rows, 0 differ\n");
  EXPECT_THAT(sentence(loss, three_classes, smoothed(0.9, 0.05)),
              HasSubstr("ours with labels 1 − ε and ε/(K − 1): the true class keeps 1 − ε + ε/K, each other has ε/K"));
  EXPECT_THAT(sentence(loss, three_classes, smoothed(1, 0)), HasSubstr("ε, the smoothing, is forgotten"));
  EXPECT_THAT(sentence(loss, three_classes, smoothed(0.8 + 0.2 / 3, 0.2 / 3)), HasSubstr("ours with 2ε in place of ε"));
}

TEST_F(CliExplainLogits, GradientsInTheProbabilities) {
  const auto with = [](const std::function<Vector(const LogitSample&, const Vector& p)>& slopes) -> LogitMistake {
    return [slopes](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
      return {ours.value, slopes(s, plain_softmax(s.z))};
    };
  };
  const auto in_p = [](const LogitSample& s, const Vector& p) {
    Vector slopes;
    for (std::size_t k = 0; k < 3; ++k) slopes.push_back(-s.t[k] / p[k]);
    return slopes;
  };
  constexpr const char* why = "gradients are dℓ/dp: the gradient with respect to the probabilities";
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), three_classes, with(in_p)), HasSubstr(why));
  EXPECT_THAT(sentence(vector_loss("kl_softmax"), soft_targets, with(in_p)), HasSubstr(why));
  EXPECT_THAT(sentence(vector_loss("brier_softmax"), three_classes,
                       with([](const LogitSample& s, const Vector& p) { return combined(2, p, -2, s.t); })),
              HasSubstr(why));
  EXPECT_THAT(sentence(vector_loss("mae_softmax"), three_classes, with([](const LogitSample& s, const Vector&) {
                         return combined(-2, s.t, 1, {1, 1, 1});
                       })),
              HasSubstr(why));
  EXPECT_THAT(sentence(vector_loss("gce_softmax"), three_classes, with([](const LogitSample& s, const Vector& p) {
                         return scaled(-std::pow(p[s.y()], -0.3), s.t);
                       })),
              HasSubstr(why));
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), three_classes,
                       with([](const LogitSample& s, const Vector& p) { return combined(1, s.t, -1, p); })),
              HasSubstr("ours with the sign turned: the gradient of the loss is due, p − t and not t − p"));
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), three_classes,
                       with([](const LogitSample& s, const Vector& p) { return scaled(-(1 - p[s.y()]), s.t); })),
              HasSubstr("p_k (1 − p_k) dℓ/dp_k"));
}

TEST_F(CliExplainLogits, TargetsOneClassOff) {
  const VectorLoss loss("softmax_ce");
  EXPECT_THAT(sentence(loss, three_classes,
                       [&](const LogitSample& s, const LogitClaim&) {
                         return claim_of(loss, {s.z, unit(3, (s.y() + 2) % 3)});
                       }),
              HasSubstr("ours for the class y − 1: the target is read one class off"));
  EXPECT_THAT(sentence(loss, three_classes,
                       [&](const LogitSample& s, const LogitClaim&) {
                         return claim_of(loss, {s.z, unit(3, (s.y() + 1) % 3)});
                       }),
              HasSubstr("ours for the class y + 1: the target is read one class off"));
}

TEST_F(CliExplainLogits, TheSoftmaxOverTheRows) {
  Vector sums(3);
  for (const LogitSample& s : three_classes) {
    for (std::size_t k = 0; k < 3; ++k) sums[k] += std::exp(s.z[k]);
  }
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), three_classes,
                       [&](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                         return {std::log(sums[s.y()]) - s.z[s.y()], ours.gradient};
                       }),
              HasSubstr("ours with the softmax over the rows: it is to run over the classes of each row"));
}

TEST_F(CliExplainLogits, ClassWeights) {
  const VectorLoss loss = vector_loss("class_weighted_ce", "alpha=0.2");
  const auto weighing = [](double first, double others) -> LogitMistake {
    return [=](const LogitSample& s, const LogitClaim&) {
      return times(s.y() == 0 ? first : others, claim_of(vector_loss("softmax_ce"), s));
    };
  };
  EXPECT_EQ(said(logit_rows(loss, three_classes, weighing(0.2, 0.8))), "8 rows, 0 differ\n");
  EXPECT_THAT(sentence(loss, three_classes, weighing(1, 1)), HasSubstr("without the class weights: the weights are "
                                                                       "forgotten"));
  EXPECT_THAT(sentence(loss, three_classes, weighing(0.2 / 1.8, 0.8 / 1.8)),
              HasSubstr("ours with weights that sum to 1: the weights are divided by their sum over the classes"));
  EXPECT_THAT(sentence(loss, three_classes, weighing(0.2 / 0.6, 0.8 / 0.6)),
              HasSubstr("the weights are divided by their mean over the classes"));
  EXPECT_THAT(sentence(loss, three_classes, weighing(0.8, 0.2)), HasSubstr("the two sides are exchanged"));
  // Two rows of the first class, six of the others.
  const double mean = (2 * 0.2 + 6 * 0.8) / 8;
  EXPECT_THAT(sentence(loss, three_classes, weighing(0.2 / mean, 0.8 / mean)),
              HasSubstr("a weighted mean divides by the sum of the weights"));
}

TEST_F(CliExplainLogits, DetachedGradients) {
  EXPECT_THAT(sentence(vector_loss("bootstrap_soft_softmax", "beta=0.7"), three_classes,
                       [](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                         return {ours.value, combined(0.7, plain_softmax(s.z), -0.7, s.t)};
                       }),
              HasSubstr("gradients are β (p − e_y): the gradient does not flow through the target"));
  EXPECT_THAT(sentence(vector_loss("focal_softmax"), three_classes,
                       [](const LogitSample& s, const LogitClaim& ours) -> LogitClaim {
                         const Vector p = plain_softmax(s.z);
                         return {ours.value, scaled(std::pow(1 - p[s.y()], 2), combined(1, p, -1, s.t))};
                       }),
              HasSubstr("the derivative of the factor (1 − p_y)^γ is missing"));
}

TEST_F(CliExplainLogits, Margins) {
  const VectorLoss loss = vector_loss("margin_softmax", "m=0.4;s=8");
  const auto moved = [](double margin, double s) -> LogitMistake {
    return [=](const LogitSample& at, const LogitClaim&) -> LogitClaim {
      const Vector p = plain_softmax(scaled(s, combined(1, at.z, -margin, at.t)));
      return {plain_ce(at.t, p), scaled(s, combined(1, p, -1, at.t))};
    };
  };
  EXPECT_EQ(said(logit_rows(loss, three_classes, moved(0.4, 8))), "8 rows, 0 differ\n");
  EXPECT_THAT(sentence(loss, three_classes, moved(0.4, 1)), HasSubstr("s, the sharpness, is forgotten"));
  EXPECT_THAT(sentence(loss, three_classes, moved(0, 8)), HasSubstr("m, the margin, is forgotten"));
  EXPECT_THAT(sentence(loss, three_classes, moved(-0.4, 8)), HasSubstr("the margin is taken off the true logit"));
  EXPECT_THAT(sentence(loss, three_classes, moved(0.4 / 8, 8)), HasSubstr("s is to stretch the margin as well"));
  EXPECT_THAT(sentence(loss, three_classes,
                       [](const LogitSample&, const LogitClaim& ours) -> LogitClaim {
                         return {ours.value, scaled(1.0 / 8, ours.gradient)};
                       }),
              HasSubstr("gradients are ours divided by s: a factor s is missing"));
}

TEST_F(CliExplainLogits, ParametersAndOtherLosses) {
  const auto with = [](const VectorLoss& other) -> LogitMistake {
    return [other](const LogitSample& s, const LogitClaim&) { return claim_of(other, s); };
  };
  EXPECT_THAT(sentence(vector_loss("focal_softmax", "gamma=3"), three_classes, with(vector_loss("focal_softmax"))),
              HasSubstr("ours with γ = 2: γ is not used, its default is"));
  EXPECT_THAT(sentence(vector_loss("focal_softmax"), three_classes, with(vector_loss("focal_softmax", "gamma=1.37"))),
              HasSubstr("ours with γ = 1.37: another value than that of the table for γ, the focusing"));
  EXPECT_THAT(sentence(vector_loss("distillation", "T=4"), with_teacher(), with(vector_loss("distillation", "T=4.5"))),
              HasSubstr("ours with T = 4.5: another value than that of the table for T, the temperature"));
  EXPECT_THAT(sentence(vector_loss("gce_softmax", "q=0.4"), three_classes, with(vector_loss("gce_softmax", "q=0.6"))),
              HasSubstr("ours with 1 − q in place of q"));
  EXPECT_THAT(sentence(vector_loss("crammer_singer_hinge"), three_classes, with(vector_loss("weston_watkins_hinge"))),
              HasSubstr("are those of weston_watkins_hinge: another loss, Weston-Watkins hinge"));
  EXPECT_THAT(sentence(vector_loss("kl_softmax"), soft_targets, with(vector_loss("softmax_ce_soft"))),
              HasSubstr("values are those of softmax_ce_soft: another loss, Cross-entropy with soft targets; the "
                        "gradients are right"));
}

}  // namespace
}  // namespace losslab
