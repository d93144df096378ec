// Formulas as they are set in the reading panel.
#include <gtest/gtest.h>

#include "losses/core/loss.h"
#include "losses/expression/own_loss_text.h"
#include "losses/expression/typeset.h"

namespace losslab::testing {
namespace {

std::string set(const char* text, const char* variable = "r") { return typeset(parse_expression(text, variable)); }

TEST(Typeset, Formulas) {
  EXPECT_EQ(set("r^2/2"), R"(\ell(r) = \frac{r^{2}}{2})");
  EXPECT_EQ(set("c^2/2*log(1+z^2)\nz = r/c"), R"(\ell(r) = \frac{c^{2}}{2} \log(1 + z^{2}), z = \frac{r}{c})");
  EXPECT_EQ(set("-(1-p)^γ log(p)", "p"), R"(\ell(p) = -(1 - p)^{\gamma} \log p)");
  EXPECT_EQ(set("-(1-p)^γ log(p); p = σ(m)", "m"), R"(\ell(m) = -(1 - p)^{\gamma} \log p, p = \sigma(m))");
  EXPECT_EQ(set("max(0, 1 - m)^2", "m"), R"(\ell(m) = (\max(0, 1 - m))^{2})");
  EXPECT_EQ(set("max(a, r, 3)"), R"(\ell(r) = \max(a, r, 3))");
  EXPECT_EQ(set("|r|^p"), R"(\ell(r) = |r|^{p})");
  EXPECT_EQ(set("b(exp(a r) - a r - 1)"), R"(\ell(r) = b (e^{a r} - a r - 1))");
  EXPECT_EQ(set("1 - exp(-(r/c)^2)"), R"(\ell(r) = 1 - \exp(-(\frac{r}{c})^{2}))");
  EXPECT_EQ(set("2*3 r"), R"(\ell(r) = 2 \cdot 3 r)");
  EXPECT_EQ(set("a - (b - r)"), R"(\ell(r) = a - (b - r))");
  EXPECT_EQ(set("√(1 + r²) − 1"), R"(\ell(r) = \sqrt{1 + r^{2}} - 1)");
  EXPECT_EQ(set("c1 r + width + γ_pos"), R"(\ell(r) = c_{1} r + \text{width} + \gamma_{+})");
  EXPECT_EQ(set("1e-8 r + pi"), R"(\ell(r) = 10^{-8} r + \pi)");
  EXPECT_EQ(set("r*(-2)"), R"(\ell(r) = r (-2))");
  EXPECT_EQ(set("(-r)^2"), R"(\ell(r) = (-r)^{2})");
}

TEST(Typeset, Cases) {
  EXPECT_EQ(
      set("if(|r| <= δ, r^2/2, δ(|r| - δ/2))"),
      R"(\ell(r) = \begin{cases} \frac{r^{2}}{2} & |r| \le \delta \\ \delta (|r| - \frac{\delta}{2}) & |r| > \delta \end{cases})");
  EXPECT_EQ(
      set("if(m >= 1, 0, if(m <= 0, 1/2 - m, (1-m)^2/2))", "m"),
      R"(\ell(m) = \begin{cases} 0 & m \ge 1 \\ \frac{1}{2} - m & m \le 0 \\ \frac{(1 - m)^{2}}{2} & \text{otherwise} \end{cases})");
  EXPECT_EQ(set("if(0 <= r < 1, r, 1)"),
            R"(\ell(r) = \begin{cases} r & 0 \le r < 1 \\ 1 & \text{otherwise} \end{cases})");
}

TEST(Typeset, SymbolsOfParameters) {
  const Loss loss = Loss::from_formula({.id = "own", .formula = "k r", .parameters = {{.name = "k", .symbol = "κ"}}});
  EXPECT_STREQ(loss.info().formula, "\\ell(r) = κ r");
}

}  // namespace
}  // namespace losslab::testing
