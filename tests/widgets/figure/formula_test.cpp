#include "widgets/figure/formula.h"

#include <gmock/gmock.h>

namespace losslab {
namespace {

const FixedTextMeasure fixed;
constexpr Color ink = rgb(0x112233);

DisplayList set(std::string_view tex) { return set_formula(tex, 20, ink, fixed); }

std::string all_text(const DisplayList& list) {
  std::string out;
  for (const Op& op : list.ops) {
    if (const auto* text = std::get_if<TextOp>(&op)) out += text->text;
  }
  return out;
}

const TextOp& find_text(const DisplayList& list, std::string_view text) {
  for (const Op& op : list.ops) {
    const auto* found = std::get_if<TextOp>(&op);
    if (found && found->text == text) return *found;
  }
  throw std::out_of_range(std::string(text));
}

TEST(Formula, VariablesAreItalicAndNumbersAndFunctionsUpright) {
  const DisplayList list = set("\\ell(r)=2\\delta\\log(r)");
  EXPECT_EQ(all_text(list), "ℓ(r)=2δlog(r)");
  EXPECT_EQ(find_text(list, "r").style, FontStyle::italic);
  EXPECT_EQ(find_text(list, "δ").style, FontStyle::italic);
  EXPECT_EQ(find_text(list, "2").style, FontStyle::regular);
  EXPECT_EQ(find_text(list, "log").style, FontStyle::regular);
  EXPECT_EQ(find_text(list, "(").style, FontStyle::regular);
}

TEST(Formula, ScriptsAreSmallerAndShifted) {
  const DisplayList list = set("x^{2}_{i}");
  const TextOp &x = find_text(list, "x"), &two = find_text(list, "2"), &i = find_text(list, "i");
  EXPECT_LT(two.size, x.size);
  EXPECT_LT(two.at.y, x.at.y);
  EXPECT_GT(i.at.y, x.at.y);
  EXPECT_DOUBLE_EQ(two.at.x, i.at.x);
  EXPECT_GT(two.at.x, x.at.x);
}

TEST(Formula, AFractionHasItsPartsOnEitherSideOfTheBar) {
  const DisplayList list = set("\\frac{a}{bcd}");
  const auto bar = std::find_if(list.ops.begin(), list.ops.end(),
                                [](const Op& op) { return std::holds_alternative<PolylineOp>(op); });
  ASSERT_NE(bar, list.ops.end());
  const double y = std::get<PolylineOp>(*bar).points[0].y;
  EXPECT_LT(find_text(list, "a").at.y, y);
  EXPECT_GT(find_text(list, "b").at.y - 0.5 * 20, y);
  EXPECT_GT(find_text(list, "a").at.x, find_text(list, "b").at.x);
}

TEST(Formula, AMinusIsAnOperatorBetweenAndASignBefore) {
  const auto gap = [](std::string_view tex) {
    const DisplayList list = set(tex);
    return find_text(list, "b").at.x - find_text(list, "−").at.x;
  };
  EXPECT_GT(gap("a-b"), gap("-b"));
  EXPECT_DOUBLE_EQ(gap("a=-b"), gap("-b"));
}

TEST(Formula, CasesStandUnderEachOther) {
  const DisplayList list = set("\\begin{cases} a & b \\\\ c & d \\end{cases}");
  EXPECT_EQ(all_text(list), "abcd");
  EXPECT_DOUBLE_EQ(find_text(list, "a").at.x, find_text(list, "c").at.x);
  EXPECT_DOUBLE_EQ(find_text(list, "b").at.x, find_text(list, "d").at.x);
  EXPECT_LT(find_text(list, "a").at.y, find_text(list, "c").at.y);
}

TEST(Formula, TallContentGetsTallBrackets) {
  // Glyphs around low content, strokes around a fraction.
  EXPECT_NE(all_text(set("(x)")).find('('), std::string::npos);
  EXPECT_EQ(all_text(set("(\\frac{x}{y})")).find('('), std::string::npos);
  EXPECT_EQ(all_text(set("\\left|\\frac{x}{y}\\right|")).find('|'), std::string::npos);
}

TEST(Formula, WhatALossNeedsIsKnownAndInsideItsExtent) {
  for (const std::string_view tex :
       {"\\ell(r)=r^2",
        "\\frac{1}{2}r^{2}",
        "|r|",
        "\\begin{cases}\\frac{1}{2}r^2 & |r|\\le\\delta \\\\ \\delta(|r|-\\frac{\\delta}{2}) & |r|>\\delta\\end{cases}",
        "\\delta^2(\\sqrt{1+(r/\\delta)^2}-1)",
        "\\log\\cosh r",
        "\\max(\\tau r,\\,(\\tau-1)r)",
        "\\max(0,\\,|r|-\\epsilon)",
        "\\frac{c^2}{2}\\log(1+(\\frac{r}{c})^2)",
        "\\frac{r^2/2}{1+(r/c)^2}",
        "\\frac{c^2}{2}(1-\\exp(-(r/c)^2))",
        "\\frac{|\\alpha-2|}{\\alpha}((\\frac{(r/c)^2}{|\\alpha-2|}+1)^{\\alpha/2}-1)",
        "\\log(1+e^{-m})",
        "-\\alpha(1-p)^\\gamma\\log p,\\quad p=\\sigma(m)",
        "\\frac{1-p^q}{q}",
        "\\max(0,1-m)^2",
        "(1-\\epsilon)\\log(1+e^{-m})+\\epsilon\\,m",
        "m\\ge 0,\\ \\tanh m\\to\\infty",
        "2(1-\\sigma(m))^2",
        "\\text{sign}(r)\\cdot\\beta\\ne\\hat{y}",
        "\\left(\\frac{a}{b}\\right)^{2} \\rightarrow [0, 1)"}) {
    SCOPED_TRACE(tex);
    const DisplayList list = set(tex);
    EXPECT_EQ(all_text(list).find('\\'), std::string::npos) << all_text(list);
    EXPECT_EQ(all_text(list).find_first_of("{}&^_"), std::string::npos) << all_text(list);
    EXPECT_GT(list.size.width, 0);
    EXPECT_GT(list.size.height, 10);
    for (const Op& op : list.ops) {
      if (const auto* text = std::get_if<TextOp>(&op)) {
        EXPECT_EQ(text->color, ink);
        EXPECT_GE(text->at.x, 0);
        EXPECT_LE(text->at.x + fixed.measure(text->text, text->size, text->style).width, list.size.width + 1e-9);
        EXPECT_GT(text->at.y, 0);
        EXPECT_LE(text->at.y, list.size.height);
      } else if (const auto* line = std::get_if<PolylineOp>(&op)) {
        for (const Point p : line->points) {
          EXPECT_GE(p.x, -0.01);
          EXPECT_LE(p.x, list.size.width + 0.01);
          EXPECT_GE(p.y, -0.01);
          EXPECT_LE(p.y, list.size.height + 0.01);
        }
      }
    }
  }
}

TEST(Formula, NonsenseIsSetAsItStands) {
  EXPECT_EQ(all_text(set("\\foo + x")), "\\foo+x");
  EXPECT_EQ(all_text(set("a}b")), "a}b");
  EXPECT_EQ(all_text(set("")), "");
  for (const std::string_view tex : {"\\frac", "\\frac{", "^", "_^_", "\\", "\\begin{cases}", "\\sqrt", "{", "(((", "&",
                                     "\\\\", "\\left", "\\right", "({)}", "\\end", "x^", "[0,1)", "\xce"}) {
    SCOPED_TRACE(tex);
    EXPECT_GE(set(tex).size.width, 0);
  }
  // Deep or crossed nesting ends, and soon.
  std::string deep, crossed;
  for (int i = 0; i < 20000; ++i) deep += "{(^";
  for (int i = 0; i < 40; ++i) crossed += "({)";
  for (int i = 0; i < 40; ++i) crossed += ")";
  EXPECT_GE(set(deep).size.width, 0);
  EXPECT_GE(set(crossed).size.width, 0);
}

}  // namespace
}  // namespace losslab
