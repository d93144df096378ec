#include "losses/learn/sweep/sweep.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <thread>

#include "losses/learn/exact/exact.h"
#include "support.h"

namespace losslab {
namespace {

using test::make_loss;
using testing::ElementsAre;
using testing::HasSubstr;

SweepSpec spec_of(const std::string& data, std::vector<Loss> losses, const std::string& over) {
  SweepSpec spec;
  spec.data = parse_data_spec(data);
  spec.losses = std::move(losses);
  spec.over = parse_sweep_axis(over);
  spec.model = parse_model(task_of(spec.data) == Task::regression ? "line" : "linear", task_of(spec.data));
  return spec;
}

std::vector<SweepRow> rows_of(const SweepSpec& spec, int threads = 2) {
  return run_sweep(spec, LOSSLAB_ASSETS, threads);
}

std::string refusal(const SweepSpec& spec) {
  return test::message_of([&] { rows_of(spec); });
}

// Every number of the rows, by its bits.
std::vector<std::uint64_t> bits_of(const std::vector<SweepRow>& rows) {
  std::vector<std::uint64_t> bits;
  for (const SweepRow& row : rows) {
    bits.push_back(row.loss);
    for (const double value : {row.at, row.mean, row.sd, row.least, row.median, row.most, row.given_mean,
                               row.objective_mean, row.diverged}) {
      bits.push_back(std::bit_cast<std::uint64_t>(value));
    }
  }
  return bits;
}

TEST(SweepAxis, Values) {
  EXPECT_THAT(parse_sweep_axis("outliers=0:0.5:6").values(), ElementsAre(0, 0.1, 0.2, 0.3, 0.4, 0.5));
  EXPECT_THAT(parse_sweep_axis("huber.delta=3:1:3").values(), ElementsAre(3, 2, 1));
  const std::vector<double> ratios = parse_sweep_axis("rate=1e-3:10:5:log").values();
  ASSERT_EQ(ratios.size(), 5u);
  EXPECT_EQ(ratios.front(), 1e-3);
  EXPECT_EQ(ratios.back(), 10);
  for (std::size_t i = 1; i < 5; ++i) EXPECT_NEAR(ratios[i] / ratios[i - 1], 10, 1e-12);
  EXPECT_THAT(parse_sweep_axis("n=10:1000:5:log").values(), ElementsAre(10, 32, 100, 316, 1000));
  EXPECT_THAT(parse_sweep_axis("levels=2:4:9").values(), ElementsAre(2, 3, 4));
  EXPECT_EQ(to_text(parse_sweep_axis("rate=0.001:10:5:log")), "rate=0.001:10:5:log");
  EXPECT_EQ(parse_sweep_axis(to_text(SweepAxis{})), SweepAxis{});
}

TEST(SweepAxis, SaysWhatIsWrong) {
  const auto message = [](const char* text) { return test::message_of([&] { parse_sweep_axis(text); }); };
  for (const char* text :
       {"", "outliers", "=0:1:2", "outliers=", "outliers=0:1", "outliers=0:1:2:3:4", "n=4:9:3:lin"}) {
    EXPECT_THAT(message(text), HasSubstr("expected NAME=FROM:TO:COUNT")) << text;
  }
  EXPECT_EQ(message("outliers=a:1:2"), "Sweep 'outliers=a:1:2': expected a number, found 'a'.");
  EXPECT_EQ(message("outliers=0:inf:2"), "Sweep 'outliers=0:inf:2': expected a number, found 'inf'.");
  EXPECT_THAT(message("outliers=0:1:2.5"), HasSubstr("expected a whole number of values from 2 to 1000, found '2.5'"));
  EXPECT_EQ(message("outliers=0:1:1"), "A sweep of outliers takes 2 to 1000 values, got 1.");
  EXPECT_EQ(message("outliers=0:1:99999"), "A sweep of outliers takes 2 to 1000 values, got 99999.");
  EXPECT_EQ(message("outliers=1:1:3"), "A sweep of outliers needs two different ends, got 1 and 1.");
  EXPECT_THAT(message("n=-1e308:1e308:3"), HasSubstr("two different ends"));
  EXPECT_EQ(message("outliers=0:1:3:log"), "A logarithmic sweep of outliers needs ends above 0, got 0 and 1.");
}

// The breakdown curve: what each loss is known for.
TEST(Sweep, BreakdownCurve) {
  SweepSpec spec = spec_of("line:n=200,noise=0.5", {Loss("squared_error"), Loss("huber"), Loss("tukey_biweight")},
                           "outliers=0:0.5:11");
  spec.losses[1].set("delta", 1.345 * 0.5);
  spec.losses[2].set("c", 4.6851 * 0.5);
  const std::vector<SweepRow> rows = rows_of(spec);
  ASSERT_EQ(rows.size(), 33u);
  const SweepRow *squares = &rows[0], *huber = &rows[11], *tukey = &rows[22];
  for (const SweepRow* clean : {squares, huber, tukey}) EXPECT_NEAR(clean->mean, 0.5, 0.02);
  // Least squares breaks at once and grows with the share.
  EXPECT_GT(squares[1].mean, 2 * squares[0].mean);
  for (int p = 1; p < 11; ++p) EXPECT_GT(squares[p].mean, squares[p - 1].mean);
  for (int p = 0; p <= 4; ++p) EXPECT_LT(huber[p].mean, 1.3 * huber[0].mean) << huber[p].at;  // up to 20 %
  EXPECT_LT(huber[6].mean, 0.5 * squares[6].mean);
  EXPECT_GT(huber[10].mean, 4 * huber[0].mean);                                                // but it breaks, too
  for (int p = 0; p <= 5; ++p) EXPECT_LT(tukey[p].mean, 1.05 * tukey[0].mean) << tukey[p].at;  // up to 25 %
  EXPECT_GT(tukey[8].mean, 4 * tukey[0].mean);  // from Huber's fit; from a better start it holds on
  spec.start_lms = true;
  spec.over = parse_sweep_axis("outliers=0.35:0.4:2");
  spec.seeds = 4;
  const std::vector<SweepRow> started = rows_of(spec);
  EXPECT_LT(started[5].mean, 1.05 * tukey[0].mean);
  EXPECT_LT(started[5].most, 1.2 * tukey[0].mean);
}

TEST(Sweep, RowsAgreeWithASingleFit) {
  SweepSpec spec =
      spec_of("line:n=50,noise=1,seed=7", {Loss("squared_error"), make_loss("huber", "delta=2")}, "outliers=0:0.4:3");
  spec.seeds = 3;
  const std::vector<SweepRow> rows = rows_of(spec);
  double clean = 0, given = 0, objective = 0, most = 0;
  for (const char* seed : {"7", "8", "9"}) {
    const Setting setting = test::make_setting(std::string("line:n=50,noise=1,outliers=0.4,seed=") + seed, "line");
    const ExactFit fit = solve_exact(setting, spec.losses[1]);
    const Measures measures = Objective(setting, spec.losses[1]).measure(fit.theta);
    clean += measures.clean_error / 3;
    given += measures.given_error / 3;
    objective += measures.objective / 3;
    most = std::max(most, measures.clean_error);
  }
  EXPECT_EQ(rows[5].loss, 1u);
  EXPECT_EQ(rows[5].at, 0.4);
  EXPECT_EQ(rows[5].seeds, 3);
  EXPECT_NEAR(rows[5].mean, clean, 1e-13);
  EXPECT_NEAR(rows[5].given_mean, given, 1e-13);
  EXPECT_NEAR(rows[5].objective_mean, objective, 1e-13);
  EXPECT_EQ(rows[5].most, most);
  EXPECT_EQ(rows[5].diverged, 0);
  // With three values: mean = (least + median + most)/3, and the deviation from the same three.
  EXPECT_NEAR(3 * rows[5].mean, rows[5].least + rows[5].median + rows[5].most, 1e-13);
  const double a = rows[5].least - clean, b = rows[5].median - clean, c = rows[5].most - clean;
  EXPECT_NEAR(rows[5].sd, std::sqrt((a * a + b * b + c * c) / 2), 1e-13);
}

// With an L1 penalty each row is what a fit at its value comes to.
TEST(Sweep, L1IsThatOfTheFits) {
  SweepSpec spec =
      spec_of("sinusoid:n=40,seed=7", {Loss("huber"), Loss("absolute_error"), Loss("cauchy")}, "outliers=0:0.3:3");
  spec.model = parse_model("rbf:8", Task::regression);
  spec.seeds = 1;
  const std::vector<SweepRow> without = rows_of(spec);
  spec.l1 = 0.1;
  const std::vector<SweepRow> rows = rows_of(spec);
  const std::vector<double> shares{0, 0.15, 0.3};
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t p = 0; p < 3; ++p) {
      Setting setting = test::make_setting(fmt::format("sinusoid:n=40,seed=7,outliers={}", shares[p]), "rbf:8");
      setting.l1 = 0.1;
      const ExactFit fit = solve_exact(setting, spec.losses[k]);
      EXPECT_EQ(rows[3 * k + p].objective_mean, fit.objective) << k << " " << p;
      EXPECT_GT(rows[3 * k + p].objective_mean, without[3 * k + p].objective_mean);
    }
  }
  spec.exact = false;
  spec.steps = 100;
  const std::vector<SweepRow> descent = rows_of(spec);
  EXPECT_GE(descent[0].objective_mean, rows[0].objective_mean);
  spec.l1 = 0;
  EXPECT_NE(rows_of(spec)[0].objective_mean, descent[0].objective_mean);
}

TEST(Sweep, EachDescendsByItsOwnMethod) {
  SweepSpec both = spec_of("line:n=30", {Loss("huber"), Loss("huber")}, "outliers=0:0.3:3");
  both.exact = false;
  both.seeds = 2;
  both.steps = 60;
  both.own = {std::nullopt, SweepMethod{parse_optimizer("adam"), 0.02}};
  SweepSpec shared = both, adam = both;
  shared.losses = adam.losses = {Loss("huber")};
  shared.own.clear();
  adam.own.clear();
  adam.optimizer = parse_optimizer("adam");
  adam.rate = 0.02;
  const std::vector<SweepRow> rows = rows_of(both), first = rows_of(shared), second = rows_of(adam);
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_EQ(rows[p].objective_mean, first[p].objective_mean);
    EXPECT_EQ(rows[p].mean, first[p].mean);
    EXPECT_EQ(rows[3 + p].objective_mean, second[p].objective_mean);
    EXPECT_EQ(rows[3 + p].mean, second[p].mean);
    EXPECT_NE(rows[p].mean, rows[3 + p].mean);
  }
  EXPECT_EQ(bits_of(rows_of(both, 1)), bits_of(rows_of(both, 4)));
}

TEST(Sweep, ThreadsChangeNothing) {
  SweepSpec exact =
      spec_of("gaussians:n=80,separation=1", {Loss("logistic"), Loss("hinge"), Loss("gce")}, "flips=0:0.4:4");
  exact.seeds = 5;
  exact.l2 = 0.01;
  SweepSpec descent = exact;
  descent.exact = false;
  descent.steps = 50;
  SweepSpec network = spec_of("moons:n=60,noise=1", {Loss("logistic")}, "rate=0.01:1:3:log");
  network.model = parse_model("mlp:4", Task::classification);
  network.exact = false;
  network.seeds = 3;
  network.steps = 40;
  for (const SweepSpec& spec : {exact, descent, network}) {
    const std::vector<std::uint64_t> one = bits_of(rows_of(spec, 1));
    EXPECT_EQ(bits_of(rows_of(spec, 2)), one);
    EXPECT_EQ(bits_of(rows_of(spec, 7)), one);
  }
}

TEST(Sweep, DescentOfItsOwnRateComesToTheExactFit) {
  SweepSpec spec = spec_of("line:n=100", {Loss("squared_error"), Loss("huber"), Loss("pseudo_huber"), Loss("log_cosh")},
                           "outliers=0:0.3:3");
  spec.seeds = 2;
  const std::vector<SweepRow> exact = rows_of(spec);
  spec.exact = false;
  const std::vector<SweepRow> descent = rows_of(spec);
  for (std::size_t i = 0; i < exact.size(); ++i) {
    EXPECT_NEAR(descent[i].mean, exact[i].mean, 1e-6) << spec.losses[exact[i].loss].label() << " at " << exact[i].at;
    EXPECT_EQ(descent[i].diverged, 0);
  }
}

TEST(Sweep, TooLargeARateDiverges) {
  SweepSpec spec = spec_of("line:n=50", {Loss("squared_error")}, "rate=0.001:1:4:log");
  spec.exact = false;
  spec.seeds = 3;
  const std::vector<SweepRow> rows = rows_of(spec);
  EXPECT_EQ(rows[0].diverged, 0);
  EXPECT_EQ(rows[3].diverged, 1);
  EXPECT_TRUE(std::isnan(rows[3].mean) && std::isnan(rows[3].given_mean) && std::isnan(rows[3].median));
  EXPECT_EQ(rows[3].seeds, 3);
}

// Classes that a line separates have no finite minimiser of the logistic loss: that is counted, and ends nothing.
TEST(Sweep, NoFiniteMinimiserIsCounted) {
  const SweepSpec spec = spec_of("gaussians:n=40", {Loss("logistic"), Loss("hinge")}, "separation=0.5:10:2");
  const std::vector<SweepRow> rows = rows_of(spec);
  EXPECT_EQ(rows[0].diverged, 0);
  EXPECT_EQ(rows[1].diverged, 1);
  EXPECT_EQ(rows[3].diverged, 0);
  EXPECT_EQ(rows[3].mean, 0);
}

TEST(Sweep, OnlyTheNamedLossVaries) {
  SweepSpec spec = spec_of("line:n=60,outliers=0.2", {make_loss("barron", "c=2"), Loss("huber"), Loss("squared_error")},
                           "huber.delta=0.1:1e6:5:log");
  const std::vector<SweepRow> rows = rows_of(spec);
  EXPECT_EQ(rows[0].mean, rows[4].mean);
  EXPECT_LT(rows[5].mean, rows[9].mean);
  EXPECT_NEAR(rows[9].mean, rows[14].mean, 1e-9);  // a threshold beyond all residuals: least squares
  EXPECT_EQ(held_parameters(spec, 1), "");
  EXPECT_EQ(held_parameters(spec, 0), spec.losses[0].parameters_text());
  spec.over = parse_sweep_axis("barron.alpha=-2:2:3");
  EXPECT_EQ(held_parameters(spec, 0), "c=2");
  EXPECT_EQ(swept_loss(spec, 0, 2).parameter("alpha"), 2);
  EXPECT_EQ(swept_loss(spec, 1, 2), spec.losses[1]);
}

TEST(Sweep, GivenDataAreSweptOverALossOrTheRate) {
  SweepSpec spec = spec_of("phones.csv", {Loss("huber")}, "huber.delta=1:100:3:log");
  spec.seeds = 1;
  const std::vector<SweepRow> rows = rows_of(spec);
  EXPECT_LT(rows[0].objective_mean, rows[2].objective_mean);
  EXPECT_TRUE(std::isnan(rows[0].sd));
  spec.over = SweepAxis{};
  EXPECT_THAT(refusal(spec), HasSubstr("A sweep of 'outliers' needs generated data"));
}

TEST(Sweep, SaysWhatIsWrongBeforeItStarts) {
  const SweepSpec good = spec_of("line:n=20", {Loss("huber")}, "outliers=0:0.5:3");
  const auto over = [&](const char* text) {
    SweepSpec spec = good;
    spec.over = parse_sweep_axis(text);
    return refusal(spec);
  };
  EXPECT_EQ(over("outliers=0:0.6:3"), "Data key 'outliers': expected 0 to 0.5, found 0.6.");
  EXPECT_EQ(over("n=4.5:20:3"), "Data key 'n': expected a whole number from 4 to 1000000, found 4.5.");
  EXPECT_THAT(over("flips=0:0.5:3"), HasSubstr("of line that is n, noise,"));
  EXPECT_THAT(over("seed=1:5:3"), HasSubstr("Cannot sweep over 'seed'"));
  EXPECT_THAT(over("kind=1:5:3"), HasSubstr("Cannot sweep over 'kind'"));
  EXPECT_THAT(over("tukey_biweight.c=1:5:3"), HasSubstr("one of the losses of the sweep"));
  EXPECT_THAT(over("huber.c=1:5:3"), HasSubstr("huber has no parameter 'c'"));
  EXPECT_THAT(over("huber.delta=-1:5:3"), HasSubstr("huber: delta must be"));
  EXPECT_THAT(over("rate=0.1:1:3"), HasSubstr("needs a descent"));
  SweepSpec spec = good;
  spec.losses = {Loss("logistic")};
  EXPECT_THAT(refusal(spec), HasSubstr("'logistic' does not fit regression data"));
  spec.losses.clear();
  EXPECT_EQ(refusal(spec), "A sweep needs a loss.");
  spec = good;
  spec.seeds = 0;
  EXPECT_EQ(refusal(spec), "A sweep takes 1 to 1000 seeds, got 0.");
  spec.seeds = 1000;
  spec.over.count = 1000;
  spec.losses.emplace_back("cauchy");
  EXPECT_THAT(refusal(spec), HasSubstr("at most 1000000 fits"));
  spec = good;
  spec.l2 = -1;
  EXPECT_THAT(refusal(spec), HasSubstr("at least 0, got -1"));
  spec = good;
  spec.l1 = -2;
  EXPECT_EQ(refusal(spec), "The L1 penalty of a sweep must be at least 0, got -2.");
  spec = good;
  spec.exact = false;
  spec.own = {SweepMethod{Optimizer(), -0.5}};
  EXPECT_EQ(refusal(spec), "The rate of a sweep must be above 0, got -0.5.");
  spec.own.resize(2);
  EXPECT_THAT(refusal(spec), HasSubstr("as many methods of their own or none, got 2"));
  spec = good;
  spec.model = parse_model("mlp:4", Task::regression);
  EXPECT_THAT(refusal(spec), HasSubstr("not for a network"));
  spec.exact = false;
  spec.start_lms = true;
  EXPECT_THAT(refusal(spec), HasSubstr("linear in its parameters"));
}

// The sentence names the first value and seed, however many threads there are.
TEST(Sweep, AFitThatCannotBeHadSaysWhere) {
  // The demand of the first week falls below 0 from the fourth value on.
  const SweepSpec spec = spec_of("inventory:n=20,slope=1,seed=4", {Loss("pinball")}, "intercept=5:-5:5");
  for (int threads : {1, 2, 5}) {
    EXPECT_THAT(test::message_of([&] { rows_of(spec, threads); }),
                testing::StartsWith("At intercept = -2.5 with seed 4: Data inventory: expected"));
  }
}

TEST(Sweep, ProgressAndCancel) {
  SweepSpec spec = spec_of("line:n=20", {Loss("huber")}, "outliers=0:0.5:4");
  spec.seeds = 5;
  std::vector<std::size_t> seen;
  const auto rows = run_sweep(spec, "", 3, [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(total, 20u);
    seen.push_back(done);
  });
  EXPECT_EQ(rows.size(), 4u);
  ASSERT_EQ(seen.size(), 20u);
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i + 1);

  std::stop_source stop;
  std::size_t last = 0;
  const auto cancelled = run_sweep(
      spec, "", 1,
      [&](std::size_t done, std::size_t) {
        last = done;
        if (done == 3) stop.request_stop();
      },
      stop.get_token());
  EXPECT_TRUE(cancelled.empty());
  EXPECT_EQ(last, 3u);

  // A long descent is left in the middle.
  spec.exact = false;
  spec.steps = 100'000'000;
  std::stop_source before;
  before.request_stop();
  EXPECT_TRUE(run_sweep(spec, "", 2, {}, before.get_token()).empty());
  std::stop_source later;
  std::jthread stopper([&] { later.request_stop(); });
  EXPECT_TRUE(run_sweep(spec, "", 2, {}, later.get_token()).empty());
}

}  // namespace
}  // namespace losslab
