#include "losses/core/risk/conditional_risk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "losses/core/random.h"

namespace losslab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double etas[] = {0.01, 0.05, 0.2, 0.3, 0.45, 0.5, 0.6, 0.7, 0.9, 0.99};

double logit(double eta) { return std::log(eta / (1 - eta)); }
double sigmoid(double m) { return 1 / (1 + std::exp(-m)); }

Loss make(const char* id, const char* parameters = "") {
  Loss loss(id);
  loss.set_from_text(parameters);
  return loss;
}

struct Link {
  const char* id;
  const char* parameters;
  std::function<double(double eta)> score;
};

TEST(ConditionalRisk, LinksInClosedForm) {
  const Link links[] = {
      {"logistic", "", logit},
      {"exponential", "", [](double eta) { return 0.5 * logit(eta); }},
      {"savage", "", [](double eta) { return 0.5 * logit(eta); }},
      {"squared_hinge", "", [](double eta) { return 2 * eta - 1; }},
      {"squared_margin", "", [](double eta) { return 2 * eta - 1; }},
      {"modified_huber", "", [](double eta) { return 2 * eta - 1; }},
      {"smoothed_hinge", "gamma=1",
       [](double eta) { return eta >= 0.5 ? (2 * eta - 1) / eta : (2 * eta - 1) / (1 - eta); }},
      {"temperature_logistic", "T=2", [](double eta) { return 2 * logit(eta); }},
      {"temperature_logistic", "T=20", [](double eta) { return 20 * logit(eta); }},
      {"temperature_logistic", "T=0.1", [](double eta) { return 0.1 * logit(eta); }},
      {"brier_binary", "", logit},
      {"spherical", "", logit},
      {"focal", "gamma=0", logit},
      {"alpha_balanced_ce", "alpha=0.25", [](double eta) { return logit(eta) + logit(0.25); }},
      {"label_smoothed_bce", "epsilon=0.1", [](double eta) { return logit(0.9 * eta + 0.05); }},
      {"gce", "q=0.7", [](double eta) { return logit(eta) / 0.3; }},
      {"poly1", "epsilon=-1", [](double eta) { return 0.5 * logit(eta); }},
      {"bi_tempered", "t1=0.8;t2=1", logit},
      {"bi_tempered", "t1=0.3;t2=2", [](double eta) { return 1 / (1 - eta) - 1 / eta; }},
      {"bi_tempered", "t1=0;t2=3", [](double eta) { return 0.5 / ((1 - eta) * (1 - eta)) - 0.5 / (eta * eta); }},
      {"asymmetric", "gamma_pos=0;gamma_neg=0;shift=0", logit},
      {"phuber_ce", "tau=1000", logit},
  };
  for (const Link& link : links) {
    const ConditionalRisk risk(make(link.id, link.parameters));
    for (const double eta : etas) {
      SCOPED_TRACE(testing::Message() << link.id << " at " << eta);
      const RiskMinimum at = risk.minimum(eta);
      const double expected = link.score(eta);
      EXPECT_TRUE(at.is_point());
      EXPECT_NEAR(at.from, expected, 2e-9 * (1 + std::abs(expected)));
      EXPECT_NEAR(at.risk, conditional_risk(make(link.id, link.parameters), eta, expected), 1e-14 * (1 + at.risk));
    }
  }
}

TEST(ConditionalRisk, ProbabilitiesAtSeventyPercent) {
  const struct {
    const char *id, *parameters;
    double q;
  } anchors[] = {{"focal", "gamma=2", 0.5785},
                 {"focal", "gamma=5", 0.5380},
                 {"gce", "q=0.7", 0.9440},
                 {"symmetric_ce", "alpha=0.1;beta=1;A=-4", 0.9820},
                 {"poly1", "epsilon=1", 0.7707},
                 {"bootstrap_soft", "beta=0.95", 0.7097},
                 {"bootstrap_hard", "beta=0.8", 0.76},
                 {"brier_binary", "", 0.7},
                 {"bi_tempered", "t1=0.2;t2=1", 0.7},
                 {"phuber_ce", "tau=3", 0.7 / 0.9},
                 {"spherical", "", 0.7},
                 {"label_smoothed_bce", "epsilon=0.1", 0.68},
                 {"alpha_balanced_ce", "alpha=0.25", 0.7 * 0.25 / (0.7 * 0.25 + 0.3 * 0.75)}};
  for (const auto& anchor : anchors) {
    const RiskMinimum at = conditional_minimum(make(anchor.id, anchor.parameters), 0.7);
    EXPECT_TRUE(at.is_point()) << anchor.id;
    EXPECT_NEAR(sigmoid(at.from), anchor.q, 5.1e-5) << anchor.id;
  }
}

TEST(ConditionalRisk, MinimaAtInfinity) {
  for (const char* id : {"mae_probability", "sigmoid_loss", "unhinged", "normalised_ce"}) {
    const ConditionalRisk risk{Loss(id)};
    for (const double eta : etas) {
      SCOPED_TRACE(testing::Message() << id << " at " << eta);
      const RiskMinimum at = risk.minimum(eta);
      if (eta == 0.5) {
        EXPECT_EQ(at.from, -infinity);  // the risk is constant
        EXPECT_EQ(at.to, infinity);
        EXPECT_TRUE(at.whole);
        continue;
      }
      EXPECT_EQ(at.from, eta > 0.5 ? infinity : -infinity);
      EXPECT_EQ(at.to, at.from);
      EXPECT_EQ(at.risk, std::string_view(id) == "unhinged" ? -infinity : std::min(eta, 1 - eta));
    }
  }
}

TEST(ConditionalRisk, FlatSets) {
  const auto expect_set = [](const char* id, const char* parameters, double eta, double from, double to) {
    const RiskMinimum at = conditional_minimum(make(id, parameters), eta);
    EXPECT_EQ(at.from, from) << id << eta;
    EXPECT_EQ(at.to, to) << id << eta;
    EXPECT_TRUE(at.whole) << id << eta;
  };
  expect_set("hinge", "", 0.5, -1, 1);
  expect_set("hinge", "", 0.7, 1, 1);
  expect_set("hinge", "", 0.3, -1, -1);
  for (const double eta : etas) expect_set("perceptron", "", eta, 0, 0);
  expect_set("smoothed_hinge", "gamma=0.5", 0.5, -0.5, 0.5);
  expect_set("ramp", "s=-1", 0.7, 1, infinity);
  expect_set("ramp", "s=-1", 0.2, -infinity, -1);
  expect_set("ramp", "s=-1", 0.5, -infinity, infinity);
  expect_set("ramp", "s=-3", 0.7, 1, 1);
  expect_set("zero_one", "", 0.7, 0, infinity);
  expect_set("zero_one", "", 0.3, -infinity, 0);
  EXPECT_EQ(conditional_minimum(Loss("zero_one"), 0.7).risk, 1 - 0.7);
}

TEST(ConditionalRisk, SeparateMinima) {
  const RiskMinimum at = conditional_minimum(make("bootstrap_hard", "beta=0.8"), 0.5);
  EXPECT_FALSE(at.whole);
  EXPECT_NEAR(at.from, -at.to, 1e-9);
  EXPECT_GT(at.to, 0.1);
  EXPECT_TRUE(conditional_minimum(make("bootstrap_hard", "beta=0.8"), 0.51).whole);
}

TEST(ConditionalRisk, TheBrierScoreLeavesTheVariance) {
  for (const double eta : etas) {
    EXPECT_NEAR(conditional_minimum(Loss("brier_binary"), eta).risk, eta * (1 - eta), 1e-14);
  }
}

TEST(ConditionalRisk, ClassesAreMirrored) {
  for (const Loss& loss : Loss::all()) {
    if (!is_of_margin(loss.info().family) || loss.depends_on_class()) continue;
    const ConditionalRisk risk(loss);
    for (const double eta : etas) {
      const RiskMinimum one = risk.minimum(eta), other = risk.minimum(1 - eta);
      if (std::isinf(one.from) || std::isinf(one.to)) {
        EXPECT_EQ(one.from, -other.to) << loss.id() << eta;
      } else {
        EXPECT_NEAR(one.from, -other.to, 1e-7 * (1 + std::abs(one.from))) << loss.id() << eta;
      }
    }
  }
}

// Nowhere on a fine scan is a risk below the minimum that is reported, whatever the parameters.
TEST(ConditionalRisk, NothingLiesBelow) {
  Random random(11);
  for (Loss loss : Loss::all()) {
    if (!is_of_margin(loss.info().family) && loss.info().family != Family::of_probability) continue;
    for (int round = 0; round < 12; ++round) {
      for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
        const Parameter& parameter = loss.parameters()[i];
        if (round == 0 || parameter.is_class) continue;
        loss.set(i, parameter.slider_min + random.uniform() * (parameter.slider_max - parameter.slider_min));
      }
      const ConditionalRisk risk(loss);
      for (const double eta : etas) {
        const RiskMinimum at = risk.minimum(eta);
        SCOPED_TRACE(testing::Message() << loss.label() << " at " << eta << ": " << at.from << " to " << at.to);
        EXPECT_LE(at.from, at.to);
        for (double m = -40; m <= 40; m += 0.0173) {
          const double value = risk.at(eta, m).value;
          ASSERT_GE(value, at.risk - 1e-11 * (1 + std::abs(value))) << m;
          if (at.whole && m > at.from && m < at.to) {
            ASSERT_NEAR(value, at.risk, m == 0 ? 1 : 1e-11 * (1 + std::abs(value)));
          }
        }
        if (at.is_point() && std::isfinite(at.from)) {
          ASSERT_NEAR(risk.at(eta, at.from).value, at.risk, 1e-12 * (1 + std::abs(at.risk)));
        }
      }
    }
  }
}

TEST(ConditionalRisk, OtherFamiliesAreRefused) { EXPECT_THROW(ConditionalRisk{Loss("huber")}, InputError); }

}  // namespace
}  // namespace losslab
