// The page of sequences: label and logits, the descents, the lattice and the figure.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "app/core/shell/figure_table.h"
#include "app/core/shell/state/document.h"
#include "app/core/structures/sequence/frame_course.h"
#include "app/core/structures/sequence/sequence_entry.h"
#include "app/core/structures/sequence/sequence_figure.h"
#include "app/core/structures/sequence/sequence_screen.h"
#include "app/core/structures/structures_page.h"
#include "in_english.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class SequenceTest : public testing::Test {
 protected:
  SequencePage& page() { return sequence_page(document_); }
  Playback& playback() { return *results_.playback(); }
  void run_to(long step) {
    results_.follow(document_);
    playback().aim(step, step);
    playback().wait();
  }
  Figure figure() { return results_.figure(document_, view_, light_theme()); }
  Plot plot(SequencePlot which) {
    sequence_view(view_).large = sequence_plot_names[static_cast<std::size_t>(which)];
    return figure().plots.front();
  }
  // T frames of K equal logits.
  void set(std::size_t frames, std::size_t symbols, std::string label) {
    page().frames = frames;
    page().symbols = symbols;
    page().label = std::move(label);
    page().logits = preset_logits(LogitPreset::uniform, page());
  }

  Document document_;
  View view_;
  SequenceResults results_{ResultsNeeds{LOSSLAB_ASSETS, [] {}, in_english()}};
};

TEST_F(SequenceTest, FifteenOfEightyOnePathsOfFourUniformFrames) {
  set(4, 3, "ab");
  results_.follow(document_);
  results_.settle(document_, view_, light_theme());
  EXPECT_NEAR(results_.run("ctc")->loss(0), 1.686399, 5e-7);
  EXPECT_NEAR(results_.now().lattice.log_probability, std::log(15.0 / 81), 1e-14);
  ASSERT_NE(results_.answer(), nullptr);
  ASSERT_TRUE(results_.answer()->alignments.has_value());
  EXPECT_EQ(results_.answer()->alignments->size(), 15U);
  double sum = 0;
  for (const Alignment& one : *results_.answer()->alignments) sum += std::exp(one.log_probability);
  EXPECT_NEAR(sum, 15.0 / 81, 1e-14);
  EXPECT_THAT(plot(SequencePlot::lattice).note, HasSubstr(" 15 alignments"));
  // The cross-entropy of one of them.
  EXPECT_NEAR(results_.run("frame_ce")->loss(0), 4 * std::log(3.0), 1e-14);
}

TEST_F(SequenceTest, LettersKeepTheirMeaningWhereverTheBlankIs) {
  set(6, 4, "cab");
  EXPECT_THAT(symbols_of(page(), page().label), ElementsAre(3, 1, 2));
  page().blank = 3;
  EXPECT_THAT(symbols_of(page(), page().label), ElementsAre(2, 0, 1));
  page().blank = 1;
  EXPECT_THAT(symbols_of(page(), page().label), ElementsAre(3, 0, 2));
  EXPECT_EQ(letters_of(page(), symbols_of(page(), "-abc-c")), "-abc-c");
  EXPECT_EQ(last_letter(page()), 'c');
  EXPECT_FALSE(symbol_of(page(), 'd').has_value());
}

TEST_F(SequenceTest, WhatIsTypedIsRefusedByTheLetterThatDoesNotExist) {
  set(6, 4, "cab");
  const auto refusal = [&](auto typed, const char* what) {
    try {
      typed(what, page(), in_english());
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(typed_label(" C a b", page(), in_english()), "cab");
  EXPECT_EQ(typed_label("", page(), in_english()), "");
  EXPECT_THAT(refusal(typed_label, "cad"), HasSubstr("“d”"));
  EXPECT_THAT(refusal(typed_label, "ca-"), HasSubstr("“-”"));
  EXPECT_THAT(refusal(typed_label, "é"), HasSubstr("“é”"));
  EXPECT_THAT(refusal(typed_label, "abcabcabcabca"), HasSubstr("13 letters"));
  EXPECT_EQ(typed_alignment("–c-AAb", page(), in_english()), "-c-aab");
  EXPECT_THAT(refusal(typed_alignment, "cab"), HasSubstr("each of the 6 frames"));
}

TEST_F(SequenceTest, TheLabelIsSpreadEvenlyWithBlanksBetweenRepeats) {
  const auto even = [&](std::size_t frames, const char* label) {
    set(frames, 4, label);
    return letters_of(page(), even_alignment(page()));
  };
  EXPECT_EQ(even(6, "ab"), "aaabbb");
  EXPECT_EQ(even(4, "abb"), "ab-b");
  EXPECT_EQ(even(8, "aab"), "aa-aabbb");
  EXPECT_EQ(even(3, ""), "---");
  EXPECT_EQ(even(2, "abca"), "ac");  // cut
  EXPECT_TRUE(is_infeasible(page()));
  for (const char* label : {"a", "aa", "abcabcabcabc", "aaaaaaaaaaaa"}) {
    for (std::size_t frames = 1; frames <= most_frames; ++frames) {
      set(frames, 4, label);
      const auto read = letters_of(page(), read_alignment(even_alignment(page()), page().blank));
      if (!is_infeasible(page())) {
        EXPECT_EQ(read, label) << frames;
      }
    }
  }
}

TEST_F(SequenceTest, AStartThatIsAPresetFollowsTheSizes) {
  for (std::size_t i = 0; i < logit_presets; ++i) {
    const auto preset = static_cast<LogitPreset>(i);
    set(10, 4, "ab");
    page().logits = preset_logits(preset, page());
    reshape(page(), [](SequencePage& changed) { changed.frames = 12; });
    EXPECT_EQ(preset_of(page()), preset);
    EXPECT_EQ(page().logits.size(), 48U);
  }
  page().logits[page().at(3, 2)] = 7;
  EXPECT_FALSE(preset_of(page()).has_value());
  reshape(page(), [](SequencePage& changed) { changed.symbols = 6; });
  EXPECT_EQ(page().logits.size(), 72U);
  EXPECT_EQ(page().logits[page().at(3, 2)], 7);
  EXPECT_EQ(page().logits[page().at(3, 5)], 0);
}

TEST_F(SequenceTest, ThePageStaysValid) {
  page().frames = 100;
  page().symbols = 3;
  page().blank = 9;
  page().label = "abcab-";
  page().alignment = "ab";
  page().logits = {1, std::nan(""), 1e9};
  page().ticked = {"frame_ce"};
  make_valid(page());
  EXPECT_EQ(page().frames, most_frames);
  EXPECT_EQ(page().blank, 2U);
  EXPECT_EQ(page().label, "abab");
  EXPECT_EQ(page().alignment, "");
  EXPECT_EQ(page().logits.size(), 120U);
  EXPECT_EQ(page().logits[1], 0);
  EXPECT_EQ(page().logits[2], largest_sequence_logit);
  EXPECT_EQ(page().chosen, "frame_ce");
  const SequencePage before = page();
  make_valid(page());
  EXPECT_EQ(page(), before);
}

TEST_F(SequenceTest, IteratesAreThoseOfADescentByHand) {
  set(7, 4, "cab");
  run_to(20);
  for (const char* id : {"ctc", "frame_ce"}) {
    const StructuredLoss loss = sequence_loss(page(), id);
    const std::vector<double> target = target_of(page(), id);
    std::vector<double> z = page().logits, gradient(z.size());
    for (int step = 0; step < 20; ++step) {
      loss.evaluate(z, target, gradient);
      for (std::size_t i = 0; i < z.size(); ++i) z[i] -= page().optimizer.rate * gradient[i];
    }
    const std::span<const double> there = results_.run(id)->iterate(20);
    for (std::size_t i = 0; i < z.size(); ++i) ASSERT_NEAR(there[i], z[i], 1e-12) << id;
  }
}

// Graves' observation: blanks come first, then a short spike for each letter.
TEST_F(SequenceTest, CtcGrowsBlanksAndThenSpikesAndTheCrossEntropyDoesNot) {
  run_to(200);
  const std::size_t ctc = 0, frames = 1;
  EXPECT_NEAR(results_.peaks(ctc, 0).blank, 0.25, 1e-12);
  EXPECT_GT(results_.peaks(ctc, 20).blank, 0.7);
  EXPECT_LT(results_.peaks(ctc, 20).peaks, 0.3);
  EXPECT_GT(results_.peaks(ctc, 200).blank, 0.7);
  EXPECT_GT(results_.peaks(ctc, 200).peaks, 0.9);
  EXPECT_LT(results_.peaks(frames, 200).blank, 0.01);
  results_.settle(document_, view_, light_theme());
  EXPECT_EQ(letters_of(page(), results_.answer()->greedy.label), "cab");
}

TEST_F(SequenceTest, AnotherLabelGoesOnFromTheIterateShownAndOtherLogitsBeginAgain) {
  run_to(50);
  playback().seek(30);
  const std::vector<double> then(results_.logits_now().begin(), results_.logits_now().end());
  page().label = "ba";
  EXPECT_FALSE(results_.follow(document_));
  playback().wait();
  EXPECT_EQ(playback().position(), 30);
  EXPECT_TRUE(std::ranges::equal(results_.logits_now(), then));
  EXPECT_NEAR(results_.run("ctc")->loss(30), sequence_loss(page(), "ctc").value(then, target_of(page(), "ctc")), 1e-12);
  page().logits[0] = 1;
  EXPECT_TRUE(results_.follow(document_));
  EXPECT_EQ(playback().length(), 0);
}

TEST_F(SequenceTest, ALabelThatDoesNotFitIsSaidAndNothingMoves) {
  set(4, 3, "aabb");
  run_to(10);
  EXPECT_EQ(results_.run("ctc")->loss(0), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::ranges::equal(results_.run("ctc")->iterate(10), page().logits));
  EXPECT_EQ(results_.run("frame_ce")->length(), 10);
  const std::vector<Failure> failures = playback().failures();
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].who, "ctc");
  EXPECT_THAT(failures[0].sentence, HasSubstr("at least 6 frames and there are 4"));
  EXPECT_THAT(plot(SequencePlot::lattice).note, HasSubstr(" 0 alignments"));
  const auto says = [&](SequencePlot which, const char* words) {
    for (const Item& item : plot(which).items) {
      const auto* label = std::get_if<LabelItem>(&item);
      if (label != nullptr && label->text.find(words) != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_TRUE(says(SequencePlot::lattice, "6 frames"));
  EXPECT_TRUE(says(SequencePlot::gradient, "not defined"));
  results_.settle(document_, view_, light_theme());
  EXPECT_TRUE(results_.answer()->alignments->empty());
  // L + repeats are enough, and a run that stood still goes.
  page().frames = 6;
  page().logits = preset_logits(LogitPreset::uniform, page());
  run_to(10);
  EXPECT_TRUE(playback().failures().empty());
  EXPECT_NEAR(results_.run("ctc")->loss(0), 6 * std::log(3.0), 1e-12);  // one path
}

TEST_F(SequenceTest, ACourseAlongALogitIsTheLossItself) {
  set(6, 4, "abb");
  page().seed = 5;
  page().logits = preset_logits(LogitPreset::nearly_right, page());
  results_.follow(document_);
  const scalar::CtcLattice<double>& lattice = results_.now().lattice;
  for (const char* id : {"ctc", "frame_ce"}) {
    const StructuredLoss loss = sequence_loss(page(), id);
    const std::vector<double> target = target_of(page(), id);
    for (const std::size_t frame : {std::size_t{0}, std::size_t{3}}) {
      const FrameCourse course = std::string_view(id) == "ctc" ? FrameCourse(lattice, frame)
                                                               : FrameCourse(lattice.at, alignment_of(page()), frame);
      for (const double along : {-9.0, 0.5, 4.0, 30.0}) {
        std::vector<double> z = page().logits, gradient(z.size());
        z[page().at(frame, 2)] = along;
        const std::span<const double> here = std::span(z).subspan(page().at(frame, 0), 4);
        EXPECT_NEAR(course.value(here), loss.evaluate(z, target, gradient), 1e-9) << id << along;
        EXPECT_NEAR(course.slope(here, 2), gradient[page().at(frame, 2)], 1e-9) << id << along;
      }
    }
  }
}

TEST_F(SequenceTest, AnAlignmentsStatesAreThoseOfTheLattice) {
  set(6, 3, "aab");
  EXPECT_THAT(states_of_alignment(page(), symbols_of(page(), "a-aab-")), ElementsAre(1, 2, 3, 3, 5, 6));
  EXPECT_THAT(states_of_alignment(page(), symbols_of(page(), "-a-ab-")), ElementsAre(0, 1, 2, 3, 5, 6));
  EXPECT_TRUE(states_of_alignment(page(), symbols_of(page(), "aaaabb")).empty());  // reads as ab
}

TEST_F(SequenceTest, EveryPlotHasSomethingToShow) {
  for (const std::size_t frames : {std::size_t{1}, std::size_t{2}, std::size_t{40}}) {
    for (const char* label : {"", "a", "abcdefghiaab"}) {
      set(frames, 10, label);
      page().blank = frames % 10;
      run_to(5);
      for (std::size_t i = 0; i < sequence_plot_names.size(); ++i) {
        const Plot one = plot(static_cast<SequencePlot>(i));
        EXPECT_EQ(one.name, sequence_plot_names[i]);
        EXPECT_FALSE(one.items.empty()) << one.name;
        EXPECT_FALSE(one.title.empty()) << one.name;
        EXPECT_LT(one.x.range.min, one.x.range.max) << one.name;
        EXPECT_LT(one.y.range.min, one.y.range.max) << one.name;
        EXPECT_FALSE(figure_csv(figure(), one.name).empty()) << one.name;
      }
    }
  }
  page().ticked.clear();
  page().chosen.clear();
  sequence_view(view_).large.clear();
  results_.follow(document_);
  EXPECT_EQ(figure().plots.size(), 4U);
}

TEST_F(SequenceTest, HeatMapsAreTablesOfTheirCells) {
  set(4, 3, "ab");
  page().logits[page().at(2, 1)] = std::log(2.0);
  run_to(0);
  sequence_view(view_).places[0] = SequencePlot::map;
  const std::string table = figure_csv(figure(), "sequence_map");
  EXPECT_THAT(table, testing::StartsWith("series,x,y,value\n"));
  const auto value = [&](const std::string& place) {
    const std::size_t at = table.find(place);
    return at == std::string::npos ? -1 : std::stod(table.substr(at + place.size()));
  };
  EXPECT_NEAR(value(",3,1,"), 0.5, 1e-15);
  EXPECT_NEAR(value(",3,2,"), 0.25, 1e-15);
  const std::string lattice = figure_csv(figure(), "sequence_lattice");
  EXPECT_THAT(lattice, testing::StartsWith("series,x,y,value\noccupation,1,0,"));
  EXPECT_THAT(lattice, testing::HasSubstr("best alignment,"));
}

TEST_F(SequenceTest, CurvesAreTheProbabilities) {
  set(4, 3, "ab");
  page().logits[page().at(2, 1)] = std::log(2.0);
  results_.follow(document_);
  std::vector<const CurveItem*> curves;
  const Plot shown = plot(SequencePlot::curves);
  for (const Item& item : shown.items) {
    if (const auto* curve = std::get_if<CurveItem>(&item)) curves.push_back(curve);
  }
  ASSERT_EQ(curves.size(), 3U);
  EXPECT_EQ(curves[1]->legend, "a");
  EXPECT_NEAR(curves[1]->points[2].y, 0.5, 1e-15);
  EXPECT_NEAR(curves[0]->points[2].y, 0.25, 1e-15);
  EXPECT_EQ(curves[1]->points[2].x, 3);
}

// Everybody's shares of what goes on between two frames sum to 1.
TEST_F(SequenceTest, FlowsAndOccupationsAreShares) {
  run_to(3);
  const scalar::CtcLattice<double>& lattice = results_.now().lattice;
  for (std::size_t t = 0; t + 1 < lattice.frames; ++t) {
    double flow = 0, occupation = 0;
    for (std::size_t from = 0; from < lattice.states(); ++from) {
      occupation += lattice.occupation(t, from);
      for (std::size_t to = 0; to < lattice.states(); ++to) flow += lattice.flow(t, from, to);
    }
    EXPECT_NEAR(flow, 1, 1e-12);
    EXPECT_NEAR(occupation, 1, 1e-12);
  }
}

// Forward shades know nothing of the frames after theirs, backward ones nothing of those before.
TEST_F(SequenceTest, EveryShadeOfTheLatticeIsAShareOfItsFrame) {
  set(4, 3, "ab");
  results_.follow(document_);
  const auto fill = [&](LatticeShade shade, std::size_t which) {
    sequence_view(view_).shade = shade;
    for (const Item& item : plot(SequencePlot::lattice).items) {
      const auto* points = std::get_if<PointsItem>(&item);
      if (points != nullptr && points->fill.size() > 1) return points->fill[which];
    }
    return Color();
  };
  // Frame 1: beginnings in – and a alike, ½ each. Of the whole alignments 5 of 15 begin with –.
  const Theme& theme = light_theme();
  const auto shaded = [&](double share) {
    return mix(theme.background, theme.series(static_cast<std::size_t>(sequence_losses().series("ctc"))).color,
               std::sqrt(share));
  };
  EXPECT_EQ(fill(LatticeShade::forward, 0), shaded(0.5));
  EXPECT_EQ(fill(LatticeShade::occupation, 0), shaded(5.0 / 15));
  EXPECT_NE(fill(LatticeShade::backward, 0), fill(LatticeShade::forward, 0));
}

TEST_F(SequenceTest, TheWorkerAnswersTheSame) {
  set(6, 3, "ab");
  results_.follow(document_);
  results_.update(document_, view_, light_theme(), false);
  while (results_.pending()) {
  }
  EXPECT_TRUE(results_.take());
  const std::size_t count = results_.answer()->alignments->size();
  EXPECT_EQ(count, static_cast<std::size_t>(count_alignments(6, symbols_of(page(), "ab"))));
  EXPECT_EQ(results_.answer()->of.frames, 6U);
}

TEST_F(SequenceTest, PlotsChangePlaces) {
  SequenceView view;
  put(view, 0, SequencePlot::gradient);
  EXPECT_EQ(view.places[0], SequencePlot::gradient);
  EXPECT_EQ(view.places[2], SequencePlot::curves);
  put(view, 3, SequencePlot::loss);
  EXPECT_EQ(view.places[3], SequencePlot::loss);
}

TEST_F(SequenceTest, CamerasAreThoseOfItsPlots) {
  EXPECT_TRUE(sequence_screen.has_camera("sequence.sequence_lattice"));
  EXPECT_FALSE(sequence_screen.has_camera("sequence.lattice"));
  EXPECT_FALSE(sequence_screen.has_camera("boxes.sequence_lattice"));
}

}  // namespace
}  // namespace losslab
