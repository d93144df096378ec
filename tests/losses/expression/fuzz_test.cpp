// Any text at all as a formula: a loss, or one sentence with a place.
#include <gtest/gtest.h>

#include "check_formula.h"
#include "formula_soup.h"

namespace losslab::testing {
namespace {

TEST(FormulaFuzz, AnyTextIsALossOrIsRefusedWithItsPlace) {
  std::size_t formulas = 0;
  constexpr std::size_t texts = 4000;
  for (std::size_t i = 0; i < texts; ++i) {
    FormulaSoup soup(i);
    const std::string text = soup.text();
    SCOPED_TRACE(text);
    formulas += check_formula(text, i % 3 == 0 ? 1.0 : i % 3 == 1 ? -0.75 : 2.5) ? 1 : 0;
  }
  EXPECT_GT(formulas, texts / 3);
  EXPECT_LT(formulas, texts);
}

TEST(FormulaFuzz, AnyBytes) {
  for (std::size_t i = 0; i < 4000; ++i) {
    FormulaSoup soup(i);
    std::string text;
    for (std::size_t k = soup.below(40); k > 0; --k) text += static_cast<char>(soup.below(256));
    check_formula(text, 1);
  }
}

}  // namespace
}  // namespace losslab::testing
