// The page of masks in sessions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "app/core/structures/masks/masks_figure.h"
#include "app/core/structures/structures_page.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::HasSubstr;

class MasksSession : public testing::Test {
 protected:
  static std::string refusal(const std::string& keys) {
    try {
      parse_session("version = 1\n[structures]\nshown = \"masks\"\n[structures.masks]\n" + keys, "s.toml");
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }
};

TEST_F(MasksSession, ComesBackAsItWas) {
  Document document;
  View view;
  structures_page(document).shown = masks_id;
  MasksPage& page = masks_page(document);
  set_side(page, 30);
  set_model(page, MaskModel::pixels);
  paint_truth(page, {8, 8}, {20, 14}, 3, true);
  paint_start(page, {8, 8}, {8, 20}, 2, true);
  page.noise = 3.5;
  page.seed = 77;
  page.disc = {0.25, 0.75, 0.2};
  set_parameter(page, mask_losses(), "tversky", "beta", 0.9);
  toggle(page, mask_losses(), "boundary_mask");
  masks_view(view).upper = MasksPlot::pull;
  masks_view(view).history = MasksQuantity::false_positives;
  masks_view(view).own_scale = true;
  const Session back = parse_session(to_toml({document, view}), "s.toml");
  EXPECT_EQ(masks_page(back.document), page);
  View again = back.view;
  EXPECT_EQ(masks_view(again), masks_view(view));
}

TEST_F(MasksSession, RefusesWithThePlace) {
  EXPECT_THAT(refusal("side = 200\n"), HasSubstr("line 5"));
  EXPECT_THAT(refusal("truth = \"square\"\n"), HasSubstr("truth"));
  EXPECT_THAT(refusal("truth = \"painted\"\n"), HasSubstr("expected the rows of what was painted"));
  EXPECT_THAT(refusal("side = 16\npainted_truth = [\"0000\"]\n"), HasSubstr("expected 16 rows"));
  EXPECT_THAT(refusal("blur = 0.9\n"), HasSubstr("blur"));
  EXPECT_THAT(refusal("losses = [\"giou_box\"]\n"), HasSubstr("such as bce_mask, found giou_box"));
  EXPECT_THAT(refusal("disc = { x = 2.0 }\n"), HasSubstr("x"));
  EXPECT_THAT(refusal("brush = 3\n"), HasSubstr("brush"));
  EXPECT_EQ(refusal("side = 64\n"), "");
}

}  // namespace
}  // namespace losslab
