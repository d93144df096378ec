// Finding a loss by mouse and keyboard: the search field, the filters, and reading about what was found.
#include <algorithm>

#include "app/core/losses/losses_page.h"
#include "app/core/shell/state/document.h"
#include "app/screens/losses/losses_panels.h"
#include "driver.h"

namespace losslab {
namespace {

class FindingWindow : public Driver {
 protected:
  const LossQuery& query() { return window_.screen_state().memory<LossesMemory>().list.query; }
  bool ticked(const std::string& id) {
    const auto& ids = losses_page(app().document()).ticked();
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  }
  bool listed(const std::string& id) { return window_.control("loss." + id) != nullptr; }
};

TEST_F(FindingWindow, TypingFindsALossToTick) {
  ASSERT_FALSE(ticked("welsch"));
  click(middle_of("search_losses"));
  type("welsch");
  ASSERT_TRUE(until([this] { return query().text == "welsch" && !listed("huber"); }));
  click(middle_of("loss.welsch.box"));
  EXPECT_TRUE(until([this] { return ticked("welsch"); }));
  EXPECT_EQ(losses_page(app().document()).chosen(), "welsch");
  // What is searched for is no edit of the document.
  key("ctrl+z");
  EXPECT_TRUE(until([this] { return !ticked("welsch"); }));
  EXPECT_FALSE(app().can_undo());
  EXPECT_EQ(query().text, "welsch");
}

TEST_F(FindingWindow, TheKeyPutsTheKeyboardIntoTheField) {
  key("ctrl+f");
  type("ignores outliers completely");
  ASSERT_TRUE(until([this] { return listed("tukey_biweight") && !listed("huber") && !listed("squared_error"); }));
  // Letters typed there are no shortcuts.
  EXPECT_EQ(app().view().theme, "light");
  key("Escape");
  EXPECT_TRUE(until([this] { return query().text.empty() && listed("huber"); }));
  EXPECT_EQ(app().view().theme, "light");
}

TEST_F(FindingWindow, FiltersByRedescending) {
  ASSERT_TRUE(listed("huber"));
  click(middle_of("trait.redescending"));
  ASSERT_TRUE(until([this] { return !listed("huber"); }));
  EXPECT_TRUE(listed("tukey_biweight"));
  EXPECT_TRUE(listed("cauchy"));
  EXPECT_FALSE(listed("squared_error"));
  click(middle_of("trait.convex"));
  ASSERT_TRUE(until([this] { return window_.control("clear_search") != nullptr; }));
  click(middle_of("clear_search"));
  EXPECT_TRUE(until([this] { return listed("huber"); }));
  EXPECT_TRUE(query().empty());
}

TEST_F(FindingWindow, TicksAllThatWasFoundAndNone) {
  click(middle_of("trait.redescending"));
  ASSERT_TRUE(until([this] { return !listed("huber"); }));
  const std::string family = std::to_string(static_cast<int>(Family::residual));
  click(middle_of("all." + family));
  EXPECT_TRUE(until([this] { return ticked("welsch") && ticked("cauchy") && ticked("geman_mcclure"); }));
  EXPECT_TRUE(ticked("squared_error"));  // was, and is not listed
  EXPECT_FALSE(ticked("log_cosh"));
  click(middle_of("none." + family));
  EXPECT_TRUE(until([this] { return !ticked("welsch") && !ticked("tukey_biweight"); }));
  EXPECT_TRUE(ticked("squared_error"));
}

TEST_F(FindingWindow, OffersTheAxisWhereItIs) {
  click(middle_of("search_losses"));
  type("hinge");
  ASSERT_TRUE(until([this] { return window_.control("found_on.margin") != nullptr; }));
  click(middle_of("found_on.margin"));
  EXPECT_TRUE(
      until([this] { return losses_page(app().document()).axis == LossAxis::margin && listed("squared_hinge"); }));
}

TEST_F(FindingWindow, UsesTheConstantOfFullEfficiency) {
  click(middle_of("loss.huber"));
  ASSERT_TRUE(until([this] { return window_.control("use_efficiency") != nullptr; }));
  const double wanted = app().document().loss("huber").info().efficiency_95;
  ASSERT_NE(app().document().loss("huber").parameter("delta"), wanted);
  reveal("use_efficiency", {1100, 500});
  click(middle_of("use_efficiency"));
  EXPECT_TRUE(until([&] { return app().document().loss("huber").parameter("delta") == wanted; }));
}

TEST_F(FindingWindow, PointingAtARowIsolatesItsCurve) {
  move_to(middle_of("loss.tukey_biweight"));
  const int index = app().document().index("tukey_biweight");
  EXPECT_TRUE(until([&] { return window_.screen_state().hovered_row == index; }));
}

}  // namespace
}  // namespace losslab
