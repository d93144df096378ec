// The losses of the catalogue, typed in as formulas: what somebody gets who writes one of them.
#include <gtest/gtest.h>

#include <cmath>

#include "losses/core/loss.h"
#include "losses/expression/own_loss_text.h"

namespace losslab::testing {
namespace {

// As the language calls it: π is a number there.
std::string typed_name(std::string_view parameter) { return parameter == "pi" ? "truth" : std::string(parameter); }

Loss typed(const Loss& known) {
  Loss own = Loss::from_formula({.id = "typed", .family = known.info().family, .formula = known.info().expression});
  for (const Parameter& parameter : own.parameters()) {
    for (const Parameter& one : known.parameters()) {
      if (typed_name(one.name) == parameter.name) own.set(parameter.name, known.parameter(one.name));
    }
  }
  return own;
}

// Written in the plain way, these lose digits far out; losslab code gives their derivatives in a stable one.
bool loses_digits(std::string_view id) {
  return id == "active_passive" || id == "normalised_ce" || id == "poly1" || id == "active_passive_of_p" ||
         id == "normalised_ce_of_p";
}

TEST(TypedCatalogue, AgreesWithTheCatalogue) {
  int compared = 0;
  for (const Loss& known : Loss::all()) {
    if (known.info().family == Family::other) continue;
    SCOPED_TRACE(known.id());
    const Loss own = typed(known);
    ++compared;
    const double tolerance = loses_digits(known.id()) ? 1e-8 : 1e-12;
    for (double x : {-7.5, -2.1, -0.7, -0.05, 0.05, 0.7, 1.9, 6.3}) {
      if (std::isfinite(known.info().from)) x = 0.5 + x / 16;
      const Jet<double> a = own.at(x), b = known.at(x);
      EXPECT_NEAR(a.value, b.value, tolerance * (1 + std::abs(b.value))) << x;
      EXPECT_NEAR(a.gradient, b.gradient, tolerance * (1 + std::abs(b.gradient))) << x;
      if (std::isnan(b.curvature)) continue;
      EXPECT_NEAR(a.curvature, b.curvature, tolerance * (1 + std::abs(b.curvature))) << x;
    }
    EXPECT_EQ(own.kinks().size(), known.kinks().size());
    for (std::size_t i = 0; i < std::min(own.kinks().size(), known.kinks().size()); ++i) {
      EXPECT_NEAR(own.kinks()[i], known.kinks()[i], 1e-9 * (1 + std::abs(known.kinks()[i])));
    }
  }
  EXPECT_GE(compared, 72);
}

}  // namespace
}  // namespace losslab::testing
