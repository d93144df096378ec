#include "widgets/figure/sentences.h"

#include <gtest/gtest.h>

#include "widgets/figure/language.h"

namespace losslab {
namespace {

Sentences some() {
  Sentences all;
  all.add("Gradient descent", "梯度下降");
  all.add("A sweep takes 2 to {} values, got {}.", "扫描可取 2 到 {} 个值，实际为 {} 个。");
  all.add("Unknown data key '{}' for {}.", "{1}没有数据项 '{0}'。");
  all.add("At {} = {}: {}", "{} = {} 时：{}");
  all.add("{}: {}.", "{}：{}。");
  return all;
}

TEST(Sentences, APlainOneIsItsTranslationAndAnUnknownOneItself) {
  EXPECT_EQ(some().translated("Gradient descent"), "梯度下降");
  EXPECT_EQ(some().translated("Gradient ascent"), "Gradient ascent");
  EXPECT_EQ(Sentences().translated("Gradient descent"), "Gradient descent");
}

TEST(Sentences, PlacesAreFilledInOrderOrByNumber) {
  EXPECT_EQ(some().translated("A sweep takes 2 to 1000 values, got 1."), "扫描可取 2 到 1000 个值，实际为 1 个。");
  EXPECT_EQ(some().translated("Unknown data key 'noise' for line."), "line没有数据项 'noise'。");
}

TEST(Sentences, WhatIsInAPlaceIsTranslatedInTurnButNotWhatSomebodyTyped) {
  EXPECT_EQ(some().translated("At n = 3: A sweep takes 2 to 9 values, got 1."),
            "n = 3 时：扫描可取 2 到 9 个值，实际为 1 个。");
  EXPECT_EQ(some().translated("Unknown data key 'Gradient descent' for Gradient descent."),
            "梯度下降没有数据项 'Gradient descent'。");
}

TEST(Sentences, TheOneWithMostLettersOfItsOwnCounts) {
  EXPECT_EQ(some().translated("file.csv: broken."), "file.csv：broken。");
  Sentences all = some();
  all.add("{}: broken.", "{}：已损坏。");
  EXPECT_EQ(all.translated("file.csv: broken."), "file.csv：已损坏。");
  all.add("{}: broken.", "{} 坏了。");
  EXPECT_EQ(all.translated("file.csv: broken."), "file.csv 坏了。") << "the last one counts";
}

TEST(Sentences, ALanguageHasThemUnderEnglish) {
  const Language language(Language::Texts{{"english.Take {}.", "取 {}。"}, {"a.b", "c"}});
  EXPECT_EQ(language.translated("Take 3."), "取 3。");
  EXPECT_EQ(language.translated("c"), "c");
}

}  // namespace
}  // namespace losslab
