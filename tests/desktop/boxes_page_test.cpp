// The page of boxes in the real window.
#include <cmath>

#include "app/core/shell/state/document.h"
#include "app/core/structures/boxes/boxes_figure.h"
#include "app/core/structures/boxes/boxes_page.h"
#include "app/core/structures/structures_page.h"
#include "driver.h"

namespace losslab {
namespace {

class BoxesPageTest : public Driver {
 protected:
  void open() {
    click(middle_of("tab.Structures"));
    ASSERT_TRUE(until([&] { return app().view().screen == structures_id; }));
    click(middle_of("structure.Boxes"));
    ASSERT_TRUE(until([&] { return structures_page(app().document()).shown == boxes_id; }));
    ASSERT_TRUE(until([&] { return app().playback()->length() >= 100; }));
    window_.settle();
  }
  const BoxesPage& page() { return boxes_page(app().document()); }
  const BoxesView& look() { return boxes_view(app().view()); }
  Point on_plane(double x, double y) { return in_plot(boxes_plane_name, {x, y}); }
};

TEST_F(BoxesPageTest, BoxesAreDraggedByBodyEdgeAndCorner) {
  open();
  const Box before = page().prediction;
  const auto centre = centre_of(before);
  drag(on_plane(centre[0], centre[1]), on_plane(centre[0] + 1, centre[1] - 1));
  const auto near = [](double value, double wanted) { return std::abs(value - wanted) < 0.05; };
  ASSERT_TRUE(
      until([&] { return near(page().prediction[0], before[0] + 1) && near(page().prediction[1], before[1] - 1); }));
  EXPECT_NEAR(width_of(page().prediction), width_of(before), 1e-9);
  window_.settle();
  const Box moved = page().prediction;
  drag(on_plane(moved[2], centre_of(moved)[1]), on_plane(moved[2] + 0.5, 0));
  ASSERT_TRUE(until([&] { return near(page().prediction[2], moved[2] + 0.5); }));
  EXPECT_EQ(page().prediction[0], moved[0]);
  EXPECT_EQ(page().prediction[3], moved[3]);
  window_.settle();
  const Box target = page().targets[0];
  drag(on_plane(target[2], target[3]), on_plane(target[2] + 0.5, target[3] + 1));
  ASSERT_TRUE(
      until([&] { return near(page().targets[0][2], target[2] + 0.5) && near(page().targets[0][3], target[3] + 1); }));
  for (int i = 0; i < 3; ++i) key("ctrl+z");
  EXPECT_TRUE(until([&] { return page().prediction == before && page().targets[0] == target; }));
}

TEST_F(BoxesPageTest, LossesPlotsAndPresetsAreChosen) {
  open();
  click(middle_of("add_target"));
  ASSERT_TRUE(until([&] { return page().targets.size() == 2; }));
  window_.settle();
  click(middle_of("title.boxes_field"));
  ASSERT_TRUE(until([&] { return window_.control("title.boxes_slope") != nullptr; }));
  window_.settle();
  click(middle_of("title.boxes_slope"));
  ASSERT_TRUE(until([&] { return look().upper == BoxesPlot::slope; }));
  window_.settle();
  reveal("more_boxes_losses");
  click(middle_of("more_boxes_losses"));
  ASSERT_TRUE(until([&] { return window_.control("boxes.l1_box") != nullptr; }));
  window_.settle();
  reveal("boxes.l1_box");
  click(middle_of("boxes.l1_box"));
  EXPECT_TRUE(until([&] { return page().chosen == "l1_box"; }));
}

// The experiment is begun and given up, and the window goes on meanwhile.
TEST_F(BoxesPageTest, TheExperimentIsStartedAndCancelled) {
  open();
  reveal("run_experiment");
  click(middle_of("run_experiment"));
  ASSERT_TRUE(until([&] { return look().upper == BoxesPlot::experiment; }));
  ASSERT_TRUE(until([&] { return window_.control("experiment_progress") != nullptr; }));
  key("Home");
  EXPECT_TRUE(until([&] { return app().playback()->position() == 0; }));
}

}  // namespace
}  // namespace losslab
