// One's own losses in a document: found like all others, changed and removed everywhere at once.
#include "app/core/shell/state/own_losses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/catalogue/loss_search.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/runners.h"
#include "app/core/losses/losses_page.h"
#include "app/core/losses/own_loss_edits.h"
#include "app/core/shell/application.h"
#include "app/core/shell/state/loss_id.h"
#include "in_english.h"
#include "own_texts.h"

namespace losslab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::size_t catalogue() { return Loss::all().size(); }

TEST(OwnLosses, StandBehindTheCatalogueAndAreFoundById) {
  Document document;
  EXPECT_THAT(own_texts(document), IsEmpty());
  add_own_loss(document, linex_text());
  add_own_loss(document, two_lines_text());
  EXPECT_EQ(document.index("own_linex"), static_cast<int>(catalogue()));
  EXPECT_EQ(document.index("own_cauchy"), static_cast<int>(catalogue()) + 1);
  EXPECT_THAT(own_texts(document), ElementsAre(linex_text(), two_lines_text()));
  EXPECT_FALSE(is_own(document.loss("huber")));
  EXPECT_TRUE(is_own(document.loss("own_linex")));
  EXPECT_NEAR(document.loss("own_linex").at(1).value, std::exp(1.0) - 2, 1e-15);
  EXPECT_EQ(document.loss("own_cauchy").parameter("c"), 2.5);
  EXPECT_EQ(known_loss_id("own_linex#2", document), "own_linex#2");
  document.loss("own_linex").set("a", -0.5);
  EXPECT_NEAR(document.loss("own_linex").at(2).value, std::exp(-1.0) + 1 - 1, 1e-15);
}

TEST(OwnLosses, AWrongOneChangesNothing) {
  Document document;
  add_own_loss(document, linex_text());
  const Document before = document;
  OwnLossText wrong = linex_text();
  EXPECT_THROW(add_own_loss(document, wrong), InputError);  // the id is taken
  wrong.id = "own_other";
  wrong.formula = "exp(a r";
  EXPECT_THROW(add_own_loss(document, wrong), InputError);
  wrong.id = "huber";
  EXPECT_THROW(add_own_loss(document, wrong), InputError);
  wrong.id = "own_linex";
  EXPECT_THROW(change_own_loss(document, "own_linex", wrong), InputError);
  EXPECT_TRUE(document == before);
}

TEST(OwnLosses, IdsAreMadeOfNames) {
  Document document;
  EXPECT_EQ(free_loss_id(document, "LINEX"), "own_linex");
  EXPECT_EQ(free_loss_id(document, " My  loss, v.2 "), "own_my_loss_v_2");
  EXPECT_EQ(free_loss_id(document, "我的"), "own_1");
  add_own_loss(document, linex_text());
  EXPECT_EQ(free_loss_id(document, "Linex"), "own_linex_2");
}

// Ticked wherever it can be.
Document used_everywhere() {
  Document document;
  add_own_loss(document, linex_text());
  LossesPage& losses = losses_page(document);
  toggle(losses.residual, "own_linex", document);
  losses.chosen_residual = losses.compare.reference = "own_linex";
  losses.compare.family_parameter = "a";
  LabPage& lab = lab_page(document, Task::regression);
  toggle_runner(document, lab, "own_linex");
  add_run(document, lab, "own_linex", in_english());
  lab.chosen = "own_linex#2";
  lab.own["own_linex"].optimizer = Optimizer{};
  lab.sweep.over = {"own_linex.a", 0.1, 2, 5, false};
  return document;
}

TEST(OwnLosses, AnotherNameHoldsEverywhere) {
  Document document = used_everywhere();
  OwnLossText text = linex_text();
  text.name = "Varian";
  edit_own_loss(document, "own_linex", text);
  const LossesPage& losses = losses_page(document);
  EXPECT_THAT(losses.residual, Contains("own_varian"));
  EXPECT_EQ(losses.chosen_residual, "own_varian");
  EXPECT_EQ(losses.compare.reference, "own_varian");
  const LabPage& lab = lab_page(document, Task::regression);
  EXPECT_THAT(lab.ticked, ElementsAre("squared_error", "huber", "tukey_biweight", "own_varian", "own_varian#2"));
  EXPECT_EQ(lab.chosen, "own_varian#2");
  EXPECT_TRUE(lab.own.contains("own_varian"));
  EXPECT_EQ(lab.own.at("own_varian#2").parameters, std::vector{1.0});
  EXPECT_EQ(lab.sweep.over.name, "own_varian.a");
  EXPECT_STREQ(document.loss("own_varian").info().english, "Varian");
}

TEST(OwnLosses, WhatIsRemovedIsNamedNowhere) {
  Document document = used_everywhere();
  remove_own_loss(document, "own_linex");
  const Document usual;
  EXPECT_EQ(document.losses, usual.losses);
  const LossesPage& losses = losses_page(document);
  EXPECT_EQ(losses.residual, losses_page(usual).residual);
  EXPECT_EQ(losses.chosen_residual, losses.residual.front());
  EXPECT_EQ(losses.compare.reference, "");
  EXPECT_EQ(losses.compare.family_parameter, "a");  // others have one of that name
  const LabPage& lab = lab_page(document, Task::regression);
  EXPECT_EQ(lab.ticked, lab_page(usual, Task::regression).ticked);
  EXPECT_EQ(lab.chosen, lab.ticked.front());
  EXPECT_THAT(lab.own, IsEmpty());
  EXPECT_EQ(lab.sweep, lab_page(usual, Task::regression).sweep);
}

TEST(OwnLosses, AnotherFormulaKeepsWhatWasSetByHand) {
  Document document = used_everywhere();
  document.loss("own_linex").set("a", 0.25);
  lab_page(document, Task::regression).own["own_linex#2"].parameters = {3};
  OwnLossText text = linex_text();
  text.formula = "b (exp(a r) - a r - 1)";
  edit_own_loss(document, "own_linex", text);
  EXPECT_EQ(document.loss("own_linex").parameter("a"), 0.25);
  EXPECT_EQ(document.loss("own_linex").parameter("b"), 1);
  EXPECT_THAT(lab_page(document, Task::regression).own["own_linex#2"].parameters, ElementsAre(1, 3));
  // A new default is no value set by hand, and a value beyond new bounds begins anew.
  text.parameters.push_back({.name = "a", .initial = 2, .slider_min = 1, .lower = 1});
  text.parameters.push_back({.name = "b", .initial = 7, .slider_max = 10});
  edit_own_loss(document, "own_linex", text);
  EXPECT_EQ(document.loss("own_linex").parameter("a"), 2);
  EXPECT_EQ(document.loss("own_linex").parameter("b"), 7);
}

TEST(OwnLosses, AnotherVariableIsShownOnItsAxis) {
  Document document = used_everywhere();
  OwnLossText text = linex_text();
  text.family = Family::margin;
  text.formula = "exp(-a m)";
  edit_own_loss(document, "own_linex", text);
  const LossesPage& losses = losses_page(document);
  EXPECT_EQ(losses.axis, LossAxis::margin);
  EXPECT_THAT(losses.margin, Contains("own_linex"));
  EXPECT_THAT(losses.residual, Not(Contains("own_linex")));
  EXPECT_EQ(losses.chosen_margin, "own_linex");
  EXPECT_THAT(lab_page(document, Task::regression).ticked, Not(Contains("own_linex")));
}

// A further run's style would be a new loss's.
TEST(OwnLosses, FurtherRunsKeepStylesThatNobodyElseHas) {
  Document document;
  LabPage& lab = lab_page(document, Task::regression);
  add_run(document, lab, "huber", in_english());
  add_run(document, lab, "huber", in_english());
  const int first = static_cast<int>(catalogue()), before = first + 3;
  lab.own["huber#2"].series = first;
  lab.own["huber#3"].series = before;
  add_own_loss(document, linex_text());
  EXPECT_EQ(lab.own["huber#2"].series % 8, first % 8);  // its colour
  EXPECT_GT(lab.own["huber#2"].series, document.index("own_linex"));
  EXPECT_EQ(lab.own["huber#3"].series, before);
}

TEST(OwnLosses, ComeFirstInLists) {
  Document document;
  add_own_loss(document, linex_text());
  add_own_loss(document, margin_text());
  LossSearch search;
  LossFinder finder;
  const FamilySet families = family_set({Family::residual});
  EXPECT_EQ(finder.find(search, document.losses, families, {}).front().index, document.index("own_linex"));
  EXPECT_EQ(finder.find(search, document.losses, families, {"linex", 0}).front().index, document.index("own_linex"));
  EXPECT_EQ(finder.find(search, document.losses, families, {}).size(), 30U);
  // A list hears that there are more, and that one has become another family's.
  OwnLossText text = margin_text();
  text.family = Family::residual;
  text.formula = "r^2";
  edit_own_loss(document, "own_soft", text);
  EXPECT_EQ(finder.find(search, document.losses, families, {}).size(), 31U);
  remove_own_loss(document, "own_linex");
  EXPECT_EQ(finder.find(search, document.losses, families, {}).size(), 30U);
}

TEST(OwnLosses, MakingChangingAndRemovingAreUndone) {
  Application app(LOSSLAB_ASSETS);
  const Document before = app.document();
  const auto edit = [&](std::function<void(Document&)> change, const std::string& merge = {}) {
    Actions actions;
    actions.edit("edit", std::move(change), merge);
    app.apply(std::move(actions), 0);
  };
  const auto command = [&](Command which) {
    Actions actions;
    actions.commands.push_back(which);
    app.apply(std::move(actions), 0);
  };
  edit([](Document& d) { make_own_loss(d, first_own_text(LossAxis::residual), "My loss"); });
  const Document made = app.document();
  EXPECT_EQ(losses_page(made).chosen_residual, "own_my_loss");
  // What is typed in one go is undone in one.
  for (const char* formula : {"e", "exp(r)", "exp(a r)", "exp(a r) - a r - 1"}) {
    edit(
        [formula](Document& d) {
          OwnLossText text = *d.loss("own_my_loss").own_text();
          text.formula = formula;
          edit_own_loss(d, "own_my_loss", text);
        },
        "typed#1");
  }
  const Document typed = app.document();
  EXPECT_EQ(app.document().loss("own_my_loss").parameters().size(), 1U);
  edit([](Document& d) { remove_own_loss(d, "own_my_loss"); });
  EXPECT_THAT(own_texts(app.document()), IsEmpty());
  command(Command::undo);
  EXPECT_TRUE(app.document() == typed);
  command(Command::undo);
  EXPECT_TRUE(app.document() == made);
  command(Command::undo);
  EXPECT_TRUE(app.document() == before);
  command(Command::redo);
  command(Command::redo);
  EXPECT_TRUE(app.document() == typed);
}

TEST(OwnLosses, APlayedParameterThatIsGoneStops) {
  Application app(LOSSLAB_ASSETS);
  const auto apply = [&](Actions actions, double now) { app.apply(std::move(actions), now); };
  Actions made;
  made.edit("new", [](Document& d) { add_own_loss(d, linex_text()); });
  apply(std::move(made), 0);
  Actions play;
  play.play_parameter = ParameterPlay{"own_linex", "a", 2, 0, 0};
  apply(std::move(play), 0);
  ASSERT_TRUE(app.parameter_play());
  EXPECT_TRUE(app.tick(0.1));
  Actions removed;
  removed.edit("remove", [](Document& d) { remove_own_loss(d, "own_linex"); });
  apply(std::move(removed), 0.2);
  EXPECT_FALSE(app.tick(0.3));
  EXPECT_FALSE(app.parameter_play());
}

TEST(OwnLosses, EveryLossOfTheCatalogueCanBeCopiedAndIsTheSame) {
  for (const Loss& known : Loss::all()) {
    if (known.info().family == Family::other) continue;
    SCOPED_TRACE(known.id());
    const std::optional<OwnLossText> text = copied_text(known);
    ASSERT_TRUE(text);
    Document document;
    const Loss& own = document.loss(make_own_loss(document, *text, "Copy"));
    EXPECT_EQ(losses_page(document).chosen(), own.id());
    for (double x : {-1.3, 0.4, 2.2}) {
      if (std::isfinite(known.info().from)) x = 0.5 + x / 8;
      EXPECT_NEAR(own.at(x).value, known.at(x).value, 1e-12 * (1 + std::abs(known.at(x).value)));
      EXPECT_NEAR(own.at(x).gradient, known.at(x).gradient, 1e-12 * (1 + std::abs(known.at(x).gradient)));
    }
  }
}

}  // namespace
}  // namespace losslab
