// Tables with several predictors: numbers and categories.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/real_data.h"
#include "losses/learn/models/model.h"
#include "support.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

CsvTable table_of(const std::string& text) { return parse_csv_table(text, "t.csv"); }

ColumnChoice on(std::vector<int> inputs, int y) {
  ColumnChoice choice;
  choice.x1 = inputs[0];
  choice.more.assign(inputs.begin() + 1, inputs.end());
  choice.y = y;
  choice.code_words = true;
  return choice;
}

std::string said(const std::string& text, const ColumnChoice& choice) {
  return test::message_of([&] { take_columns(table_of(text), choice); });
}

const char* const staff = "pay,sex,age,grade\n10,f,30,b\n12,m,40,a\n11,f,35,c\n15,m,50,c\n9,f,20,a\n";

TEST(Predictors, AreTakenInTheOrderTheyAreNamed) {
  const Dataset data = take_columns(table_of("a,b,c,d\n1,2,3,4\n5,6,7,8\n9,10,11,13\n"), on({2, 0, 1}, 3));
  ASSERT_EQ(predictor_count(data), 3U);
  EXPECT_EQ(predictor_name(data, 0), "c");
  EXPECT_EQ(predictor_name(data, 1), "a");
  EXPECT_EQ(predictor_name(data, 2), "b");
  EXPECT_THAT(predictor(data, 0), ElementsAre(3, 7, 11));
  EXPECT_THAT(predictor(data, 2), ElementsAre(2, 6, 10));
  EXPECT_THAT(data.y, ElementsAre(4, 8, 13));
}

TEST(Predictors, WordsBecomeIndicatorsWithoutTheFirstLevel) {
  const Dataset data = take_columns(table_of(staff), on({2, 3, 1}, 0));
  ASSERT_EQ(predictor_count(data), 4U);
  EXPECT_EQ(predictor_name(data, 1), "grade = b");
  EXPECT_EQ(predictor_name(data, 2), "grade = c");
  EXPECT_EQ(predictor_name(data, 3), "sex = m");
  EXPECT_THAT(predictor(data, 1), ElementsAre(1, 0, 0, 0, 0));
  EXPECT_THAT(predictor(data, 2), ElementsAre(0, 0, 1, 1, 0));
  EXPECT_THAT(predictor(data, 3), ElementsAre(0, 1, 0, 1, 0));
  const auto found = categories(table_of(staff), on({2, 3, 1}, 0));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].column, 3);
  EXPECT_THAT(found[0].levels, ElementsAre("a", "b", "c"));
}

TEST(Predictors, ACategoryAloneIsAPredictorToo) {
  const Dataset data = take_columns(table_of(staff), on({1}, 0));
  EXPECT_EQ(data.x1_name, "sex = m");
  EXPECT_TRUE(data.more.empty());
  EXPECT_THAT(data.x1, ElementsAre(0, 1, 0, 1, 0));
}

TEST(Predictors, LevelsAreThoseOfTheRowsTaken) {
  ColumnChoice choice = on({1, 2}, 0);
  choice.leave_out_incomplete = true;
  const Dataset data = take_columns(table_of("y,g,x\n1,a,2\n2,b,3\n3,c,NA\n4,,5\n5,b,7\n"), choice);
  ASSERT_EQ(data.size(), 3U);
  ASSERT_EQ(predictor_count(data), 2U);
  EXPECT_EQ(data.x1_name, "g = b");
  EXPECT_THAT(data.x1, ElementsAre(0, 1, 1));
}

TEST(Predictors, WhatIsNoneIsRefusedWithItsPlace) {
  EXPECT_THAT(said("y,x,z\n1,2,3\n4,five,6\n", on({1, 2}, 0)), HasSubstr("t.csv, line 3, column 2 (x)"));
  EXPECT_THAT(said("y,g,x\n1,a,2\n2,,3\n3,b,4\n", on({1, 2}, 0)), HasSubstr("line 3, column 2 (g)"));
  EXPECT_THAT(said("y,g,x\n1,a,2\n2,a,3\n3,a,4\n", on({1, 2}, 0)), HasSubstr("two different words or more"));
  EXPECT_THAT(said("y,x,z\n1,2,3\n4,5,6\n", on({1, 1}, 0)), HasSubstr("chosen twice"));
  EXPECT_THAT(said("y,x,z\n1,2,3\n4,5,6\n", on({1, 0}, 0)), HasSubstr("chosen twice"));
  EXPECT_THAT(said("y,x,z\n1,2,3\n4,5,6\n", on({1, 7}, 0)), HasSubstr("choose a column"));
  std::string names = "y,name,x\n";
  for (int i = 0; i < 40; ++i) names += std::to_string(i) + ",n" + std::to_string(i) + ",1\n";
  EXPECT_THAT(said(names, on({1, 2}, 0)), HasSubstr("at most 30 different words"));
  ColumnChoice plain = on({1, 2}, 0);
  plain.code_words = false;
  EXPECT_THAT(said("y,g,x\n1,a,2\n2,b,3\n", plain), HasSubstr("expected a number, found 'a'"));
}

TEST(Predictors, AreKnownByTheirUsualNames) {
  const Dataset data = parse_csv("x1,x3,y,x2,outlier\n1,3,9,2,0\n4,6,8,5,1\n", "t.csv");
  EXPECT_EQ(predictor_count(data), 3U);
  EXPECT_EQ(predictor_name(data, 1), "x2");
  EXPECT_THAT(predictor(data, 2), ElementsAre(3, 6));
  EXPECT_THAT(data.outlier, ElementsAre(0, 1));
  EXPECT_THAT(test::message_of([] { parse_csv("x1,x1,y\n1,2,3\n4,5,6\n", "t.csv"); }), HasSubstr("found 'x1,x1,y'"));
  EXPECT_THAT(test::message_of([] { parse_csv("x1,x2,y,z\n1,2,3,4\n4,5,6,7\n", "t.csv"); }), HasSubstr("expected"));
}

TEST(Predictors, AreWrittenAsTheyAreRead) {
  const Dataset usual = parse_csv("x1,x2,y,outlier\n1,2,3,0\n4,5,6,1\n", "t.csv");
  EXPECT_EQ(parse_csv(to_csv(usual), "t.csv"), usual);
  const Dataset stack = read_data_file("stackloss.csv", LOSSLAB_ASSETS);
  EXPECT_THAT(to_csv(stack), testing::StartsWith("Air.Flow,Water.Temp,Acid.Conc.,stack.loss\n80,27,89,42\n"));
  EXPECT_EQ(take_columns(parse_csv_table(to_csv(stack), "stackloss.csv"), on({0, 1, 2}, 3)), stack);
  // Names that would be taken for two classes give way.
  Dataset names = usual;
  names.x1_name = "a";
  names.more[0].name = "b";
  names.y_name = "label";
  names.outlier.clear();
  EXPECT_THAT(to_csv(names), testing::StartsWith("x1,x2,y\n"));
}

TEST(Predictors, PointsAreErasedFromAllColumns) {
  Dataset data = parse_csv("x1,x2,y,outlier\n1,2,3,0\n4,5,6,1\n7,8,9,0\n", "t.csv");
  erase_point(data, 1);
  EXPECT_EQ(data, parse_csv("x1,x2,y,outlier\n1,2,3,0\n7,8,9,0\n", "t.csv"));
}

TEST(Predictors, OnlyLinearModelsTakeSeveral) {
  const Dataset data = parse_csv("x1,x2,y\n1,2,3\n4,5,6\n7,9,9\n", "t.csv");
  const auto model = Model::make(parse_model("linear", Task::regression), data, true);
  EXPECT_EQ(model->parameter_count(), 3U);
  EXPECT_EQ(Model::make(parse_model("constant", Task::regression), data, false)->parameter_count(), 1U);
  for (const char* other : {"poly:2", "rbf:3", "mlp:4"}) {
    EXPECT_THAT(test::message_of([&] { Model::make(parse_model(other, Task::regression), data, false); }),
                HasSubstr("takes one predictor, t.csv has 2"));
  }
}

}  // namespace
}  // namespace losslab
