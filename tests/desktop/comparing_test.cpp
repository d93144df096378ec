// How losses are made comparable, and their risks, by mouse and keyboard.
#include "app/core/losses/losses_page.h"
#include "driver.h"

namespace losslab {
namespace {

class ComparingTest : public Driver {
 protected:
  const Comparison& compare() { return losses_page(app().document()).compare; }
  const Figure& figure() { return window_.screen_state().figure_view.figure(); }
};

TEST_F(ComparingTest, UnfoldsHalvesAndUndoes) {
  EXPECT_EQ(window_.control("half"), nullptr);
  click(middle_of("compare"));
  ASSERT_TRUE(until([this] { return window_.control("half") != nullptr; }));
  click(middle_of("half"));
  EXPECT_TRUE(until([this] { return compare().half && figure().plots.at(0).y.label == "½ ℓ(r)"; }));
  key("ctrl+z");
  EXPECT_TRUE(until([this] { return !compare().half; }));
}

TEST_F(ComparingTest, DrawsAFamily) {
  click(middle_of("compare"));
  ASSERT_TRUE(until([this] { return window_.control("family") != nullptr; }));
  click(middle_of("family"));
  EXPECT_TRUE(until([this] { return figure().plots.at(0).title == "Huber: δ, threshold"; }));
  EXPECT_NE(window_.control("family_count"), nullptr);
}

TEST_F(ComparingTest, DragsTheTrueProbability) {
  click(middle_of("axis.Margin"));
  ASSERT_TRUE(until([this] { return window_.control("study.Conditional risk") != nullptr; }));
  click(middle_of("study.Conditional risk"));
  ASSERT_TRUE(until([this] { return figure().plots.at(0).name == "risk"; }));
  drag(in_plot("link", {0.7, -3}), in_plot("link", {0.3, -3}));
  EXPECT_NEAR(compare().eta, 0.3, 0.01);
  key("ctrl+z");
  EXPECT_TRUE(until([this] { return compare().eta == 0.7; }));
}

}  // namespace
}  // namespace losslab
