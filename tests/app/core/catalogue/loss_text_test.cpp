#include "app/core/catalogue/loss_text.h"

#include <gtest/gtest.h>

namespace losslab {
namespace {

TEST(LossText, IsTheTablesOrElseTheHeaders) {
  const Loss huber("huber");
  const Language none,
      other(Language::Texts{{"losses.huber.remark", "Anders."}, {"losses.huber.delta.role", "Schwelle"}});
  EXPECT_EQ(loss_text(none, huber, "remark", huber.info().remark), huber.info().remark);
  EXPECT_EQ(loss_text(other, huber, "remark", huber.info().remark), "Anders.");
  EXPECT_EQ(role_text(none, huber, huber.parameters()[0]), "threshold");
  EXPECT_EQ(role_text(other, huber, huber.parameters()[0]), "Schwelle");
}

}  // namespace
}  // namespace losslab
