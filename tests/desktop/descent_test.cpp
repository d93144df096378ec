// How the descents go, by mouse: rates matched to the curvature, and the click that helps where a run fails.
#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "driver.h"

namespace losslab {
namespace {

class DescentWindow : public Driver {
 protected:
  void SetUp() override {
    click(middle_of("tab.Regression"));
    ASSERT_TRUE(
        until([&] { return app().view().screen == "regression" && window_.control("transport.play") != nullptr; }));
    window_.settle();
  }
  const LabPage& page() { return lab_page(app().document(), Task::regression); }
  double rate_of(const char* loss) {
    const int index = lab().competitor(loss);
    return lab().race().competitors()[static_cast<std::size_t>(index)].optimizer.rate;
  }
  void set_rate(double rate) {
    Actions actions;
    actions.edit("rate", [rate](Document& document) { lab_page(document, Task::regression).optimizer.rate = rate; });
    window_.application().apply(std::move(actions), 0);
    window_.settle();
  }
};

TEST_F(DescentWindow, RatesAreMatchedToTheCurvatureByAClick) {
  ASSERT_EQ(rate_of("squared_error"), rate_of("huber"));
  reveal("descent_more");
  click(middle_of("descent_more"));
  reveal("rates.Matched to curvature");
  click(middle_of("rates.Matched to curvature"));
  ASSERT_TRUE(until([&] { return page().rates == Rates::matched; }));
  // ℓ = r² is twice as curved as Huber's middle.
  EXPECT_TRUE(until([&] { return 2 * rate_of("squared_error") == rate_of("huber"); }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return rate_of("squared_error") == rate_of("huber"); }));
}

// Squared error, ℓ = r² of standardised inputs, bears rates up to 1.
TEST_F(DescentWindow, ARunThatGrowsIsNamedAndHalvingTheRateHelps) {
  set_rate(1.2);
  key("space");
  ASSERT_TRUE(until([&] { return window_.control("remedy") != nullptr; }));
  key("space");
  window_.settle();
  const auto found = lab().findings()[static_cast<std::size_t>(lab().competitor("squared_error"))];
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->kind == Finding::Kind::oscillation || found->kind == Finding::Kind::runaway);
  click(middle_of("remedy"));
  EXPECT_TRUE(until([&] { return page().optimizer.rate == 0.6; }));
  key("space");
  EXPECT_TRUE(until([&] { return window_.control("finding") == nullptr; }));
}

TEST_F(DescentWindow, TheTitleOfAPlotLeadsToASweep) {
  click(middle_of("title.riding"));
  ASSERT_TRUE(until([&] { return window_.control("title.sweep") != nullptr; }));
  window_.settle();
  click(middle_of("title.sweep"));
  ASSERT_TRUE(until([&] { return app().view().part<LabView>(app().view().screen).lower == LabPlot::sweep; }));
  EXPECT_TRUE(until([&] { return lab_results(app(), Task::regression).sweep().result() != nullptr; }));
}

}  // namespace
}  // namespace losslab
