// A bell fitted to humps: the page, the descents, the scenery, the figure and the session.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/core/distributions/distributions_page.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/shell/figure_table.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class BellTest : public testing::Test {
 protected:
  BellTest() { distributions_page(document_).subject = DistributionSubject::humps; }
  BellPage& page() { return distributions_page(document_).bell; }
  Playback& playback() { return *results_.playback(); }
  const BellResults& bell() { return results_.bell(); }
  void run_to(long step) {
    results_.follow(document_);
    playback().aim(step, step);
    playback().wait();
  }
  Bell end_of(DivergenceKind kind) {
    for (const BellRun& run : bell().runs()) {
      if (run.who().divergence.kind() == kind) return bell_at(run, playback().position());
    }
    throw InputError("it does not run");
  }
  Figure figure() { return results_.figure(document_, view_, light_theme()); }
  static const Plot& plot(const Figure& figure, std::string_view name) {
    for (const Plot& one : figure.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no such plot");
  }

  Document document_;
  View view_;
  DistributionsResults results_{ResultsNeeds{LOSSLAB_ASSETS, [] {}, in_english()}};
};

TEST_F(BellTest, WeightsAreSharedOutAnew) {
  page().humps = {{0.6, -2, 1}, {0.3, 0, 1}, {0.1, 2, 1}};
  set_hump_weight(page(), 0, 0.2);
  EXPECT_NEAR(page().humps[1].weight, 0.6, 1e-15);
  EXPECT_NEAR(page().humps[2].weight, 0.2, 1e-15);
  set_hump_weight(page(), 0, 1);  // the others keep a little
  EXPECT_NEAR(page().humps[0].weight, 0.98, 1e-15);
  remove_hump(page(), 0);
  ASSERT_EQ(page().humps.size(), 2U);
  EXPECT_NEAR(page().humps[0].weight, 0.75, 1e-12);
  remove_hump(page(), 0);
  remove_hump(page(), 0);  // the last stays
  ASSERT_EQ(page().humps.size(), 1U);
  EXPECT_EQ(page().humps[0].weight, 1);
}

TEST_F(BellTest, HumpsAreAddedWhereThereIsRoom) {
  add_hump(page());  // ½ N(−2, ½²) + ½ N(2, ½²): there is none between
  ASSERT_EQ(page().humps.size(), 3U);
  EXPECT_EQ(page().humps[2].mean, 5);
  EXPECT_NEAR(page().humps[0].weight, 1.0 / 3, 1e-15);
  page().humps = {{0.5, -5, 0.5}, {0.5, 5, 1}};
  add_hump(page());
  EXPECT_EQ(page().humps[2].mean, 0);
  EXPECT_EQ(page().humps[2].width, 0.5);
  for (int i = 0; i < 20; ++i) add_hump(page());
  EXPECT_EQ(page().humps.size(), most_humps);
  const BellPage before = page();
  make_valid(page());
  EXPECT_EQ(page(), before);
}

TEST_F(BellTest, ThePageStaysValid) {
  page().humps = {{2, 100, 0}, {2, std::nan(""), 1e9}};
  page().width = -1;
  page().ticked = {DivergenceKind::alpha};
  page().alpha = 7;
  make_valid(page());
  EXPECT_EQ(page().humps[0], (Hump{0.5, farthest_mean, least_width}));
  EXPECT_EQ(page().humps[1], (Hump{0.5, 0, greatest_width}));
  EXPECT_EQ(page().width, least_width);
  EXPECT_EQ(page().alpha, 1);
  EXPECT_EQ(page().chosen, DivergenceKind::alpha);
  page().humps.clear();
  make_valid(page());
  EXPECT_THAT(page().humps, ElementsAre(Hump()));
}

TEST_F(BellTest, ForwardKlEndsOverBothHumpsAndReverseKlInOne) {
  run_to(600);
  const Bell forward = end_of(DivergenceKind::forward_kl), reverse = end_of(DivergenceKind::reverse_kl);
  EXPECT_NEAR(forward.mean, 0, 1e-6);
  EXPECT_NEAR(forward.width(), std::sqrt(4.25), 1e-6);
  EXPECT_NEAR(reverse.mean, 1.99980086910165, 1e-6);
  EXPECT_NEAR(reverse.width(), 0.500398144956041, 1e-6);
  playback().seek(0);  // back to exactly the same start
  EXPECT_EQ(end_of(DivergenceKind::reverse_kl), page().start());
}

TEST_F(BellTest, AChangeGoesOnFromTheIterateShownAndANewStartBeginsAgain) {
  run_to(100);
  playback().seek(40);
  const Bell then = end_of(DivergenceKind::forward_kl);
  page().humps[0].mean = -3;
  EXPECT_FALSE(results_.follow(document_));
  EXPECT_EQ(playback().length(), 40);
  EXPECT_EQ(playback().changed_at(), 40);
  ASSERT_TRUE(playback().branch().has_value());
  EXPECT_EQ(playback().branch()->at, 40);
  EXPECT_EQ(playback().branch()->length, 100);
  EXPECT_EQ(end_of(DivergenceKind::forward_kl), then);
  toggle(page(), DivergenceKind::alpha);  // a newcomer comes to where the others are
  EXPECT_FALSE(results_.follow(document_));
  EXPECT_EQ(bell().runs().size(), 5U);
  EXPECT_EQ(bell().runs().back().length(), 40);
  page().mean = 0;
  EXPECT_TRUE(results_.follow(document_));
  EXPECT_EQ(playback().length(), 0);
  EXPECT_FALSE(playback().branch().has_value());
}

// No frame waits for a long run: what was asked for is made slice by slice.
TEST_F(BellTest, ALongRunIsMadeInSlices) {
  results_.follow(document_);
  playback().aim(1000, 900);
  EXPECT_TRUE(playback().behind());
  EXPECT_LT(playback().length(), 1000);
  EXPECT_EQ(playback().aimed_position(), 900);
  EXPECT_EQ(playback().position(), playback().length());
  while (playback().take()) continue;
  EXPECT_EQ(playback().length(), 1000);
  EXPECT_EQ(playback().position(), 900);
  EXPECT_FALSE(playback().behind());
  playback().aim(5000, 5000);
  playback().hold();
  EXPECT_FALSE(playback().behind());
  EXPECT_EQ(playback().aimed_length(), playback().length());
}

TEST_F(BellTest, AnInfiniteStartIsAStateNotACrash) {
  page().width = 0.3;  // σ² < s²/2
  run_to(20);
  const std::vector<Failure> failures = playback().failures();
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].who, "chi_squared");
  EXPECT_THAT(failures[0].sentence, HasSubstr("Pearson χ² stopped at step 1"));
  EXPECT_EQ(end_of(DivergenceKind::chi_squared), page().start());
  results_.settle(document_, view_, light_theme());
  const BellFound* const found = bell().scenery().found(DivergenceKind::chi_squared);
  ASSERT_NE(found, nullptr);
  EXPECT_FALSE(found->start_is_finite);
  EXPECT_FALSE(found->basin.has_value());
  page().chosen = DivergenceKind::chi_squared;
  results_.follow(document_);
  results_.settle(document_, view_, light_theme());
  const Figure shown = figure();
  bool said = false;
  for (const Item& item : plot(shown, bell_landscape_name).items) {
    const auto* label = std::get_if<LabelItem>(&item);
    said |= label != nullptr && label->text.find("infinite") != std::string::npos;
  }
  EXPECT_TRUE(said);
}

TEST_F(BellTest, TheSceneryHasTheMinimaAndTheBasinOfTheStart) {
  results_.follow(document_);
  results_.settle(document_, view_, light_theme());
  const BellFound* const reverse = bell().scenery().found(DivergenceKind::reverse_kl);
  ASSERT_NE(reverse, nullptr);
  ASSERT_EQ(reverse->minima.size(), 3U);
  EXPECT_TRUE(reverse->minima[0].global);
  EXPECT_FALSE(reverse->minima[1].global);
  EXPECT_EQ(reverse->basin, 2U);
  ASSERT_NE(bell().scenery().field(), nullptr);
  EXPECT_FALSE(bell().scenery().field()->contours.empty());
  page().mean = -0.9;
  results_.follow(document_);
  results_.settle(document_, view_, light_theme());
  EXPECT_EQ(bell().scenery().found(DivergenceKind::reverse_kl)->basin, 0U);
}

// Off the frame the same is found as at once.
TEST_F(BellTest, TheWorkerFindsTheSame) {
  results_.follow(document_);
  results_.update(document_, view_, light_theme(), false);
  while (results_.pending()) {
  }
  EXPECT_TRUE(results_.take());
  const BellField* const field = bell().scenery().field();
  ASSERT_NE(field, nullptr);
  const std::shared_ptr<const Pixels> made = field->pixels;
  for (const DivergenceKind kind : page().ticked) {
    ASSERT_NE(bell().scenery().found(kind), nullptr);
    EXPECT_EQ(bell().scenery().found(kind)->minima.size(), find_minima(bell_divergence(page(), kind)).size());
  }
  results_.settle(document_, view_, light_theme());
  EXPECT_EQ(bell().scenery().field()->pixels, made);  // nothing is made twice
}

TEST_F(BellTest, EveryPlotHasSomethingToShow) {
  for (const HumpPreset preset : {HumpPreset::two_alike, HumpPreset::three, HumpPreset::one}) {
    page().humps = preset_humps(preset);
    run_to(20);
    results_.settle(document_, view_, light_theme());
    for (std::size_t i = 0; i < bell_quantity_names.size(); ++i) {
      distributions_view(view_).bell.left = static_cast<BellQuantity>(i);
      for (const Plot& one : figure().plots) {
        EXPECT_FALSE(one.items.empty()) << one.name;
        EXPECT_FALSE(one.title.empty()) << one.name;
        EXPECT_LT(one.x.range.min, one.x.range.max) << one.name;
        EXPECT_LT(one.y.range.min, one.y.range.max) << one.name;
        EXPECT_FALSE(figure_csv(figure(), one.name).empty()) << one.name;
      }
    }
  }
  page().ticked.clear();
  results_.follow(document_);
  EXPECT_EQ(figure().plots.size(), 4U);
}

TEST_F(BellTest, ATopTellsTheWeight) {
  const Hump hump{0.3, 1, 0.7};
  EXPECT_NEAR(weight_of_height(hump, hump_top(hump).y), 0.3, 1e-15);
  EXPECT_NEAR(hump_top(hump).y, 0.3 * 0.569918, 1e-6);  // 1/(0.7 √(2π))
}

TEST_F(BellTest, SessionsKeepEverything) {
  Session session;
  DistributionsPage& all = distributions_page(session.document);
  all.subject = DistributionSubject::humps;
  all.bell.humps = {{0.25, -1.5, 0.1 + 0.2}, {0.25, 0, 1}, {0.5, 7, 2}};
  all.bell.mean = -3;
  all.bell.width = 1.75;
  all.bell.ticked = {DivergenceKind::reverse_kl, DivergenceKind::alpha};
  all.bell.chosen = DivergenceKind::alpha;
  all.bell.alpha = 0.125;
  all.bell.optimizer = parse_optimizer("adam");
  all.bell.optimizer.rate = 0.0625;
  all.bell.optimizer.clip = 3;
  DistributionsView& look = distributions_view(session.view);
  look.bell = {BellQuantity::width, BellQuantity::value};
  session.view.hidden = {"reverse_kl"};
  session.view.cameras["distributions.bells"].x = Range{-1, 1};
  const Session read = parse_session(to_toml(session), "s.toml");
  EXPECT_EQ(distributions_page(read.document), all);
  EXPECT_EQ(distributions_view(read.view), look);
  EXPECT_EQ(read.view.hidden, session.view.hidden);
  EXPECT_EQ(read.view.cameras, session.view.cameras);
}

std::string refusal(const std::string& lines) {
  try {
    parse_session("version = 1\n[distributions.bell]\n" + lines, "s.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST_F(BellTest, WhatIsNoMixtureIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal("means = [1]\nwidths = [2]\nweights = [1]\n"), "");
  EXPECT_THAT(refusal("means = [1]\n"), HasSubstr("s.toml, line 2: distributions.bell.widths"));
  EXPECT_THAT(refusal("means = [1, 2]\nwidths = [1, 1]\nweights = [1]\n"), HasSubstr("as many as there are means, 2"));
  EXPECT_THAT(refusal("means = [1, 2]\nwidths = [1, 1]\nweights = [1, 1]\n"), HasSubstr("found the sum 2"));
  EXPECT_THAT(refusal("means = [1]\nwidths = [0]\nweights = [1]\n"), HasSubstr("from 0.05 to 20, found 0"));
  EXPECT_THAT(refusal("means = [99]\nwidths = [1]\nweights = [1]\n"), HasSubstr("from -20 to 20, found 99"));
  EXPECT_THAT(refusal("start = [0]\n"), HasSubstr("[mean, width] of the bell"));
  EXPECT_THAT(refusal("divergences = [\"kl\"]\n"), HasSubstr("expected one of forward_kl, reverse_kl"));
  EXPECT_THAT(refusal("divergences = [\"alpha_divergence\", \"alpha_divergence\"]\n"), HasSubstr("named twice"));
  EXPECT_THAT(refusal("chosen = \"alpha_divergence\"\n"), HasSubstr("expected one of the divergences that run"));
  EXPECT_THAT(refusal("alpha = 2\n"), HasSubstr("a number from 0 to 1"));
  EXPECT_THAT(refusal("optimizer.rate = 0\n"), HasSubstr("expected a number above 0"));
}

}  // namespace
}  // namespace losslab
