#include "widgets/figure/language.h"

#include <gtest/gtest.h>

namespace losslab {
namespace {

const Language language(Language::Texts{{"a.greeting", "{name}, {name} of {place}"}, {"a.plain", "Plain"}},
                        Language::Texts{{"a.plain", "other"}, {"a.missing", "from the fallback"}});

TEST(Language, FillsPlacesByName) {
  EXPECT_EQ(language("a.greeting", {{"place", "Vinci"}, {"name", "Leonardo"}}), "Leonardo, Leonardo of Vinci");
  EXPECT_EQ(language("a.greeting", {{"name", "{place}"}}), "{place}, {place} of {place}") << "what is filled in stays";
  EXPECT_EQ(language("a.plain", {}), "Plain");
}

TEST(Language, SetsABlankBetweenChineseAndAnotherScript) {
  const Language chinese(
      Language::Texts{{"k", "{loss}的目标函数"}, {"l", "残差在{loss}上"}, {"m", "第 {n} 步：{what}"}});
  EXPECT_EQ(chinese("k", {{"loss", "Huber"}}), "Huber 的目标函数");
  EXPECT_EQ(chinese("k", {{"loss", "合页损失"}}), "合页损失的目标函数");
  EXPECT_EQ(chinese("l", {{"loss", "Huber 损失 (δ = 1)"}}), "残差在 Huber 损失 (δ = 1)上");
  EXPECT_EQ(chinese("m", {{"n", "3"}, {"what", "x"}}), "第 3 步：x");
}

TEST(Language, TakesWhatIsMissingFromTheFallback) {
  EXPECT_EQ(language("a.plain"), "Plain");
  EXPECT_EQ(language("a.missing"), "from the fallback");
}

TEST(Language, AnUnknownKeyIsSeen) {
  EXPECT_EQ(language("no.such"), "no.such");
  EXPECT_EQ(language.or_else("no.such", "other"), "other");
  EXPECT_EQ(language.or_else("a.plain", "other"), "Plain");
}

TEST(Language, AnOpenBraceIsText) {
  const Language odd(Language::Texts{{"k", "a { b"}, {"e", ""}});
  EXPECT_EQ(odd("k", {{"b", "x"}}), "a { b");
  EXPECT_EQ(odd("e", {{"b", "x"}}), "");
}

}  // namespace
}  // namespace losslab
