// The screen of lessons without its window.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <functional>

#include "app/core/lessons/lessons_results.h"
#include "app/core/lessons/stage/explore.h"
#include "app/core/lessons/stage/lesson_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/measure/figure_measures.h"
#include "app/core/shell/application.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "classroom.h"
#include "losses/core/error.h"
#include "widgets/figure/theme.h"

namespace losslab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LessonsTest : public testing::Test {
 protected:
  void SetUp() override {
    look([](View& view) { view.screen = lessons_id; });
    settle();
  }
  void look(std::function<void(View&)> change) {
    Actions actions;
    actions.look(std::move(change));
    app_.apply(std::move(actions), 0);
  }
  void settle() {
    app_.tick(0);
    results().settle(app_.document(), app_.view(), app_.theme());
    app_.tick(0);
  }
  void give(const std::string& lesson, int step = 0) {
    look([&](View& view) {
      lessons_view(view).open(lesson);
      lessons_view(view).step = step;
    });
    settle();
  }
  void progress(std::function<void(TaskProgress&)> change) {
    look([&](View& view) { change(lessons_view(view).tasks[lessons_view(view).step]); });
    settle();
  }
  void command(Command command) {
    Actions actions;
    actions.commands.push_back(command);
    app_.apply(std::move(actions), 0);
    settle();
  }
  // An edit of the lesson's own state.
  void edit_inside(std::function<void(Document&)> change) {
    Actions actions;
    actions.edit("change", std::move(change));
    results().apply(std::move(actions));
    settle();
  }
  std::string read(const LessonText& text) {
    std::string all;
    for (const SetPiece& piece : results().filled(text)) all += piece.formula ? "[" + piece.text + "]" : piece.text;
    return all;
  }
  LessonsResults& results() { return static_cast<LessonsResults&>(app_.results(lessons_id)); }
  const Application& inside() { return *app_.inside(); }
  const Plot& plot(const Figure& figure, const std::string& name) { return *find_plot(figure, name); }
  int huber() { return app_.document().index("huber"); }

  Classroom room_{std::filesystem::temp_directory_path() /
                  ("losslab-lessons-" + std::to_string(getpid()) + "-" +
                   testing::UnitTest::GetInstance()->current_test_info()->name())};
  Application app_{room_.folder()};
};

TEST_F(LessonsTest, TheDoorHasAllLessonsInTheOrderOfTheCourse) {
  ASSERT_TRUE(results().ready());
  EXPECT_EQ(app_.inside(), nullptr);
  ASSERT_EQ(results().library().lessons.size(), 2U);
  EXPECT_EQ(results().library().lessons[0].id, "knee");
  EXPECT_THAT(results().library().courses.at(0).lessons, ElementsAre("knee", "line"));
  EXPECT_THAT(results().library().problems, IsEmpty());
  for (const Lesson& lesson : results().library().lessons) {
    const Figure* const picture = results().pictures().find(lesson.id);
    ASSERT_NE(picture, nullptr);
    ASSERT_EQ(picture->plots.size(), 1U);
    EXPECT_FALSE(picture->plots[0].items.empty());
    EXPECT_TRUE(picture->plots[0].title.empty());
  }
  EXPECT_EQ(results().pictures().find("knee")->plots[0].name, "gradient");
}

TEST_F(LessonsTest, SearchesTitlesAndWhatTheyAreAbout) {
  const Lesson& knee = *results().library().find("knee");
  EXPECT_TRUE(matches(knee, "hub turn"));
  EXPECT_TRUE(matches(knee, "REGIONS"));
  EXPECT_TRUE(matches(knee, ""));
  EXPECT_FALSE(matches(knee, "nee"));
  EXPECT_FALSE(matches(knee, "knee quantile"));
}

TEST_F(LessonsTest, AStepStandsBesideTheDocument) {
  const Document before = app_.document();
  give("knee");
  ASSERT_NE(app_.inside(), nullptr);
  EXPECT_EQ(inside().document().loss("huber").parameter("delta"), 1.5);
  EXPECT_THAT(losses_page(inside().document()).residual, ElementsAre("squared_error", "huber"));
  edit_inside([](Document& document) { document.loss("huber").set("delta", 3); });
  EXPECT_EQ(inside().document().loss("huber").parameter("delta"), 3);
  EXPECT_EQ(app_.document(), before);
  EXPECT_FALSE(app_.dirty());
  // Undo is the lesson's own.
  EXPECT_TRUE(app_.can_undo());
  command(Command::undo);
  EXPECT_EQ(inside().document().loss("huber").parameter("delta"), 1.5);
  look([](View& view) { view.screen = "losses"; });
  EXPECT_FALSE(app_.can_undo());
}

TEST_F(LessonsTest, NumbersAreFilledInFromTheStateAsItIs) {
  give("knee");
  const LessonText& text = results().step()->text;
  EXPECT_EQ(read(text), "At 9 squared error pulls with 18, that is [2r]; the knee is at 1.5.");
  edit_inside([](Document& document) { document.loss("huber").set("delta", 2.25); });
  EXPECT_THAT(read(text), HasSubstr("the knee is at 2.2"));
}

TEST_F(LessonsTest, StepsOfOtherScreensHaveTheirRuns) {
  give("line", 1);
  ASSERT_NE(inside().playback(), nullptr);
  EXPECT_EQ(inside().playback()->position(), 50);
  EXPECT_EQ(app_.playback(), nullptr);
  command(Command::step_forward);
  EXPECT_EQ(inside().playback()->position(), 51);
  command(Command::rewind);
  EXPECT_EQ(inside().playback()->position(), 0);
}

TEST_F(LessonsTest, ExploringTakesTheStateIntoTheDocumentAsOneEdit) {
  const Document before = app_.document();
  give("knee");
  edit_inside([](Document& document) { document.loss("huber").set("delta", 0.75); });
  Actions actions;
  explore_from(results().stage(), "a lesson", actions);
  app_.apply(std::move(actions), 0);
  EXPECT_EQ(app_.view().screen, "losses");
  EXPECT_EQ(app_.document().loss("huber").parameter("delta"), 0.75);
  EXPECT_THAT(losses_page(app_.document()).residual, ElementsAre("squared_error", "huber"));
  command(Command::undo);
  EXPECT_EQ(app_.document(), before);
  EXPECT_FALSE(app_.can_undo());
}

TEST_F(LessonsTest, ExploringARunGoesOnAtItsIterate) {
  give("line", 1);
  command(Command::step_forward);
  Actions actions;
  explore_from(results().stage(), "a lesson", actions);
  app_.apply(std::move(actions), 0);
  ASSERT_EQ(app_.view().screen, "regression");
  app_.wait();
  app_.tick(0);
  EXPECT_EQ(app_.playback()->position(), 51);
}

TEST_F(LessonsTest, ACurveThatIsToBeDrawnIsNotShownBefore) {
  give("knee", 1);
  EXPECT_EQ(find_curve(plot(app_.figure(), "gradient"), huber()), nullptr);
  progress([](TaskProgress& task) {
    draw_stroke(task.sketch, {-3, -1.5}, {-1.5, -1.5}, true, {-3, 3});
    draw_stroke(task.sketch, {-1.5, -1.5}, {1.5, 1.5}, false, {-3, 3});
    draw_stroke(task.sketch, {1.5, 1.5}, {3, 1.5}, false, {-3, 3});
  });
  const auto* task = results().step()->task->as<SketchTask>();
  EXPECT_EQ(find_curve(plot(app_.figure(), "gradient"), huber()), nullptr);
  EXPECT_FALSE(judge_sketch(app_.figure(), *task, lessons_view(app_.view()).task(), huber()));
  progress([](TaskProgress& changed) { changed.answered = true; });
  EXPECT_NE(find_curve(plot(app_.figure(), "gradient"), huber()), nullptr);
  const auto result = judge_sketch(app_.figure(), *task, lessons_view(app_.view()).task(), huber());
  ASSERT_TRUE(result);
  EXPECT_LT(result->mean, 0.01);
  EXPECT_EQ(result->drawn, 1);
}

TEST_F(LessonsTest, WhatAStepShowsAlreadyIsHiddenForItsSketch) {
  room_.write("shown.toml", R"toml(
title = "Shown"
[[step]]
session.view.screen = "losses"
session.losses.residual = ["huber", "squared_error"]
[step.sketch]
question = "?"
plot = "loss"
curve = "huber"
)toml");
  Application app(room_.folder());
  Actions actions;
  actions.look([](View& view) {
    view.screen = lessons_id;
    lessons_view(view).open("shown");
  });
  app.apply(std::move(actions), 0);
  app.results(lessons_id).settle(app.document(), app.view(), app.theme());
  EXPECT_EQ(find_curve(plot(app.figure(), "loss"), huber()), nullptr);
  EXPECT_NE(find_curve(plot(app.figure(), "gradient"), huber()), nullptr);
}

TEST_F(LessonsTest, AnEstimateIsALineInThePlotAndTheTruthComesWithTheAnswer) {
  give("knee", 2);
  const auto lines = [&] {
    std::size_t count = 0;
    for (const Item& item : plot(app_.figure(), "gradient").items) {
      const auto* line = std::get_if<LineItem>(&item);
      count += line != nullptr && !line->label.empty() ? 1 : 0;
    }
    return count;
  };
  const std::size_t before = lines();
  progress([](TaskProgress& task) { task.guess = 2; });
  EXPECT_EQ(lines(), before + 1);
  progress([](TaskProgress& task) { task.answered = true; });
  EXPECT_EQ(lines(), before + 2);
  EXPECT_EQ(results().stage().number(results().step()->task->as<EstimateTask>()->measure), 1.5);
}

TEST_F(LessonsTest, WhatIsToBeDoneIsNoticed) {
  give("knee", 3);
  EXPECT_FALSE(results().is_done());
  edit_inside([](Document& document) { document.loss("huber").set("delta", 1.2); });
  EXPECT_FALSE(results().is_done());
  edit_inside([](Document& document) { document.loss("huber").set("delta", 0.8); });
  EXPECT_TRUE(results().is_done());
  look([](View& view) { lessons_view(view).step = 2; });
  settle();
  EXPECT_FALSE(results().is_done());
}

TEST_F(LessonsTest, AMistakeIsDrawnOnceItIsFound) {
  give("knee", 4);
  const std::size_t before = plot(app_.figure(), "loss").items.size();
  progress([](TaskProgress& task) { task.tried.push_back(0); });
  EXPECT_EQ(plot(app_.figure(), "loss").items.size(), before);
  progress([](TaskProgress& task) { task.answered = true; });
  const Plot now = plot(app_.figure(), "loss");
  ASSERT_EQ(now.items.size(), before + 1);
  EXPECT_NEAR(height_at(std::get<CurveItem>(now.items.back()), 2.5), 2.5, 1e-9);
}

TEST_F(LessonsTest, PlotsInFocusAreLargeAndOtherCurvesFade) {
  give("knee");
  const Figure figure = app_.figure();
  const Plot& gradient = plot(figure, "gradient");
  ASSERT_GT(figure.row_weights.size(), static_cast<std::size_t>(gradient.row));
  EXPECT_GT(figure.row_weights[static_cast<std::size_t>(gradient.row)], 1);
  Figure faded = figure;
  const std::vector<int> kept{huber()};
  fade_others(faded, kept);
  const int squared = app_.document().index("squared_error");
  EXPECT_EQ(find_curve(plot(faded, "gradient"), huber())->stroke.color, find_curve(gradient, huber())->stroke.color);
  EXPECT_FALSE(find_curve(plot(faded, "gradient"), squared)->stroke.color ==
               find_curve(gradient, squared)->stroke.color);
}

TEST_F(LessonsTest, ItsPlaceIsPartOfASession) {
  give("knee", 3);
  look([](View& view) {
    lessons_view(view).course = "short";
    lessons_view(view).tasks[1].answered = true;
  });
  const Session session{app_.document(), app_.view()};
  const Session again = parse_session(to_toml(session), "s.toml");
  EXPECT_EQ(lessons_view(again.view).lesson, "knee");
  EXPECT_EQ(lessons_view(again.view).course, "short");
  EXPECT_EQ(lessons_view(again.view).step, 3);
  EXPECT_TRUE(lessons_view(again.view).tasks.at(1).answered);
}

TEST_F(LessonsTest, ALessonThatThereIsNotIsSaidAndTheDoorIsShown) {
  give("nowhere");
  EXPECT_EQ(app_.inside(), nullptr);
  ASSERT_TRUE(app_.message());
  EXPECT_THAT(app_.message()->text, HasSubstr("\"nowhere\""));
  give("knee");
  EXPECT_NE(app_.inside(), nullptr);
}

TEST_F(LessonsTest, ALessonOfOnesOwnOpensFromItsFile) {
  const Document before = app_.document();
  const std::string file = room_.folder() + "/mine.toml";
  std::ofstream(file) << "title = \"Mine\"\n[[step]]\ntext = \"a\"\nsession.view.screen = \"losses\"\n";
  look([](View& view) { view.screen = "losses"; });
  app_.open(file);
  settle();
  ASSERT_NE(results().given(), nullptr);
  EXPECT_EQ(results().given()->id, "mine");
  EXPECT_EQ(app_.view().screen, lessons_id);
  EXPECT_EQ(app_.document(), before);
  EXPECT_FALSE(app_.dirty());
  // What is wrong with one is said, and nothing changes.
  std::ofstream(file) << "title = \"Mine\"\nminuts = 3\n[[step]]\ntext = \"a\"\n";
  EXPECT_THROW(app_.open(file), InputError);
  EXPECT_EQ(results().given()->id, "mine");
}

TEST_F(LessonsTest, ALessonIsPrinted) {
  give("knee");
  const std::filesystem::path file = std::filesystem::path(room_.folder()) / "knee.pdf";
  results().print(file.string());
  while (!app_.message()) app_.tick(0);
  EXPECT_FALSE(app_.message()->error) << app_.message()->text;
  EXPECT_GT(std::filesystem::file_size(file), 1000U);
}

TEST_F(LessonsTest, SaysWhatCannotBeRead) {
  room_.write("broken.toml", "title = \"x\"\n[[step]]\ntext = \"{1 +}\"\n");
  room_.write("courses.toml", "[[course]]\nid = \"a\"\ntitle = \"A\"\nlessons = [\"none\"]\n");
  const AllLessons library = read_lessons(room_.folder());
  EXPECT_EQ(library.lessons.size(), 2U);
  ASSERT_EQ(library.problems.size(), 1U);
  EXPECT_THAT(library.problems[0], HasSubstr("broken.toml, line 3: step[1].text"));
  EXPECT_THAT(library.courses, IsEmpty());  // of lessons that there are not
}

TEST_F(LessonsTest, TimeThatIsLeftGoesDownToOneMinute) {
  const Lesson& knee = *results().library().find("knee");
  EXPECT_EQ(minutes_left(knee, 0), 10);
  EXPECT_EQ(minutes_left(knee, 4), 2);
}

}  // namespace
}  // namespace losslab
