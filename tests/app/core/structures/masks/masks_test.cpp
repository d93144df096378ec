// The masks: the grid, the page, the descents, what is said of them, the figure and the session.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "app/core/structures/masks/masks_figure.h"
#include "app/core/structures/masks/masks_results.h"
#include "app/core/structures/structures_page.h"
#include "in_english.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::Contains;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;

class MasksTest : public testing::Test {
 protected:
  MasksPage& page() { return masks_page(document_); }
  Playback& playback() { return *results_.playback(); }
  void run_to(long step) {
    results_.follow(document_);
    playback().aim(step, step);
    playback().wait();
  }
  const MaskRun& run(std::string_view id) {
    const auto at = std::ranges::find(page().ticked, id);
    if (at == page().ticked.end()) throw InputError("it does not run");
    return results_.descents().runs()[static_cast<std::size_t>(at - page().ticked.begin())];
  }
  MaskVerdict verdict(std::string_view id) { return verdict_of(results_.reading(run(id)), results_.task()); }
  Figure figure() {
    results_.settle(document_, view_, light_theme());
    return results_.figure(document_, view_, light_theme());
  }
  static const Plot& plot(const Figure& figure, std::string_view name) {
    for (const Plot& one : figure.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no such plot");
  }
  static const CurveItem& curve(const Plot& plot, int series) {
    for (const Item& item : plot.items) {
      if (const auto* one = std::get_if<CurveItem>(&item); one && one->series == series) return *one;
    }
    throw InputError("no such curve");
  }

  Document document_;
  View view_;
  MasksResults results_{ResultsNeeds{LOSSLAB_ASSETS, [] {}, in_english()}};
};

TEST(MaskGridTest, ShapesHaveTheSharesThatTheyAreNamedFor) {
  for (const int side : {48, 128}) {
    const double pixels = side * side;
    EXPECT_NEAR(static_cast<double>(shape_mask(MaskShape::tumour, side).foreground()) / pixels, 0.01, 0.002);
    EXPECT_NEAR(static_cast<double>(shape_mask(MaskShape::disc, side).foreground()) / pixels, 0.15, 0.005);
    EXPECT_EQ(shape_mask(MaskShape::nothing, side).foreground(), 0U);
  }
  // A line has no gap: each of its columns has a pixel.
  const MaskGrid line = shape_mask(MaskShape::line, 16);
  for (std::size_t i = 3; i < 13; ++i) {
    bool some = false;
    for (std::size_t j = 0; j < 16; ++j) some = some || line.pixels[16 * j + i] != 0;
    EXPECT_TRUE(some) << i;
  }
}

TEST(MaskGridTest, ABrushPaintsItsWayAndErases) {
  MaskGrid mask = shape_mask(MaskShape::nothing, 16);
  paint(mask, {2.5, 3.5}, {9.5, 3.5}, 0.5, true);
  EXPECT_EQ(mask.foreground(), 8U);
  EXPECT_EQ(mask.pixels[3 * 16 + 2], 1);
  EXPECT_EQ(mask.pixels[3 * 16 + 9], 1);
  paint(mask, {5.5, 3.5}, {5.5, 3.5}, 1, false);
  EXPECT_EQ(mask.foreground(), 5U);
  // A brush finer than a pixel paints that under it; and none goes beyond the edge.
  paint(mask, {0.1, 15.9}, {-3, 40}, 0.2, true);
  EXPECT_EQ(mask.pixels[15 * 16], 1);
}

TEST(MaskGridTest, RowsAreWrittenFromTheTopAndReadBack) {
  MaskGrid mask = shape_mask(MaskShape::nothing, 18);
  mask.pixels[17 * 18 + 0] = mask.pixels[17 * 18 + 5] = mask.pixels[0 * 18 + 17] = 1;
  const std::vector<std::string> rows = mask_rows(mask);
  ASSERT_EQ(rows.size(), 18U);
  EXPECT_EQ(rows.front(), "84000");
  EXPECT_EQ(rows.back(), "00004");
  EXPECT_EQ(mask_of_rows(rows, 18), mask);
  const auto refusal = [](std::vector<std::string> wrong, int side) -> std::string {
    try {
      mask_of_rows(wrong, side);
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  };
  std::vector<std::string> wrong = rows;
  EXPECT_THAT(refusal(wrong, 20), HasSubstr("expected 20 rows"));
  wrong[3] = "0000";
  EXPECT_THAT(refusal(wrong, 18), HasSubstr("row 4: expected 5 digits"));
  wrong[3] = "0000G";
  EXPECT_THAT(refusal(wrong, 18), HasSubstr("row 4"));
  wrong[3] = "00001";
  EXPECT_THAT(refusal(wrong, 18), HasSubstr("no pixels beyond the side"));
}

TEST(MaskGridTest, TheOutlineIsAsLongAsTheBorder) {
  MaskGrid mask = shape_mask(MaskShape::nothing, 16);
  for (const int pixel : {5 * 16 + 5, 5 * 16 + 6, 0}) mask.pixels[static_cast<std::size_t>(pixel)] = 1;
  double length = 0;
  for (const auto& [a, b] : outline(mask)) length += std::abs(a.x - b.x) + std::abs(a.y - b.y);
  EXPECT_EQ(length, 6 + 4);  // of two pixels beside each other, and of one in the corner
}

TEST_F(MasksTest, AnotherSideKeepsWhatWasPainted) {
  paint_truth(page(), {12, 12}, {12, 12}, 6, true);
  EXPECT_EQ(page().truth, MaskTruth::painted);
  const double share = static_cast<double>(page().painted_truth.foreground()) / (48.0 * 48);
  set_side(page(), 96);
  EXPECT_EQ(page().painted_truth.side, 96);
  EXPECT_NEAR(static_cast<double>(page().painted_truth.foreground()) / (96.0 * 96), share, 1e-12);
  set_side(page(), 1000);
  EXPECT_EQ(page().side, mask_limits::greatest_side);
}

TEST_F(MasksTest, EveryEditLeavesAPageThatCanBeShown) {
  page().disc = {-3, 7, 0};
  page().truth = MaskTruth::painted;
  page().start = MaskStart::painted;
  page().chosen = "dice_squared";
  make_valid(page());
  EXPECT_EQ(page().disc, (MaskDisc{0, 1, mask_limits::least_radius}));
  EXPECT_EQ(page().painted_truth, shape_mask(MaskShape::tumour, 48));
  EXPECT_EQ(page().painted_start, page().painted_truth);
  EXPECT_EQ(page().chosen, "bce_mask");
}

TEST_F(MasksTest, StartsAreWhatTheyAreCalled) {
  page().truth = MaskTruth::disc;
  const auto p_of = [&](MaskStart start) {
    page().start = start;
    std::vector<double> p = start_logits(page());
    for (double& one : p) one = 1 / (1 + std::exp(-one));
    return p;
  };
  const MaskGrid truth = truth_mask(page());
  const double share = static_cast<double>(truth.foreground()) / static_cast<double>(truth.pixels.size());
  EXPECT_THAT(p_of(MaskStart::half), testing::Each(0.5));
  EXPECT_THAT(p_of(MaskStart::prior), testing::Each(DoubleNear(share, 1e-12)));
  double blurred = 0;
  for (const double p : p_of(MaskStart::blurred)) blurred += p;
  EXPECT_NEAR(blurred / static_cast<double>(truth.pixels.size()), share, 0.02);
  page().shift = 0.25;
  const std::vector<double> shifted = p_of(MaskStart::shifted);
  for (std::size_t row = 0; row < 48; ++row) {
    for (std::size_t i = 12; i < 48; ++i) {
      EXPECT_EQ(shifted[48 * row + i] > 0.5, truth.pixels[48 * row + i - 12] != 0);
    }
  }
  const std::vector<double> noisy = p_of(MaskStart::noisy);
  ++page().seed;
  EXPECT_NE(p_of(MaskStart::noisy), noisy);
}

// ∂ℓ/∂(x, y, log r) by central differences.
TEST_F(MasksTest, TheDiscHasTheGradientOfItsLoss) {
  for (const char* id : {"bce_mask", "dice", "focal_tversky", "soft_jaccard", "boundary_mask"}) {
    const MaskCompetitor who{mask_loss(page(), id, page().side), {}, task_of(page())};
    std::vector<double> theta{0.503, 0.517, std::log(0.12)}, gradient(3), ignored(3);
    MaskReading reading;
    who.evaluate(theta, gradient, reading);
    for (std::size_t i = 0; i < 3; ++i) {
      const double step = 1e-5, here = theta[i];
      theta[i] = here + step;
      const double above = who.evaluate(theta, ignored, reading);
      theta[i] = here - step;
      const double below = who.evaluate(theta, ignored, reading);
      theta[i] = here;
      EXPECT_NEAR(gradient[i], (above - below) / (2 * step), 2e-6 + 2e-4 * std::abs(gradient[i])) << id << ' ' << i;
    }
  }
}

TEST_F(MasksTest, IteratesAreThoseOfADescentByHand) {
  page().model = MaskModel::pixels;
  page().start = MaskStart::half;
  page().ticked = {"dice"};
  page().chosen = "dice";
  page().optimizer = parse_optimizer("gd");
  page().optimizer.rate = 5;
  run_to(3);
  const MaskGrid truth = truth_mask(page());
  const std::vector<double> g(truth.pixels.begin(), truth.pixels.end());
  std::vector<double> z(g.size(), 0.0), gradient(g.size());
  const StructuredLoss loss("dice");
  for (int step = 0; step < 3; ++step) {
    loss.evaluate_logits(z, g, gradient);
    for (std::size_t i = 0; i < z.size(); ++i) z[i] -= 5 * gradient[i];
  }
  const std::span<const double> made = run("dice").iterate(3);
  for (std::size_t i = 0; i < z.size(); ++i) ASSERT_DOUBLE_EQ(made[i], z[i]) << i;
  // What is read of a step on the way is what its iterate says.
  const MaskReading& reading = run("dice").note(2);
  std::vector<double> of_logits(z.size());
  run("dice").who().evaluate_logits(run("dice").iterate(2), of_logits);
  const MaskReading again = reading_of(results_.task(), run("dice").iterate(2), of_logits);
  EXPECT_EQ(reading.foreground_mean, again.foreground_mean);
  EXPECT_EQ(reading.area, again.area);
  EXPECT_EQ(reading.pull_share, again.pull_share);
}

TEST_F(MasksTest, CrossEntropyForgetsTheTumourAndOneOfClassWeightsBloatsIt) {
  run_to(200);
  EXPECT_EQ(verdict("bce_mask"), MaskVerdict::forgotten);
  EXPECT_EQ(verdict("weighted_bce_mask"), MaskVerdict::bloated);
  EXPECT_EQ(verdict("tversky"), MaskVerdict::good);
  EXPECT_LT(results_.reading(run("bce_mask")).foreground_mean, results_.reading(run("tversky")).foreground_mean);
  const std::vector<std::string> remarks = mask_remarks(results_, in_english());
  EXPECT_THAT(remarks, Contains("Forgotten by BCE of pixels."));
}

TEST_F(MasksTest, AVerdictIsThatOfTheAreaOfTheHardMask) {
  page().truth = MaskTruth::disc;
  results_.follow(document_);
  const MaskTask& task = results_.task();
  const double object = static_cast<double>(task.foreground);
  const auto of = [&](double area, double hits) { return verdict_of({0, 0, 0, area, hits, 0}, task); };
  EXPECT_EQ(of(std::floor(0.09 * object), 1), MaskVerdict::forgotten);
  EXPECT_EQ(of(1.51 * object, object), MaskVerdict::bloated);
  EXPECT_EQ(of(object, 0), MaskVerdict::elsewhere);
  EXPECT_EQ(of(object, 0.5 * object), MaskVerdict::good);
  EXPECT_EQ(dice_of({0, 0, 0, object, object, 0}, task), 1);
}

TEST_F(MasksTest, AnEmptyTruthIsSaidInWords) {
  page().truth = MaskTruth::nothing;
  page().ticked = {"bce_mask", "dice", "boundary_mask"};
  set_parameter(page(), mask_losses(), "dice", "smooth", 0);
  run_to(5);
  const std::vector<Failure> failures = playback().failures();
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].who, "boundary_mask");
  EXPECT_THAT(failures[0].sentence, HasSubstr("needs a border: the truth is empty"));
  EXPECT_EQ(run("dice").loss(5), 1);
  EXPECT_EQ(run("dice").slope(5), 0);
  EXPECT_THAT(mask_remarks(results_, in_english()), Contains(HasSubstr("0/0")));
  for (const Plot& plot : figure().plots) EXPECT_TRUE(std::isfinite(plot.y.range.span())) << plot.name;
}

TEST_F(MasksTest, APaintedTruthGoesOnFromTheIterateShown) {
  run_to(20);
  paint_truth(page(), {30, 20}, {30, 20}, 5, true);
  EXPECT_FALSE(results_.follow(document_));
  EXPECT_EQ(playback().position(), 20);
  EXPECT_EQ(playback().changed_at(), 20);
  page().disc.x = 0.4;
  EXPECT_TRUE(results_.follow(document_));
  EXPECT_EQ(playback().position(), 0);
}

TEST_F(MasksTest, TheDistanceLossCountsInTheGridAndHasNoSlider) {
  EXPECT_EQ(mask_loss(page(), "boundary_mask", 32).parameter(0), 32);
  EXPECT_TRUE(mask_losses().parameters("boundary_mask").empty());
  EXPECT_EQ(mask_label(in_english(), mask_loss(page(), "boundary_mask", 32)).find('='), std::string::npos);
}

TEST_F(MasksTest, ThePictureHasThePredictionPixelByPixel) {
  run_to(30);
  const Plot picture = plot(figure(), masks_picture_name);
  EXPECT_TRUE(picture.equal_aspect);
  const auto* const field = std::get_if<FieldItem>(&picture.items.front());
  ASSERT_NE(field, nullptr);
  EXPECT_FALSE(field->smooth);
  EXPECT_EQ(field->pixels->width, 48);
  EXPECT_EQ(field->x.min, 0.5);
  EXPECT_EQ(field->x.max, 47.5);
  EXPECT_THAT(picture.title, HasSubstr("BCE of pixels"));
}

TEST_F(MasksTest, PullsShareOneScaleUnlessEachHasItsOwn) {
  page().model = MaskModel::pixels;
  run_to(1);
  figure();
  const auto scales = [&] {
    std::set<double> all;
    for (const auto& one : results_.scenery().pictures()->of) all.insert(one.scale);
    return all.size();
  };
  EXPECT_EQ(scales(), 1U);
  masks_view(view_).own_scale = true;
  figure();
  EXPECT_EQ(scales(), page().ticked.size());
}

TEST_F(MasksTest, EveryPlotIsDrawnAndNamed) {
  run_to(10);
  for (std::size_t i = 0; i < masks_plot_names.size(); ++i) {
    masks_view(view_).upper = static_cast<MasksPlot>(i);
    const Figure drawn = figure();
    const Plot& one = plot(drawn, masks_plot_names[i]);
    EXPECT_FALSE(one.items.empty()) << one.name;
    EXPECT_EQ(one.title.find("masks."), std::string::npos) << one.title;
    EXPECT_EQ((one.note + one.x.label + one.y.label).find("masks."), std::string::npos) << one.name;
  }
  for (std::size_t i = 0; i < masks_quantity_names.size(); ++i) {
    masks_view(view_).history = static_cast<MasksQuantity>(i);
    const Figure drawn = figure();
    const Plot& one = plot(drawn, masks_quantity_names[i]);
    EXPECT_EQ((one.title + one.y.label).find("masks."), std::string::npos) << one.name;
    EXPECT_EQ(curve(one, mask_losses().series("dice")).points.size(), 11U);
  }
}

// The share of the pull on the object falls with the object for cross-entropy, and hardly for Dice.
TEST_F(MasksTest, CurvesOverTheShareSayWhoCountsInSharesOfTheObject) {
  run_to(1);
  figure();
  const MaskCurves& curves = *results_.scenery().curves(MaskCurvesOver::share);
  const auto of = [&](std::string_view id) -> const MaskCurves::Of& {
    return *std::ranges::find(curves.of, id, &MaskCurves::Of::id);
  };
  EXPECT_NEAR(curves.at.front(), mask_limits::least_share, 1e-12);
  EXPECT_NEAR(curves.at.back(), mask_limits::greatest_share, 1e-12);
  EXPECT_LT(of("bce_mask").value.front(), 0.01 * of("bce_mask").value.back());
  EXPECT_NEAR(of("dice").value.front(), of("dice").value.back(), 0.1);
}

TEST_F(MasksTest, HardMasksAreThoseOfTheChosenPrediction) {
  page().model = MaskModel::pixels;
  page().start = MaskStart::shifted;
  page().chosen = "dice";
  masks_view(view_).lower = MasksPlot::threshold;
  results_.follow(document_);
  figure();
  const MaskCurves& curves = *results_.scenery().curves(MaskCurvesOver::threshold);
  const auto dice = std::ranges::find(curves.of, std::string("dice"), &MaskCurves::Of::id);
  const MaskGrid truth = truth_mask(page());
  const std::vector<double> g(truth.pixels.begin(), truth.pixels.end()), all(g.size(), 1.0);
  EXPECT_DOUBLE_EQ(dice->value.front(), StructuredLoss("dice").value(all, g));
  const MaskGrid start = start_mask(page());
  EXPECT_DOUBLE_EQ(dice->value[50],
                   StructuredLoss("dice").value(std::vector<double>(start.pixels.begin(), start.pixels.end()), g));
}

// Each pixel at its middle, as the loss has it and not as it is coloured.
TEST_F(MasksTest, PicturesAreTablesOfTheirPixels) {
  set_side(page(), 16);
  run_to(3);
  const std::string picture = figure_csv(figure(), masks_picture_name);
  EXPECT_THAT(picture, testing::StartsWith("series,x,y,value\n"));
  const MaskRun& chosen = run(page().chosen);
  const std::vector<double> z = chosen.who().task->logits(chosen.iterate(3));
  const std::string first = fmt::format("{},0.5,0.5,{:.17g}\n", short_name(in_english(), chosen.who().loss.info()),
                                        1 / (1 + std::exp(-z[0])));
  EXPECT_THAT(picture, testing::HasSubstr(first));
  const std::string all = figure_csv(figure(), "masks_all");
  EXPECT_GE(std::ranges::count(all, '\n'), static_cast<long>(256 * page().ticked.size()));
}

}  // namespace
}  // namespace losslab
