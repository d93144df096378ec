// One's own losses in sessions and in files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/runners.h"
#include "app/core/losses/losses_page.h"
#include "app/core/own/own_loss_file.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/loss_id.h"
#include "app/core/shell/state/own_losses.h"
#include "in_english.h"
#include "own_texts.h"
#include "shell/files/refusal.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Session with_own_losses() {
  Session session;
  Document& document = session.document;
  for (const OwnLossText& text : {linex_text(), two_lines_text(), margin_text()}) add_own_loss(document, text);
  document.loss("own_linex").set("a", 0.1 + 0.2);
  toggle(losses_page(document).residual, "own_linex", document);
  toggle(losses_page(document).residual, "own_cauchy", document);
  losses_page(document).chosen_residual = "own_cauchy";
  losses_page(document).compare.reference = "own_linex";
  losses_page(document).compare.family_parameter = "k";
  LabPage& lab = lab_page(document, Task::regression);
  toggle_runner(document, lab, "own_linex");
  add_run(document, lab, "own_linex", in_english());
  lab.sweep.over = {"own_linex.a", 0.1, 2, 5, false};
  toggle_runner(document, lab_page(document, Task::classification), "own_soft");
  session.view.hidden = {"own_linex", "own_linex#2"};
  return session;
}

TEST(OwnSessions, ReadBackToTheSame) {
  const Session session = with_own_losses();
  const std::string text = to_toml(session);
  const Session back = parse_session(text, "s.toml");
  EXPECT_TRUE(back == session) << text;
  EXPECT_EQ(to_toml(back), text);
  EXPECT_THAT(text, HasSubstr("formula = \"exp(a r) - a r - 1\"\n"));
  EXPECT_THAT(text, HasSubstr("formula = \"\"\"\nc^2/2 * log(1 + z^2)\nz = r/c\"\"\"\n"));
}

TEST(OwnSessions, WhoIsHiddenAndGoneIsNotWritten) {
  Session session = with_own_losses();
  remove_own_loss(session.document, "own_linex");
  const std::string text = to_toml(session);
  EXPECT_THAT(text, Not(HasSubstr("own_linex")));
  EXPECT_NO_THROW(parse_session(text, "s.toml"));
}

TEST(OwnSessions, CanBeWrittenByHand) {
  const Session session = parse_session(
      "[losses]\nresidual = [\"huber\", \"own_mine\"]\n[parameters.own_mine]\nk = 3\n"
      "[[own]]\nid = \"own_mine\"\nfamily = \"residual\"\nformula = \"k r^2\"\n",
      "s.toml");
  EXPECT_EQ(session.document.loss("own_mine").at(2).value, 12);
  EXPECT_STREQ(session.document.loss("own_mine").info().english, "k r^2");
}

TEST(OwnSessions, WrongOnesAreRefusedWithTheirPlace) {
  const std::string begin = "[[own]]\nid = \"own_a\"\nfamily = \"residual\"\n", good = begin + "formula = \"r^2\"\n";
  EXPECT_EQ(refusal(good), "accepted");
  EXPECT_THAT(refusal(begin + "formula = \"exp(a r\"\n"),
              StartsWith("s.toml, line 4: own[1].formula: Formula, column "));
  EXPECT_THAT(refusal(good + good), StartsWith("s.toml, line 6: own[2].id: There is a loss 'own_a' already"));
  EXPECT_THAT(refusal("[[own]]\nid = \"huber\"\nfamily = \"residual\"\nformula = \"r\"\n"),
              HasSubstr("'huber' is a loss of the catalogue"));
  EXPECT_THAT(refusal("[[own]]\nformula = \"r\"\n"),
              StartsWith("s.toml, line 1: own[1].id: expected the id of the loss"));
  EXPECT_THAT(refusal(begin), StartsWith("s.toml, line 1: own[1].formula: expected a formula"));
  EXPECT_EQ(refusal("own = 3\n"), "s.toml, line 1: own: expected a list of tables, found 3.");
  EXPECT_EQ(refusal("own = [1]\n"), "s.toml, line 1: own: expected a list of tables, found 1.");
  EXPECT_THAT(refusal("[[own]]\nid = \"own_a\"\nfamily = \"x\"\nformula = \"r\"\n"),
              StartsWith("s.toml, line 3: own[1].family: expected residual or margin or"));
  EXPECT_THAT(refusal(good + "colour = 3\n"), StartsWith("s.toml, line 5: own[1].colour: unknown key"));
  const std::string parameter = begin + "formula = \"a r\"\n[own.parameters.a]\n";
  EXPECT_EQ(refusal(parameter), "accepted");
  EXPECT_THAT(refusal(parameter + "range = [3.0, 2.0]\n"),
              StartsWith("s.toml, line 6: own[1].parameters.a.range: expected [least, greatest]"));
  EXPECT_THAT(refusal(parameter + "scale = \"log\"\n"),
              StartsWith("s.toml, line 6: own[1].parameters.a.scale: expected linear or logarithmic"));
  EXPECT_THAT(refusal(parameter + "initial = -1.0\nlower = 0.0\n"), HasSubstr("own[1]"));
  EXPECT_THAT(refusal("[losses]\nresidual = [\"own_a\"]\n"),
              StartsWith("s.toml, line 2: losses.residual: Unknown loss"));
}

}  // namespace
}  // namespace losslab
