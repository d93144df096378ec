// The page of embeddings: its points, its descents and what goes wrong with them, its figure and its session.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "../../in_english.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "app/core/structures/embedding/embedding_figure.h"
#include "app/core/structures/embedding/embedding_screen.h"
#include "app/core/structures/structures_page.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::HasSubstr;

class Embedding : public testing::Test {
 protected:
  EmbeddingPage& page() { return embedding_page(document_); }
  EmbeddingView& look() { return embedding_view(view_); }
  void run_to(long length) {
    results_.follow(document_);
    results_.playback()->aim(length, length);
    results_.playback()->wait();
    results_.settle(document_, view_, light_theme());
  }
  void run_alone(const std::string& id) {
    page().ticked = {id};
    page().chosen = id;
  }
  EmbeddingTrouble trouble() { return results_.trouble(*results_.chosen()); }
  const Plot& plot(const std::string& name) {
    figure_ = results_.figure(document_, view_, light_theme());
    for (const Plot& one : figure_.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no plot " + name);
  }
  std::size_t count_of(const Plot& plot, const std::string& legend) {
    std::size_t count = 0;
    for (const Item& item : plot.items) {
      const auto* points = std::get_if<PointsItem>(&item);
      if (points != nullptr && points->legend == legend) count += points->points.size();
    }
    return count;
  }

  Document document_;
  View view_;
  EmbeddingResults results_{ResultsNeeds{LOSSLAB_ASSETS, [] {}, in_english()}};
  Figure figure_;
};

TEST_F(Embedding, TheSameSeedGivesTheSamePointsAndNestedNoise) {
  EmbeddingSpec spec;
  const EmbeddingSamples clean = made_samples(spec, nullptr);
  EXPECT_EQ(made_samples(spec, nullptr), clean);
  EXPECT_EQ(clean.labels, clean.truth);
  EXPECT_EQ(clean.size(), 60U);
  spec.noise = 0.1;
  const EmbeddingSamples noisy = made_samples(spec, nullptr);
  spec.noise = 0.3;
  const EmbeddingSamples noisier = made_samples(spec, nullptr);
  EXPECT_EQ(noisier.x, clean.x);
  std::size_t wrong = 0, wronger = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    EXPECT_EQ(noisy.truth[i], clean.truth[i]);
    if (noisy.labels[i] != noisy.truth[i]) {
      EXPECT_EQ(noisier.labels[i], noisy.labels[i]);
      ++wrong;
    }
    wronger += noisier.labels[i] != noisier.truth[i] ? 1 : 0;
  }
  EXPECT_EQ(wrong, 6U);
  EXPECT_EQ(wronger, 18U);
  spec.seed = 2;
  EXPECT_NE(made_samples(spec, nullptr).x, clean.x);
}

TEST_F(Embedding, IrisBeginsWithItsPetalsScaled) {
  page().spec.kind = EmbeddingStart::iris;
  page().spec.points = 300;
  results_.follow(document_);
  const EmbeddingSamples& iris = results_.start();
  ASSERT_EQ(iris.size(), 150U);
  EXPECT_EQ(std::ranges::count(iris.labels, 2), 50);
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < iris.x.size(); i += 2) {
    sum += iris.x[i];
    squares += iris.x[i] * iris.x[i];
  }
  EXPECT_NEAR(sum, 0, 1e-10);
  EXPECT_NEAR(squares / 150, 1, 1e-12);
  page().spec.points = 30;
  results_.follow(document_);
  EXPECT_EQ(std::ranges::count(results_.start().labels, 1), 10);
}

TEST_F(Embedding, ThePageStaysValid) {
  page().spec = {EmbeddingStart::own, 2, 9, NAN, 1};
  page().own = {{1e9, NAN, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5}, {0, 5, 9, -1, 0, 1}, {0, 0, 0, 0, 0, 0}};
  make_valid(page());
  EXPECT_EQ(page().own.x[0], farthest_embedded);
  EXPECT_EQ(page().own.x[1], 0);
  EXPECT_EQ(page().own.labels, (std::vector<int>{0, 5, 5, 0, 0, 1}));
  EXPECT_EQ(page().spec.classes, most_embedding_classes);
  EXPECT_EQ(page().spec.points, least_embedded);
  EXPECT_EQ(page().spec.noise, 0);
  page().own.truth.pop_back();  // points that are no points are none
  page().chosen = "nobody";
  make_valid(page());
  EXPECT_EQ(page().spec.kind, EmbeddingStart::blobs);
  EXPECT_EQ(page().own.size(), 0U);
  EXPECT_EQ(page().chosen, page().ticked.front());
}

// The run that is kept against steps made by hand.
TEST_F(Embedding, TheDescentIsThatOfTheEvaluator) {
  run_alone("triplet_sqeuclid");
  page().mining = Mining::semi_hard;
  page().spec.points = 20;
  page().optimizer.rate = 0.25;
  run_to(12);
  EmbeddingSamples by_hand = results_.start();
  EmbeddingEvaluator evaluator;
  EmbeddingObjective objective = embedding_objective("triplet_sqeuclid");
  objective.mining = Mining::semi_hard;
  std::vector<double> gradient(by_hand.x.size());
  for (int step = 0; step < 12; ++step) {
    evaluator.evaluate(objective, by_hand.points(), gradient);
    for (std::size_t i = 0; i < gradient.size(); ++i) by_hand.x[i] -= 0.25 * gradient[i];
  }
  EXPECT_EQ(results_.now().x, by_hand.x);
  const EmbeddingOutcome outcome = evaluator.evaluate(objective, by_hand.points(), gradient);
  const EmbeddingNote& note = results_.chosen()->note(12);
  EXPECT_EQ(note.outcome.value, outcome.value);
  EXPECT_EQ(note.outcome.active, outcome.active);
  EXPECT_EQ(note.measures.within, measure_embedding(by_hand.points()).within);
  EXPECT_EQ(note.pull, longest_pull(gradient));
}

TEST_F(Embedding, HardestMiningCollapsesLookAlikesAndTakingAllDoesNot) {
  run_alone("triplet_sqeuclid");
  page().spec.kind = EmbeddingStart::alike;
  page().mining = Mining::hardest;
  run_to(200);
  EXPECT_EQ(trouble(), EmbeddingTrouble::collapse);
  EXPECT_NEAR(results_.chosen()->loss(200), 0.2, 1e-3);  // the margin is all that is left
  // Points that began in one place stayed together.
  const std::vector<std::uint32_t> firsts = results_.start().firsts();
  const EmbeddingSamples now = results_.now();
  EXPECT_EQ(std::set<std::uint32_t>(firsts.begin(), firsts.end()).size(), 30U);
  EXPECT_EQ(now.firsts(), firsts);
  page().mining = Mining::all;
  run_to(200);
  EXPECT_NE(trouble(), EmbeddingTrouble::collapse);
}

TEST_F(Embedding, ARunawayNormAndAStallAreNamed) {
  // Inner products of separable classes grow for ever.
  run_alone("n_pair");
  page().spec.kind = EmbeddingStart::own;
  page().own.x = {0.2, 0, 0.2, 0.05, 0.2, -0.05, -0.2, 0, -0.2, 0.05, -0.2, -0.05};
  page().own.labels = page().own.truth = {0, 0, 0, 1, 1, 1};
  run_to(3000);
  EXPECT_EQ(trouble(), EmbeddingTrouble::runaway);
  // Every stranger is nearer than the partner, or farther by more than the margin.
  run_alone("triplet_euclid");
  page().mining = Mining::semi_hard;
  page().own.x = {0, 0, 10, 0, 1, 0, 11, 0, 0.5, 0, 10.5, 0};
  page().own.labels = page().own.truth = {0, 0, 1, 1, 2, 2};
  run_to(5);
  EXPECT_EQ(results_.chosen()->note(5).outcome.active, 0U);
  EXPECT_EQ(trouble(), EmbeddingTrouble::stall);
}

TEST_F(Embedding, ANewStartBeginsAgainAndAnotherLabelGoesOn) {
  run_to(40);
  results_.playback()->seek(25);
  page().own = results_.start();
  page().spec.kind = EmbeddingStart::own;
  page().own.labels[0] = (page().own.labels[0] + 1) % 3;
  EXPECT_FALSE(results_.follow(document_));
  results_.playback()->wait();
  EXPECT_EQ(results_.playback()->changed_at(), 25);
  page().mining = Mining::hardest;
  EXPECT_TRUE(results_.follow(document_));
  page().own.x[0] += 1;
  EXPECT_TRUE(results_.follow(document_));
  EXPECT_EQ(results_.playback()->position(), 0);
}

// While a point is dragged at the start the histories ahead stay in sight.
TEST_F(Embedding, TheLengthIsKeptAtTheStart) {
  run_to(40);
  results_.playback()->seek(0);
  page().spec.seed = 5;
  EXPECT_TRUE(results_.follow(document_));
  results_.playback()->wait();
  EXPECT_EQ(results_.playback()->length(), 40);
  EXPECT_EQ(results_.playback()->position(), 0);
}

TEST_F(Embedding, ADescentThatLeavesTheNumbersIsAStateThatIsTold) {
  run_alone("triplet_sqeuclid");
  page().optimizer.rate = 1e4;
  page().mining = Mining::hardest;
  run_to(300);
  const auto failures = results_.descents().failures();
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].who, "triplet_sqeuclid");
  EXPECT_THAT(failures[0].sentence, HasSubstr("Triplet of squared distances stopped at step"));
}

TEST_F(Embedding, ThePlaneShowsClassesForcesAndWrongLabels) {
  page().spec.noise = 0.1;
  run_to(10);
  const Plot& plane = plot(embedding_plane_name);
  EXPECT_EQ(plane.title, "FaceNet triplet (δ = 0.2)");
  EXPECT_TRUE(plane.equal_aspect);
  std::size_t points = 0, rings = 0, lines = 0;
  for (const Item& item : plane.items) {
    if (const auto* of = std::get_if<PointsItem>(&item); of != nullptr && of->legend.starts_with("class")) {
      points += of->points.size();
      rings += static_cast<std::size_t>(std::ranges::count(of->ring, true));
    }
    if (const auto* of = std::get_if<SegmentsItem>(&item)) lines += of->segments.size();
  }
  EXPECT_EQ(points, 60U);
  EXPECT_EQ(rings, 6U);
  EXPECT_GT(lines, 60U);
  look().pairs = look().arrows = look().tails = false;
  for (const Item& item : plot(embedding_plane_name).items) EXPECT_FALSE(std::holds_alternative<SegmentsItem>(item));
}

// Strangers of a triplet have to be beyond its farthest partner by the margin; of squares it is that of the squares.
TEST_F(Embedding, TheMarginIsARingAroundThePointLookedAt) {
  run_alone("triplet_sqeuclid");
  page().spec.kind = EmbeddingStart::own;
  page().own = {{0, 0, 0, 2, 1, 0, 5, 5, 6, 5, 5, 6}, {0, 0, 0, 1, 1, 1}, {0, 0, 0, 1, 1, 1}};
  run_to(0);
  const auto radius = [&] {
    for (const Item& item : plot(embedding_plane_name).items) {
      const auto* ring = std::get_if<CurveItem>(&item);
      if (ring != nullptr && ring->legend == "margin") return std::hypot(ring->points[7].x, ring->points[7].y);
    }
    return -1.0;
  };
  EXPECT_NEAR(radius(), std::sqrt(4.2), 1e-12);
  run_alone("triplet_euclid");
  run_to(0);
  EXPECT_NEAR(radius(), 2.2, 1e-12);
  run_alone("contrastive_pair");
  run_to(0);
  EXPECT_NEAR(radius(), 1, 1e-12);
}

TEST_F(Embedding, PathsGoThroughThePresentPlace) {
  look().upper = EmbeddingPlot::along;
  look().under = EmbeddingPlot::slope;
  look().point = 4;
  run_to(5);
  const EmbeddingPathTable& table = *results_.scenery().path();
  const double here = results_.now().x[8];
  for (std::size_t i = 0; i < page().ticked.size(); ++i) {
    const EmbeddingRun& run = results_.descents().runs()[i];
    if (page().ticked[i] != page().chosen) continue;
    EXPECT_NEAR(table.at(i, here, false), run.loss(5), 1e-3);
    EXPECT_NEAR(table.at(i, here, true), run.slope(5), 0.1 * run.slope(5) + 1e-3);
  }
  EXPECT_TRUE(std::isnan(table.at(0, table.of.range.max + 1, false)));
  const auto& curve = std::get<CurveItem>(plot("embedding_along").items.front());
  double least = 1e9;
  for (const Point at : curve.points) {
    if (std::abs(at.x - here) < 0.05) least = std::min(least, std::abs(at.y));
  }
  EXPECT_LT(least, 1e-3);
  EXPECT_FALSE(plot("embedding_slope").items.empty());
}

TEST_F(Embedding, EveryPlotHasSomethingToShow) {
  run_to(30);
  for (const std::string& name : embedding_plots()) {
    look().large = name;
    results_.settle(document_, view_, light_theme());
    const Plot& one = plot(name);
    EXPECT_GE(one.items.size(), page().ticked.size() + 1) << name;
    EXPECT_FALSE(one.title.empty());
    EXPECT_TRUE(embedding_screen.has_camera("embedding." + name));
  }
  EXPECT_FALSE(embedding_screen.has_camera("embedding.boxes"));
  look().large = "embedding_active";
  const auto& active = std::get<CurveItem>(plot("embedding_active").items.front());
  EXPECT_EQ(active.points.back().y, static_cast<double>(results_.descents().runs()[0].note(30).outcome.active));
  look().large.clear();
  EXPECT_EQ(second_loss(page(), look()), "cosine_embedding");
  page().ticked.clear();
  page().chosen.clear();
  results_.follow(document_);
  EXPECT_EQ(count_of(plot(embedding_plane_name), "class 1"), 20U);
}

TEST_F(Embedding, ASessionHoldsAllOfThePage) {
  Session session;
  session.view.screen = structures_id;
  structures_page(session.document).shown = embedding_id;
  EmbeddingPage& kept = embedding_page(session.document);
  kept.spec = {EmbeddingStart::own, 25, 4, 0.25, 77};
  kept.own = {{0.5, 0, 1, 2, -1.25, 0, 3, 1, 4, 4, 5, 5}, {0, 1, 2, 3, 0, 1}, {0, 1, 2, 3, 1, 1}};
  kept.mining = Mining::semi_hard;
  kept.ticked = {"contrastive_pair", "info_nce"};
  kept.chosen = "info_nce";
  set_parameter(kept, embedding_losses(), "info_nce", "T", 0.125);
  kept.optimizer = parse_optimizer("adam");
  embedding_view(session.view) = {EmbeddingPlot::norm,
                                  EmbeddingPlot::second,
                                  EmbeddingPlot::active,
                                  "embedding_plane",
                                  "lifted",
                                  3,
                                  EmbeddingPath::y,
                                  2,
                                  false,
                                  false,
                                  false};
  session.view.cameras["embedding.embedding_plane"].x = Range{-1, 2};
  const Session read = parse_session(to_toml(session), "s.toml");
  EXPECT_EQ(embedding_page(read.document), kept);
  EXPECT_EQ(embedding_view(read.view), embedding_view(session.view));
  EXPECT_EQ(read.view.cameras, session.view.cameras);
}

TEST_F(Embedding, WhatIsNoEmbeddingIsRefusedWithItsPlace) {
  const auto refusal = [](const std::string& lines) -> std::string {
    try {
      parse_session("version = 1\n[structures.embedding]\n" + lines, "s.toml");
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  const std::string places = "start = \"own\"\nplaces = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]\n";
  EXPECT_EQ(refusal("start = \"iris\"\nmining = \"hardest\"\n"), "");
  EXPECT_EQ(refusal(places + "labels = [1, 2, 1, 2, 1, 2]\n"), "");
  EXPECT_THAT(refusal("start = \"house\"\n"), HasSubstr("s.toml, line 3: structures.embedding.start"));
  EXPECT_THAT(refusal("points = 301\n"), HasSubstr("structures.embedding.points"));
  EXPECT_THAT(refusal("noise = 0.6\n"), HasSubstr("a share of wrong labels from 0 to 0.5"));
  EXPECT_THAT(refusal("start = \"own\"\n"), HasSubstr("expected the places of the points"));
  EXPECT_THAT(refusal("start = \"own\"\nplaces = [1, 2, 3]\n"), HasSubstr("found 3 numbers"));
  EXPECT_THAT(refusal(places), HasSubstr("expected the class of each point"));
  EXPECT_THAT(refusal(places + "labels = [1, 2, 1]\n"), HasSubstr("each of the 6 points, found 3"));
  EXPECT_THAT(refusal(places + "labels = [1, 2, 1, 2, 1, 7]\n"), HasSubstr("from 1 to 6, found 7"));
  EXPECT_THAT(refusal("mining = \"easy\"\n"), HasSubstr("structures.embedding.mining"));
  EXPECT_THAT(refusal("losses = [\"dice\"]\n"), HasSubstr("found dice"));
  EXPECT_THAT(refusal("colour = 1\n"), HasSubstr("unknown key"));
}

TEST_F(Embedding, EveryTextIsThere) {
  for (const char* key : embedding_plot_titles) EXPECT_NE(in_english()(key), key);
  for (const char* key : embedding_start_titles) EXPECT_NE(in_english()(key), key);
  for (const char* key : mining_titles) EXPECT_NE(in_english()(key), key);
}

}  // namespace
}  // namespace losslab
