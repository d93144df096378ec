#include "app/core/catalogue/loss_text.h"

#include <gtest/gtest.h>

#include "losses/humps/bell_divergence.h"

namespace losslab {
namespace {

TEST(LossText, IsTheTablesOrElseTheHeaders) {
  const Loss huber("huber");
  const Language none,
      other(Language::Texts{
          {"loss.huber.remark", "Anders."}, {"loss.huber.name", "Hubers Verlust"}, {"role.threshold", "Schwelle"}});
  EXPECT_EQ(loss_text(none, "huber", "remark", huber.info().remark), huber.info().remark);
  EXPECT_EQ(loss_text(other, "huber", "remark", huber.info().remark), "Anders.");
  EXPECT_EQ(role_text(none, huber.parameters()[0]), "threshold");
  EXPECT_EQ(role_text(other, huber.parameters()[0]), "Schwelle");
  EXPECT_EQ(name_text(none, huber.info()), "Huber");
  EXPECT_EQ(name_text(other, huber.info()), "Hubers Verlust");
  EXPECT_EQ(second_name(none, huber.info()), "Huber 损失");
  EXPECT_EQ(second_name(other, huber.info()), "Huber");
}

TEST(LossText, ShortNamesAreTheTablesOrItsNamesOrThoseInEnglish) {
  const StructuredInfo& giou = StructuredLoss("giou_box").info();
  const Language none, named(Language::Texts{{"loss.giou_box.name", "广义交并比损失"}}),
      shorter(Language::Texts{{"loss.giou_box.name", "广义交并比损失"}, {"loss.giou_box.short", "GIoU 损失"}});
  EXPECT_EQ(short_name(none, giou), "GIoU");
  EXPECT_EQ(short_name(named, giou), "广义交并比损失");
  EXPECT_EQ(short_name(shorter, giou), "GIoU 损失");
}

TEST(LossText, LabelsCarryTheParameters) {
  const Language other(Language::Texts{{"loss.tversky.name", "Tversky 损失"}});
  EXPECT_EQ(label_text(other, StructuredLoss("tversky")), "Tversky 损失 (α = 0.3, β = 0.7, s = 1)");
}

}  // namespace
}  // namespace losslab
