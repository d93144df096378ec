#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace losslab {

// What was passed over in a number.
struct NumberDress {
  char grouped = 0;  // the mark between groups of three digits: , . ' or a blank; 0: none
  bool percent = false, currency = false;
};

// A finite number as people and spreadsheets write it, `decimal` (. or ,) before its fraction: digits in groups of
// three (1,234.5 or 1.234,5; 1 234; 1'234), a true minus sign, a percent sign behind it, which is left out (12 % is
// 12), a sign of a currency, parentheses for a negative amount. Empty for what is none. A date is none.
std::optional<double> dressed_number(std::string_view text, char decimal, NumberDress* dress = nullptr);

// What the numbers of a table say of their decimal mark.
class DecimalEvidence {
 public:
  void add(std::string_view cell);
  // . or ,: the mark without which more numbers would be none. Where there is no such number but 1,234 alone, it is
  // decided by the delimiter: a semicolon is taken where the comma is needed.
  char decimal(char delimiter) const;

 private:
  std::size_t point_ = 0, comma_ = 0;  // numbers of this form alone
  std::size_t either_comma_ = 0;       // 1,234
  bool long_whole_ = false;            // whole numbers of four digits and more without marks
};

}  // namespace losslab
