// Somebody's own loss as a loss like all others.
#include <gtest/gtest.h>

#include "losses/core/loss.h"
#include "losses/expression/expression_error.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::testing {
namespace {

OwnLossText cauchy_text() {
  return {.id = "my_cauchy",
          .name = "My Cauchy",
          .family = Family::residual,
          .formula = "c^2/2*log(1+z^2)\nz = r/c",
          .parameters = {{.name = "c",
                          .role = "scale",
                          .initial = 2,
                          .slider_min = 0.1,
                          .slider_max = 10,
                          .scale = Scale::logarithmic,
                          .lower = 0,
                          .open_lower = true}}};
}
std::string refusal(const OwnLossText& text) {
  try {
    Loss::from_formula(text);
    return "";
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(OwnLoss, IsDescribedLikeAnyOther) {
  const Loss loss = Loss::from_formula(cauchy_text());
  EXPECT_EQ(loss.id(), "my_cauchy");
  EXPECT_STREQ(loss.info().english, "My Cauchy");
  ASSERT_EQ(loss.parameters().size(), 1u);
  EXPECT_STREQ(loss.parameters()[0].name, "c");
  EXPECT_EQ(loss.parameter("c"), 2);
  EXPECT_EQ(loss.label(), "My Cauchy (c = 2)");
  EXPECT_EQ(*loss.own_text(), cauchy_text());
  EXPECT_EQ(Loss("huber").own_text(), nullptr);
}

TEST(OwnLoss, IsAValue) {
  Loss loss = Loss::from_formula(cauchy_text());
  const Loss same = Loss::from_formula(cauchy_text()), before = loss;
  EXPECT_EQ(loss, same);
  loss.set("c", 3);
  EXPECT_NE(loss, same);
  EXPECT_EQ(before, same);
  EXPECT_NEAR(loss.at(1.5).value, 4.5 * std::log1p(0.25), 1e-15);
  EXPECT_NEAR(before.at(1.5).value, 2 * std::log1p(0.5625), 1e-15);
  EXPECT_NE(loss, Loss("cauchy"));
}

TEST(OwnLoss, AgreesWithTheSameLossOfTheCatalogue) {
  Loss own = Loss::from_formula(cauchy_text()), known("cauchy");
  known.set("c", 2);
  for (const double x : {-7.5, -0.3, 0.0, 1e-3, 2.0, 40.0}) {
    EXPECT_NEAR(own.at(x).value, known.at(x).value, 1e-14);
    EXPECT_NEAR(own.at(x).gradient, known.at(x).gradient, 1e-15);
    EXPECT_NEAR(own.at(x).curvature, known.at(x).curvature, 1e-15);
    EXPECT_NEAR(own.weight(x), known.weight(x), 1e-15);
  }
}

TEST(OwnLoss, ParametersAreFoundByThemselves) {
  const Loss loss = Loss::from_formula(
      {.id = "own", .name = "", .family = Family::margin, .formula = "max(0, δ - m)^k", .parameters = {}});
  ASSERT_EQ(loss.parameters().size(), 2u);
  EXPECT_STREQ(loss.parameters()[0].symbol, "δ");
  EXPECT_EQ(loss.parameter("δ"), 1);
  EXPECT_STREQ(loss.info().english, "max(0, δ - m)^k");
}

TEST(OwnLoss, Refusals) {
  OwnLossText text = cauchy_text();
  text.id = "huber";
  EXPECT_EQ(refusal(text), "'huber' is a loss of the catalogue: an own loss needs another id.");
  text.id = "My loss";
  EXPECT_EQ(refusal(text), "The id of a loss is of small letters, digits and '_', got 'My loss'.");
  text = cauchy_text();
  text.parameters[0].initial = -1;
  EXPECT_EQ(refusal(text), "my_cauchy: c must be greater than 0, got -1.");
  text.parameters[0].initial = 1;
  text.parameters[0].slider_min = 20;
  EXPECT_EQ(refusal(text), "my_cauchy: the range of c must be two finite numbers, the lower one first, got 20 and 10.");
  text = cauchy_text();
  text.formula = "c^2/2*lgo(r)";
  EXPECT_EQ(refusal(text), "Formula, column 7: there is no function 'lgo': did you mean 'log'?");
  Loss loss = Loss::from_formula(cauchy_text());
  EXPECT_THROW(loss.set("c", 0), InputError);
}

}  // namespace
}  // namespace losslab::testing
