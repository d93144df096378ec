#include "losses/learn/data/table/number_form.h"

#include <gtest/gtest.h>

#include <string>

namespace losslab {
namespace {

TEST(DressedNumber, WithADecimalPoint) {
  const auto read = [](std::string_view text) { return dressed_number(text, '.'); };
  EXPECT_EQ(read("1,234.5"), 1234.5);
  EXPECT_EQ(read("-12,345,678"), -12345678.0);
  EXPECT_EQ(read("1 234"), 1234.0);
  EXPECT_EQ(read("1\xC2\xA0"
                 "234.25"),
            1234.25);
  EXPECT_EQ(read("1'234'567.5"), 1234567.5);
  EXPECT_EQ(read("1\xE2\x80\x99"
                 "234"),
            1234.0);
  EXPECT_EQ(read("\xE2\x88\x92"
                 "2.5e-3"),
            -0.0025);
  EXPECT_EQ(read("12.5 %"), 12.5);
  EXPECT_EQ(read("$1,000"), 1000.0);
  EXPECT_EQ(read("-$5"), -5.0);
  EXPECT_EQ(read("($5.50)"), -5.5);
  EXPECT_EQ(read(".5"), 0.5);
  EXPECT_EQ(read("+7"), 7.0);
}

TEST(DressedNumber, WithADecimalComma) {
  const auto read = [](std::string_view text) { return dressed_number(text, ','); };
  EXPECT_EQ(read("1,5"), 1.5);
  EXPECT_EQ(read("1.234,5"), 1234.5);
  EXPECT_EQ(read("1.234"), 1234.0);
  EXPECT_EQ(read("0,25 \xE2\x82\xAC"), 0.25);
  EXPECT_EQ(read("2,0E+3"), 2000.0);
  EXPECT_EQ(read(",5"), 0.5);
  EXPECT_FALSE(read("1.5"));
  EXPECT_FALSE(read("0.123"));
}

TEST(DressedNumber, RefusesWhatIsNone) {
  for (const char* text :
       {"",          ".",         "-",          "%",          "$",        "()",    "1,23",  "1,2345", "12,34,567",
        "1,234 567", "0,123,456", "01.02.2024", "2024-01-31", "2/3/2024", "1.2.3", "12:30", "1 23",   "030 123 456",
        "1e",        "e5",        "--1",        "5 cm",       "1,234e5",  "inf",   "nan",   "0x10",   "1e999"}) {
    EXPECT_FALSE(dressed_number(text, '.')) << text;
  }
  EXPECT_FALSE(dressed_number(std::string(100, '1'), '.'));
}

TEST(DressedNumber, SaysWhatWasPassedOver) {
  NumberDress dress;
  dressed_number("$1,234.5", '.', &dress);
  EXPECT_EQ(dress.grouped, ',');
  EXPECT_TRUE(dress.currency);
  EXPECT_FALSE(dress.percent);
}

char decimal_of(const std::vector<std::string>& cells, char delimiter) {
  DecimalEvidence evidence;
  for (const std::string& cell : cells) evidence.add(cell);
  return evidence.decimal(delimiter);
}

TEST(DecimalEvidence, IsDecidedByAll) {
  EXPECT_EQ(decimal_of({"1,234", "2,5"}, ','), ',');
  EXPECT_EQ(decimal_of({"1,234", "2.5"}, ';'), '.');
  EXPECT_EQ(decimal_of({"1,234", "1,234,567"}, ';'), '.');
  EXPECT_EQ(decimal_of({"1.234", "1.234.567"}, ';'), ',');
  EXPECT_EQ(decimal_of({"0,123"}, ','), ',');
  EXPECT_EQ(decimal_of({"1,234"}, ';'), ',');
  EXPECT_EQ(decimal_of({"1,234"}, ','), '.');
  EXPECT_EQ(decimal_of({"1,234", "950"}, '\t'), '.');
  EXPECT_EQ(decimal_of({"1,234", "12345"}, '\t'), ',');
  EXPECT_EQ(decimal_of({"12", "text"}, ';'), '.');
  EXPECT_EQ(decimal_of({"1,5", "2.5", "3,5"}, ';'), ',');
}

}  // namespace
}  // namespace losslab
