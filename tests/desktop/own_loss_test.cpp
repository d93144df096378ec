// A loss of one's own, made as a new user makes it: by a click and by typing.
#include <gmock/gmock.h>
#include <unistd.h>

#include <cmath>

#include "app/core/lab/page/lab_page.h"
#include "app/core/losses/losses_page.h"
#include "app/core/own/own_loss_file.h"
#include "app/core/shell/state/own_losses.h"
#include "app/screens/losses/losses_panels.h"
#include "driver.h"

namespace losslab {
namespace {

WindowOptions with_losses_in(const std::filesystem::path& folder) {
  WindowOptions options;
  options.losses_folder = folder;
  return options;
}

class OwnLossWindow : public Driver {
 protected:
  explicit OwnLossWindow(WindowOptions options = {}) : Driver(std::move(options)) {}

  const OwnEditorMemory& editor() { return window_.screen_state().memory<LossesMemory>().own; }
  std::vector<OwnLossText> own() { return own_texts(app().document()); }
  std::string formula() { return own().empty() ? std::string() : own().back().formula; }
  // Makes a loss by the button and types its formula.
  void make(const std::string& text) {
    const std::size_t before = own().size();
    click(middle_of("new_loss"));
    ASSERT_TRUE(until([&] { return own().size() == before + 1 && ImGui::GetIO().WantTextInput; }));
    type(text);
    ASSERT_TRUE(until([&] { return formula() == text; }));
  }
  void leave_field() {
    key("Escape");
    ASSERT_TRUE(until([] { return !ImGui::GetIO().WantTextInput; }));
  }
};

TEST_F(OwnLossWindow, TypesTheLinexLossAndRacesItBesideHuber) {
  make("exp(a r) - a r - 1");
  const std::string id(own_losses(app().document()).front().id());
  EXPECT_EQ(losses_page(app().document()).chosen_residual, id);
  EXPECT_THAT(losses_page(app().document()).residual, testing::Contains(id));
  EXPECT_EQ(editor().complaint, "");
  // Its parameter was found, and its slider stands under its row and its formula.
  ASSERT_EQ(app().document().loss(id).parameters().size(), 1U);
  ASSERT_NE(window_.control("parameter." + id + ".a.track"), nullptr);
  leave_field();
  click(on_slider("parameter." + id + ".a", 0.1));
  EXPECT_TRUE(until([&] { return app().document().loss(id).parameter("a") != 1; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return app().document().loss(id).parameter("a") == 1; }));

  click(middle_of("tab.Regression"));
  ASSERT_TRUE(until([this] { return app().view().screen == "regression" && lab().race().length() >= 100; }));
  reveal("more_losses");
  click(middle_of("more_losses"));
  ASSERT_TRUE(until([&] { return window_.control("run." + id) != nullptr; }));
  reveal("run." + id);
  click(middle_of("run." + id));
  const auto& page = lab_page(app().document(), Task::regression);
  ASSERT_TRUE(until([&] { return page.ticked.back() == id; }));
  ASSERT_TRUE(until([&] { return lab().race().competitors().size() == 4 && !lab().race().catching_up(); }));
  EXPECT_TRUE(until([&] { return lab().theta(3).size() == 2; }));
  for (const double value : lab().theta(3)) EXPECT_TRUE(std::isfinite(value));
}

TEST_F(OwnLossWindow, WhatIsWrongIsSaidAndTheLastGoodOneStays) {
  make("exp(a r)");
  type(" - (a r");
  ASSERT_TRUE(until([this] { return editor().draft == "exp(a r) - (a r"; }));
  EXPECT_THAT(editor().complaint, testing::HasSubstr("column"));
  ASSERT_TRUE(editor().wrong);
  EXPECT_EQ(formula(), "exp(a r) ");  // as far as it was one
  type(")");
  EXPECT_TRUE(until([this] { return formula() == "exp(a r) - (a r)" && editor().complaint.empty(); }));
  // Leaving by Escape takes nothing back.
  leave_field();
  EXPECT_EQ(formula(), "exp(a r) - (a r)");
  // What was typed in one go is one step.
  key("ctrl+z");
  EXPECT_TRUE(until([this] { return formula() == "r^2/2" && editor().draft == "r^2/2"; }));
  key("ctrl+z");
  EXPECT_TRUE(until([this] { return own().empty(); }));
}

TEST_F(OwnLossWindow, TheKeyMakesOneWhereverOneIs) {
  key("3");
  ASSERT_TRUE(until([this] { return app().view().screen == "regression"; }));
  at_once("key ctrl+n");
  type("|r|^p");
  EXPECT_TRUE(until([this] { return formula() == "|r|^p"; }));
  EXPECT_EQ(app().view().screen, "losses");
}

TEST_F(OwnLossWindow, ItIsRenamedAndRemoved) {
  make("r^4");
  click(middle_of("##own_name"));
  key("ctrl+a");
  type("Fourth power");
  key("Return");
  ASSERT_TRUE(until([this] { return own().front().name == "Fourth power"; }));
  EXPECT_EQ(own().front().id, "own_fourth_power");
  EXPECT_EQ(losses_page(app().document()).chosen_residual, "own_fourth_power");
  reveal("own_remove", {1100, 500});
  click(middle_of("own_remove"));
  EXPECT_TRUE(until([this] { return own().empty(); }));
}

TEST_F(OwnLossWindow, AnotherVariableIsOfferedWhereItIsLikely) {
  make("log(1 + exp(-m))");
  ASSERT_NE(window_.control("own_as"), nullptr);
  leave_field();
  click(middle_of("own_as"));
  EXPECT_TRUE(until([this] { return own().front().family == Family::margin; }));
  EXPECT_EQ(losses_page(app().document()).axis, LossAxis::margin);
}

class KeptLossWindow : public OwnLossWindow {
 protected:
  KeptLossWindow() : OwnLossWindow(with_losses_in(folder())) {}
  static std::filesystem::path folder() {
    return std::filesystem::temp_directory_path() / ("losslab-kept-losses-" + std::to_string(::getpid()));
  }
  ~KeptLossWindow() override { std::filesystem::remove_all(folder()); }
};

TEST_F(KeptLossWindow, IsKeptAndADroppedOneIsTaken) {
  make("r^4");
  leave_field();
  window_.application().keep_losses();
  EXPECT_EQ(load_own_loss(folder() / "own_my_loss.toml").formula, "r^4");
  OwnLossText sent = own().front();
  sent.formula = "r^6";
  sent.name = "Sixth";
  save_own_loss(sent, file("sent.toml"));
  window_.application().open(file("sent.toml"));
  EXPECT_TRUE(until([this] { return own().size() == 2; }));
  window_.application().keep_losses();
  EXPECT_TRUE(std::filesystem::exists(folder() / "own_my_loss_2.toml") ||
              std::filesystem::exists(folder() / "own_sixth.toml"));
}

}  // namespace
}  // namespace losslab
