// The point tools as brushes: strokes over the data, each one undo step.
#include "driver.h"

namespace losslab {
namespace {

class BrushWindow : public Driver {
 protected:
  void open_tab(const char* name, const char* screen) {
    click(middle_of(std::string("tab.") + name));
    ASSERT_TRUE(until([&] { return app().view().screen == screen; }));
    ASSERT_TRUE(until([&] { return lab().race().length() >= 100; }));
    window_.settle();
  }
  // Takes a tool and makes a stroke from one share of the data plot's frame to another.
  void stroke(const char* tool, Point from, Point to) {
    click(middle_of(std::string("point_tool.") + tool));
    const Rect frame = frame_of("data");
    const auto at = [&](Point share) {
      return Point{frame.x + share.x * frame.width, frame.y + share.y * frame.height};
    };
    drag(at(from), at(to));
    window_.settle();
  }
};

TEST_F(BrushWindow, DeleteRubsOutAndOneUndoBringsAllBack) {
  open_tab("Regression", "regression");
  const Dataset before = lab().data();
  const std::map<std::string, Camera> cameras = app().view().cameras;
  click(middle_of("point_tool.Delete"));
  const auto on_truth = [&](double x) {
    return in_plot("data", {x, before.true_line->intercept + before.true_line->slope * x});
  };
  drag(on_truth(0.5), on_truth(6));
  ASSERT_TRUE(until([&] { return lab().data().size() + 3 <= before.size(); }));
  window_.settle();
  // The plot stood still during the stroke, and fits its data again now.
  const auto held = [](const std::map<std::string, Camera>& all) {
    return std::ranges::count_if(all, [](const auto& one) { return one.second.x || one.second.y; });
  };
  EXPECT_EQ(held(app().view().cameras), held(cameras));
  key("ctrl+z");
  ASSERT_TRUE(until([&] { return lab().data() == before; }));
  EXPECT_FALSE(app().can_undo());
}

TEST_F(BrushWindow, AddSpraysEvenlyAndAClickAddsOne) {
  open_tab("Regression", "regression");
  const Dataset before = lab().data();
  stroke("Add", {0.2, 0.2}, {0.7, 0.2});
  const Rect frame = frame_of("data");
  const auto expected = static_cast<std::size_t>(0.5 * frame.width / window_.scale() / 14);
  EXPECT_GE(lab().data().size(), before.size() + expected);
  EXPECT_LE(lab().data().size(), before.size() + expected + 2);
  key("ctrl+z");
  ASSERT_TRUE(until([&] { return lab().data() == before; }));
  click({frame.x + 0.5 * frame.width, frame.y + 0.3 * frame.height});
  EXPECT_TRUE(until([&] { return lab().data().size() == before.size() + 1; }));
}

TEST_F(BrushWindow, OutliersAreMarkedAndChosenPointsForgotten) {
  open_tab("Regression", "regression");
  const Dataset before = lab().data();
  click(in_plot("data", {before.x1[3], before.y[3]}));
  ASSERT_TRUE(until([&] { return app().view().part<LabView>(app().view().screen).chosen_point == 3; }));
  click(middle_of("point_tool.Outlier"));
  std::size_t clean = 0;
  while (before.outlier[clean] != 0) ++clean;
  const Point at = in_plot("data", {before.x1[clean], before.y[clean]});
  click(at);
  ASSERT_TRUE(until([&] { return lab().data().outlier[clean] == 1; }));
  EXPECT_EQ(app().view().part<LabView>(app().view().screen).chosen_point, 3);
  click(middle_of("point_tool.Delete"));
  click(at);
  ASSERT_TRUE(until([&] { return lab().data().size() < before.size(); }));
  EXPECT_TRUE(until([&] { return app().view().part<LabView>(app().view().screen).chosen_point == -1; }));
}

TEST_F(BrushWindow, AStrokeFlipsEachLabelOnce) {
  open_tab("Classification", "classification");
  const Dataset before = lab().data();
  click(middle_of("point_tool.Flip"));
  const Point at = in_plot("data", {before.x1[0], before.x2[0]});
  move_to(at);
  press();
  ASSERT_TRUE(until([&] { return lab().data().y[0] == -before.y[0]; }));
  move_to({at.x + 30, at.y});
  move_to(at);
  release();
  window_.settle();
  EXPECT_EQ(lab().data().y[0], -before.y[0]);
  EXPECT_EQ(lab().data().true_label[0], before.true_label.empty() ? before.y[0] : before.true_label[0]);
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return lab().data() == before; }));
}

}  // namespace
}  // namespace losslab
