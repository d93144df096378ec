// The page of boxes: what it holds, its descents, its figure and its session.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "../../in_english.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "app/core/structures/boxes/boxes_figure.h"
#include "app/core/structures/structures_page.h"
#include "app/core/structures/structures_results.h"
#include "losses/core/error.h"
#include "losses/structures/boxes/experiment/box_experiment.h"

namespace losslab {
namespace {

using testing::HasSubstr;

class Boxes : public testing::Test {
 protected:
  BoxesPage& page() { return boxes_page(document_); }
  const BoxesResults& follow() {
    results_.follow(document_);
    return results_;
  }
  void make(long length) {
    results_.follow(document_);
    results_.playback()->aim(length, length);
    results_.playback()->wait();
  }
  Figure figure() { return results_.figure(document_, view_, light_theme()); }
  const Plot& plot(const std::string& name) {
    figure_ = figure();
    for (const Plot& one : figure_.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no plot " + name);
  }
  const BoxRun& run(const std::string& id) {
    const auto at = std::ranges::find(page().ticked, id);
    return results_.descents().runs()[static_cast<std::size_t>(at - page().ticked.begin())];
  }

  Document document_;
  View view_;
  BoxesResults results_{ResultsNeeds{LOSSLAB_ASSETS, [] {}, in_english()}};
  Figure figure_;
};

TEST_F(Boxes, ThePageStaysValid) {
  page().targets = {{2, 1, 0, 0}, {NAN, 0, 1, 1}, {0, 0, 0, 0}, {0, 0, 99, 1}, {0, 0, 1, 1}};
  page().prediction = {1, 1, 1, 1};
  page().chosen = "nobody";
  make_valid(page());
  EXPECT_EQ(page().targets.size(), most_targets);
  EXPECT_EQ(page().targets[0], (Box{0, 0, 2, 1}));
  for (const Box& box : page().targets) {
    EXPECT_GE(width_of(box), least_side);
    EXPECT_GE(height_of(box), least_side);
    EXPECT_LE(box[2], farthest_edge);
  }
  EXPECT_GE(width_of(page().prediction), least_side);
  EXPECT_EQ(page().chosen, page().ticked.front());
}

TEST_F(Boxes, ThePredictionIsAssignedToWhatItOverlapsMostOrElseToTheNearest) {
  page().prediction = {0, 0, 2, 2};
  page().targets = {{1.8, 0, 3, 2}, {1, 0, 3, 2}, {2.1, 0, 2.5, 2}};
  EXPECT_EQ(assigned_target(page()), 1U);
  page().targets = {{5, 0, 6, 1}, {-3, 0, -1, 2}};
  EXPECT_EQ(assigned_target(page()), 1U);
}

TEST_F(Boxes, IouDoesNotMoveABoxThatIsApartAndGiouGrowsIt) {
  set_preset(page(), BoxesPreset::apart);
  make(150);
  EXPECT_EQ(box_at(run("iou_box"), 150), page().prediction);
  EXPECT_EQ(run("iou_box").loss(150), 1);
  EXPECT_EQ(run("iou_box").slope(150), 0);
  const Box grown = box_at(run("giou_box"), 10);
  EXPECT_GT(width_of(grown), width_of(page().prediction) + 0.1);
  EXPECT_GT(iou_of(box_at(run("diou_box"), 150), results_.target()), 0);
}

// The first step by hand: corners less the rate times the gradient.
TEST_F(Boxes, AStepIsTheRateTimesTheGradient) {
  page().ticked = {"squared_box"};
  page().chosen = "squared_box";
  page().optimizer.rate = 0.125;
  page().targets = {{0, 0, 1, 1}};
  page().prediction = {1, 2, 3, 4};
  make(1);
  std::array<double, 4> gradient{};
  StructuredLoss("squared_box").evaluate(page().prediction, page().targets[0], gradient);
  const Box after = box_at(run("squared_box"), 1);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_DOUBLE_EQ(after[i], page().prediction[i] - 0.125 * gradient[i]);
}

TEST_F(Boxes, ABoxThatTurnsOverIsAStateThatIsTold) {
  page().ticked = {"l1_box"};
  page().chosen = "l1_box";
  page().optimizer.rate = 5;
  page().targets = {{0, 0, 1, 1}};
  page().prediction = {-0.5, -0.5, 1.5, 1.5};
  make(10);
  ASSERT_EQ(results_.descents().failures().size(), 1U);
  EXPECT_THAT(results_.descents().failures()[0].sentence, HasSubstr("stopped at step 1"));
}

TEST_F(Boxes, TheFieldKnowsWhereALossIsSilent) {
  const Box target{-0.5, -0.5, 0.5, 0.5};
  const auto share = [&](const char* id) {
    return box_field({StructuredLoss(id), target, target, BoxesField::centre, {-3, 3}, {-3, 3}, &light_theme()})
        .stalled_share;
  };
  // Of the square with sides 6 all but the square with sides 2 in which the boxes overlap.
  EXPECT_NEAR(share("iou_box"), 1 - 4.0 / 36, 0.02);
  EXPECT_EQ(share("giou_box"), 0);
  EXPECT_EQ(share("diou_box"), 0);
}

TEST_F(Boxes, EveryPlotHasSomethingToShow) {
  make(20);
  for (std::size_t upper = 0; upper < boxes_plot_names.size(); ++upper) {
    boxes_view(view_).upper = static_cast<BoxesPlot>(upper);
    EXPECT_FALSE(plot(boxes_plot_names[upper]).items.empty()) << boxes_plot_names[upper];
  }
  for (std::size_t i = 0; i < boxes_quantity_names.size(); ++i) {
    boxes_view(view_).history = static_cast<BoxesQuantity>(i);
    const Plot& history = plot(boxes_quantity_names[i]);
    EXPECT_EQ(history.items.size(), page().ticked.size() + 1);
  }
  page().ticked.clear();
  page().chosen.clear();
  follow();
  EXPECT_FALSE(figure().plots.empty());
}

TEST_F(Boxes, PathsGoThroughThePresentPlace) {
  make(0);
  for (std::size_t path = 0; path < boxes_path_names.size(); ++path) {
    boxes_view(view_).path = static_cast<BoxesPath>(path);
    const Plot& along = plot("boxes_along");
    const auto& curve = std::get<CurveItem>(along.items.front());
    const auto near = std::ranges::min_element(curve.points, {}, [](Point at) { return std::abs(at.x); });
    EXPECT_NEAR(near->y, run("iou_box").loss(0), 0.05);
  }
  boxes_view(view_).path = BoxesPath::towards;
  const auto& giou = std::get<CurveItem>(plot("boxes_along").items[1]);
  const double distance = std::hypot(3.5, 0.5);
  const auto there = std::ranges::min_element(giou.points, {}, [&](Point at) { return std::abs(at.x - distance); });
  EXPECT_NEAR(there->y, 0, 0.03);
}

TEST_F(Boxes, TheExperimentIsMadeOffTheFrameAndCanBeCancelled) {
  follow();
  ExperimentService service([] {});
  BoxExperiment small;
  small.places = 40;
  small.steps = 20;
  service.run({"giou_box", "l1_box", "iou_box"}, small);
  EXPECT_TRUE(service.running());
  service.wait();
  EXPECT_FALSE(service.running());
  EXPECT_EQ(service.of("l1_box"), nullptr);
  ASSERT_NE(service.of("iou_box"), nullptr);
  EXPECT_EQ(service.of("iou_box")->error, run_box_experiment(small, "iou_box").error);
  service.run({"ciou_box"}, BoxExperiment());
  service.cancel();
  EXPECT_FALSE(service.running());
}

TEST_F(Boxes, ASessionHoldsAllOfThePage) {
  Session session;
  session.view.screen = structures_id;
  BoxesPage& kept = boxes_page(session.document);
  kept.targets = {{0, 0, 1, 2}, {-1.5, 0.25, 3, 4}};
  kept.prediction = {0.125, -2, 1, 1};
  kept.ticked = {"ciou_box", "l1_box"};
  kept.chosen = "l1_box";
  set_parameter(kept, box_losses(), "ciou_box", "through_alpha", 1);
  kept.optimizer = parse_optimizer("adam");
  boxes_view(session.view) = {BoxesPlot::surface, BoxesPlot::slope, BoxesQuantity::iou, BoxesField::size,
                              BoxesPath::growth};
  session.view.cameras["boxes.boxes_field"].x = Range{-1, 2};
  const Session read = parse_session(to_toml(session), "s.toml");
  EXPECT_EQ(boxes_page(read.document), kept);
  EXPECT_EQ(boxes_view(read.view), boxes_view(session.view));
  EXPECT_EQ(read.view.cameras, session.view.cameras);
}

// Another method alone keeps the rate that is usual for the page.
TEST_F(Boxes, AMethodWithoutARateKeepsTheRate) {
  const Session read = parse_session("version = 1\n[structures.boxes.optimizer]\nkind = \"rmsprop\"\n", "s.toml");
  EXPECT_EQ(boxes_page(read.document).optimizer.kind, Optimizer::Kind::rmsprop);
  EXPECT_EQ(boxes_page(read.document).optimizer.rate, BoxesPage().optimizer.rate);
  EXPECT_EQ(boxes_page(read.document).optimizer.second, parse_optimizer("rmsprop").second);
}

TEST_F(Boxes, WhatIsNoBoxIsRefusedWithItsPlace) {
  const auto refusal = [](const std::string& lines) -> std::string {
    try {
      parse_session("version = 1\n[structures.boxes]\n" + lines, "s.toml");
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal("prediction = [0, 0, 1, 1]\n"), "");
  EXPECT_THAT(refusal("prediction = [0, 0, 1]\n"), HasSubstr("s.toml, line 3: structures.boxes.prediction"));
  EXPECT_THAT(refusal("prediction = [1, 0, 0, 1]\n"), HasSubstr("expected x1 y1 x2 y2 with x2 and y2 beyond"));
  EXPECT_THAT(refusal("prediction = [0, 0, 11, 1]\n"), HasSubstr("from -10 to 10, found 11"));
  EXPECT_THAT(refusal("targets = []\n"), HasSubstr("expected four numbers for each of 1 to 4 boxes"));
  EXPECT_THAT(refusal("targets = [0, 0, 1, nan]\n"), HasSubstr("finite"));
  EXPECT_THAT(refusal("losses = [\"dice\"]\n"), HasSubstr("such as iou_box, found dice"));
  EXPECT_THAT(refusal("colour = 1\n"), HasSubstr("unknown key"));
}

TEST(Structures, AnUnknownPageIsRefused) {
  try {
    parse_session("version = 1\n[structures]\nshown = \"houses\"\n", "s.toml");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("s.toml, line 3: structures.shown"));
  }
}

}  // namespace
}  // namespace losslab
