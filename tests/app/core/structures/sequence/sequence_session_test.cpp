// Sessions of the page of sequences: everything is kept, and what is none is refused with its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/sequence/sequence_view.h"
#include "app/core/structures/structures_page.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using testing::HasSubstr;

TEST(SequenceSession, SessionsKeepEverything) {
  Session session;
  structures_page(session.document).shown = sequence_id;
  SequencePage& all = sequence_page(session.document);
  all.frames = 5;
  all.symbols = 6;
  all.blank = 5;
  all.label = "eda";
  all.alignment = "-edaa";
  all.seed = 7;
  all.logits = preset_logits(LogitPreset::nearly_right, all);
  all.logits[3] = 0.1 + 0.2;
  all.ticked = {"frame_ce"};
  all.chosen = "frame_ce";
  all.optimizer = parse_optimizer("adam");
  all.optimizer.rate = 0.0625;
  SequenceView& look = sequence_view(session.view);
  put(look, 1, SequencePlot::map);
  look.large = "sequence_along";
  look.frame = 3;
  look.symbol = 2;
  look.shade = LatticeShade::backward;
  session.view.cameras["sequence.sequence_lattice"].x = Range{-1, 1};
  const Session read = parse_session(to_toml(session), "s.toml");
  EXPECT_EQ(sequence_page(read.document), all);
  EXPECT_EQ(sequence_view(read.view), look);
  EXPECT_EQ(read.view.cameras, session.view.cameras);
  EXPECT_EQ(
      sequence_page(parse_session("version = 1\n[structures.sequence]\nframes = 3\n", "s.toml").document).logits.size(),
      12U);
}

std::string refusal(const std::string& lines, const char* section = "structures.sequence") {
  try {
    parse_session("version = 1\n[" + std::string(section) + "]\n" + lines, "s.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(SequenceSession, WhatIsNoSequenceIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal("frames = 4\nsymbols = 3\nlabel = \"ab\"\nalignment = \"a-bb\"\n"), "");
  EXPECT_EQ(refusal("symbols = 2\n"), "");  // the usual label is fitted
  EXPECT_THAT(refusal("frames = 0\n"), HasSubstr("s.toml, line 3: structures.sequence.frames"));
  EXPECT_THAT(refusal("frames = 41\n"), HasSubstr("frames"));
  EXPECT_THAT(refusal("symbols = 1\n"), HasSubstr("symbols"));
  EXPECT_THAT(refusal("symbols = 3\nblank = 3\n"), HasSubstr("blank"));
  EXPECT_THAT(refusal("symbols = 3\nlabel = \"abc\"\n"), HasSubstr("from a to b, found \"c\""));
  EXPECT_THAT(refusal("label = \"a-\"\n"), HasSubstr("found \"-\""));
  EXPECT_THAT(refusal("label = \"aaaaaaaaaaaaa\"\n"), HasSubstr("at most 12 letters, found 13"));
  EXPECT_THAT(refusal("frames = 4\nalignment = \"aab\"\n"), HasSubstr("each of 4 frames, found 3"));
  EXPECT_THAT(refusal("frames = 2\nlogits = [0, 0]\n"), HasSubstr("2 × 4 = 8 numbers"));
  EXPECT_THAT(refusal("frames = 1\nsymbols = 2\nlabel = \"a\"\nlogits = [0, 99]\n"),
              HasSubstr("from -50 to 50, found 99"));
  EXPECT_THAT(refusal("losses = [\"dice\"]\n"), HasSubstr("such as ctc, found dice"));
  EXPECT_THAT(refusal("parameters.ctc.T = 4\n"), HasSubstr("structures.sequence.parameters.ctc.T"));
  EXPECT_THAT(refusal("places = [\"sequence_map\"]\n", "view.structures.sequence"), HasSubstr("expected 4 plots"));
  EXPECT_THAT(refusal("large = \"loss\"\n", "view.structures.sequence"), HasSubstr("expected the name of a plot"));
}

}  // namespace
}  // namespace losslab
