// The Distributions screen in the real window.
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
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
    ASSERT_TRUE(until([&] { return app().playback()->length() >= 100; }));
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
  ASSERT_TRUE(until([&] { return std::abs(page().truth[2] - 0.6) < 0.02 && std::abs(page().truth[0] - 0.2) < 0.02; }));
  window_.settle();
  drag(on_page(first_three(softmax(page().logits))), on_page({0.7, 0.2, 0.1}));
  ASSERT_TRUE(until([&] { return std::abs(softmax(page().logits)[0] - 0.7) < 0.02; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return softmax(page().logits)[0] < 0.1; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return page().truth[2] < 0.2; }));
}

TEST_F(DistributionsWindow, PlaysBackAndForth) {
  open();
  key("Home");
  ASSERT_TRUE(until([&] { return app().playback()->position() == 0; }));
  EXPECT_EQ(results().logits_now(), page().logits);
  key("Right");
  ASSERT_TRUE(until([&] { return app().playback()->position() == 1; }));
  key("space");
  ASSERT_TRUE(until([&] { return app().playback()->position() > 20; }));
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

TEST_F(DistributionsWindow, NamesAndNumbersAreTyped) {
  open();
  click(middle_of("##class_names"));
  type("cat, dog");
  key("Return");
  ASSERT_TRUE(until([&] { return page().names.size() == 3; }));
  EXPECT_EQ(page().names[1], "dog");
  // What does not sum to 1 is offered to be normalised, and changes nothing by itself.
  const std::vector<double> before = page().truth;
  click(middle_of("##truth_numbers"));
  key("ctrl+a");
  type("2 1 1");
  key("Return");
  ASSERT_TRUE(until([&] { return window_.control("normalise_truth") != nullptr; }));
  EXPECT_EQ(page().truth, before);
  window_.settle();
  click(middle_of("normalise_truth"));
  ASSERT_TRUE(until([&] { return page().truth != before; }));
  EXPECT_EQ(page().truth, (std::vector<double>{0.5, 0.25, 0.25}));
  window_.settle();
  EXPECT_EQ(window_.control("normalise_truth"), nullptr);
  // What is negative is refused by a sentence that names the class.
  click(middle_of("##truth_numbers"));
  key("ctrl+a");
  type("0.5 -0.5 1");
  key("Return");
  ASSERT_TRUE(until([&] { return app().message().has_value(); }));
  EXPECT_NE(app().message()->text.find("dog"), std::string::npos) << app().message()->text;
  EXPECT_EQ(page().truth, (std::vector<double>{0.5, 0.25, 0.25}));
}

TEST_F(DistributionsWindow, TheDecisionMapIsChosenDraggedAndMadeLarge) {
  open();
  click(middle_of("title.forces"));
  ASSERT_TRUE(until([&] { return window_.control("title.map") != nullptr; }));
  window_.settle();
  click(middle_of("title.map"));
  ASSERT_TRUE(until([&] { return look().upper == DistributionPlot::map; }));
  window_.settle();
  const auto on_map = [&](const std::array<double, 3>& shares) { return in_plot("map", on_simplex(shares)); };
  drag(on_map(first_three(page().truth)), on_map({0.2, 0.2, 0.6}));
  ASSERT_TRUE(until([&] { return page().truth[2] > 0.5; }));
  EXPECT_NEAR(page().truth[2], 0.6, 0.02);
  window_.settle();
  click(middle_of("title.map"));
  ASSERT_TRUE(until([&] { return window_.control("title.alone") != nullptr; }));
  window_.settle();
  click(middle_of("title.alone"));
  ASSERT_TRUE(until([&] { return look().large == "map"; }));
  window_.settle();
  EXPECT_EQ(app().figure().plots.size(), 1U);
  click(middle_of("title.map"));
  ASSERT_TRUE(until([&] { return window_.control("title.link") != nullptr; }));
  window_.settle();
  click(middle_of("title.link"));
  ASSERT_TRUE(until([&] { return look().large == "link"; }));
  window_.settle();
  drag(in_plot("link", {page().truth[0], 0.5}), in_plot("link", {0.75, 0.5}));
  ASSERT_TRUE(until([&] { return page().truth[0] > 0.7; }));
  EXPECT_NEAR(page().truth[0], 0.75, 0.02);
}

TEST_F(DistributionsWindow, LossesAreSearchedAndTaught) {
  open();
  reveal("search_vector_losses");
  click(middle_of("search_vector_losses"));
  type("teacher");
  ASSERT_TRUE(until([&] { return window_.control("vector.distillation") != nullptr; }));
  window_.settle();
  EXPECT_EQ(window_.control("vector.focal_softmax"), nullptr);
  reveal("vector.distillation");
  click(middle_of("vector.distillation"));
  ASSERT_TRUE(until([&] { return page().chosen == "distillation"; }));
  window_.settle();
  // The teacher is dragged on the simplex.
  drag(on_page(first_three(softmax(page().teacher))), on_page({0.15, 0.15, 0.7}));
  ASSERT_TRUE(until([&] { return softmax(page().teacher)[2] > 0.6; }));
  EXPECT_NEAR(softmax(page().teacher)[2], 0.7, 0.02);
}

class BellWindow : public DistributionsWindow {
 protected:
  void open_humps() {
    open();
    click(middle_of("subject.Two humps"));
    ASSERT_TRUE(until([&] { return page().subject == DistributionSubject::humps; }));
    ASSERT_TRUE(until([&] { return bell().runs().size() == 4 && !results().pending(); }));
    window_.settle();
  }
  const BellPage& humps() { return page().bell; }
  const BellResults& bell() { return results().bell(); }
  const Playback& playback() { return *app().playback(); }
  // The iterate of the second one that runs: reverse KL.
  Bell reverse() { return bell_at(bell().runs()[1], playback().position()); }
};

TEST_F(BellWindow, HumpsAndTheStartAreDragged) {
  open_humps();
  drag(in_plot("densities", hump_top(humps().humps[0])), in_plot("densities", {-3, hump_top(humps().humps[0]).y}));
  ASSERT_TRUE(until([&] { return humps().humps[0].mean < -2.5; }));
  EXPECT_NEAR(humps().humps[0].mean, -3, 0.05);
  EXPECT_NEAR(humps().humps[0].weight, 0.5, 0.03);
  window_.settle();
  const Point shoulder = hump_shoulder(humps().humps[1]);
  drag(in_plot("densities", shoulder), in_plot("densities", {2.9, shoulder.y}));
  ASSERT_TRUE(until([&] { return humps().humps[1].width > 0.7; }));
  EXPECT_NEAR(humps().humps[1].width, 0.9, 0.05);
  window_.settle();
  ASSERT_TRUE(until([&] { return !results().pending(); }));
  window_.settle();
  drag(in_plot("bells", {humps().mean, std::log(humps().width)}), in_plot("bells", {-1, 0}));
  ASSERT_TRUE(until([&] { return humps().mean < 0; }));
  EXPECT_NEAR(humps().mean, -1, 0.06);
  EXPECT_NEAR(humps().width, 1, 0.06);
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return humps().mean == 0.9; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return humps().humps[1].width == 0.5; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return humps().humps[0].mean == -2; }));
}

TEST_F(BellWindow, PlaysStepsAndScrubs) {
  open_humps();
  key("Home");
  ASSERT_TRUE(until([&] { return playback().position() == 0; }));
  EXPECT_EQ(reverse(), humps().start());
  key("Right");
  ASSERT_TRUE(until([&] { return playback().position() == 1; }));
  EXPECT_NE(reverse(), humps().start());
  key("space");
  ASSERT_TRUE(until([&] { return playback().position() > 60; }));
  key("space");
  EXPECT_NEAR(reverse().mean, 2, 0.05);
  const Rect bar = *window_.control("transport.scrub");
  click({bar.x + 0.1 * bar.width, bar.y + 0.5 * bar.height});
  ASSERT_TRUE(until([&] { return playback().position() < 60; }));
  EXPECT_GT(playback().length(), 60);
}

// A bell too narrow for χ² is said to be so, and one click helps.
TEST_F(BellWindow, AnInfiniteStartIsSaidAndWidened) {
  open_humps();
  drag(in_plot("bells", {humps().mean, std::log(humps().width)}), in_plot("bells", {0.9, std::log(0.25)}));
  ASSERT_TRUE(until([&] { return humps().width < 0.3; }));
  ASSERT_TRUE(until([&] { return window_.control("divergence") != nullptr; }));
  window_.settle();
  click(middle_of("divergence"));
  ASSERT_TRUE(until([&] { return humps().width == 0.5; }));
  EXPECT_TRUE(until([&] { return window_.control("divergence") == nullptr; }));
}

TEST_F(BellWindow, DivergencesHumpsAndPlotsAreChosen) {
  open_humps();
  click(middle_of("bell.alpha_divergence"));
  ASSERT_TRUE(until([&] { return humps().chosen == DivergenceKind::alpha; }));
  window_.settle();
  reveal("bell.alpha");
  click(on_slider("bell.alpha", 1));
  ASSERT_TRUE(until([&] { return humps().alpha > 0.9; }));
  window_.settle();
  reveal("hump.add");
  click(middle_of("hump.add"));
  ASSERT_TRUE(until([&] { return humps().humps.size() == 3; }));
  window_.settle();
  click(middle_of("title.means"));
  ASSERT_TRUE(until([&] { return window_.control("title.widths") != nullptr; }));
  window_.settle();
  click(middle_of("title.widths"));
  EXPECT_TRUE(until([&] { return look().bell.right == BellQuantity::width; }));
}

}  // namespace
}  // namespace losslab
