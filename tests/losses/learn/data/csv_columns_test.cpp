#include "losses/learn/data/csv_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "losses/core/random.h"
#include "losses/learn/data/real_data.h"
#include "support.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

CsvTable table_of(const std::string& text) { return parse_csv_table(text, "t.csv"); }

ColumnChoice guess(const std::string& text) { return guess_columns(table_of(text)); }

ColumnChoice numbers(int x, int y, int outlier = -1) { return {Task::regression, x, -1, y, outlier, -1, "", false}; }

ColumnChoice classes(int x1, int x2, int label, const std::string& positive, int true_label = -1) {
  return {Task::classification, x1, x2, label, -1, true_label, positive, false};
}

std::string said(const std::string& text, const ColumnChoice& choice) {
  return test::message_of([&] { take_columns(table_of(text), choice); });
}

TEST(GuessColumns, ByTheirNames) {
  EXPECT_EQ(guess("y,x\n1,2\n3,4\n"), numbers(1, 0));
  EXPECT_EQ(guess("x,y,outlier\n1,2,0\n3,4,1\n5,6,0\n"), numbers(0, 1, 2));
  EXPECT_EQ(guess("x2,x1,label\n1,2,0\n3,4,1\n"), classes(1, 0, 2, "1"));
  EXPECT_EQ(guess("x1,x2,label,true_label\n1,2,-1,1\n3,4,1,1\n"), classes(0, 1, 2, "1", 3));
  EXPECT_EQ(guess("class,a,b\nno,2,5\nyes,4,6\n"), classes(1, 2, 0, "yes"));
}

TEST(GuessColumns, ByWhatIsInThem) {
  // A numbering of the rows and texts are no measurements.
  EXPECT_EQ(guess(",town,height,weight\n1,a,10,20\n2,b,11,25\n3,c,12,27\n"), numbers(2, 3));
  EXPECT_EQ(guess("id,bill,tip,size\n1,10,2,2\n2,12,3,4\n3,15,1,6\n"), numbers(1, 2));
  // The last column with two values is what is told apart; another one is not without being named so.
  EXPECT_EQ(guess("a,b,kind\n1,2,ham\n3,4,spam\n5,6,ham\n"), classes(0, 1, 2, "spam"));
  EXPECT_EQ(guess("a,b,c\n1,2,0\n3,4,1\n5,6,0\n"), classes(0, 1, 2, "1"));
  EXPECT_EQ(guess("a,sex,b\n1,m,2\n3,f,4\n5,f,6\n"), numbers(0, 2));
  EXPECT_EQ(guess("a,b,note\n1,2,q\n3,4,r\n5,6,s\n"), numbers(0, 1));
  // Nothing to be guessed is no failure.
  EXPECT_THAT(said("a,b\nq,r\ns,t\n", guess("a,b\nq,r\ns,t\n")), HasSubstr("expected a number, found 'q'"));
}

TEST(GuessColumns, OfAKindThatIsAskedFor) {
  const CsvTable table = table_of("a,sex,b\n1,m,2\n3,f,4\n5,f,6\n");
  EXPECT_EQ(guess_columns(table, Task::classification), classes(0, 2, 1, "m"));
  EXPECT_EQ(guess_columns(table_of("x1,x2,label\n1,2,0\n3,4,1\n5,6,0\n"), Task::regression), numbers(0, 1));
}

TEST(GuessColumns, TakesEveryShippedFileAsItIsRead) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(LOSSLAB_ASSETS "/data")) {
    if (entry.path().extension() != ".csv") continue;
    const std::string path = entry.path().string();
    // Which of several predictors are meant no guess can know.
    const RealData* const known = find_real_data(entry.path().filename().string());
    if (known != nullptr && known->several) continue;
    const CsvTable table = read_csv_table(path);
    EXPECT_EQ(take_columns(table, guess_columns(table)), read_csv(path)) << path;
    ++files;
  }
  EXPECT_GE(files, 9);
}

TEST(TakeColumns, NamesThePointsAsTheTableDoes) {
  const Dataset data = take_columns(table_of("id,t,v,flag\n1,10,-2.5,0\n2,11,+3e2,1\n"), numbers(1, 2, 3));
  EXPECT_EQ(data.task, Task::regression);
  EXPECT_EQ(data.name, "t.csv");
  EXPECT_EQ(data.x1_name, "t");
  EXPECT_EQ(data.y_name, "v");
  EXPECT_THAT(data.x1, ElementsAre(10, 11));
  EXPECT_THAT(data.y, ElementsAre(-2.5, 300));
  EXPECT_THAT(data.outlier, ElementsAre(0, 1));
}

TEST(TakeColumns, MapsAnyTwoValuesToLabels) {
  const std::string text = "a,b,kind,was\n1,2,ham,ham\n3,4,spam,ham\n5,6,ham,spam\n";
  EXPECT_THAT(take_columns(table_of(text), classes(0, 1, 2, "spam")).y, ElementsAre(-1, 1, -1));
  const Dataset other = take_columns(table_of(text), classes(1, 0, 2, "ham", 3));
  EXPECT_THAT(other.y, ElementsAre(1, -1, 1));
  EXPECT_THAT(other.true_label, ElementsAre(1, 1, -1));
  EXPECT_THAT(other.x1, ElementsAre(2, 4, 6));
  EXPECT_EQ(other.x2_name, "a");
  const std::string zero_one = "a,b,c\n1,2,0\n3,4,1.0\n5,6,1\n";
  EXPECT_THAT(take_columns(table_of(zero_one), classes(0, 1, 2, "1")).y, ElementsAre(-1, 1, 1));
  EXPECT_THAT(take_columns(table_of(zero_one), classes(0, 1, 2, "0")).y, ElementsAre(1, -1, -1));
}

TEST(TakeColumns, LeavesOutIncompleteRowsOnlyWhereAskedTo) {
  const std::string text = "a,b,c\n1,2,u\n3,,v\n5,six,u\n7,8,NA\n9,10,v\n";
  ColumnChoice choice = numbers(0, 1);
  EXPECT_EQ(said(text, choice), "t.csv, line 3, column 2 (b): expected a number, found nothing.");
  EXPECT_EQ(incomplete_rows(table_of(text), choice), 2U);
  choice.leave_out_incomplete = true;
  EXPECT_THAT(take_columns(table_of(text), choice).x1, ElementsAre(1, 7, 9));
  choice = classes(0, 1, 2, "u");
  choice.leave_out_incomplete = true;
  EXPECT_EQ(incomplete_rows(table_of(text), choice), 3U);
  EXPECT_THAT(take_columns(table_of(text), choice).y, ElementsAre(1, -1));
  ColumnChoice strict = numbers(0, 1);
  strict.leave_out_incomplete = true;
  EXPECT_EQ(said("a,b\n1,2\nq,3\n", strict), "t.csv: expected at least 2 complete rows, found 1.");
  choice.positive = "u";
  EXPECT_EQ(said("a,b,c\n1,2,u\n3,4,u\n5,,v\n", choice),
            "t.csv: the complete rows are all of one class, two are needed.");
}

TEST(TakeColumns, SaysWhatIsWrongWithTheChoice) {
  const std::string text = "a,b,c,d\n1,2,u,x\n3,4,v,y\n5,6,u,z\n";
  EXPECT_EQ(said(text, numbers(1, 1)), "t.csv: the column 'b' is chosen twice; each can be one thing only.");
  EXPECT_EQ(said(text, numbers(0, 1, 0)), "t.csv: the column 'a' is chosen twice; each can be one thing only.");
  EXPECT_EQ(said(text, numbers(0, 4)), "t.csv: choose a column for each of x and y.");
  EXPECT_EQ(said(text, classes(0, -1, 2, "u")), "t.csv: choose a column for each of x1, x2 and the label.");
  std::string many = "a,b,c\n";
  for (char c = 'a'; c <= 'k'; ++c) many += std::string("1,2,") + c + "\n";
  EXPECT_EQ(said(many, classes(0, 1, 2, "a")),
            "t.csv, column 3 (c): the label has to have 2 to 10 different values, found more.");
  EXPECT_EQ(said(text, classes(0, 1, 2, "w")),
            "t.csv, column 3 (c): the class +1 has to be one of the labels 'u' and 'v', got 'w'.");
  EXPECT_EQ(said(text, classes(0, 1, 2, "u", 3)), "t.csv, line 2, column 4 (d): labels are 'u' and 'v'; found 'x'.");
  EXPECT_EQ(said(text, numbers(0, 1, 2)), "t.csv, line 2, column 3 (c): outlier is 0 or 1; found 'u'.");
  EXPECT_EQ(said(text, numbers(0, 2)), "t.csv, line 2, column 3 (c): expected a number, found 'u'.");
}

// Damaged tables and any choice at all: sound data or one sentence.
TEST(TakeColumns, SurvivesMutations) {
  const std::string seeds[] = {"id,a,b,kind,note\n1,2,3,ham,\n2,3.5,-4e3,spam,x\n3,NA,1,ham,\n4,7,8,spam,y\n",
                               "x1,x2,label,true_label\r\n1,2,0,1\r\n3,4,1,1\r\n5,6,0,0\r\n"};
  const std::string alphabet = "0123456789.,-+e\"\n\rhamspNA? \xC3\xA4\x80" + std::string(1, '\0');
  Random random(17);
  int taken = 0, refused = 0;
  for (int k = 0; k < 20000; ++k) {
    std::string text = seeds[random.below(2)];
    for (std::uint64_t m = random.below(4); m > 0 && !text.empty(); --m) {
      const std::size_t at = random.below(text.size());
      const char c = alphabet[random.below(alphabet.size())];
      const std::uint64_t kind = random.below(3);
      if (kind == 0) text.erase(at, 1 + random.below(3));
      if (kind == 1) text.insert(at, 1, c);
      if (kind == 2) text[at] = c;
    }
    try {
      const CsvTable table = table_of(text);
      ColumnChoice choice = guess_columns(table);
      if (random.below(2) == 0) choice.task = random.below(2) == 0 ? Task::regression : Task::classification;
      const auto any = [&] { return static_cast<int>(random.below(7)) - 1; };
      if (random.below(3) == 0) choice.x1 = any();
      if (random.below(3) == 0) choice.x2 = any();
      if (random.below(3) == 0) choice.y = any();
      if (random.below(4) == 0) choice.outlier = any();
      if (random.below(4) == 0) choice.true_label = any();
      choice.leave_out_incomplete = random.below(2) == 0;
      const Dataset data = take_columns(table, choice);
      ++taken;
      ASSERT_GE(data.size(), 2U);
      ASSERT_EQ(data.y.size(), data.size());
      for (double y : data.y)
        ASSERT_TRUE(choice.task == Task::regression ? std::isfinite(y)
                    : data.class_names.empty()      ? std::abs(y) == 1
                                                    : y >= 0);
      ASSERT_LE(data.size(), table.rows());
      const Dataset back = parse_csv(to_csv(data), data.name);
      ASSERT_EQ(back.x1, data.x1);
      ASSERT_EQ(back.x2, data.x2);
      // Of several classes some may have no rows left.
      if (data.class_names.empty()) {
        ASSERT_EQ(back.y, data.y);
      }
      ASSERT_EQ(back.outlier, data.outlier);
      ASSERT_EQ(back.true_label, data.true_label);
    } catch (const InputError& error) {
      ++refused;
      ASSERT_THAT(error.what(), HasSubstr("t.csv"));
    }
  }
  EXPECT_GT(taken, 1000);
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace losslab
