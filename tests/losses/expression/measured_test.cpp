// What is measured of losses against what is known of those of the catalogue, and of formulas with what fails where.
#include <gtest/gtest.h>

#include "../core/arguments.h"
#include "losses/expression/measured_properties.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::testing {
namespace {

MeasuredProperties measured(const char* formula, Family family = Family::residual, double reach = 8) {
  const Loss loss = Loss::from_formula({.id = "formula", .family = family, .formula = formula});
  return measured_properties(loss, -reach, reach);
}

TEST(Measured, AgreesWithWhatIsKnownOfTheCatalogue) {
  for (const Loss& loss : Loss::all()) {
    const Family family = loss.info().family;
    if (family == Family::other || family == Family::score || loss.depends_on_class()) continue;
    const MeasuredProperties here = measured_properties(loss, -40, 40);
    const Properties known = loss.properties();
    EXPECT_EQ(here.convex.answer == Fact::yes, known.convex) << name_of(loss) << " at " << here.convex.where;
    if (is_of_margin(family)) {
      EXPECT_EQ(here.symmetric.answer == Fact::yes, known.symmetric) << name_of(loss) << " at " << here.symmetric.where;
    }
    if (is_of_residual(family)) {
      EXPECT_EQ(here.redescending.answer == Fact::yes, known.redescending) << name_of(loss);
      EXPECT_EQ(here.minimum_at_zero.answer, Fact::yes) << name_of(loss);
    }
    if (std::isfinite(known.lipschitz)) {
      EXPECT_LE(here.lipschitz, known.lipschitz * (1 + 1e-9)) << name_of(loss);
      EXPECT_GE(here.lipschitz, known.lipschitz * 0.99) << name_of(loss);
    }
    EXPECT_EQ(here.bounded_gradient.answer == Fact::yes, known.bounded_gradient)
        << name_of(loss) << " at " << here.bounded_gradient.where;
    EXPECT_EQ(here.bounded.answer == Fact::yes, known.bounded) << name_of(loss) << " at " << here.bounded.where;
  }
}

TEST(Measured, SaysWhereItFails) {
  EXPECT_NEAR(measured("1 - exp(-r^2/2)").convex.where, 2.5, 6.0);
  EXPECT_EQ(measured("1 - exp(-r^2/2)").convex.answer, Fact::no);
  EXPECT_NEAR(measured("(r - 1)^2").minimum_at_zero.where, 1, 1e-9);
  EXPECT_EQ(measured("(r - 1)^2").symmetric.answer, Fact::no);
  EXPECT_GT(measured("(r - 1)^2").monotone.where, 0);
  EXPECT_LT(measured("(r - 1)^2").monotone.where, 1);
  EXPECT_NEAR(measured("r^2 - 1").non_negative.where, 0, 1e-9);
  EXPECT_EQ(measured("r^2").non_negative.answer, Fact::yes);
  EXPECT_EQ(measured("log(r)").finite.answer, Fact::no);
  EXPECT_LE(measured("log(r)").finite.where, 0);
  EXPECT_EQ(measured("|r|").lipschitz, inf);
  EXPECT_EQ(measured("|r|").steepest_at, 0);
  EXPECT_EQ(measured("if(r < 1, 0, 1)").convex.answer, Fact::no);
}

TEST(Measured, CalibratedWhereConvexAndFallingAtZero) {
  EXPECT_EQ(measured("max(0, 1 - m)", Family::margin).calibrated.answer, Fact::yes);
  EXPECT_EQ(measured("max(0, -1 - m)", Family::margin).calibrated.answer, Fact::no);
  EXPECT_EQ(measured("max(0, -1 - m)", Family::margin).calibrated.where, 0);
  EXPECT_EQ(measured("1/(1 + exp(m))", Family::margin).calibrated.answer, Fact::not_applicable);
  EXPECT_EQ(measured("1/(1 + exp(m))", Family::margin).symmetric.answer, Fact::yes);
}

}  // namespace
}  // namespace losslab::testing
