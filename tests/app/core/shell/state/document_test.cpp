#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "app/core/lab/page/lab_page.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/commands.h"
#include "app/core/shell/parameter_play.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/history.h"
#include "app/core/shell/state/loss_id.h"
#include "app/core/shell/state/screen.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"

namespace losslab {
namespace {

TEST(Document, WhatOpensHasAColourForEachLoss) {
  const Document document;
  const auto expect_apart = [&](const std::vector<std::string>& ids) {
    std::set<int> colors;
    for (const std::string& id : ids) colors.insert(document.index(id) % 8);
    EXPECT_EQ(colors.size(), ids.size()) << testing::PrintToString(ids);
  };
  for (const auto* ids :
       {&losses_page(document).residual, &losses_page(document).margin, &losses_page(document).score,
        &lab_page(document, Task::regression).ticked, &lab_page(document, Task::classification).ticked}) {
    expect_apart(*ids);
  }
}

TEST(Document, KnowsItsLosses) {
  Document document;
  EXPECT_EQ(document.loss("huber").id(), "huber");
  EXPECT_EQ(document.losses[static_cast<std::size_t>(document.index("cauchy"))].id(), "cauchy");
  EXPECT_THROW(document.index("hubert"), InputError);
  EXPECT_TRUE(document == Document());
  document.loss("huber").set("delta", 2);
  EXPECT_FALSE(document == Document());
}

TEST(Document, ToggleKeepsTheCataloguesOrder) {
  const Document document;
  std::vector<std::string> ids{"squared_error", "tukey_biweight"};
  EXPECT_TRUE(toggle(ids, "huber", document));
  EXPECT_THAT(ids, testing::ElementsAre("squared_error", "huber", "tukey_biweight"));
  EXPECT_FALSE(toggle(ids, "cauchy", document, 3));
  EXPECT_TRUE(toggle(ids, "squared_error", document, 3));
  EXPECT_THAT(ids, testing::ElementsAre("huber", "tukey_biweight"));
}

TEST(View, CameraKeys) {
  Document document;
  View view;
  EXPECT_EQ(view.camera_key(document, "loss"), "losses.residual.loss");
  losses_page(document).axis = LossAxis::probability;
  EXPECT_EQ(view.camera_key(document, "gradient"), "losses.probability.gradient");
  EXPECT_EQ(view.x_camera_key(document, "gradient"), "losses.probability.loss");
  losses_page(document).compare.risk = true;
  EXPECT_EQ(view.x_camera_key(document, "link"), "losses.probability.link");
  view.screen = "regression";
  EXPECT_EQ(view.camera_key(document, "data"), "regression.data");
  EXPECT_EQ(view.x_camera_key(document, "error"), "regression.error");
}

TEST(Document, EveryAxisHasLosses) {
  Document document;
  for (std::size_t i = 0; i < axis_names.size(); ++i) {
    losses_page(document).axis = static_cast<LossAxis>(i);
    ASSERT_FALSE(losses_page(document).ticked().empty()) << axis_names[i];
    const auto& ids = losses_page(document).ticked();
    for (const std::string& id : ids) {
      EXPECT_TRUE(is_drawn_on(losses_page(document).axis, document.loss(id).info().family)) << id;
    }
    EXPECT_NE(std::ranges::find(ids, losses_page(document).chosen()), ids.end());
  }
}

TEST(Document, EveryLossHasAnAxis) {
  for (const Loss& loss : Loss::all()) {
    int axes = 0;
    for (std::size_t i = 0; i < axis_names.size(); ++i) {
      axes += is_drawn_on(static_cast<LossAxis>(i), loss.info().family) ? 1 : 0;
    }
    EXPECT_EQ(axes, is_of_margin(loss.info().family) ? 2 : 1) << loss.id();
  }
}

TEST(Document, RisksBelongToMarginsAndProbabilities) {
  LossesPage page;
  page.compare.risk = true;
  EXPECT_FALSE(page.shows_risk());
  page.axis = LossAxis::margin;
  EXPECT_TRUE(page.shows_risk());
  page.axis = LossAxis::score;
  EXPECT_FALSE(page.shows_risk());
}

TEST(History, UndoesAndRedoes) {
  History history;
  Document document;
  const Document first = document;
  history.record(document, "a", "");
  lab_page(document, Task::regression).l2 = 1;
  history.record(document, "b", "");
  lab_page(document, Task::regression).l2 = 2;
  EXPECT_EQ(history.undo(document), "b");
  EXPECT_EQ(lab_page(document, Task::regression).l2, 1);
  EXPECT_EQ(history.undo(document), "a");
  EXPECT_TRUE(document == first);
  EXPECT_FALSE(history.can_undo());
  EXPECT_EQ(history.redo(document), "a");
  EXPECT_EQ(history.redo(document), "b");
  EXPECT_EQ(lab_page(document, Task::regression).l2, 2);
  EXPECT_FALSE(history.can_redo());
}

TEST(History, MergesEditsWithTheSameMark) {
  History history;
  Document document;
  for (int i = 1; i <= 5; ++i) {
    history.record(document, "drag", "slider");
    lab_page(document, Task::regression).l2 = i;
  }
  history.end_merge();
  history.record(document, "drag", "slider");
  lab_page(document, Task::regression).l2 = 6;
  history.undo(document);
  EXPECT_EQ(lab_page(document, Task::regression).l2, 5);
  history.undo(document);
  EXPECT_EQ(lab_page(document, Task::regression).l2, 0);
  EXPECT_FALSE(history.can_undo());
}

TEST(History, ANewEditForgetsWhatWasUndone) {
  History history;
  Document document;
  history.record(document, "a", "");
  lab_page(document, Task::regression).l2 = 1;
  history.undo(document);
  history.record(document, "b", "");
  EXPECT_FALSE(history.can_redo());
}

TEST(History, KeepsTwoHundredSteps) {
  History history;
  Document document;
  for (int i = 0; i < 250; ++i) history.record(document, "x", "");
  int steps = 0;
  while (history.can_undo()) {
    history.undo(document);
    ++steps;
  }
  EXPECT_EQ(steps, 200);
}

TEST(Commands, EachHasOneRowAndItsOwnShortcut) {
  std::set<std::string> shortcuts;
  std::set<std::tuple<int, bool, bool>> keys;
  for (int i = 0; i <= static_cast<int>(screen_command(screens().size() - 1)); ++i) {
    const auto all = commands();
    const auto rows = std::ranges::count(all, static_cast<Command>(i), &CommandInfo::command);
    EXPECT_EQ(rows, 1) << i;
  }
  EXPECT_EQ(commands().size(), static_cast<std::size_t>(Command::first_screen) + screens().size());
  for (const CommandInfo& one : commands()) {
    EXPECT_EQ(info(one.command).title, one.title);
    EXPECT_EQ(info(one.command).shortcut, one.shortcut);
    EXPECT_NE(in_english()(one.title), one.title);  // the title is a key that has its text
    if (one.key == 0) continue;
    EXPECT_TRUE(shortcuts.insert(one.shortcut).second) << one.shortcut;
    EXPECT_TRUE(keys.insert({one.key, one.ctrl, one.shift}).second) << one.shortcut;
  }
}

TEST(Play, RunsThroughTheSlider) {
  const Loss huber("huber");
  const Parameter& delta = huber.parameters()[0];
  const auto value = [&](int mode, double from, double seconds) {
    return play_value(delta, {"huber", "delta", mode, 10, from}, 10 + seconds);
  };
  EXPECT_EQ(value(1, 0, 0).value, delta.slider_min);
  EXPECT_EQ(value(1, 0, 4).value, delta.slider_max);
  EXPECT_TRUE(value(1, 0, 4).done);
  EXPECT_FALSE(value(1, 0, 3.9).done);
  EXPECT_EQ(value(1, 0, 2).value, 0.7071);  // the geometric mean of the range, in four digits
  EXPECT_NEAR(value(2, 0.5, 4).value, value(2, 0.5, 0).value, 1e-12);
  EXPECT_NEAR(value(3, 0, 4).value, delta.slider_max, 1e-12);
  EXPECT_NEAR(value(3, 0, 6).value, value(3, 0, 2).value, 1e-12);
  EXPECT_FALSE(value(3, 0, 100).done);
}

TEST(Play, NumbersAreShort) {
  const Loss barron("barron");
  const Parameter& alpha = barron.parameters()[0];
  EXPECT_EQ(tidy(alpha, -1.23456789, 4), -1.23);  // two decimals are four digits of -10 to 3
  EXPECT_EQ(tidy(alpha, 1e-16, 4), 0);
  EXPECT_EQ(tidy(Loss("huber").parameters()[0], 0.0123456, 4), 0.01235);
}

TEST(Play, FractionInvertsTheValue) {
  const Loss huber("huber"), pinball("pinball");
  for (const Loss& loss : {huber, pinball}) {
    const Parameter& parameter = loss.parameters()[0];
    for (const double from : {0.0, 0.25, 0.9}) {
      const double value = value_at_fraction(parameter, from);
      EXPECT_NEAR(slider_fraction(parameter, value), from, 1e-12);
    }
  }
}

}  // namespace
}  // namespace losslab
