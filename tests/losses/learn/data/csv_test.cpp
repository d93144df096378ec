#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "losses/core/random.h"
#include "losses/learn/data/dataset.h"
#include "support.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string said(const std::string& text) {
  return test::message_of([&] { parse_csv(text, "phones.csv"); });
}

TEST(Csv, ReadsEveryForm) {
  const Dataset plain = parse_csv("\xEF\xBB\xBFx,y\r\n 1 , 2\r\n-3e2,+4.5\r\n\r\n\n", "a.csv");
  EXPECT_EQ(plain.task, Task::regression);
  EXPECT_EQ(plain.name, "a.csv");
  EXPECT_THAT(plain.x1, ElementsAre(1, -300));
  EXPECT_THAT(plain.y, ElementsAre(2, 4.5));
  EXPECT_TRUE(plain.outlier.empty());
  const Dataset flagged = parse_csv("x,y,outlier\n1,2,0\n3,4,1", "a.csv");
  EXPECT_THAT(flagged.outlier, ElementsAre(0, 1));
  const Dataset classes = parse_csv("x1,x2,label,true_label\n1,2,-1,1\n3,4,1,1\n", "a.csv");
  EXPECT_EQ(classes.task, Task::classification);
  EXPECT_THAT(classes.y, ElementsAre(-1, 1));
  EXPECT_THAT(classes.true_label, ElementsAre(1, 1));
  const Dataset named = parse_csv("\"log weight, g\",brain\n1,2\n3,4\n", "a.csv");
  EXPECT_EQ(named.x1_name, "log weight, g");
  EXPECT_EQ(named.y_name, "brain");
  EXPECT_THAT(parse_csv("label,x2,x1\n1,2,3\n-1,5,6\n", "a.csv").x1, ElementsAre(3, 6));
  EXPECT_EQ(parse_csv("y,x\n1,2\n3,4\n", "a.csv").x1[0], 2);
}

TEST(Csv, SaysWhereAndWhat) {
  EXPECT_EQ(said("x,y\n1,2\n3,abc\n"), "phones.csv, line 3, column 2 (y): expected a number, found 'abc'.");
  EXPECT_EQ(said("x,y\n1,2\n3,\n"), "phones.csv, line 3, column 2 (y): expected a number, found nothing.");
  EXPECT_EQ(said("x,y\n1,2\nnan,1\n"), "phones.csv, line 3, column 1 (x): expected a number, found 'nan'.");
  EXPECT_EQ(said("x,y\n1,2\n1,-inf\n"), "phones.csv, line 3, column 2 (y): expected a number, found '-inf'.");
  EXPECT_EQ(said("x,y\n1,2\n1,1e999\n"), "phones.csv, line 3, column 2 (y): expected a number, found '1e999'.");
  EXPECT_EQ(said("x,y\n1,2\n1,2,3\n"), "phones.csv: line 3 has 3 fields, expected 2 as in the header.");
  EXPECT_EQ(said("x,y\n1,2\n1\n"), "phones.csv: line 3 has 1 field, expected 2 as in the header.");
  EXPECT_EQ(said(""), "phones.csv is empty: expected a header such as x,y.");
  EXPECT_EQ(said("x,y\n"), "phones.csv: expected at least 2 rows of numbers below the header, found 0.");
  EXPECT_EQ(said("x,y\n1,2\n"), "phones.csv: expected at least 2 rows of numbers below the header, found 1.");
  EXPECT_EQ(said("x1,x2,label\n1,2,2\n3,4,2\n"),
            "phones.csv, column 3 (label): the label has to have 2 to 10 different values, found one.");
  EXPECT_EQ(said("x1,x2,label,true_label\n1,2,1,1\n3,4,-1,0\n"),
            "phones.csv, line 3, column 4 (true_label): labels are -1 and 1; found '0'.");
  EXPECT_EQ(said("x,y,outlier\n1,2,0\n3,4,0.5\n"),
            "phones.csv, line 3, column 3 (outlier): outlier is 0 or 1; found '0.5'.");
  EXPECT_THAT(said("a,b,c\n1,2,3\n"), HasSubstr("line 1: expected the columns x,y or x,y,outlier or"));
  EXPECT_EQ(said(std::string("x,y\n1,\0\n", 8)), "phones.csv, line 2: expected text, found a NUL byte.");
  EXPECT_EQ(said("x,\"y\n1,2\n"), "phones.csv, line 1: a double quote is not closed.");
}

TEST(Csv, ReadsLongTables) {
  std::string rows = "x,y\n";
  for (int i = 0; i < 300000; ++i) rows += "1,2\n";
  EXPECT_EQ(parse_csv(rows, "big.csv").size(), 300000U);
  // The first that is not as the others comes far behind what the form is guessed from.
  EXPECT_EQ(said(rows + "1;2\n"), "phones.csv: line 300002 has 1 field, expected 2 as in the header.");
  EXPECT_EQ(said(rows + "1,two\n"), "phones.csv, line 300002, column 2 (y): expected a number, found 'two'.");
  EXPECT_EQ(parse_csv(rows + "\"1,234\",2\n", "big.csv").x1.back(), 1234);
}

TEST(Csv, TakesAnyTwoLabels) {
  EXPECT_THAT(parse_csv("x1,x2,label\n1,2,0\n3,4,1\n", "a").y, ElementsAre(-1, 1));
  EXPECT_THAT(parse_csv("x1,x2,label\n1,2,1\n3,4,2\n", "a").y, ElementsAre(-1, 1));
  EXPECT_THAT(parse_csv("x1,x2,label\n1,2,yes\n3,4,no\n", "a").y, ElementsAre(1, -1));
  EXPECT_THAT(parse_csv("x1,x2,label\n1,2,-1\n3,4,1\n", "a").y, ElementsAre(-1, 1));
  EXPECT_THAT(parse_csv("x1,x2,label\n1,2,-1\n3,4,-1\n", "a").y, ElementsAre(-1, -1));
  EXPECT_THAT(parse_csv("x,y,outlier\n1,2,false\n3,4,TRUE\n", "a").outlier, ElementsAre(0, 1));
}

TEST(Csv, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(test::message_of([] { read_csv("/nowhere/at/all.csv"); }),
            "Cannot read '/nowhere/at/all.csv': No such file or directory.");
  EXPECT_EQ(test::message_of([] { read_csv(LOSSLAB_ASSETS); }),
            "'" LOSSLAB_ASSETS "' is a folder; expected a CSV file.");
}

TEST(Csv, WritesWhatItReads) {
  for (const char* text : {"line:n=50,outliers=0.2", "gaussians:n=30,flips=0.1"}) {
    Dataset data = make_data(parse_data_spec(text), "");
    data.true_line.reset();  // a file does not know it
    EXPECT_EQ(parse_csv(to_csv(data), data.name), data);
  }
  Dataset named = parse_csv("\"a \"\"b\"\", c\",d\n0.1,2\n3,4e-300\n", "n");
  EXPECT_EQ(parse_csv(to_csv(named), "n"), named);
  for (const char* text : {"week,demand,outlier\n1,0.1,0\n2,3,1\n", "Petal.Length,Width,label\n1,2,1\n3,1e-17,-1\n",
                           "a,b,label,true_label\n1,2,1,-1\n3,4,-1,-1\n"}) {
    EXPECT_EQ(to_csv(parse_csv(text, "n")), text);
  }
}

// Names under which the columns would be taken for something else are left out.
TEST(Csv, WritesNoNameThatMisleads) {
  Dataset data = parse_csv("x,y\n1,2\n3,4\n", "n");
  const auto names = [&](const char* x, const char* y) {
    data.x1_name = x;
    data.y_name = y;
    return to_csv(data).substr(0, to_csv(data).find('\n'));
  };
  EXPECT_EQ(names("height", "weight"), "height,weight");
  EXPECT_EQ(names("y", "x"), "x,y");
  EXPECT_EQ(names("1970", "1980"), "x,y");
  EXPECT_EQ(names("two\nlines", "b"), "x,y");
  EXPECT_EQ(names(" padded", "b"), "x,y");
  Dataset classes = parse_csv("x1,x2,label\n1,2,1\n3,4,-1\n", "n");
  std::swap(classes.x1_name, classes.x2_name);
  EXPECT_EQ(parse_csv(to_csv(classes), "n").x1, classes.x1);
}

TEST(Csv, ReadsTheShippedFiles) {
  DataSpec spec;
  spec.kind = DataSpec::Kind::file;
  spec.file = "phones.csv";
  const Dataset phones = make_data(spec, LOSSLAB_ASSETS);
  EXPECT_EQ(phones.size(), 24U);
  EXPECT_EQ(phones.name, "phones.csv");
  spec.file = "iris.csv";
  EXPECT_EQ(make_data(spec, LOSSLAB_ASSETS).task, Task::classification);
}

// Damaged texts either parse into sound data or are refused with one sentence; nothing else may happen.
TEST(Csv, SurvivesMutations) {
  const std::string seeds[] = {"x,y,outlier\n1,2,0\n3.5,-4e3,1\n5,6,0\n",
                               "x1,x2,label,true_label\r\n1,2,-1,1\r\n3,4,1,1\r\n", "\"a\",\"b\"\n1,2\n3,4\n"};
  const std::string alphabet = "0123456789.,-+eE\"\n\r x\ty,inanf\xEF\xBB\xBF" + std::string(1, '\0');
  Random random(11);
  int parsed = 0, refused = 0;
  for (int k = 0; k < 20000; ++k) {
    std::string text = seeds[random.below(3)];
    for (std::uint64_t m = 1 + random.below(4); m > 0 && !text.empty(); --m) {
      const std::size_t at = random.below(text.size());
      const char c = alphabet[random.below(alphabet.size())];
      const std::uint64_t kind = random.below(4);
      if (kind == 0) text.erase(at, 1 + random.below(3));
      if (kind == 1) text.insert(at, 1, c);
      if (kind == 2) text[at] = c;
      if (kind == 3) text.insert(at, text.substr(at, random.below(8)));
    }
    try {
      const Dataset data = parse_csv(text, "m.csv");
      ++parsed;
      ASSERT_GE(data.size(), 2U);
      ASSERT_EQ(data.y.size(), data.size());
      for (double y : data.y) ASSERT_TRUE(std::isfinite(y));
    } catch (const InputError& error) {
      ++refused;
      ASSERT_THAT(error.what(), HasSubstr("m.csv"));
    }
  }
  EXPECT_GT(parsed, 1000);
  EXPECT_GT(refused, 1000);
}

TEST(DataSpec, SurvivesMutations) {
  const std::string seeds[] = {"line:n=200,noise=0.5,outliers=0.2,seed=7",
                               "moons:n=77,flips=0.1,label_noise=far,seed=3"};
  const std::string alphabet = "0123456789.,-+eE=:linemoons";
  Random random(12);
  for (int k = 0; k < 10000; ++k) {
    std::string text = seeds[random.below(2)];
    for (std::uint64_t m = 1 + random.below(3); m > 0; --m)
      text[random.below(text.size())] = alphabet[random.below(alphabet.size())];
    try {
      const DataSpec spec = parse_data_spec(text);
      if (spec.kind == DataSpec::Kind::file) continue;
      ASSERT_EQ(parse_data_spec(to_text(spec)), spec) << text;
    } catch (const InputError&) {
    }
  }
}

}  // namespace
}  // namespace losslab
