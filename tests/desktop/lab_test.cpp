// The laboratories by mouse and keyboard: play, step, scrub, drag a point, diverge.
#include <fstream>

#include "app/core/lab/page/lab_page.h"
#include "driver.h"

namespace losslab {
namespace {

class LabWindow : public Driver {
 protected:
  void open_tab(const char* name, const char* screen) {
    click(middle_of(std::string("tab.") + name));
    ASSERT_TRUE(until([&] { return app().view().screen == screen; }));
    ASSERT_TRUE(until([&] { return lab().race().length() >= 100; }));
    window_.settle();
  }
  void regression() { open_tab("Regression", "regression"); }
};

TEST_F(LabWindow, PlaysPausesStepsAndRewinds) {
  regression();
  key("Home");
  ASSERT_TRUE(until([this] { return lab().position() == 0; }));
  key("Right");
  EXPECT_TRUE(until([this] { return lab().position() == 1; }));
  key("Right");
  key("Left");
  EXPECT_TRUE(until([this] { return lab().position() == 1; }));
  key("space");
  ASSERT_TRUE(until([this] { return app().player().playing() && lab().position() > 20; }));
  key("space");
  ASSERT_TRUE(until([this] { return !app().player().playing(); }));
  const long position = lab().position();
  window_.settle();
  EXPECT_EQ(lab().position(), position);
  click(middle_of("transport.play"));
  EXPECT_TRUE(until([&] { return app().player().playing() && lab().position() > position + 5; }));
}

TEST_F(LabWindow, ScrubsOverTheStoredIterates) {
  regression();
  const long length = lab().race().length();
  const std::vector<double> end = lab().theta(0);
  const Rect* bar = window_.control("transport.scrub");
  ASSERT_NE(bar, nullptr);
  const Point quarter{bar->x + 8 + 0.25 * (bar->width - 16), bar->y + 0.5 * bar->height};
  const Point last{bar->x + bar->width - 8, quarter.y};
  click(quarter);
  EXPECT_NEAR(static_cast<double>(lab().position()), 0.25 * static_cast<double>(length), 3);
  click(last);
  EXPECT_EQ(lab().position(), length);
  EXPECT_EQ(lab().theta(0), end);  // bit for bit
  EXPECT_EQ(lab().race().length(), length);
}

TEST_F(LabWindow, DraggingAPointMovesTheFits) {
  regression();
  const std::vector<double> fit = lab().theta(0);
  const Dataset before = lab().data();
  const Point point{before.x1[0], before.y[0]};
  const Point from = in_plot("data", point), to{from.x, from.y - 60};
  drag(from, to);
  ASSERT_TRUE(until([&] { return lab().data().y[0] != before.y[0]; }));
  EXPECT_EQ(lab_page(app().document(), Task::regression).data.kind, DataSpec::Kind::points);
  EXPECT_GT(lab().data().y[0], before.y[0]);
  EXPECT_EQ(lab().data().y[1], before.y[1]);
  EXPECT_TRUE(until([&] { return lab().race().length() >= 100 && lab().theta(0) != fit; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return lab().data() == before; }));
}

TEST_F(LabWindow, AClickInTheLandscapeSetsTheStart) {
  regression();
  const Rect frame = frame_of("landscape");
  click({frame.x + 0.3 * frame.width, frame.y + 0.6 * frame.height});
  EXPECT_TRUE(until([this] { return lab_page(app().document(), Task::regression).start.size() == 2; }));
}

TEST_F(LabWindow, ADivergingRunIsShownAndHalvingTheRateOffered) {
  regression();
  key("Home");
  click(on_slider("rate", 0.99));
  const double rate = lab_page(app().document(), Task::regression).optimizer.rate;
  key("space");
  ASSERT_TRUE(until([this] {
    for (std::size_t i = 0; i < lab().race().competitors().size(); ++i)
      if (lab().race().divergence(i)) return true;
    return false;
  }));
  ASSERT_TRUE(until([this] { return window_.control("divergence") != nullptr; }));
  const Rect* action = window_.control("divergence");
  ASSERT_NE(action, nullptr);
  click({action->x + 0.5 * action->width, action->y + 0.5 * action->height});
  EXPECT_TRUE(until([&] { return lab_page(app().document(), Task::regression).optimizer.rate == 0.5 * rate; }));
}

TEST_F(LabWindow, OpensACsvAndRefusesADamagedOne) {
  regression();
  std::ofstream(file("good.csv")) << "x,y\n1,2\n2,4\n3,5\n";
  std::ofstream(file("bad.csv")) << "x,y\n1,2\n2,four\n";
  window_.application().open(file("good.csv"));
  ASSERT_TRUE(until([this] { return lab().data().size() == 3; }));
  EXPECT_THROW(window_.application().open(file("bad.csv")), InputError);
  EXPECT_EQ(lab().data().size(), 3u);
}

TEST_F(LabWindow, ClassificationOpensWithTheDifference) {
  open_tab("Classification", "classification");
  ASSERT_TRUE(until([this] { return lab().race().length() >= 250; }));
  const auto boundary = [this](const char* id) {
    const std::vector<double> w = lab().reported(lab().competitor(id));
    return -w[2] / w[0];
  };
  EXPECT_GT(boundary("exponential"), 0.7);
  EXPECT_LT(std::abs(boundary("gce")), 0.15);
  EXPECT_GT(boundary("exponential"), boundary("logistic") + 0.4);
}

}  // namespace
}  // namespace losslab
