// Lessons in the real window: the door, the tasks, presenting, and every lesson that is shipped gone through by keys.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include "../app/core/lessons/classroom.h"
#include "app/core/lessons/lessons_results.h"
#include "app/core/lessons/task/sketch.h"
#include "app/core/shell/state/document.h"
#include "driver.h"

namespace losslab {
namespace {

using ::testing::ElementsAre;

class LessonsDriver : public Driver {
 protected:
  explicit LessonsDriver(const std::string& assets, WindowOptions options = {}) : Driver(options, {}, assets) {}

  const LessonsResults& results() { return static_cast<const LessonsResults&>(app().results(lessons_id)); }
  const LessonsView& look() { return lessons_view(app().view()); }
  void go_to_the_door() {
    click(middle_of("tab.Lessons"));
    ASSERT_TRUE(until([&] { return app().view().screen == lessons_id && results().ready(); }));
    window_.settle();
  }
  void begin(const std::string& lesson) {
    go_to_the_door();
    ASSERT_TRUE(until([&] { return window_.control("lesson." + lesson) != nullptr; }));
    click(middle_of("lesson." + lesson));
    ASSERT_TRUE(until([&] { return results().given() != nullptr && results().given()->id == lesson; }));
    window_.settle();
  }
  void turn_to(int step) {
    while (look().step < step) {
      const int before = look().step;
      key("Next");
      ASSERT_TRUE(until([&] { return look().step == before + 1; }));
    }
    window_.settle();
  }
  const Application& inside() { return *app().inside(); }
};

struct Room {
  Classroom room{std::filesystem::temp_directory_path() / fmt::format("losslab-room-{}", getpid())};
};

class LessonsWindow : private Room, public LessonsDriver {
 protected:
  LessonsWindow() : LessonsDriver(room.folder()) {}
};

TEST_F(LessonsWindow, TheDoorOpensALessonAndLeadsBack) {
  const Document before = app().document();
  begin("knee");
  EXPECT_EQ(inside().document().loss("huber").parameter("delta"), 1.5);
  click(middle_of("lesson.next"));
  ASSERT_TRUE(until([&] { return look().step == 1; }));
  click(middle_of("lesson.step.4"));
  ASSERT_TRUE(until([&] { return look().step == 3; }));
  key("Prior");
  ASSERT_TRUE(until([&] { return look().step == 2; }));
  click(middle_of("lesson.door"));
  ASSERT_TRUE(until([&] { return results().given() == nullptr; }));
  EXPECT_EQ(app().document(), before);
}

TEST_F(LessonsWindow, ASearchFindsALesson) {
  go_to_the_door();
  ASSERT_TRUE(until([&] { return window_.control("lesson.line") != nullptr; }));
  key("ctrl+f");
  window_.settle();
  type("huber");
  EXPECT_TRUE(until([&] { return window_.control("lesson.line") == nullptr; }));
  EXPECT_NE(window_.control("lesson.knee"), nullptr);
}

TEST_F(LessonsWindow, AWrongAnswerIsAnsweredAndTheRightOneEndsTheTask) {
  begin("knee");
  click(middle_of("lesson.answer.1"));
  ASSERT_TRUE(until([&] { return look().task().tried == std::vector<int>{0}; }));
  EXPECT_FALSE(look().task().answered);
  window_.settle();
  click(middle_of("lesson.answer.2"));
  ASSERT_TRUE(until([&] { return look().task().answered; }));
  EXPECT_THAT(look().task().tried, ElementsAre(0, 1));
}

TEST_F(LessonsWindow, ControlsOfTheStepChangeTheLessonAlone) {
  begin("knee");
  const double own = app().document().loss("huber").parameter("delta");
  drag(on_slider("parameter.huber.delta", 0.3), on_slider("parameter.huber.delta", 0.9));
  EXPECT_TRUE(until([&] { return inside().document().loss("huber").parameter("delta") > 1.6; }));
  EXPECT_EQ(app().document().loss("huber").parameter("delta"), own);
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return inside().document().loss("huber").parameter("delta") == 1.5; }));
}

TEST_F(LessonsWindow, ACurveIsDrawnWithTheMouseAndCompared) {
  begin("knee");
  turn_to(1);
  move_to(in_plot("gradient", {-2.9, -1.5}));
  press();
  for (const Point at : {Point{-1.5, -1.5}, {0, 0}, {1.5, 1.5}, {2.9, 1.5}}) move_to(in_plot("gradient", at));
  release();
  ASSERT_TRUE(until([&] { return covered(look().task().sketch, {-3, 3}) > 0.9; }));
  window_.settle();
  click(middle_of("lesson.check"));
  ASSERT_TRUE(until([&] { return look().task().answered; }));
  window_.settle();
  click(middle_of("lesson.again"));
  ASSERT_TRUE(until([&] { return !look().task().answered && look().task().sketch.empty(); }));
}

TEST_F(LessonsWindow, AnEstimateIsPlacedInThePlotAndChecked) {
  begin("knee");
  turn_to(2);
  click(in_plot("gradient", {2.5, -2}));
  ASSERT_TRUE(until([&] { return look().task().guess && std::abs(*look().task().guess - 2.5) < 0.05; }));
  window_.settle();
  drag(in_plot("gradient", {2.5, -2}), in_plot("gradient", {1.6, -2}));
  ASSERT_TRUE(until([&] { return std::abs(*look().task().guess - 1.6) < 0.05; }));
  click(middle_of("lesson.check"));
  EXPECT_TRUE(until([&] { return look().task().answered; }));
}

TEST_F(LessonsWindow, WhatIsToBeDoneIsNoticedAtOnce) {
  begin("knee");
  turn_to(3);
  drag(on_slider("parameter.huber.delta", 0.5), on_slider("parameter.huber.delta", 0.05));
  EXPECT_TRUE(until([&] { return look().task().answered; }));
}

TEST_F(LessonsWindow, ExploringEndsOnTheScreenOfTheStep) {
  begin("knee");
  click(middle_of("lesson.explore"));
  ASSERT_TRUE(until([&] { return app().view().screen == "losses"; }));
  EXPECT_EQ(app().document().loss("huber").parameter("delta"), 1.5);
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return app().document().loss("huber").parameter("delta") != 1.5; }));
}

TEST_F(LessonsWindow, ARunIsPlayedInTheLesson) {
  begin("line");
  key("Right");
  EXPECT_TRUE(until([&] { return inside().playback()->position() == 1; }));
  key("space");
  ASSERT_TRUE(until([&] { return inside().playback()->position() > 20; }));
  key("space");
  EXPECT_TRUE(until([&] { return !inside().player().playing(); }));
}

TEST_F(LessonsWindow, PresentingGoesOnByTheClicker) {
  begin("knee");
  key("F5");
  ASSERT_TRUE(until([&] { return window_.screen_state().presenting; }));
  window_.settle();
  EXPECT_EQ(window_.control("tab.Lessons"), nullptr);
  // A line of text is 20 pt high at least.
  const Rect* const text = window_.control("lesson.text");
  ASSERT_NE(text, nullptr);
  EXPECT_GE(window_.scale() * 14, 20 * 96.0 / 72);
  EXPECT_LE(text->right(), frame_of("gradient").x);
  key("Next");
  ASSERT_TRUE(until([&] { return look().step == 1; }));
  key("Prior");
  ASSERT_TRUE(until([&] { return look().step == 0; }));
  key("b");
  ASSERT_TRUE(until([&] { return window_.screen_state().blank; }));
  key("b");
  ASSERT_TRUE(until([&] { return !window_.screen_state().blank; }));
  key("Escape");
  ASSERT_TRUE(until([&] { return !window_.screen_state().presenting; }));
  window_.settle();
  EXPECT_NE(window_.control("tab.Lessons"), nullptr);
}

TEST_F(LessonsWindow, ADoubleClickOnItsTitleMakesAPlotLarge) {
  begin("line");
  ASSERT_TRUE(until([&] { return window_.screen_state().figure_view.layout().find("data") != nullptr; }));
  const Rect before = frame_of("data");
  const auto title = [this](const std::string& plot) {
    const FigureView& view = window_.screen_state().figure_view;
    const Rect area = view.layout().find(plot)->title;
    const double scale = window_.scale();
    return Point{view.origin().x + scale * (area.x + area.width / 2),
                 view.origin().y + scale * (area.y + area.height / 2)};
  };
  // Both clicks are sent before either is looked at, as quick as a hand.
  const auto twice = [this](Point at) {
    move_to(at);
    at_once("click --repeat 2 --delay 20 1");
  };
  twice(title("data"));
  ASSERT_TRUE(until([&] { return window_.screen_state().figure_view.layout().plots.size() == 1; }));
  EXPECT_GT(frame_of("data").height, before.height);
  window_.settle();
  twice(title("data"));
  EXPECT_TRUE(until([&] { return window_.screen_state().figure_view.layout().plots.size() > 1; }));
}

// Every lesson that is shipped, step by step, as a clicker sends it; once as usual, once in very large letters.
class ShippedLessons : public LessonsDriver, public testing::WithParamInterface<const char*> {
 protected:
  ShippedLessons() : LessonsDriver(LOSSLAB_ASSETS) {}

  // Nothing of the column stands beyond it.
  void expect_nothing_cut_off(const std::string& where) {
    const Rect* const text = window_.control("lesson.text");
    ASSERT_NE(text, nullptr) << where;
    for (const auto& [id, at] : window_.controls()) {
      if (!id.starts_with("lesson.") || id == "lesson.back" || id == "lesson.next" || id == "lesson.explore") continue;
      EXPECT_LE(at.right(), 366 * window_.scale()) << where << ": " << id;
    }
  }
  void go_through() {
    go_to_the_door();
    const Document before = app().document();
    std::vector<std::string> ids;
    for (const Lesson& lesson : results().library().lessons) ids.push_back(lesson.id);
    for (const std::string& id : ids) {
      reveal("lesson." + id, {800, 500});
      click(middle_of("lesson." + id));
      ASSERT_TRUE(until([&] { return results().given() != nullptr; })) << id;
      const std::size_t steps = results().given()->steps.size();
      for (std::size_t step = 0; step < steps; ++step) {
        const std::string where = fmt::format("{}, step {}", id, step + 1);
        ASSERT_TRUE(until([&] { return look().step == static_cast<int>(step) && !results().pending(); })) << where;
        ASSERT_TRUE(until([&] { return !window_.screen_state().figure_view.layout().plots.empty(); })) << where;
        EXPECT_FALSE(app().message()) << where << ": " << (app().message() ? app().message()->text : "");
        expect_nothing_cut_off(where);
        key("Next");
      }
      ASSERT_TRUE(until([&] { return results().given() == nullptr; })) << id;
      window_.settle();
    }
    EXPECT_EQ(app().document(), before);
  }
};

TEST_P(ShippedLessons, AreGoneThroughByKeys) {
  EXPECT_THAT(read_lessons(LOSSLAB_ASSETS).problems, testing::IsEmpty());
  key(GetParam());
  window_.settle();
  go_through();
}
INSTANTIATE_TEST_SUITE_P(TextSizes, ShippedLessons, testing::Values("ctrl+1", "ctrl+3"));

}  // namespace
}  // namespace losslab
