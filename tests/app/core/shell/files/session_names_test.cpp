// Sessions written by hand call losses and their parameters as people do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/lab/page/lab_page.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/files/session.h"
#include "shell/files/refusal.h"

namespace losslab {
namespace {

TEST(SessionNames, OfLossesAndParametersAreThoseThatPeopleUse) {
  const Session session = parse_session(
      "[losses]\nresidual = [\"mse\", \"HuberLoss\", \"bisquare\"]\nchosen_residual = \"MAE\"\n"
      "[parameters]\nHuber.threshold = 2\npinball.\"τ\" = 0.25\n"
      "[regression]\nlosses = [\"l1\", \"least squares\"]\nchosen = \"MAE\"\n",
      "s.toml");
  const Document& document = session.document;
  EXPECT_THAT(losses_page(document).residual, testing::ElementsAre("squared_error", "huber", "tukey_biweight"));
  EXPECT_EQ(losses_page(document).chosen_residual, "absolute_error");
  EXPECT_EQ(document.loss("huber").parameter("delta"), 2);
  EXPECT_EQ(document.loss("pinball").parameter("tau"), 0.25);
  EXPECT_THAT(lab_page(document, Task::regression).ticked, testing::ElementsAre("squared_error", "absolute_error"));
  EXPECT_EQ(lab_page(document, Task::regression).chosen, "absolute_error");
  // It is written with the ids.
  EXPECT_THAT(to_toml(session), testing::Not(testing::HasSubstr("HuberLoss")));
  EXPECT_EQ(parse_session(to_toml(session), "t.toml"), session);
}

TEST(SessionNames, OneLossUnderTwoNamesIsRefused) {
  EXPECT_EQ(refusal("[losses]\nresidual = [\"mse\", \"squared_error\"]\n"),
            "s.toml, line 2: losses.residual: squared_error is named twice.");
  EXPECT_THAT(refusal("[parameters]\nhuber.delta = 1\nHuberLoss.delta = 2\n"),
              testing::HasSubstr("huber is named twice"));
  EXPECT_THAT(refusal("[parameters]\nhuber.delta = 1\nhuber.threshold = 2\n"), testing::HasSubstr("is given twice"));
  EXPECT_THAT(refusal("[losses]\nresidual = [\"nll\"]\n"), testing::HasSubstr("say logistic or ce_of_p"));
}

}  // namespace
}  // namespace losslab
