// What is wrong with a formula is said where it is wrong.
#include <gtest/gtest.h>

#include "as_text.h"
#include "losses/expression/expression_error.h"

namespace losslab::testing {
namespace {

std::string refusal(std::string_view text, std::string_view variable = "r") {
  try {
    parse_expression(text, variable);
    return "";
  } catch (const ExpressionError& error) {
    return error.what();
  }
}
std::string underlined(std::string_view text) {
  try {
    parse_expression(text, "r");
    return "";
  } catch (const ExpressionError& error) {
    for (std::size_t i = 0; i < error.where().line; ++i) text.remove_prefix(text.find('\n') + 1);
    return std::string(text.substr(error.where().from, error.where().to - error.where().from));
  }
}

TEST(Refusal, Parentheses) {
  EXPECT_EQ(refusal("2*(r+1"), "Formula, column 3: the ')' that closes this '(' is missing.");
  EXPECT_EQ(refusal("r+1)"), "Formula, column 4: this ')' closes nothing: a '(' is missing before it.");
  EXPECT_EQ(refusal("log(r"), "Formula, column 4: the ')' that closes this '(' of log is missing.");
  EXPECT_EQ(refusal("|r"), "Formula, column 1: the second '|' that closes this one is missing.");
  EXPECT_EQ(refusal("()"), "Formula, column 2: there is nothing between these parentheses.");
  EXPECT_EQ(refusal("[r]"), "Formula, column 1: '[' is not used in formulas: parentheses are ( and ).");
}

TEST(Refusal, Names) {
  EXPECT_EQ(refusal("lgo(r)"), "Formula, column 1: there is no function 'lgo': did you mean 'log'?");
  EXPECT_EQ(refusal("1 + sigmiod(r)"), "Formula, column 5: there is no function 'sigmiod': did you mean 'sigmoid'?");
  EXPECT_EQ(refusal("bessel(r)"),
            "Formula, column 1: there is no function 'bessel'; a product is written bessel*(...).");
  EXPECT_EQ(refusal("log r"), "Formula, column 1: log is a function and takes parentheses: log(...).");
  EXPECT_EQ(refusal("r + max"), "Formula, column 5: max is a function and takes parentheses: max(a, b).");
}

TEST(Refusal, Conditions) {
  EXPECT_EQ(refusal("(r < 0) r"),
            "Formula, column 1: a comparison is not a number: write if(condition, a, b), as if(r < 0, -r, r).");
  EXPECT_EQ(refusal("r < 0"),
            "Formula, column 1: a comparison is not a number: write if(condition, a, b), as if(r < 0, -r, r).");
  EXPECT_EQ(refusal("if(r, 1, 2)"),
            "Formula, column 4: the first argument of if() is a comparison, as in if(r < 0, a, b).");
  EXPECT_EQ(refusal("if(r<0, 1)"), "Formula, column 1: if takes 3 arguments: if(condition, a, b), got 2.");
  EXPECT_EQ(refusal("if(r<0 & r>-1, 1, 2)"),
            "Formula, column 8: write a chain of comparisons, as 0 <= r < 1, in place of '&'.");
  EXPECT_EQ(refusal("if(r != 0, 1, 2)"),
            "Formula, column 6: comparisons are <, <=, >, >= and ==: exchange the branches of if().");
}

TEST(Refusal, Arguments) {
  EXPECT_EQ(refusal("log(r, 2)"), "Formula, column 1: log takes one argument, got 2.");
  EXPECT_EQ(refusal("max(r)"), "Formula, column 1: max takes at least 2 arguments, got 1.");
  EXPECT_EQ(refusal("max(r,)"), "Formula, column 7: an argument is missing here.");
  EXPECT_EQ(refusal("clip(r, 1)"), "Formula, column 1: clip takes 3 arguments: clip(x, low, high), got 2.");
}

TEST(Refusal, Operators) {
  EXPECT_EQ(refusal(""), "Formula, column 1: a formula is expected, as in r^2/2.");
  EXPECT_EQ(refusal("  \n "), "Formula, line 1, column 1: a formula is expected, as in r^2/2.");
  EXPECT_EQ(refusal("r +"), "Formula, column 4: a number, a name or '(' was expected, found the end.");
  EXPECT_EQ(refusal("r * / 2"), "Formula, column 5: a number, a name or '(' was expected, found '/'.");
  EXPECT_EQ(refusal("r 2"), "Formula, column 3: an operator is missing before '2'.");
  EXPECT_EQ(refusal("0,5 r"),
            "Formula, column 2: a comma stands between the arguments of a function only; the decimal sign is a point, "
            "as in 0.5.");
  EXPECT_EQ(refusal("r $ 2"), "Formula, column 3: '$' is not used in formulas.");
  EXPECT_EQ(refusal("δ + $"), "Formula, column 5: '$' is not used in formulas.");
  EXPECT_EQ(refusal("r + \xff"), "Formula, column 5: this is not UTF-8.");
  EXPECT_EQ(refusal("1e999 r"), "Formula, column 1: '1e999' is beyond the range of a double.");
}

TEST(Refusal, Lines) {
  EXPECT_EQ(refusal("r^2\nr^3"), "Formula, line 2, column 1: a line below the formula names a value, as in z = r/c.");
  EXPECT_EQ(refusal("z\nz = z + 1"), "Formula, line 2, column 1: z is named by itself.");
  EXPECT_EQ(refusal("a\na = b\nb = a"), "Formula, line 2, column 1: a is named by what needs it.");
  EXPECT_EQ(refusal("z\nz = 1\nz = 2"), "Formula, line 3, column 1: z is named twice.");
  EXPECT_EQ(refusal("z\nr = 1"), "Formula, line 2, column 1: r is the variable and cannot be named.");
  EXPECT_EQ(refusal("z = r"),
            "Formula, column 1: all lines name a value: the formula itself is missing, as a line without a name.");
  EXPECT_EQ(refusal("z\nz = log(r"), "Formula, line 2, column 8: the ')' that closes this '(' of log is missing.");
}

TEST(Refusal, Limits) {
  EXPECT_EQ(refusal("a b c d f g h i j r"),
            "Formula, column 17: 'j' would be one parameter too many: a formula has at most 8, here a, b, c, d, f, g, "
            "h and i.");
  EXPECT_EQ(refusal(std::string(61, '(') + "r" + std::string(61, ')')).substr(0, 20), "Formula, column 61: ");
  EXPECT_EQ(refusal(std::string(59, '(') + "r" + std::string(59, ')')), "");
  EXPECT_EQ(refusal(std::string(1999, '-') + "r").substr(0, 20), "Formula, column 60: ");
  EXPECT_EQ(refusal(std::string(2001, 'r')),
            "Formula, column 1: a formula has at most 2000 letters, this one has 2001.");
  std::string many = "r";
  for (int i = 0; i < 400; ++i) many += fmt::format("+{}", i);
  EXPECT_NE(refusal(many), "");
}

TEST(Refusal, ThePlaceIsAPartOfTheText) {
  EXPECT_EQ(underlined("1 + lgo(r)"), "lgo");
  EXPECT_EQ(underlined("z + 1\nz = δ lgo(r)"), "lgo");
  EXPECT_EQ(underlined("1 + (r < 2)"), "(r < 2)");
}

}  // namespace
}  // namespace losslab::testing
