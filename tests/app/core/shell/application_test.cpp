#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/plots/lab_rows.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/application.h"
#include "app/core/shell/commands.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"
#include "app/core/shell/state/screen.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

class ApplicationTest : public testing::Test {
 protected:
  ApplicationTest() { fs::create_directories(folder_); }
  ~ApplicationTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  std::vector<Command> apply(const std::function<void(Actions&)>& ask, double now = 0) {
    Actions actions;
    ask(actions);
    return app_.apply(std::move(actions), now);
  }
  void command(Command one) {
    apply([&](Actions& a) { a.commands.push_back(one); });
  }
  void set_delta(double delta, const std::string& merge = {}) {
    apply([&](Actions& a) {
      a.edit(
          "δ of Huber", [=](Document& d) { d.loss("huber").set("delta", delta); }, merge);
    });
  }
  double delta() const { return app_.document().loss("huber").parameter("delta"); }
  // A frame for which everything asked for before is there.
  bool frame() {
    app_.wait();
    return app_.tick(0);
  }
  // Frames until nothing is due.
  void settle() {
    for (int i = 0; i < 1000 && frame(); ++i) {
    }
  }
  fs::path temporary(const std::string& name) const { return folder_ / name; }

  const fs::path folder_ = fs::temp_directory_path() / (std::string("losslab-application-") +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
  Application app_{LOSSLAB_ASSETS, [] {}};
};

TEST_F(ApplicationTest, EditsUndoAndRedo) {
  set_delta(2);
  set_delta(3);
  EXPECT_EQ(delta(), 3);
  EXPECT_TRUE(app_.dirty());
  command(Command::undo);
  EXPECT_EQ(delta(), 2);
  EXPECT_EQ(app_.message()->text, "Undone: δ of Huber.");
  command(Command::undo);
  EXPECT_EQ(delta(), 1);
  EXPECT_FALSE(app_.can_undo());
  command(Command::redo);
  EXPECT_EQ(delta(), 2);
}

TEST_F(ApplicationTest, OneDragIsOneStep) {
  for (int i = 1; i < 50; ++i) set_delta(1 + 0.1 * i, "slider huber.delta");
  command(Command::undo);
  EXPECT_EQ(delta(), 1);
  EXPECT_FALSE(app_.can_undo());
}

TEST_F(ApplicationTest, AnEditThatChangesNothingIsNoStep) {
  set_delta(1);
  EXPECT_FALSE(app_.can_undo());
  EXPECT_FALSE(app_.dirty());
}

TEST_F(ApplicationTest, BadInputBecomesASentenceAndChangesNothing) {
  const Document before = app_.document();
  set_delta(-1);
  EXPECT_TRUE(app_.document() == before);
  ASSERT_TRUE(app_.message());
  EXPECT_TRUE(app_.message()->error);
  EXPECT_EQ(app_.message()->text, "huber: delta must be greater than 0, got -1.");
  apply([](Actions& a) { a.dismiss_message = true; });
  EXPECT_FALSE(app_.message());
  command(screen_command(screen_index("regression")));
  apply([](Actions& a) {
    a.edit("data", [](Document& d) {
      lab_page(d, Task::regression).data.kind = DataSpec::Kind::file;
      lab_page(d, Task::regression).data.file = "nowhere.csv";
    });
  });
  EXPECT_TRUE(app_.document() == before);
  EXPECT_TRUE(app_.message()->error);
}

TEST_F(ApplicationTest, TheChosenLossIsAlwaysOneThatRuns) {
  apply([](Actions& a) {
    a.edit("untick", [](Document& d) { toggle(lab_page(d, Task::regression).ticked, "huber", d); });
  });
  EXPECT_EQ(lab_page(app_.document(), Task::regression).chosen, "squared_error");
  apply([](Actions& a) { a.edit("untick", [](Document& d) { lab_page(d, Task::regression).ticked.clear(); }); });
  EXPECT_EQ(lab_page(app_.document(), Task::regression).chosen, "");
}

TEST_F(ApplicationTest, AnotherModelForgetsTheStart) {
  apply([](Actions& a) {
    a.edit("model", [](Document& d) { lab_page(d, Task::regression).model.kind = ModelSpec::Kind::poly; });
  });
  EXPECT_TRUE(lab_page(app_.document(), Task::regression).start.empty());
}

TEST_F(ApplicationTest, LabsWaitUntilTheyAreShown) {
  app_.tick(0);
  EXPECT_FALSE(lab_results(app_, Task::regression).lab().followed());
  command(screen_command(screen_index("regression")));
  EXPECT_TRUE(lab_results(app_, Task::regression).lab().followed());
  EXPECT_FALSE(lab_results(app_, Task::classification).lab().followed());
  settle();
  EXPECT_EQ(lab_results(app_, Task::regression).lab().position(), opening_length);
  EXPECT_EQ(app_.view().runs.at("regression").position, opening_length);
}

TEST_F(ApplicationTest, TransportSteps) {
  command(screen_command(screen_index("classification")));
  settle();
  command(Command::rewind);
  EXPECT_EQ(app_.view().runs.at("classification").position, 0);
  command(Command::step_forward);
  command(Command::step_forward);
  command(Command::step_back);
  EXPECT_EQ(app_.view().runs.at("classification").position, 1);
  EXPECT_EQ(app_.view().runs.at("classification").length, opening_length);
  apply([](Actions& a) { a.seek = 40; });
  EXPECT_EQ(app_.view().runs.at("classification").position, 40);
  command(Command::reset);
  EXPECT_EQ(app_.view().runs.at("classification").length, 0);
  command(Command::faster);
  command(Command::play_pause);
  EXPECT_TRUE(app_.player().playing());
  EXPECT_TRUE(frame());
  EXPECT_EQ(app_.view().runs.at("classification").position, 2);
  command(Command::play_pause);
  EXPECT_FALSE(app_.player().playing());
}

TEST_F(ApplicationTest, SlowSpeedsTakeAStepEveryFewFrames) {
  command(screen_command(screen_index("classification")));
  settle();
  command(Command::reset);
  command(Command::slower);
  command(Command::slower);
  command(Command::play_pause);
  for (int i = 0; i < 12; ++i) frame();
  EXPECT_EQ(app_.view().runs.at("classification").position, 3);
}

TEST_F(ApplicationTest, ADraggedPointShowsItsNewFitAtOnce) {
  command(screen_command(screen_index("regression")));
  settle();
  const auto before = lab_results(app_, Task::regression).lab().reported(0);
  apply([&](Actions& a) {
    const Dataset points = lab_results(app_, Task::regression).lab().data();
    a.edit(
        "a point",
        [points](Document& d) {
          lab_page(d, Task::regression).data.kind = DataSpec::Kind::points;
          lab_page(d, Task::regression).data.points = points;
          lab_page(d, Task::regression).data.points.y[0] += 30;
        },
        "point 0");
  });
  settle();
  EXPECT_EQ(lab_results(app_, Task::regression).lab().position(), opening_length);
  EXPECT_NE(lab_results(app_, Task::regression).lab().reported(0), before);
  EXPECT_NE(lab_results(app_, Task::regression).lab().notice(), "");
  command(Command::undo);
  settle();
  EXPECT_EQ(lab_results(app_, Task::regression).lab().reported(0), before);
}

TEST_F(ApplicationTest, PlayedParametersAreOneStep) {
  command(Command::play_pause);
  ASSERT_TRUE(app_.parameter_play());
  EXPECT_EQ(app_.parameter_play()->parameter, "delta");
  EXPECT_TRUE(app_.tick(0.5));
  EXPECT_GT(delta(), 1);
  EXPECT_TRUE(app_.tick(1.0));
  command(Command::play_pause);
  EXPECT_FALSE(app_.parameter_play());
  EXPECT_FALSE(app_.tick(2));
  command(Command::undo);
  EXPECT_EQ(delta(), 1);
}

TEST_F(ApplicationTest, PlayedOnceEndsAtTheEndOfTheSlider) {
  apply([](Actions& a) { a.play_parameter = ParameterPlay{"huber", "delta", 1, 0, 0}; }, 100);
  EXPECT_TRUE(app_.tick(101));
  app_.tick(105);
  EXPECT_FALSE(app_.parameter_play());
  EXPECT_EQ(delta(), 10);
}

TEST_F(ApplicationTest, CommandsOfTheWindowAreReturned) {
  const auto left = apply([](Actions& a) {
    a.commands = {Command::help, Command::toggle_theme, Command::quit, Command::save_session, Command::copy_data};
  });
  EXPECT_THAT(left, testing::ElementsAre(Command::help, Command::quit, Command::save_session, Command::copy_data));
  EXPECT_EQ(app_.view().theme, "dark");
}

TEST_F(ApplicationTest, TheFigureVersionFollowsWhatIsShown) {
  const auto first = app_.figure_version();
  EXPECT_EQ(app_.figure_version(), first);
  set_delta(2);
  const auto second = app_.figure_version();
  EXPECT_NE(second, first);
  apply([](Actions& a) { a.look([](View& v) { losses_view(v).show_weight = true; }); });
  EXPECT_NE(app_.figure_version(), second);
}

TEST_F(ApplicationTest, SavesAndReopensExactly) {
  const auto path = temporary("session.toml");
  set_delta(1.345);
  command(screen_command(screen_index("regression")));
  settle();
  apply([](Actions& a) { a.seek = 123; });
  apply([&](Actions& a) { a.save_session_as = path.string(); });
  EXPECT_FALSE(app_.dirty());
  EXPECT_EQ(app_.session_path(), path.string());
  Application other(LOSSLAB_ASSETS, [] {});
  other.open(path.string());
  other.catch_up();
  app_.catch_up();
  EXPECT_TRUE(other.document() == app_.document());
  EXPECT_TRUE(other.view() == app_.view());
  EXPECT_EQ(lab_results(other, Task::regression).lab().position(), 123);
  EXPECT_EQ(lab_results(other, Task::regression).lab().theta(2), lab_results(app_, Task::regression).lab().theta(2));
  fs::remove(path);
}

TEST_F(ApplicationTest, OpensDataInTheLabThatItSuits) {
  app_.open(LOSSLAB_ASSETS "/data/iris.csv");
  EXPECT_EQ(app_.view().screen, "classification");
  EXPECT_EQ(lab_results(app_, Task::classification).lab().data().size(), 100u);
  app_.open(LOSSLAB_ASSETS "/data/phones.csv");
  EXPECT_EQ(app_.view().screen, "regression");
  EXPECT_EQ(lab_results(app_, Task::regression).lab().data().size(), 24u);
  settle();
  const auto line = lab_results(app_, Task::regression).lab().reported(0);
  EXPECT_NEAR(line[0], 5.0415, 5e-5);
  EXPECT_NEAR(line[1], -260.059, 5e-4);
  command(Command::undo);
  EXPECT_EQ(lab_results(app_, Task::regression).lab().data().size(), 60u);
}

TEST_F(ApplicationTest, WhatCannotBeOpenedChangesNothing) {
  const Document before = app_.document();
  const View looked = app_.view();
  const auto bad = temporary("bad.toml");
  std::ofstream(bad) << "[regression]\ndata = \"nowhere.csv\"\n";
  for (const std::string& path : {bad.string(), std::string("x.png"), std::string("x.txt"), std::string("no.csv")}) {
    EXPECT_THROW(app_.open(path), InputError) << path;
  }
  EXPECT_TRUE(app_.document() == before);
  EXPECT_TRUE(app_.view() == looked);
  apply([&](Actions& a) { a.open_file = bad.string(); });
  EXPECT_TRUE(app_.message()->error);
  fs::remove(bad);
}

TEST_F(ApplicationTest, SavesNumbersAndPictures) {
  const auto csv = temporary("loss.csv");
  apply([&](Actions& a) { a.save_figure = {.path = csv.string(), .plot = "loss"}; });
  std::ifstream in(csv);
  std::string header;
  std::getline(in, header);
  EXPECT_EQ(header, "x,Squared error,Absolute error,Huber (δ = 1),Tukey biweight (c = 4.6851)");
  fs::remove(csv);
  apply([](Actions& a) { a.save_figure = {.path = "/nowhere/x.csv", .plot = "loss"}; });
  EXPECT_TRUE(app_.message()->error);
}

TEST_F(ApplicationTest, ExamplesAreNotSavedOver) {
  app_.open(LOSSLAB_ASSETS "/sessions/stars.toml");
  EXPECT_EQ(app_.session_path(), std::nullopt);
  const auto copy = temporary("stars.toml");
  apply([&](Actions& a) { a.save_session_as = copy.string(); });
  EXPECT_EQ(app_.session_path(), copy.string());
}

TEST_F(ApplicationTest, EveryExampleOpensAndIsDrawn) {
  for (const auto& entry : fs::directory_iterator(LOSSLAB_ASSETS "/sessions")) {
    SCOPED_TRACE(entry.path().string());
    app_.open(entry.path().string());
    app_.catch_up();
    // The door of the lessons has pictures of its own.
    EXPECT_EQ(app_.figure().plots.empty(), app_.view().screen == "lessons");
    for (const Task task : {Task::regression, Task::classification}) {
      for (const LabRow& row : lab_rows(app_.document(), lab_results(app_, task).lab())) EXPECT_EQ(row.state, "");
    }
  }
}

}  // namespace
}  // namespace losslab
