#include "losses/learn/data/table/csv_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support.h"

namespace losslab {
namespace {

using testing::ElementsAre;

std::string said(const std::string& text) {
  return test::message_of([&] { parse_csv_table(text, "t.csv"); });
}

TEST(CsvTable, KeepsEveryFieldAndSaysWhatIsInTheColumns) {
  const CsvTable table = parse_csv_table(
      "\xEF\xBB\xBF,\"name, first\",age,sex\r\n1, Ada ,36,f\r\n2,\"Al \"\"A\"\" an\",,m\n3,?,4.1e1,f\n\n",
      "people.csv");
  EXPECT_EQ(table.name(), "people.csv");
  ASSERT_EQ(table.rows(), 3U);
  ASSERT_EQ(table.columns().size(), 4U);
  EXPECT_EQ(table.columns()[0].name, "column 1");
  EXPECT_EQ(table.columns()[1].name, "name, first");
  EXPECT_EQ(table.cell(0, 1), "Ada");
  EXPECT_EQ(table.cell(1, 1), "Al \"A\" an");
  EXPECT_EQ(table.cell(2, 2), "4.1e1");
  EXPECT_EQ(table.cell(2, 3), "f");
  EXPECT_TRUE(table.columns()[0].numeric());
  EXPECT_EQ(table.columns()[1].texts, 2U);
  EXPECT_EQ(table.columns()[1].missing, 1U);
  EXPECT_TRUE(table.columns()[2].numeric());
  EXPECT_EQ(table.columns()[2].missing, 1U);
  EXPECT_FALSE(table.columns()[3].numeric());
  EXPECT_THAT(table.columns()[3].values, ElementsAre("f", "m"));
}

TEST(CsvTable, CountsDifferentValues) {
  const CsvTable table = parse_csv_table("a,b,c\n1,1,\n1.0,2,NA\n+1,3,nan\n0,4,NULL\n", "t.csv");
  EXPECT_THAT(table.columns()[0].values, ElementsAre("1", "0"));
  EXPECT_TRUE(table.columns()[0].two_values());
  EXPECT_THAT(table.columns()[1].values, ElementsAre("1", "2", "3", "4"));
  EXPECT_FALSE(table.columns()[1].two_values());
  EXPECT_EQ(table.columns()[2].missing, 4U);
  EXPECT_FALSE(table.columns()[2].numeric());
}

TEST(CsvTable, SaysWhereAndWhat) {
  EXPECT_EQ(said(""), "t.csv is empty: expected a header such as x,y.");
  EXPECT_EQ(said("a\n1\n"), "t.csv, line 1: expected two columns at least, found 'a'.");
  EXPECT_EQ(said("a,b\n1,2\n"), "t.csv: expected at least 2 rows below the header, found 1.");
  EXPECT_EQ(said("a,b\n1,2\n1,2,3\n"), "t.csv: line 3 has 3 fields, expected 2 as in the header.");
  EXPECT_EQ(said("1,2\n3,4\n1,2,3\n"), "t.csv: line 3 has 3 fields, expected 2 as in the first row.");
  EXPECT_EQ(said("x,y\n5,1,2\n4,3,4\n"), "t.csv: line 3 has 3 fields, expected 2 as in the header.");
  EXPECT_EQ(said("a,\"b\n1,2\n"), "t.csv, line 1: a double quote is not closed.");
  EXPECT_EQ(said(std::string("a,b\n1,\0\n", 8)), "t.csv, line 2: expected text, found a NUL byte.");
}

std::size_t characters(const std::string& utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(CsvTable, IsReadInAnotherWayOnRequest) {
  const CsvTable table = parse_csv_table("a;b\n1,234;-999\n2,345;7\n3;4\n", "t.csv");
  EXPECT_EQ(table.understanding().decimal, ',');
  EXPECT_THAT(table.columns()[0].cells, ElementsAre(1.234, 2.345, 3));
  EXPECT_EQ(table.columns()[1].missing, 0U);
  TableReading reading;
  reading.decimal = '.';
  reading.missing = {"-999", "7.0"};
  const CsvTable other = table.read_as(reading);
  EXPECT_THAT(other.columns()[0].cells, ElementsAre(1234, 2345, 3));
  EXPECT_EQ(other.columns()[1].missing, 2U);
  EXPECT_EQ(other.understanding().chosen_missing, 2U);
  reading.header = false;
  EXPECT_EQ(table.read_as(reading).rows(), 4U);
  EXPECT_EQ(table.read_as(reading).cell(0, 1), "b");
  reading = {};
  reading.delimiter = ',';
  EXPECT_EQ(test::message_of([&] { table.read_as(reading); }),
            "t.csv: line 4 has 1 field, expected 2 as in the header.");
  EXPECT_EQ(table.read_as({}).columns()[0].cells, table.columns()[0].cells);
}

TEST(CsvTable, KnowsTheLinesOfItsRows) {
  const CsvTable table = parse_csv_table("# one\n\na,b\r\n\"x\ny\",2\r\n\r\n,\n3,4\n", "t.csv");
  ASSERT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.header_line(), 3U);
  EXPECT_EQ(table.line(0), 4U);
  EXPECT_EQ(table.line(1), 8U);
  EXPECT_EQ(table.cell(0, 0), "x\ny");
}

// A session could not hold anything else.
TEST(CsvTable, MakesTextValidUtf8) {
  const CsvTable latin = parse_csv_table(
      "gr\xF6\xDF"
      "e,b\n\xE4,1\n2,3\n",
      "t.csv");
  EXPECT_EQ(latin.columns()[0].name, "größe");
  EXPECT_EQ(latin.cell(0, 0), "ä");
  const CsvTable unicode = parse_csv_table("größe,身高\n1,2\n3,4\n", "t.csv");
  EXPECT_EQ(unicode.columns()[0].name, "größe");
  EXPECT_EQ(unicode.columns()[1].name, "身高");
  for (const char* wrong : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBD", "\x80"}) {
    const CsvTable table = parse_csv_table(std::string(wrong) + ",b\n1,2\n3,4\n", "t.csv");
    EXPECT_EQ(characters(table.columns()[0].name), std::string(wrong).size()) << "every byte by itself";
  }
  EXPECT_EQ(parse_csv_table("a\x1B,b\n1,2\n3,4\n", "t.csv").columns()[0].name, "a?");
}

}  // namespace
}  // namespace losslab
