// The masks of the Structures screen in the real window.
#include <cmath>

#include "app/core/shell/state/document.h"
#include "app/core/structures/masks/masks_figure.h"
#include "app/core/structures/masks/masks_results.h"
#include "app/core/structures/structures_page.h"
#include "app/core/structures/structures_results.h"
#include "driver.h"

namespace losslab {
namespace {

class MasksWindow : public Driver {
 protected:
  void open() {
    click(middle_of("tab.Structures"));
    ASSERT_TRUE(until([&] { return app().view().screen == structures_id; }));
    window_.settle();
    if (structures_page(app().document()).shown != masks_id) {
      click(middle_of("structure.Masks"));
      ASSERT_TRUE(until([&] { return structures_page(app().document()).shown == masks_id; }));
    }
    ASSERT_TRUE(until([&] { return app().playback()->length() >= 100; }));
    window_.settle();
  }
  const MasksPage& page() { return masks_page(app().document()); }
  Point in_picture(double x, double y) { return in_plot(masks_picture_name, {48 * x, 48 * y}); }
};

TEST_F(MasksWindow, TheStartOfTheDiscIsDraggedAndUndone) {
  open();
  drag(in_picture(page().disc.x, page().disc.y), in_picture(0.5, 0.25));
  ASSERT_TRUE(until([&] { return std::abs(page().disc.x - 0.5) < 0.02 && std::abs(page().disc.y - 0.25) < 0.02; }));
  window_.settle();
  drag(in_picture(page().disc.x + page().disc.radius, page().disc.y), in_picture(page().disc.x + 0.2, page().disc.y));
  ASSERT_TRUE(until([&] { return std::abs(page().disc.radius - 0.2) < 0.02; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return page().disc.radius == MaskDisc().radius; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return page().disc == MaskDisc(); }));
}

TEST_F(MasksWindow, TheTruthIsPaintedAndErased) {
  open();
  const std::size_t before = truth_mask(page()).foreground();
  click(middle_of("mask_tool.Paint"));
  window_.settle();
  drag(in_picture(0.2, 0.2), in_picture(0.6, 0.2));
  ASSERT_TRUE(until([&] { return page().truth == MaskTruth::painted; }));
  ASSERT_TRUE(until([&] { return truth_mask(page()).foreground() > before + 60; }));
  EXPECT_EQ(page().painted_truth.pixels[10 * 48 + 20], 1);
  window_.settle();
  click(middle_of("mask_tool.Erase"));
  window_.settle();
  const std::size_t painted = truth_mask(page()).foreground();
  drag(in_picture(0.2, 0.2), in_picture(0.4, 0.2));
  ASSERT_TRUE(until([&] { return truth_mask(page()).foreground() < painted; }));
  window_.settle();
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return truth_mask(page()).foreground() == painted; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return page().truth == MaskTruth::tumour; }));
}

TEST_F(MasksWindow, PlotsModelsAndStartsAreChosen) {
  open();
  click(middle_of("title.masks_all"));
  ASSERT_TRUE(until([&] { return window_.control("title.masks_pulls") != nullptr; }));
  window_.settle();
  click(middle_of("title.masks_pulls"));
  MasksView wanted;
  wanted.upper = MasksPlot::pulls;
  View view = app().view();
  EXPECT_TRUE(until([&] {
    view = app().view();
    return masks_view(view) == wanted;
  }));
  window_.settle();
  reveal("mask_model.Every pixel");
  click(middle_of("mask_model.Every pixel"));
  ASSERT_TRUE(until([&] { return page().model == MaskModel::pixels; }));
  EXPECT_EQ(page().optimizer.rate, usual_mask_rate(MaskModel::pixels));
  window_.settle();
  key("Home");
  ASSERT_TRUE(until([&] { return app().playback()->position() == 0; }));
  key("Right");
  EXPECT_TRUE(until([&] { return app().playback()->position() == 1; }));
}

}  // namespace
}  // namespace losslab
