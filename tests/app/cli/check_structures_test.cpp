// losslab check for structured losses: what agrees, what cannot be read, what must not be explained, and how long it
// takes.

#include "app/cli/check/region_ratio.h"
#include "explain_structures.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::vector<InputAndTarget> some_points{
    {{0.5, -0.25, 1, 1}, {0, 0.5, 0.75, 1}}, {{2, 1}, {0.5, -1}}, {{-0.3, 0.4, 0.1}, {1, 0, 0.2}}};

std::vector<InputAndTarget> samples_for(const InputLoss& loss) {
  const std::string_view id = loss.id();
  switch (*loss.structure()) {
    case Structure::data_set:
      return some_points;
    case Structure::box:
      return some_boxes;
    case Structure::mask:
      return some_masks;
    case Structure::sequence:
      if (id == "ctc") return some_frames;
      return {{some_frames[0].x, {0, 1, 1, 2}}, {some_frames[1].x, {2, 2, 0, 0}}, {some_frames[2].x, {1, 0, 1, 1}}};
    case Structure::embedding:
      break;
  }
  if (id.starts_with("triplet")) return some_triplets;
  if (id == "centre") return some_points;
  if (id == "lifted") return {{{0.5, 0.7, 1.2}, {}}, {{0.1, 0.4}, {}}, {{0.9, 0.3, 0.2, 1.5}, {}}};
  if (id == "info_nce" || id == "n_pair") return {{{0.9, 0.1, -0.3, 0.2}, {0}}, {{0.2, 0.4, 0.8}, {1}}, {{1, 2}, {0}}};
  std::vector<InputAndTarget> pairs = some_pairs;
  for (InputAndTarget& pair : pairs) {
    if (id != "cosine_embedding") continue;
    if (pair.t[0] == 0) pair.t[0] = -1;
    pair.x[0] -= 0.125;  // none at 0, which has no direction
  }
  return pairs;
}

std::vector<InputLoss> every_loss() {
  std::vector<InputLoss> losses;
  for (const StructuredEntry& entry : structured_catalogue()) losses.push_back(structured(entry.info->id));
  return losses;
}

TEST_F(CliExplainStructures, RightTablesRaiseNoAlarm) {
  std::string text;
  std::size_t count = 0;
  for (const InputLoss& loss : every_loss()) {
    text += structure_rows(loss, samples_for(loss),
                           [](const InputAndTarget&, const StructureClaim& ours) { return times(1 + 1e-11, ours); });
    count += samples_for(loss).size();
  }
  EXPECT_EQ(said(text), fmt::format("{} rows, 0 differ\n", count));
}

// Written down from the reference values, which come from other programs.
TEST_F(CliExplainStructures, TheReferenceTablesAgree) {
  for (const char* name : {"structured_shared.csv", "structured_more.csv"}) {
    const Outcome result = run({"check", std::string(LOSSLAB_TEST_DATA "/reference/") + name});
    EXPECT_THAT(result.out, testing::EndsWith(" 0 differ\n")) << name;
    EXPECT_EQ(result.status, 0);
  }
}

TEST_F(CliExplainStructures, WhatEvalWritesAgrees) {
  const std::string in =
      write("in.csv",
            "loss,params,input,target\niou_box,,0 0 2 2,1 1 3 3\nctc,T=1;K=2,0 0,1 1\nctc,T=0;K=2,,\n"
            "bce_mask,,0 1,1 0\nrmse,,1 2,1 2\nkl_div,,0 1,0.5 0.5\nhausdorff_mask,width=2,0 1 0 1,0 0 0 0\n");
  ASSERT_EQ(run({"eval", "--table", in, "--out", path("out.csv")}).status, 0);
  EXPECT_EQ(run({"check", path("out.csv")}).out, "7 rows, 0 differ\n");
  const std::string masks = write("masks.csv",
                                  "loss,params,logits,target\nbce_mask,,-800 800,1 0\ndice,,1 2,1 0\n"
                                  "softmax_ce,,1 2,0\n");
  ASSERT_EQ(run({"eval", "--table", masks, "--out", path("out.csv")}).status, 0);
  EXPECT_EQ(run({"check", path("out.csv")}).out, "3 rows, 0 differ\n");
}

// The pieces that mistakes are made of, put together rightly, are the loss.
TEST(RegionRatio, IsTheLoss) {
  std::size_t losses = 0;
  for (const InputLoss& loss : every_loss()) {
    if (!cli::is_region_loss(loss)) continue;
    ++losses;
    for (const bool of_logits : {false, true}) {
      for (const InputAndTarget& at : some_masks) {
        const cli::InputRow row{1, loss.of(of_logits), at, {}, {}, {}, {}};
        const cli::VectorNumbers ours = cli::numbers_at(row.loss, at);
        const cli::VectorNumbers put = numbers_of_ratio(row, cli::region_ratio(loss, cli::probabilities_of(row), at.t));
        EXPECT_NEAR(put.value, ours.value, 1e-14) << loss.id();
        for (std::size_t k = 0; k < at.x.size(); ++k)
          EXPECT_NEAR(put.gradient[k], ours.gradient[k], 1e-13) << loss.id();
      }
    }
  }
  EXPECT_EQ(losses, 6U);
}

// Where edges coincide the gradient is any between those of the two sides, or none.
TEST_F(CliExplainStructures, AtAKink) {
  const std::string header = "loss,params,input,target,value,gradient\n";
  const auto said_of = [&](const std::string& gradient) {
    return run({"check", write("t.csv", header + "l1_box,,0 0 1 1,0 0.5 2 1,1.5," + gradient + "\n")}).out;
  };
  for (const char* gradient : {"0 -1 -1 0", "0.5 -1 -1 -0.25", "1 -1 -1 1", ""}) {
    EXPECT_EQ(said_of(gradient), "1 row, 0 differ\n") << gradient;
  }
  for (const char* gradient : {"1.5 -1 -1 0", "0 1 -1 0"}) {
    EXPECT_THAT(said_of(gradient), AllOf(StartsWith("line 2: l1_box, input = 0 0 1 1: gradient "), HasSubstr(" in ")));
  }
  EXPECT_THAT(run({"check", write("t.csv", header + "mse_mean,,1 2,1 4,2,\n")}).out, HasSubstr("gradient nan"));
}

TEST_F(CliExplainStructures, RowByRow) {
  EXPECT_THAT(said("dice,smooth=0,0.9 0.8 0.1 0.2,1 1 0 0,0.3,-0.2875 -0.2875 0.3 0.2125\n"),
              StartsWith("line 2: dice (smooth=0), input = 0.9 0.8 0.1 0.2: value 0.3, ours 0.15 (twice ours: a factor "
                         "½ is missing); gradient 0.3 for pixel 3, ours 0.2125\n"));
  EXPECT_THAT(said("iou_box,,0 0 2 2,1 1 3 3,nan,0 0 0 0\n"),
              AllOf(HasSubstr("value nan, ours 0.8571428571 (not a number"), HasSubstr("gradient 0 in x1, ours ")));
  // The threshold on one row.
  EXPECT_THAT(said("dice,smooth=0,0.9 0.8 0.1 0.7 0.6,1 1 0 0 1,0.14285714285714285,\n"),
              HasSubstr("ours for p ≥ ½ in place of p"));
}

TEST_F(CliExplainStructures, GradientsMayBeLeftOut) {
  const std::string header = "loss,params,input,target,value\n";
  EXPECT_EQ(run({"check", write("t.csv", header + "mse_mean,,1 2,1 4,2\n")}).out, "1 row, 0 differ\n");
  const std::string twice =
      run({"check", write("t.csv", header + "mse_mean,,1 2,1 4,4\nmse_mean,,1 2 3,1 4 4,3.333333333333333\n")}).out;
  EXPECT_THAT(twice, AllOf(HasSubstr("both differing values are twice ours"), Not(HasSubstr("gradients are right"))));
}

TEST_F(CliExplainStructures, NoiseIsNotExplained) {
  Random random(7);
  for (const double size : {0.5, 1e-3}) {
    std::string text;
    for (const InputLoss& loss : every_loss()) {
      text += structure_rows(loss, samples_for(loss), [&](const InputAndTarget&, StructureClaim ours) {
        const auto noisy = [&](double y) { return y * (1 + size * (random.uniform() + 0.1)) + 1e-3 * size; };
        ours.value = noisy(ours.value);
        for (double& g : ours.gradient) g = noisy(g);
        return ours;
      });
    }
    for (const std::string& line : lines_of(said(text))) EXPECT_THAT(line, Not(HasSubstr(" differing "))) << size;
  }
}

TEST_F(CliExplainStructures, LinesOfTheFile) {
  const std::string text =
      "loss,params,input,target,value\r\n\r\nmae_mean,,1 2,1 4,1\r\nmse_mean,,1 2,1 4,4\r\n\r\n"
      "mse_mean,,1 2 6,1 4 4,5.333333333333333\r\n";
  EXPECT_THAT(run({"check", write("t.csv", text)}).out, HasSubstr("(lines 4, 6)"));
}

// Many rows, each wrong in its own way or all in one.
TEST_F(CliExplainStructures, ManyRowsAreTold) {
  Random random(5);
  for (const bool noise : {false, true}) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) {
      InputAndTarget mask{Vector(8), Vector(8)}, box{Vector(4), {1, 1, 3, 4}};
      for (std::size_t k = 0; k < 8; ++k) {
        mask.x[k] = random.uniform();
        mask.t[k] = random.uniform() < 0.5 ? 0 : 1;
      }
      box.x = {random.uniform(), random.uniform(), 1.5 + random.uniform(), 1.5 + random.uniform()};
      const StructureMistake wrong = [&](const InputAndTarget&, const StructureClaim& ours) {
        return times(noise ? 1.1 + random.uniform() : 0.5, ours);
      };
      text += structure_rows(structured("dice"), {mask}, wrong) + structure_rows(structured("ciou_box"), {box}, wrong);
    }
    const std::string report = said(text);
    EXPECT_THAT(report, testing::EndsWith("20000 rows, 20000 differ\n"));
  }
}

TEST_F(CliExplainStructures, Refusals) {
  const std::string header = "loss,params,input,target,value,gradient\n";
  const auto refuse = [&](const std::string& text, const std::string& sentence) {
    const std::string in = write("t.csv", text);
    expect_refusal({"check", in}, in + sentence);
  };
  refuse(header, ", line 1: there are no rows to check.");
  refuse("loss,params,input,value\n", ", line 1: the header has no column 'target', got 'loss,params,input,value'.");
  refuse("loss,params,input,target\n", ", line 1: the header has no column 'value', got 'loss,params,input,target'.");
  const std::string good = header + "mse_mean,,1 2,1 4,2,0 -2\n";
  refuse(good + "mse_mean,,1 x,1 4,2,0 -2\n", ", line 3: column 'input' must be numbers divided by blanks, got 'x'.");
  refuse(good + "mse_mean,,1 2,1,2,0 -2\n", ", line 3: the target has 1 numbers, but there are 2 predictions.");
  refuse(good + "mse_mean,,1 2,1 4,a,0 -2\n", ", line 3: column 'value' must be a number, got 'a'.");
  refuse(good + "mse_mean,,1 2,1 4,2,0 b\n", ", line 3: column 'gradient' must be numbers divided by blanks, got 'b'.");
  refuse(good + "mse_mean,,1 2,1 4,2,0\n",
         ", line 3: column 'gradient' must have 2 numbers, one for each of the input, got 1.");
  refuse(good + "diec,,0.5,1,0.5,1\n", ", line 3: Unknown structured loss 'diec': did you mean 'dice'?");
  refuse(good + "dice,smooth=-1,0.5,1,0.5,1\n", ", line 3: dice: smooth must be at least 0, got -1.");
  refuse(good + "iou_box,,2 0 1 1,0 0 1 1,1,0 0 0 0\n",
         ", line 3: the prediction must be a box x1 y1 x2 y2 with x1 < x2, got x1 = 2 and x2 = 1: its corners are "
         "exchanged, or it is written as x y w h.");
  refuse(good + "iou_box,,0 0 1 1,0 3 1 3,1,0 0 0 0\n",
         ", line 3: the target must be a box x1 y1 x2 y2 with y1 < y2, got y1 = 3 and y2 = 3.");
  refuse(good + "mse_mean,,1 2,1 4,2\n", ", line 3: expected 6 fields as in the header, got 5.");
  refuse("loss,params,logits,target,value\ndice,smooth=1,0.5 1,2 0,1\n",
         ", line 2: the target must have pixels from 0 to 1, got 2.");
  refuse("loss,params,logits,target,value,grad\ndice,,0.5 1,1 0,1,1\n",
         ", line 2: column 'grad' must have 2 numbers, one for each logit, got 1.");
}

}  // namespace
}  // namespace losslab
