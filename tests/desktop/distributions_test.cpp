// The Distributions screen in the real window.
#include "app/core/distributions/distributions_page.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/distributions/simplex_field.h"
#include "app/core/shell/state/document.h"
#include "driver.h"

namespace losslab {
namespace {

class DistributionsWindow : public Driver {
 protected:
  void open() {
    click(middle_of("tab.Distributions"));
    ASSERT_TRUE(until([&] { return app().view().screen == distributions_id; }));
    ASSERT_TRUE(until([&] { return results().length() >= 100; }));
    window_.settle();
  }
  const DistributionsPage& page() { return distributions_page(app().document()); }
  const DistributionsView& look() { return distributions_view(app().view()); }
  const DistributionsResults& results() {
    return static_cast<const DistributionsResults&>(app().results(distributions_id));
  }
  Point on_page(const std::array<double, 3>& shares) { return in_plot("simplex", on_simplex(shares)); }
  std::array<double, 3> first_three(const std::vector<double>& p) { return {p[0], p[1], p[2]}; }
};

TEST_F(DistributionsWindow, TruthAndStartAreDraggedOnTheSimplex) {
  open();
  drag(on_page(first_three(page().truth)), on_page({0.2, 0.2, 0.6}));
  ASSERT_TRUE(until([&] { return page().truth[2] > 0.5; }));
  EXPECT_NEAR(page().truth[2], 0.6, 0.02);
  EXPECT_NEAR(page().truth[0], 0.2, 0.02);
  window_.settle();
  drag(on_page(first_three(softmax(page().logits))), on_page({0.7, 0.2, 0.1}));
  ASSERT_TRUE(until([&] { return softmax(page().logits)[0] > 0.6; }));
  EXPECT_NEAR(softmax(page().logits)[0], 0.7, 0.02);
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return softmax(page().logits)[0] < 0.1; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return page().truth[2] < 0.2; }));
}

TEST_F(DistributionsWindow, PlaysBackAndForth) {
  open();
  key("Home");
  ASSERT_TRUE(until([&] { return results().position() == 0; }));
  EXPECT_EQ(results().logits_now(), page().logits);
  key("Right");
  ASSERT_TRUE(until([&] { return results().position() == 1; }));
  key("space");
  ASSERT_TRUE(until([&] { return results().position() > 20; }));
  key("space");
}

TEST_F(DistributionsWindow, ClassesLossesAndPlotsAreChosen) {
  open();
  click(on_slider("classes", 0.375));
  ASSERT_TRUE(until([&] { return page().classes() == 5; }));
  window_.settle();
  reveal("more_vector_losses");
  click(middle_of("more_vector_losses"));
  ASSERT_TRUE(until([&] { return window_.control("vector.softmax_ce") != nullptr; }));
  window_.settle();
  reveal("vector.gce_softmax");
  click(middle_of("vector.gce_softmax"));
  ASSERT_TRUE(until([&] { return page().chosen == "gce_softmax"; }));
  window_.settle();
  click(middle_of("title.along"));
  ASSERT_TRUE(until([&] { return window_.control("title.temperature") != nullptr; }));
  window_.settle();
  click(middle_of("title.temperature"));
  EXPECT_TRUE(until([&] { return look().lower == DistributionPlot::temperature; }));
}

}  // namespace
}  // namespace losslab
