#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <semaphore>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/runners.h"
#include "app/core/lab/results/sweep_axes.h"
#include "app/core/lab/results/sweep_job.h"
#include "app/core/shell/state/document.h"
#include "in_english.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A small default sweep: 3 losses × 3 shares × 2 seeds.
Document small() {
  Document document;
  lab_page(document, Task::regression).sweep.over = {"outliers", 0, 0.4, 3, false};
  lab_page(document, Task::regression).sweep.seeds = 2;
  return document;
}

// A sweep that is far from done within the time that a test takes to cancel it.
Document long_one() {
  Document document;
  lab_page(document, Task::regression).data.n = 5000;
  lab_page(document, Task::regression).sweep.over = {"outliers", 0, 0.4, 100, false};
  lab_page(document, Task::regression).sweep.seeds = 1000;
  return document;
}

class SweepJobTest : public testing::Test {
 protected:
  // Waits for the worker, takes what it has, until the sweep is over.
  void finish() {
    while (job_.running()) {
      woken_.acquire();
      job_.take();
    }
  }
  std::counting_semaphore<> woken_{0};
  SweepJob job_{LOSSLAB_ASSETS, [this] { woken_.release(); }};
};

TEST(SweepSpecOfPage, HasWhatThePageHas) {
  Document document;
  LabPage& page = lab_page(document, Task::regression);
  page.l2 = 0.25;
  document.loss("huber").set("delta", 2.5);
  page.sweep.seeds = 7;
  const SweepSpec spec = sweep_spec(document, page);
  ASSERT_EQ(spec.losses.size(), 3u);
  EXPECT_EQ(spec.losses[1], runner_loss(document, page, "huber"));
  EXPECT_EQ(spec.losses[1].parameter("delta"), 2.5);
  EXPECT_EQ(spec.over, page.sweep.over);
  EXPECT_EQ(spec.seeds, 7);
  EXPECT_EQ(spec.l2, 0.25);
  EXPECT_EQ(spec.model, page.model);
  EXPECT_EQ(spec.standardize, page.standardize);
  EXPECT_TRUE(spec.exact);
  EXPECT_EQ(spec.data.seed, page.data.seed);
  EXPECT_EQ(spec.data.n, page.data.n);
}

TEST(SweepSpecOfPage, AFurtherRunIsAnotherLoss) {
  Document document;
  add_run(document, lab_page(document, Task::regression), "huber", in_english());
  lab_page(document, Task::regression).own.at("huber#2").parameters = {9};
  const SweepSpec spec = sweep_spec(document, lab_page(document, Task::regression));
  ASSERT_EQ(spec.losses.size(), 4u);
  EXPECT_EQ(spec.losses[2].id(), "huber");
  EXPECT_EQ(spec.losses[2].parameter("delta"), 9);
}

TEST(SweepSpecOfPage, IsTheSameWhereItsResultsAre) {
  Document document;
  LabPage& page = lab_page(document, Task::regression);
  const SweepSpec before = sweep_spec(document, page);
  page.data.outliers = 0.1;   // varied
  page.optimizer.rate = 0.5;  // of no effect on exact minimisers
  EXPECT_EQ(sweep_spec(document, page), before);
  page.data.noise = 2;
  EXPECT_NE(sweep_spec(document, page), before);
  page.sweep.over = {"huber.delta", 0.1, 5, 5, true};
  const SweepSpec shapes = sweep_spec(document, page);
  document.loss("huber").set("delta", 3);
  EXPECT_EQ(sweep_spec(document, page), shapes);
  document.loss("tukey_biweight").set("c", 3);
  EXPECT_NE(sweep_spec(document, page), shapes);
}

TEST(SweepSpecOfPage, DescendsWithThePagesMethod) {
  Document document;
  LabPage& page = lab_page(document, Task::regression);
  page.optimizer = parse_optimizer("adam");
  page.optimizer.rate = 0.03;
  page.sweep.exact = false;
  SweepSpec spec = sweep_spec(document, page);
  EXPECT_FALSE(spec.exact);
  EXPECT_EQ(spec.optimizer.kind, Optimizer::Kind::adam);
  EXPECT_EQ(spec.rate, 0.03);
  page.rates = Rates::matched;
  EXPECT_EQ(sweep_spec(document, page).rate, std::nullopt);
  page.rates = Rates::equal;
  page.sweep.exact = true;
  page.sweep.over = {"rate", 0.001, 1, 4, true};
  spec = sweep_spec(document, page);
  EXPECT_FALSE(spec.exact);  // the exact minimiser has no rate
  EXPECT_EQ(spec.rate, std::nullopt);
  page.sweep.over = {"outliers", 0, 0.5, 11, false};
  page.model.kind = ModelSpec::Kind::mlp;
  EXPECT_FALSE(sweep_spec(document, page).exact);
}

TEST(SweepSpecOfPage, HasThePenalties) {
  Document document;
  lab_page(document, Task::regression).l2 = 0.25;
  lab_page(document, Task::regression).l1 = 0.5;
  const SweepSpec spec = sweep_spec(document, lab_page(document, Task::regression));
  EXPECT_EQ(spec.l2, 0.25);
  EXPECT_EQ(spec.l1, 0.5);
}

TEST(SweepSpecOfPage, HasTheMethodsOfThoseWhoHaveOne) {
  Document document;
  LabPage& page = lab_page(document, Task::regression);
  page.optimizer.rate = 0.03;
  add_run(document, page, "huber", in_english());
  page.sweep.exact = false;
  EXPECT_TRUE(sweep_spec(document, page).own.empty());  // it descends as all do
  Optimizer& own = *page.own.at("huber#2").optimizer;
  own = parse_optimizer("adam");
  own.rate = 0.02;
  SweepSpec spec = sweep_spec(document, page);
  ASSERT_EQ(spec.own.size(), 4u);
  EXPECT_FALSE(spec.own[0] || spec.own[1] || spec.own[3]);
  EXPECT_EQ(method_of(spec, 2).optimizer.kind, Optimizer::Kind::adam);
  EXPECT_EQ(method_of(spec, 2).rate, 0.02);
  EXPECT_EQ(method_of(spec, 1).rate, 0.03);
  page.rates = Rates::matched;  // of those who share the descent
  spec = sweep_spec(document, page);
  EXPECT_EQ(method_of(spec, 1).rate, std::nullopt);
  EXPECT_EQ(method_of(spec, 2).rate, 0.02);
  page.sweep.over = {"rate", 0.001, 1, 4, true};  // of all
  EXPECT_EQ(method_of(sweep_spec(document, page), 2).rate, std::nullopt);
  page.sweep.over = SweepAxis{};
  page.sweep.exact = true;
  EXPECT_TRUE(sweep_spec(document, page).own.empty());
}

TEST(SweepSpecOfPage, GivenPointsAreFittedOnce) {
  Document document;
  LabPage& page = lab_page(document, Task::regression);
  page.data.kind = DataSpec::Kind::file;
  page.data.file = "phones.csv";
  page.sweep.over = {"huber.delta", 0.1, 5, 5, true};
  EXPECT_EQ(sweep_spec(document, page).seeds, 1);
  page.model.kind = ModelSpec::Kind::mlp;
  EXPECT_EQ(sweep_spec(document, page).seeds, page.sweep.seeds);
}

TEST(SweepChoices, EachOfThemCanBeCarriedOut) {
  Document document;
  for (const Generator& generator : generators()) {
    LabPage& page = lab_page(document, generator.task);
    page.data.kind = generator.kind;
    page.data.noise_kind = NoiseKind::student;
    for (const SweepChoice& choice : sweep_choices(document, page, in_english())) {
      SCOPED_TRACE(std::string(generator.id) + " " + choice.usual.name);
      page.sweep.over = choice.usual;
      EXPECT_NO_THROW(check_sweep(sweep_spec(document, page), generator.task, false));
      EXPECT_GE(choice.usual.from, choice.least);
      EXPECT_LE(choice.usual.to, choice.most);
      EXPECT_NE(choice.label, "");
    }
  }
}

TEST(SweepChoices, AreWhatMatters) {
  Document document;
  const auto names = [&](const LabPage& page) {
    std::vector<std::string> all;
    for (const SweepChoice& choice : sweep_choices(document, page, in_english())) all.push_back(choice.usual.name);
    return all;
  };
  EXPECT_THAT(names(lab_page(document, Task::regression)),
              ElementsAre("outliers", "size", "noise", "n", "huber.delta", "tukey_biweight.c", "rate"));
  EXPECT_THAT(names(lab_page(document, Task::classification)),
              ElementsAre("flips", "distance", "noise", "n", "separation", "imbalance", "gce.q", "rate"));
  lab_page(document, Task::regression).data.kind = DataSpec::Kind::file;
  EXPECT_THAT(names(lab_page(document, Task::regression)), ElementsAre("huber.delta", "tukey_biweight.c", "rate"));
}

TEST(SweepChoices, KnowWhereThePageStands) {
  Document document;
  document.loss("huber").set("delta", 2.5);
  lab_page(document, Task::regression).data.outliers = 0.3;
  lab_page(document, Task::regression).optimizer.rate = 0.07;
  EXPECT_EQ(sweep_choice(document, lab_page(document, Task::regression), "outliers", in_english())->now, 0.3);
  EXPECT_EQ(sweep_choice(document, lab_page(document, Task::regression), "huber.delta", in_english())->now, 2.5);
  EXPECT_EQ(sweep_choice(document, lab_page(document, Task::regression), "huber.delta", in_english())->label,
            "Huber δ");
  EXPECT_EQ(sweep_choice(document, lab_page(document, Task::regression), "rate", in_english())->now, 0.07);
  EXPECT_EQ(sweep_choice(document, lab_page(document, Task::regression), "flips", in_english()), std::nullopt);
}

TEST_F(SweepJobTest, GivesTheRowsOfTheSweep) {
  const Document document = small();
  const SweepResult order = sweep_order(document, Task::regression, in_english());
  job_.start(order);
  EXPECT_TRUE(job_.running());
  EXPECT_EQ(job_.result(), nullptr);
  finish();
  ASSERT_NE(job_.result(), nullptr);
  EXPECT_EQ(job_.error(), "");
  EXPECT_EQ(job_.result()->spec, order.spec);
  ASSERT_EQ(job_.result()->rows.size(), 9u);
  const std::vector<SweepRow> rows = run_sweep(order.spec, LOSSLAB_ASSETS, 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(job_.result()->rows[i].mean, rows[i].mean);
    EXPECT_EQ(job_.result()->rows[i].sd, rows[i].sd);
  }
  // At a share of 0.2 squared error has broken down, and Tukey's biweight has not.
  EXPECT_GT(rows[1].mean, 2 * rows[7].mean);
}

// Two runs of a loss by two methods: the rows of two sweeps of one each.
TEST_F(SweepJobTest, EachRunDescendsByItsOwnMethod) {
  Document both = small();
  LabPage& page = lab_page(both, Task::regression);
  page.data.n = 40;
  page.sweep.exact = false;
  page.ticked = {"huber"};
  Document alone = both, by_adam = both;
  add_run(both, page, "huber", in_english());
  Optimizer adam = parse_optimizer("adam");
  adam.rate = 1e-4;  // too little to arrive
  page.own.at("huber#2").optimizer = adam;
  lab_page(by_adam, Task::regression).optimizer = adam;
  const auto rows_of = [&](const Document& document) {
    job_.run(sweep_order(document, Task::regression, in_english()));
    EXPECT_EQ(job_.error(), "");
    return job_.result()->rows;
  };
  const std::vector<SweepRow> rows = rows_of(both), first = rows_of(alone), second = rows_of(by_adam);
  ASSERT_EQ(rows.size(), 6u);
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_EQ(rows[p].mean, first[p].mean);
    EXPECT_EQ(rows[p].objective_mean, first[p].objective_mean);
    EXPECT_EQ(rows[3 + p].mean, second[p].mean);
    EXPECT_EQ(rows[3 + p].objective_mean, second[p].objective_mean);
    EXPECT_NE(rows[p].objective_mean, rows[3 + p].objective_mean);
  }
}

TEST_F(SweepJobTest, AtOnceIsTheSame) {
  job_.start(sweep_order(small(), Task::regression, in_english()));
  finish();
  const auto background = job_.result();
  job_.run(sweep_order(small(), Task::regression, in_english()));
  ASSERT_NE(job_.result(), background);
  for (std::size_t i = 0; i < background->rows.size(); ++i) {
    EXPECT_EQ(job_.result()->rows[i].mean, background->rows[i].mean);
  }
}

TEST_F(SweepJobTest, CancelledItKeepsTheLastResult) {
  job_.run(sweep_order(small(), Task::regression, in_english()));
  const auto before = job_.result();
  job_.start(sweep_order(long_one(), Task::regression, in_english()));
  woken_.acquire();
  EXPECT_TRUE(job_.take());
  EXPECT_TRUE(job_.running());
  EXPECT_EQ(job_.total(), 100'000u);
  EXPECT_GT(job_.done(), 0u);
  EXPECT_LT(job_.share(), 0.5);
  job_.cancel();
  EXPECT_FALSE(job_.running());
  EXPECT_TRUE(job_.cancelled());
  EXPECT_EQ(job_.result(), before);
  // What was still under way is not heard of any more.
  job_.start(sweep_order(small(), Task::regression, in_english()));
  EXPECT_FALSE(job_.cancelled());
  finish();
  EXPECT_EQ(job_.result()->rows.size(), 9u);
}

TEST_F(SweepJobTest, ForgetsAndEndsWhileItRuns) {
  job_.run(sweep_order(small(), Task::regression, in_english()));
  job_.start(sweep_order(long_one(), Task::regression, in_english()));
  job_.forget();
  EXPECT_EQ(job_.result(), nullptr);
  EXPECT_FALSE(job_.cancelled());
  job_.start(sweep_order(long_one(), Task::regression, in_english()));
  // Its destructor ends what runs.
}

TEST_F(SweepJobTest, WhatCannotBeSweptIsSaid) {
  Document document = small();
  lab_page(document, Task::regression).sweep.over = {"flips", 0, 0.4, 3, false};
  job_.start(sweep_order(document, Task::regression, in_english()));
  EXPECT_FALSE(job_.running());
  EXPECT_THAT(job_.error(), HasSubstr("flips"));
  // Known only once the data are made.
  document = small();
  lab_page(document, Task::regression).sweep.over = {"huber.delta", 0.1, 5, 3, true};
  lab_page(document, Task::regression).data.kind = DataSpec::Kind::file;
  lab_page(document, Task::regression).data.file = "no such file.csv";
  job_.start(sweep_order(document, Task::regression, in_english()));
  finish();
  EXPECT_THAT(job_.error(), HasSubstr("no such file.csv"));
  EXPECT_EQ(job_.result(), nullptr);
}

}  // namespace
}  // namespace losslab
