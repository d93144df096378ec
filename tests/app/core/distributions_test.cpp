// Losses of K logits on their screen: the page, the simplex, the descents, the figure and the session.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "app/core/distributions/distributions_figure.h"
#include "app/core/distributions/distributions_page.h"
#include "app/core/distributions/distributions_results.h"
#include "app/core/distributions/simplex_field.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Distributions : public testing::Test {
 protected:
  DistributionsPage& page() { return distributions_page(document_); }
  DistributionsView& look() { return distributions_view(view_); }
  Figure figure() { return results_.figure(document_, view_, light_theme()); }
  Playback& playback() { return *results_.playback(); }
  // Makes so many iterates and shows one of them.
  void make(long length, long position) {
    playback().aim(length, position);
    playback().wait();
  }
  static const Plot& plot(const Figure& figure, const std::string& name) {
    for (const Plot& one : figure.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no plot " + name);
  }

  Document document_;
  View view_;
  DistributionsResults results_{ResultsNeeds{LOSSLAB_ASSETS, [] {}, in_english()}};
};

void expect_near(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t k = 0; k < a.size(); ++k) EXPECT_NEAR(a[k], b[k], tolerance) << k;
}

TEST_F(Distributions, ProbabilitiesAreSharedOutAnew) {
  std::vector<double> t{0.6, 0.3, 0.1};
  set_probability(t, 0, 0.2);
  expect_near(t, {0.2, 0.6, 0.2}, 1e-15);
  set_probability(t, 1, 1);
  EXPECT_THAT(t, ElementsAre(0, 1, 0));
  set_probability(t, 1, 0.5);  // nobody had anything: all alike
  EXPECT_THAT(t, ElementsAre(0.25, 0.5, 0.25));
}

TEST_F(Distributions, ThePageStaysValid) {
  set_classes(page(), 5);
  EXPECT_EQ(page().truth.size(), 5U);
  EXPECT_EQ(page().logits.size(), 5U);
  set_classes(page(), 2);
  expect_near(page().truth, {2.0 / 3, 1.0 / 3}, 1e-15);
  page().truth = {0, 0};
  page().logits = {std::nan(""), 1e9};
  page().ticked = {"brier_softmax"};
  make_valid(page());
  EXPECT_THAT(page().truth, ElementsAre(0.5, 0.5));
  EXPECT_THAT(page().logits, ElementsAre(0, largest_logit));
  EXPECT_EQ(page().chosen, "brier_softmax");
}

TEST_F(Distributions, PresetsAreDistributions) {
  for (std::size_t i = 0; i < truth_presets; ++i) {
    for (std::size_t classes = least_classes; classes <= most_classes; ++classes) {
      const std::vector<double> t = preset_truth(static_cast<TruthPreset>(i), classes);
      double sum = 0;
      for (const double one : t) {
        EXPECT_GE(one, 0);
        sum += one;
      }
      EXPECT_NEAR(sum, 1, 1e-15) << i << " " << classes;
    }
  }
  EXPECT_LT(preset_truth(TruthPreset::ambiguous, 3)[0], 0.5);
}

TEST_F(Distributions, TheSimplexMapsThereAndBack) {
  for (const std::array<double, 3> shares : {std::array<double, 3>{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0.2, 0.3, 0.5}}) {
    const std::array<double, 3> back = shares_at(on_simplex(shares));
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(back[i], shares[i], 1e-15);
  }
  // Outside: the nearest place inside.
  const std::array<double, 3> below = shares_at({0.25, -0.3}), left = shares_at({-5, -5});
  EXPECT_NEAR(below[0], 0.75, 1e-12);
  EXPECT_NEAR(below[2], 0, 1e-12);
  EXPECT_NEAR(left[0], 1, 1e-12);
}

TEST_F(Distributions, APlaceInTheSimplexHasLogitsThatLeadThere) {
  const std::vector<double> now{1, -1, 0.5, 2, 0};
  const SimplexView simplex({1, 2, 4}, now);
  const std::array<double, 3> wanted{0.5, 0.2, 0.3};
  const std::vector<double> z = simplex.logits(wanted), p = softmax(z), before = softmax(now);
  const std::array<double, 3> shares = simplex.shares(p);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(shares[i], wanted[i], 1e-14);
  EXPECT_NEAR(p[0], before[0], 1e-14);  // the others stay, and so does the mean of the logits
  EXPECT_NEAR(p[3], before[3], 1e-14);
  double mean = 0;
  for (const double one : z) mean += one / 5;
  EXPECT_NEAR(mean, 0.5, 1e-14);
}

TEST_F(Distributions, SoftmaxIsFiniteForAnyLogits) {
  expect_near(softmax(std::vector<double>{1e4, 0, -1e4}), {1, 0, 0}, 0);
  expect_near(softmax(std::vector<double>{0, std::log(2.0)}, 0.5), {0.2, 0.8}, 1e-15);
  EXPECT_NEAR(entropy(std::vector<double>{0.5, 0.5, 0}), std::log(2.0), 1e-15);
  EXPECT_NEAR(divergence(std::vector<double>{1, 0}, std::vector<double>{0.25, 0.75}), std::log(4.0), 1e-15);
  EXPECT_TRUE(std::isinf(divergence(std::vector<double>{0.5, 0.5}, std::vector<double>{1, 0})));
}

TEST_F(Distributions, CrossEntropyDescendsToTheTruth) {
  page().ticked = {"softmax_ce_soft"};
  page().chosen = "softmax_ce_soft";
  EXPECT_TRUE(results_.follow(document_));
  make(500, 500);
  expect_near(softmax(results_.logits_now()), page().truth, 1e-9);
  EXPECT_NEAR(results_.descents().runs()[0].loss(500), entropy(page().truth), 1e-12);
  // Back to exactly the same start.
  playback().seek(0);
  EXPECT_EQ(results_.logits_now(), page().logits);
}

TEST_F(Distributions, AChangeGoesOnFromTheIterateShownAndANewStartBeginsAgain) {
  results_.follow(document_);
  make(100, 40);
  const std::vector<double> then = results_.logits_now();
  page().truth = {0.2, 0.2, 0.6};
  EXPECT_FALSE(results_.follow(document_));
  EXPECT_EQ(playback().length(), 40);
  EXPECT_EQ(playback().changed_at(), 40);
  ASSERT_TRUE(playback().branch());
  EXPECT_EQ(playback().branch()->length, 100);
  EXPECT_EQ(results_.logits_now(), then);
  page().ticked.push_back("gce_softmax");  // a newcomer comes to where the others are
  EXPECT_FALSE(results_.follow(document_));
  EXPECT_EQ(results_.run("gce_softmax")->length(), 40);
  page().logits[0] = 2;
  EXPECT_TRUE(results_.follow(document_));
  EXPECT_EQ(playback().length(), 0);
}

// No frame waits for a long run: it comes in slices.
TEST_F(Distributions, ALongRunComesBitByBit) {
  results_.follow(document_);
  playback().aim(100'000, 100'000);
  EXPECT_TRUE(playback().behind());
  EXPECT_LT(playback().length(), 1000);
  const long before = playback().length();
  EXPECT_TRUE(playback().take());
  EXPECT_GT(playback().length(), before);
  playback().hold();
  EXPECT_FALSE(playback().behind());
}

TEST_F(Distributions, ARateThatIsTooLargeIsAStateNotACrash) {
  page().ticked = {"softmax_ce_soft"};
  page().optimizer.rate = 1e308;
  results_.follow(document_);
  make(50, 50);
  for (const double z : results_.logits_now()) EXPECT_TRUE(std::isfinite(z));
}

TEST_F(Distributions, EveryPlotOfEveryNumberOfClassesHasSomethingToShow) {
  for (const std::size_t classes : {2U, 3U, 5U, 10U}) {
    set_classes(page(), classes);
    results_.follow(document_);
    make(20, 20);
    for (std::size_t i = 0; i < distribution_plot_names.size(); ++i) {
      look().upper = static_cast<DistributionPlot>(i);
      look().lower = static_cast<DistributionPlot>((i + 1) % distribution_plot_names.size());
      for (const Plot& one : figure().plots) {
        EXPECT_FALSE(one.items.empty()) << one.name;
        EXPECT_FALSE(one.title.empty()) << one.name;
        EXPECT_LT(one.x.range.min, one.x.range.max) << one.name;
        EXPECT_LT(one.y.range.min, one.y.range.max) << one.name;
      }
    }
  }
}

TEST_F(Distributions, TheMinimumOnTheSimplexIsTheTruthOfAProperLoss) {
  for (const char* id : {"softmax_ce_soft", "brier_softmax", "reverse_kl_softmax"}) {
    page().ticked = {id};
    page().chosen = id;
    results_.follow(document_);
    const std::optional<Point> minimum = results_.simplex(view_, light_theme()).minimum;
    ASSERT_TRUE(minimum.has_value()) << id;
    const std::array<double, 3> shares = shares_at(*minimum);
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(shares[k], page().truth[k], 2e-6) << id;
  }
}

TEST_F(Distributions, DistillationGoesToItsTeacher) {
  page().ticked = {"distillation"};
  page().chosen = "distillation";
  set_parameter(page(), logit_losses(), "distillation", "mix", 0);
  page().teacher = {1, 0.5, -1};
  results_.follow(document_);
  make(400, 400);
  expect_near(softmax(results_.logits_now()), softmax(page().teacher), 1e-6);
  const std::optional<Point> minimum = results_.simplex(view_, light_theme()).minimum;
  ASSERT_TRUE(minimum.has_value());
  const std::array<double, 3> shares = shares_at(*minimum);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(shares[k], softmax(page().teacher)[k], 2e-5);
}

// Without T² the pull of the teacher falls off like 1/T².
TEST_F(Distributions, TheTemperatureOfADistillationIsSeenWithAndWithoutItsSquare) {
  page().ticked = {"distillation"};
  page().chosen = "distillation";
  set_parameter(page(), logit_losses(), "distillation", "mix", 0);
  look().upper = DistributionPlot::heated_gradient;
  look().lower = DistributionPlot::heated_loss;
  results_.follow(document_);
  const Figure shown = figure();
  for (const char* name : {"heated_gradient", "heated_loss"}) {
    std::vector<const CurveItem*> curves;
    for (const Item& item : plot(shown, name).items) {
      if (const auto* curve = std::get_if<CurveItem>(&item)) curves.push_back(curve);
    }
    ASSERT_EQ(curves.size(), 2U);
    for (std::size_t i = 0; i < curves[0]->points.size(); ++i) {
      const Point with = curves[0]->points[i], without = curves[1]->points[i];
      EXPECT_NEAR(without.y, with.y / (with.x * with.x), 1e-12 * (1 + with.y)) << name << " " << with.x;
    }
  }
  // At the loss's own temperature it is what it costs now.
  VectorLoss own = vector_loss(page(), "distillation");
  own.set("T", 20);
  const Plot& losses = plot(shown, "heated_loss");
  const auto* curve = std::get_if<CurveItem>(&losses.items.front());
  ASSERT_NE(curve, nullptr);
  EXPECT_NEAR(curve->points.back().x, 20, 1e-12);
  EXPECT_NEAR(curve->points.back().y, own.value(page().logits, page().truth, page().teacher), 1e-9);
}

// A step of a descent moves the logits, but nothing that the field shows.
TEST_F(Distributions, TheFieldIsKeptWhileADescentGoesOn) {
  for (const char* id : {"softmax_ce_soft", "ova_logistic"}) {
    page().ticked = {id};
    page().chosen = id;
    page().optimizer = parse_optimizer("adam");  // its steps do not keep the sum of the logits
    results_.follow(document_);
    make(300, 0);
    std::set<const Pixels*> pictures;
    std::vector<std::shared_ptr<const Pixels>> kept;
    for (long step = 0; step <= 300; ++step) {
      playback().seek(step);
      kept.push_back(results_.simplex(view_, light_theme()).pixels);
      pictures.insert(kept.back().get());
    }
    const std::size_t most = std::string(id) == "ova_logistic" ? 60 : 1;
    EXPECT_LE(pictures.size(), most) << id;
  }
}

TEST_F(Distributions, OnePlotMayHaveAllOfThePage) {
  results_.follow(document_);
  make(20, 20);
  for (const std::string& name : distribution_plots()) {
    look().large = name;
    for (std::size_t i = 0; i < descent_quantity_names.size(); ++i) {
      if (name == descent_quantity_names[i]) look().history = static_cast<DescentQuantity>(i);
    }
    const Figure large = figure();
    ASSERT_EQ(large.plots.size(), 1U) << name;
    EXPECT_EQ(large.plots[0].name, name);
    EXPECT_TRUE(large.plots[0].title_menu);
  }
}

TEST_F(Distributions, TheLinkOfAProperLossIsTheDiagonal) {
  page().ticked = {"softmax_ce_soft", "mae_softmax"};
  page().chosen = "softmax_ce_soft";
  look().lower = DistributionPlot::link;
  results_.follow(document_);
  const Figure shown = figure();
  for (const Item& item : plot(shown, "link").items) {
    const auto* curve = std::get_if<CurveItem>(&item);
    if (curve == nullptr || curve->legend.empty()) continue;
    for (const Point& at : curve->points) {
      // t = (0.6, 0.3, 0.1): the second class has three quarters of the rest, so that the first leads from 3/7.
      const double expected = curve->legend == "CE with soft targets" ? at.x : at.x > 3.0 / 7 ? 1 : 0;
      EXPECT_NEAR(at.y, expected, 1e-9) << curve->legend << " " << at.x;
    }
  }
}

TEST_F(Distributions, PullsAgainstTheTruthAreMarked) {
  page().truth = {0.6, 0.3, 0.1};
  page().ticked = {"mae_softmax"};
  page().chosen = "mae_softmax";
  page().logits = {0, -1, 0};  // p of the second class is below its truth, and yet it is pushed down
  results_.follow(document_);
  const Figure shown = figure();
  const Plot& forces = plot(shown, "forces");
  std::size_t marks = 0;
  for (const Item& item : forces.items) {
    if (const auto* points = std::get_if<PointsItem>(&item)) marks += points->points.size();
  }
  EXPECT_EQ(marks, 1U);
}

TEST_F(Distributions, SessionsKeepEverything) {
  Session session;
  DistributionsPage& kept = distributions_page(session.document);
  kept.truth = {0.1, 0.2, 0.3, 0.4};
  kept.logits = {1, 2, -3, 0.1 + 0.2};
  kept.teacher = {0.5, -0.25, 3, 1e-3};
  kept.names = {"cat", "dog", "", "fish, or fowl"};
  kept.ticked = {"softmax_ce_soft", "gce_softmax"};
  kept.chosen = "gce_softmax";
  set_parameter(kept, logit_losses(), "gce_softmax", "q", 0.25);
  kept.optimizer = parse_optimizer("adam");
  kept.optimizer.rate = 0.125;
  DistributionsView& look = distributions_view(session.view);
  look = {DistributionPlot::map, DistributionPlot::heated_loss, DescentQuantity::size, 3, {3, 0, 2}, true, "link", {}};
  const Session read = parse_session(to_toml(session), "s.toml");
  EXPECT_EQ(distributions_page(read.document), kept);
  EXPECT_EQ(distributions_view(read.view), look);
  EXPECT_EQ(vector_loss(distributions_page(read.document), "gce_softmax").parameter(0), 0.25);
}

std::string refusal(const std::string& lines) {
  try {
    parse_session("version = 1\n[distributions]\n" + lines, "s.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST_F(Distributions, WhatIsNoDistributionIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal("truth = [0.5, 0.25, 0.25]\n"), "");
  EXPECT_THAT(refusal("truth = [0.5, 0.25, 0.5]\n"), HasSubstr("s.toml, line 3: distributions.truth"));
  EXPECT_THAT(refusal("truth = [0.5, 0.25, 0.5]\n"), HasSubstr("found the sum 1.25"));
  EXPECT_THAT(refusal("truth = [1.5, -0.5]\n"), HasSubstr("0 or more, found -0.5 for class 2"));
  EXPECT_THAT(refusal("truth = [1]\n"), HasSubstr("expected 2 to 10 probabilities"));
  EXPECT_THAT(refusal("logits = [1, 2]\n"), HasSubstr("expected as many as truth has, 3, found 2"));
  EXPECT_THAT(refusal("logits = [1, 2, 99]\n"), HasSubstr("from -50 to 50, found 99"));
  EXPECT_THAT(refusal("teacher = [1, 2]\n"),
              HasSubstr("distributions.teacher: expected as many as truth has, 3, found 2"));
  EXPECT_THAT(refusal("truth = [0.5, nan, 0.5]\n"),
              HasSubstr("distributions.truth: expected a list of finite numbers, found nan"));
  EXPECT_THAT(refusal("names = [\"cat\"]\n"), HasSubstr("distributions.names: expected as many as truth has, 3"));
  EXPECT_THAT(refusal("names = [\"a name that is much too long\", \"\", \"\"]\n"), HasSubstr("24 letters at most"));
  EXPECT_THAT(refusal("[view.distributions]\nlarge = \"data\"\n"), HasSubstr("expected the name of a plot"));
  EXPECT_THAT(refusal("losses = [\"huber\"]\n"),
              HasSubstr("expected a loss that can run here, such as softmax_ce, found huber"));
  EXPECT_THAT(refusal("chosen = \"gce_softmax\"\n"), HasSubstr("expected one of the losses that run"));
  EXPECT_THAT(refusal("parameters.gce_softmax.q = 7\n"), HasSubstr("gce_softmax.q"));
  EXPECT_THAT(refusal("optimizer.rate = 0\n"), HasSubstr("expected a number above 0"));
}

}  // namespace
}  // namespace losslab
