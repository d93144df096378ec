// What is typed for all classes at once.
#include "app/core/distributions/class_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "../in_english.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::ElementsAre;

template <class Read>
std::string refusal(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ClassEntry, NamesAreDividedByCommas) {
  const DistributionsPage page;
  EXPECT_THAT(typed_names(" cat ,dog,  a bird ", page, in_english()), ElementsAre("cat", "dog", "a bird"));
  EXPECT_THAT(typed_names("cat,,", page, in_english()), ElementsAre("cat", "", ""));
  EXPECT_THAT(typed_names("cat", page, in_english()), ElementsAre("cat", "", ""));
  EXPECT_THAT(typed_names(" , ", page, in_english()), ElementsAre());
  EXPECT_EQ(refusal([&] { typed_names("a,b,c,d", page, in_english()); }), "There are 4 names for 3 classes.");
  EXPECT_EQ(refusal([&] { typed_names("abcdefghijklmnopqrstuvwxyz", page, in_english()); }),
            "“abcdefghijklmnopqrstuvwxyz” is too long: a name has at most 24 letters.");
  EXPECT_TRUE(is_class_name("äöüäöüäöüäöüäöüäöüäöüäöü"));  // letters, not bytes
  EXPECT_FALSE(is_class_name("a\nb"));
}

TEST(ClassEntry, UnnamedClassesAreNumbered) {
  DistributionsPage page;
  EXPECT_EQ(class_name(in_english(), page, 1), "class 2");
  page.names = {"cat", "", "bird"};
  EXPECT_EQ(class_name(in_english(), page, 0), "cat");
  EXPECT_EQ(class_name(in_english(), page, 1), "class 2");
}

TEST(ClassEntry, NumbersAreDividedByBlanksOrCommas) {
  const DistributionsPage page;
  EXPECT_THAT(typed_numbers("0.5 .25,0.25", page, in_english()), ElementsAre(0.5, 0.25, 0.25));
  EXPECT_THAT(typed_numbers("  +1e0; −2 ;-3", page, in_english()), ElementsAre(1, -2, -3));
  EXPECT_EQ(refusal([&] { typed_numbers("0.5 half 0.25", page, in_english()); }), "“half” is no number.");
  EXPECT_EQ(refusal([&] { typed_numbers("0.5 0.5", page, in_english()); }),
            "Expected 3 numbers, one for each class; found 2.");
}

TEST(ClassEntry, WhatIsNoProbabilityIsRefusedWithItsClass) {
  DistributionsPage page;
  page.names = {"cat", "dog", ""};
  EXPECT_EQ(refusal([&] { require_probabilities({0.5, 0.25, 0.5}, page, in_english()); }), "");  // the sum is not asked
  EXPECT_EQ(refusal([&] {
              require_probabilities({0.5, -0.1, 0.6}, page, in_english());
            }),
            "The truth t of dog is -0.1: a probability must be 0 to 1.");
  EXPECT_EQ(refusal([&] {
              require_probabilities({0.5, 0.1, std::nan("")}, page, in_english());
            }),
            "The truth t of class 3 is nan: a probability must be 0 to 1.");
  EXPECT_EQ(refusal([&] {
              require_logits({1, 2, 99}, page, in_english());
            }),
            "The logit of class 3 is 99: it must be −50 to 50.");
}

}  // namespace
}  // namespace losslab
