#include "app/core/shell/state/part.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace losslab {
namespace {

TEST(Part, IsAValue) {
  Part a(std::vector<int>{1, 2});
  Part b = a;
  EXPECT_EQ(a, b);
  b.as<std::vector<int>>().push_back(3);
  EXPECT_FALSE(a == b);
  EXPECT_EQ(a.as<std::vector<int>>().size(), 2u) << "a copy is its own";
  a = b;
  EXPECT_EQ(a, b);
}

TEST(Part, OfAnotherTypeIsAnother) { EXPECT_FALSE(Part(1) == Part(std::string("1"))); }

}  // namespace
}  // namespace losslab
