#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_view.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/files/session.h"
#include "losses/core/random.h"
#include "shell/files/refusal.h"

namespace losslab {
namespace {

void expect_round_trip(const Session& session) {
  const std::string text = to_toml(session);
  const Session back = parse_session(text, "s.toml");
  EXPECT_TRUE(back == session) << text;
  EXPECT_EQ(to_toml(back), text);
}

Dataset some_points() {
  Dataset points;
  points.name = "by \"hand\"\\ \t µ";
  points.x1_name = "year";
  points.x1 = {1, 2.5, -0.0, 1e-300};
  points.y = {0.1, 1.0 / 3, 1e22, 5};
  points.outlier = {0, 1, 0, 0};
  points.true_line = Dataset::Line{0.1, -2};
  points.true_x = {0, 1, 1, 2.5};
  points.true_y = {0.1, -3, 4, 1e-7};
  points.true_quantile = 0.8;
  return points;
}

Session everything_changed() {
  Session s;
  View& v = s.view;
  v.screen = "classification";
  v.theme = "dark";
  v.text_size = 2;
  v.left_open = v.right_open = losses_view(v).probe = false;
  losses_view(v).show_curvature = losses_view(v).show_weight = true;
  v.cameras["regression.data"] = {Range{-1, 2.5}, std::nullopt, true, false};
  v.cameras["losses.residual.loss"] = {std::nullopt, Range{1e-9, 0.1}, false, true};
  v.hidden = {"huber", "logistic"};
  losses_view(v).probe_at = {0.1, -0.2, 0.7, 0.6, 2.5};
  v.cameras["losses.margin.link"] = {Range{0.1, 0.9}, Range{-2, 2}, false, false};
  v.cameras["losses.score.gradient"] = {std::nullopt, Range{-2, 2}, false, false};
  v.runs["regression"] = {7, 70};
  v.runs["classification"] = {9, 90};
  v.speed_power = -4;
  const PlaneChoice chosen{PlaneChoice::Kind::parameters, 3, 2}, path{PlaneChoice::Kind::principal, 0, 1};
  LabView &lines = lab_view(v, Task::regression), &classes = lab_view(v, Task::classification);
  lines = {LabPlot::influence, LabPlot::sweep, RunQuantity::gradient_norm, ResidualMarks::squares, true, 17, chosen};
  classes = {LabPlot::calibration, LabPlot::slope, RunQuantity::weight_norm, ResidualMarks::none, false, -1, path};
  Document& d = s.document;
  d.loss("huber").set("delta", 1.345);
  d.loss("barron").set("alpha", -std::numeric_limits<double>::infinity());
  d.loss("tukey_biweight").set("c", 0.1 + 0.2);
  losses_page(d).axis = LossAxis::probability;
  losses_page(d).residual = {"cauchy"};
  losses_page(d).margin = {};
  losses_page(d).chosen_residual = "welsch";
  losses_page(d).chosen_margin = "ce_of_p";
  losses_page(d).score = {"bernoulli_kl"};
  losses_page(d).other = {};
  losses_page(d).chosen_score = "expected_mae";
  losses_page(d).chosen_other = "triplet";
  Comparison& compare = losses_page(d).compare;
  compare.normalise = Comparison::Normalise::value;
  compare.value_at = {1, 2, 0.5, 0.75, -3.5};
  compare.half = compare.bits = compare.family = compare.risk = true;
  compare.reference = "cauchy";
  compare.family_parameter = "gamma";
  compare.family_count = 15;
  compare.eta = 0.123456789;
  LabPage& r = lab_page(d, Task::regression);
  r.data.n = 77;
  r.data.outlier_kind = OutlierKind::leverage;
  r.data.separation = 3;
  r.data.flips = 0.25;
  r.data.label_noise = LabelNoise::one_sided;
  r.data.seed = 12345678901234567890ULL;
  r.data.file = "phones.csv";
  r.data.kind = DataSpec::Kind::points;
  r.data.points = some_points();
  r.model = {ModelSpec::Kind::poly, 5, {4, 4, 4}};
  r.standardize = false;
  r.data.outliers = 0;
  r.data.noise_kind = NoiseKind::student;
  r.data.dof = 1.5;
  r.data.amplitude = 7.25;
  r.data.period = 0.75;
  r.data.levels = 11;
  r.data.costs = 9;
  r.data.imbalance = 0.02;
  r.model.bumps = 20;
  r.model.activation = ModelSpec::Activation::relu;
  r.l2 = 0.01;
  r.l1 = 0.003;
  r.optimizer = {Optimizer::Kind::adamw, 0.3, 0.8, 0.9, 1e-6, 0.02, 16, 2.5, {Schedule::Kind::cosine, 250}};
  r.ticked = {"absolute_error", "cauchy", "cauchy#2", "cauchy#3"};
  r.rates = Rates::matched;
  r.own["absolute_error"].optimizer = parse_optimizer("momentum");
  r.own["cauchy#2"] = {{2.5}, parse_optimizer("adam"), static_cast<int>(d.losses.size()) + 3};
  r.own["cauchy#3"] = {{0.1 + 0.2}, Optimizer{}, static_cast<int>(d.losses.size())};
  r.sweep = {{"cauchy.c", 0.1, 7, 5, true}, 33, false};
  r.chosen = "cauchy";
  r.start = {1, -2.5, 1e-17, 0, 0, 3};
  r.seed = 18446744073709551615ULL;
  LabPage& c = lab_page(d, Task::classification);
  c.data.kind = DataSpec::Kind::moons;
  c.data.noise = 0.123456789;
  c.data.slope = 4;
  c.model.kind = ModelSpec::Kind::mlp;
  c.model.widths = {3, 2, 1};
  c.ticked = {};
  c.chosen = "";
  return s;
}

TEST(Session, DefaultRoundTrips) { expect_round_trip(Session{}); }

TEST(Session, EveryFieldRoundTrips) {
  const Session changed = everything_changed();
  expect_round_trip(changed);
  EXPECT_FALSE(changed == Session{});
}

TEST(Session, EmptyStartRoundTrips) {
  Session session;
  lab_page(session.document, Task::regression).start.clear();
  expect_round_trip(session);
}

// Data in use say nothing about the settings of the others, which keep theirs all the same.
TEST(Session, EveryGeneratorRoundTrips) {
  for (const Generator& generator : generators()) {
    Session session;
    LabPage& page = generator.task == Task::regression ? lab_page(session.document, Task::regression)
                                                       : lab_page(session.document, Task::classification);
    page.data.kind = generator.kind;
    page.data.n = 10;
    page.data.outliers = 0;
    page.data.flips = 0.5;
    page.data.costs = 2;
    page.data.label_noise = LabelNoise::near;
    page.data.outlier_kind = OutlierKind::drifting;
    page.data.noise_kind = NoiseKind::heteroscedastic;
    expect_round_trip(session);
    EXPECT_LT(to_toml(session).size(), to_toml(Session{}).size() + 400);
  }
}

TEST(Session, EveryModelRoundTrips) {
  for (const ModelSpec::Kind kind : {ModelSpec::Kind::rbf, ModelSpec::Kind::mlp}) {
    Session session;
    for (LabPage* page :
         {&lab_page(session.document, Task::regression), &lab_page(session.document, Task::classification)}) {
      page->start.clear();
      page->model.kind = kind;
      page->model.bumps = 9;
      page->model.widths = {5};
      page->model.activation = ModelSpec::Activation::relu;
    }
    expect_round_trip(session);
  }
}

TEST(Session, RefusesSchedulesAndTruthsInPlace) {
  EXPECT_EQ(refusal("[regression.optimizer]\nschedule = \"step:0\""),
            "s.toml, line 2: regression.optimizer.schedule: Schedule: expected its length as a whole number from 1 to "
            "1000000, found '0'.");
  EXPECT_EQ(refusal("[regression.optimizer]\nclip = -1"),
            "s.toml, line 2: regression.optimizer.clip: expected a number of at least 0, found -1.");
  EXPECT_EQ(refusal("[regression]\nl1 = -1"),
            "s.toml, line 2: regression.l1: expected a number of at least 0, found -1.");
  EXPECT_THAT(refusal("[regression.points]\nx1 = [1, 2]\ny = [1, 2]\ntrue_x = [2, 1]\ntrue_y = [0, 0]"),
              testing::HasSubstr("expected ascending values, as many as true_y has"));
}

TEST(Session, FileDataRoundTrips) {
  Session session;
  lab_page(session.document, Task::regression).data.kind = DataSpec::Kind::file;
  lab_page(session.document, Task::regression).data.file = "/some where/a \"b\".csv";
  lab_page(session.document, Task::regression).data.n = 99;
  expect_round_trip(session);
}

TEST(Session, NegativeZeroAndExtremesRoundTrip) {
  Session session;
  lab_page(session.document, Task::regression).start = {-0.0, 5e-324};
  losses_view(session.view).probe_at = {1.7976931348623157e308, -1e16, 123456789012345678.0, 5e-324, -0.0};
  const Session back = parse_session(to_toml(session), "s");
  EXPECT_TRUE(back == session);
  EXPECT_TRUE(std::signbit(lab_page(back.document, Task::regression).start[0]));
}

TEST(Session, EveryExampleOpensAndRoundTrips) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(LOSSLAB_ASSETS "/sessions")) {
    SCOPED_TRACE(entry.path().string());
    expect_round_trip(load_session(entry.path()));
    ++count;
  }
  EXPECT_GE(count, 6);
}

TEST(Session, AbsentStartBelongsToTheModel) {
  EXPECT_TRUE(
      lab_page(parse_session("[regression]\ndata = \"phones.csv\"\n", "s").document, Task::regression).start.empty());
  EXPECT_EQ(lab_page(parse_session("[regression]\nseed = 2\n", "s").document, Task::regression).start,
            (std::vector<double>{0, 8}));
}

TEST(Session, IdsAreBroughtIntoTheCataloguesOrder) {
  const Session s = parse_session("[losses]\nresidual = [\"huber\", \"squared_error\"]\n", "s");
  EXPECT_THAT(losses_page(s.document).residual, testing::ElementsAre("squared_error", "huber"));
}

TEST(Session, SavesAndLoads) {
  const auto path = std::filesystem::temp_directory_path() / "losslab_core_session_test.toml";
  const Session session = everything_changed();
  save_session(session, path);
  EXPECT_TRUE(load_session(path) == session);
  std::filesystem::remove(path);
}

TEST(SessionRefuses, WithLineKeyAndExpectation) {
  EXPECT_EQ(refusal("version = 2\n"),
            "s.toml, line 1: version: expected 1, found 2: the session was made by a newer LossLab.");
  EXPECT_EQ(refusal("version = 1\n[view]\ntheme = \"pink\"\n"),
            "s.toml, line 3: view.theme: expected light or dark, found \"pink\".");
  EXPECT_EQ(refusal("[view]\nleft_open = 1\n"), "s.toml, line 2: view.left_open: expected true or false, found 1.");
  EXPECT_EQ(refusal("[view]\ntext_size = 3\n"),
            "s.toml, line 2: view.text_size: expected a whole number from 0 to 2, found 3.");
  EXPECT_EQ(refusal("[view.cameras.\"regression.data\"]\nx = [2, 1]\n"),
            "s.toml, line 2: view.cameras.regression.data.x: expected [least, greatest].");
  EXPECT_EQ(refusal("[parameters]\nhuber.delta = -1\n"),
            "s.toml, line 2: parameters.huber.delta: huber: delta must be greater than 0, got -1.");
  EXPECT_EQ(refusal("[parameters]\nhuber.sigma = 1\n"),
            "s.toml, line 2: parameters.huber.sigma: huber has no parameter 'sigma'; it has: delta.");
  EXPECT_EQ(refusal("\n\n[parameters]\nhuberx.delta = 1\n"),
            "s.toml, line 4: parameters.huberx: Unknown loss 'huberx': did you mean 'huber'?");
  EXPECT_EQ(refusal("[regression]\nlosses = [\"hinge\"]\n"),
            "s.toml, line 2: regression.losses: expected a loss of residuals, found hinge.");
  EXPECT_EQ(refusal("[regression]\nlosses = [\"huber\"]\nchosen = \"cauchy\"\n"),
            "s.toml, line 3: regression.chosen: expected one of the losses that run, found \"cauchy\".");
  EXPECT_EQ(refusal("[regression.optimizer]\nrate = 0\n"),
            "s.toml, line 2: regression.optimizer.rate: expected a number greater than 0, found 0.");
  EXPECT_EQ(refusal("[regression]\nl2 = \"big\"\n"),
            "s.toml, line 2: regression.l2: expected a number of at least 0, found \"big\".");
  EXPECT_EQ(refusal("[regression]\nstart = [1, nan]\n"),
            "s.toml, line 2: regression.start: expected a list of finite numbers, found nan.");
  EXPECT_EQ(refusal("[regression]\ndata = \"moons:n=50\"\n"),
            "s.toml, line 2: regression.data: expected data for regression, found moons:n=50.");
  EXPECT_EQ(refusal("[regression.points]\nx1 = [1, 2]\ny = [1]\n"),
            "s.toml, line 3: regression.points.y: expected 2 values as in x1, found 1.");
  EXPECT_EQ(refusal("[regression]\nseed = -1\n"),
            "s.toml, line 2: regression.seed: expected a whole number from 0 to 2^64 - 1, found -1.");
}

TEST(SessionRefuses, WhatCannotBeCompared) {
  EXPECT_EQ(refusal("[losses.compare]\neta = 1\n"),
            "s.toml, line 2: losses.compare.eta: expected a number from 0.01 to 0.99, found 1.");
  EXPECT_EQ(refusal("[losses.compare]\nnormalise = \"area\"\n"),
            "s.toml, line 2: losses.compare.normalise: expected none or curvature or value, found \"area\".");
  EXPECT_EQ(refusal("[losses.compare]\nreference = \"huberx\"\n"),
            "s.toml, line 2: losses.compare.reference: Unknown loss 'huberx': did you mean 'huber'?");
  EXPECT_EQ(refusal("[losses.compare]\nfamily_parameter = \"zeta\"\n"),
            "s.toml, line 2: losses.compare.family_parameter: expected the name of a parameter, found \"zeta\".");
  EXPECT_EQ(refusal("[losses.compare]\nfamily_count = 16\n"),
            "s.toml, line 2: losses.compare.family_count: expected a whole number from 3 to 15, found 16.");
  EXPECT_EQ(refusal("[losses.compare]\nvalue_at = { length = 1 }\n"),
            "s.toml, line 2: losses.compare.value_at.length: unknown key; expected margin, other, probability, "
            "residual, score.");
  EXPECT_EQ(refusal("[losses]\nscore = [\"huber\"]\n"),
            "s.toml, line 2: losses.score: expected an expected score, found huber.");
  EXPECT_EQ(refusal("[view.cameras.\"losses.length.loss\"]\nlog_y = true\n"),
            "s.toml, line 1: view.cameras.losses.length.loss: unknown plot; expected SCREEN.PLOT as in "
            "\"regression.data\".");
}

TEST(Session, ParametersAreJudgedTogether) {
  const Session session = parse_session("[parameters]\nhampel = { a = 5.0, b = 6.0, c = 9.0 }\n", "s.toml");
  EXPECT_EQ(session.document.loss("hampel").parameter("a"), 5);
  expect_round_trip(session);
  EXPECT_THAT(refusal("[parameters]\nhampel.a = 5.0\n"),
              testing::StartsWith("s.toml, line 2: parameters.hampel: hampel: "));
}

TEST(Session, OlderSessionsOpen) {
  const Session session = parse_session(
      "version = 1\n[view]\nprobe_at = { residual = 2.0, margin = -1.0, probability = 0.5 }\n"
      "[losses]\naxis = \"margin\"\nresidual = [\"huber\"]\nmargin = [\"hinge\"]\nchosen_residual = \"huber\"\n"
      "chosen_margin = \"hinge\"\n",
      "s");
  Session expected;
  losses_view(expected.view).probe_at[0] = 2, losses_view(expected.view).probe_at[1] = -1,
  losses_view(expected.view).probe_at[2] = 0.5;
  losses_page(expected.document).axis = LossAxis::margin;
  losses_page(expected.document).residual = {"huber"};
  losses_page(expected.document).margin = {"hinge"};
  losses_page(expected.document).chosen_margin = "hinge";
  EXPECT_TRUE(session == expected);
}

TEST(SessionRefuses, UnknownKeysNamingTheKnown) {
  EXPECT_EQ(refusal("[losses]\naxes = \"residual\"\n"),
            "s.toml, line 2: losses.axes: unknown key; expected axis, chosen_margin, chosen_other, chosen_residual, "
            "chosen_score, compare, margin, other, residual, score.");
  EXPECT_EQ(refusal("colour = 1\n"),
            "s.toml, line 1: colour: unknown key; expected classification, distributions, losses, own, parameters, "
            "regression, structures, version, view.");
}

TEST(SessionRefuses, TextThatIsNoToml) {
  EXPECT_THAT(refusal("version = 1\n[view\n"), testing::StartsWith("s.toml, line 2: expected a session in TOML: "));
  EXPECT_THAT(refusal("x,y\n1,2\n"), testing::StartsWith("s.toml, line 1: expected a session in TOML: "));
}

TEST(SessionRefuses, WhatTrapsTheParser) {
  const std::string stray = "expected a session in TOML: a character that is not ASCII stands outside of quotes.";
  EXPECT_EQ(refusal("version = 1\n\u00e4 = 2\n"), "s.toml, line 2: " + stray);
  EXPECT_EQ(refusal("[\u00a1]\n"), "s.toml, line 1: " + stray);
  EXPECT_EQ(refusal("# \u00e4\n[view]\ntheme = 'light' \u00a1"), "s.toml, line 3: " + stray);
  EXPECT_EQ(refusal("kept = \"\"\"\n\u00e4\n\"\"\" \u00a1"), "s.toml, line 3: " + stray);
  EXPECT_THAT(refusal("[ !"), testing::StartsWith("s.toml, line 1: expected a session in TOML: "));
}

TEST(Session, QuotedTextMayBeInAnyLanguage) {
  const Session session = parse_session("\xef\xbb\xbf# \u00e4\n[regression]\ndata = 'd\u00e4ten.csv'\n", "s");
  EXPECT_EQ(lab_page(session.document, Task::regression).data.file, "d\u00e4ten.csv");
}

TEST(SessionRefuses, FilesThatCannotBeRead) {
  EXPECT_THROW(load_session("/nowhere/at/all.toml"), InputError);
  EXPECT_THROW(load_session("/tmp"), InputError);
}

// Whatever is done to a session's text, it is read or refused with a sentence.
TEST(Session, MutatedTextIsReadOrRefused) {
  const std::string texts[] = {to_toml(everything_changed()), to_toml(Session{})};
  const std::string alphabet = "[]{}=\"'#.,\n\\-+_0189eEinfnatrue\x01\xff\xc3 ";
  Random random(7);
  int read = 0, refused = 0;
  for (int round = 0; round < 6000; ++round) {
    std::string text = texts[round % 2];
    for (std::uint64_t k = 1 + random.below(4); k > 0; --k) {
      const std::size_t at = random.below(text.size());
      const char c = alphabet[random.below(alphabet.size())];
      switch (random.below(4)) {
        case 0:
          text[at] = c;
          break;
        case 1:
          text.insert(at, 1, c);
          break;
        case 2:
          text.erase(at, 1 + random.below(8));
          break;
        default:
          text.insert(at, text.substr(random.below(text.size()), random.below(40)));
          break;
      }
      if (text.empty()) text.push_back('a');
    }
    try {
      const Session session = parse_session(text, "mutated");
      ++read;
      EXPECT_TRUE(parse_session(to_toml(session), "again") == session) << text;
    } catch (const InputError& error) {
      ++refused;
      EXPECT_THAT(error.what(), testing::StartsWith("mutated, line "));
    }
  }
  EXPECT_GT(read, 100);
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace losslab
