// losslab check for losses of logits: what agrees, what is ambiguous, what cannot be read, and what must not be
// explained.
#include "app/cli/check/cross_entropy_parts.h"
#include "explain_logits.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A sample that the loss takes.
std::vector<LogitSample> samples_for(const VectorLoss& loss) {
  if (loss.properties().needs_teacher) return with_teacher();
  return loss.properties().needs_hard_target ? three_classes : soft_targets;
}

std::vector<VectorLoss> every_loss() {
  std::vector<VectorLoss> losses;
  for (const VectorEntry& entry : vector_catalogue()) losses.emplace_back(entry.info->id);
  return losses;
}

const LogitMistake right = [](const LogitSample&, const LogitClaim& ours) { return ours; };

TEST_F(CliExplainLogits, RightTablesRaiseNoAlarm) {
  std::string text;
  std::size_t count = 0;
  for (const VectorLoss& loss : every_loss()) {
    const std::vector<LogitSample> samples = samples_for(loss);
    text +=
        logit_rows(loss, samples, [](const LogitSample&, const LogitClaim& ours) { return times(1 + 1e-11, ours); });
    count += samples.size();
  }
  EXPECT_EQ(said(text), fmt::format("{} rows, 0 differ\n", count));
}

// Written down from the reference values, which come from another program with 420 digits.
TEST_F(CliExplainLogits, TheReferenceTablesAgree) {
  for (const char* name : {"multiclass_shared.csv", "multiclass_more.csv"}) {
    const Outcome result = run({"check", std::string(LOSSLAB_TEST_DATA "/reference/") + name});
    EXPECT_THAT(result.out, testing::EndsWith(" 0 differ\n")) << name;
    EXPECT_EQ(result.status, 0);
  }
}

TEST_F(CliExplainLogits, WhatEvalWritesAgrees) {
  const std::string in = write("in.csv",
                               "loss,params,logits,target\nova_hinge,,1 -1,0\nreverse_kl_softmax,,0 0,0 1\n"
                               "softmax_ce,,800 -800 3,1\ndistillation,T=2,1 2 3,1|0 1 -1\n");
  ASSERT_EQ(run({"eval", "--table", in, "--out", path("out.csv")}).status, 0);
  EXPECT_EQ(run({"check", path("out.csv")}).out, "4 rows, 0 differ\n");
}

TEST_F(CliExplainLogits, NamesOfOtherLibraries) {
  const Outcome result = run({"check", write("t.csv",
                                             "loss,params,logits,target,value\nMultiMarginLoss,,3 1 2.5,0,0.5\n"
                                             "KLDivLoss,,0 0,0.5 0.5,0\n")});
  EXPECT_EQ(result.out, "2 rows, 0 differ\n");
  EXPECT_THAT(result.err, HasSubstr("'MultiMarginLoss' is taken for weston_watkins_hinge: PyTorch divides by K."));
}

// The pieces that mistakes are made of, put together rightly, are the loss.
TEST(CrossEntropyParts, AreTheLoss) {
  std::size_t losses = 0;
  for (const VectorLoss& loss : every_loss()) {
    const std::vector<LogitSample> samples = samples_for(loss);
    const cli::Logits first{samples[0].z, samples[0].t, samples[0].teacher};
    if (cli::parts_of(loss, first).empty()) continue;
    ++losses;
    for (const LogitSample& s : samples) {
      const LogitClaim ours = claim_of(loss, s);
      const cli::VectorNumbers sum = cli::numbers_of_parts(cli::parts_of(loss, {s.z, s.t, s.teacher}), s.z);
      EXPECT_NEAR(sum.value, ours.value, 1e-13 * (1 + ours.value)) << loss.id();
      for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(sum.gradient[k], ours.gradient[k], 1e-13) << loss.id();
    }
  }
  EXPECT_EQ(losses, 12U);
}

TEST_F(CliExplainLogits, WhatMayBeSeveralMistakesIsSaidToBe) {
  // Of two classes, the mean over the classes is half of ours.
  std::vector<LogitSample> two;
  for (const double z : {-2.0, -0.3, 0.4, 1.7, 3.1}) two.push_back({{z, 0.5}, unit(2, z > 0 ? 0 : 1)});
  EXPECT_THAT(sentence(vector_loss("brier_softmax"), two,
                       [](const LogitSample&, const LogitClaim& ours) { return times(0.5, ours); }),
              HasSubstr("half of ours: a factor ½ too much; or they are ours divided by K (the mean over the K classes "
                        "stands for their sum)"));
  // Five classes in five rows.
  std::vector<LogitSample> five;
  for (std::size_t i = 0; i < 5; ++i) five.push_back({{0.3, 2, -1, 0.1 * static_cast<double>(i), 1}, unit(5, i)});
  EXPECT_THAT(
      sentence(vector_loss("softmax_ce"), five,
               [](const LogitSample&, const LogitClaim& ours) { return times(0.2, ours); }),
      AllOf(HasSubstr("ours divided by K"), HasSubstr("or they are ours divided by 5 (5 is the number of rows")));
  // At T = 2 a missing T is a factor 2.
  EXPECT_THAT(
      sentence(vector_loss("temperature_ce", "T=2"), three_classes,
               [](const LogitSample&, const LogitClaim& ours) -> LogitClaim {
                 return {ours.value, scaled(2, ours.gradient)};
               }),
      AllOf(HasSubstr("gradients are twice ours"), HasSubstr("or they are T times ours (a factor T too much)")));
  // With μ = 0 all of the distillation is its soft part.
  EXPECT_THAT(sentence(vector_loss("distillation", "T=3;mix=0"), with_teacher(),
                       [](const LogitSample&, const LogitClaim& ours) { return times(1.0 / 9, ours); }),
              AllOf(HasSubstr("ours without T²"), HasSubstr("ours divided by T²")));
}

TEST_F(CliExplainLogits, SinglePrecision) {
  const LogitMistake single = [](const LogitSample&, const LogitClaim& ours) {
    LogitClaim theirs = ours;
    theirs.value = static_cast<double>(static_cast<float>(ours.value));
    for (double& g : theirs.gradient) g = static_cast<double>(static_cast<float>(g));
    return theirs;
  };
  EXPECT_THAT(sentence(vector_loss("gce_softmax"), three_classes, single), HasSubstr("single precision (float32)"));
  EXPECT_THAT(
      sentence(vector_loss("softmax_ce"), three_classes,
               [&](const LogitSample& s, const LogitClaim& ours) { return single(s, times(1 / std::log(2.0), ours)); }),
      HasSubstr("the logarithm is to base 2, ours is the natural one, to about 6 digits"));
}

TEST_F(CliExplainLogits, FewDigitsAndDifferences) {
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), three_classes,
                       [](const LogitSample&, LogitClaim ours) {
                         ours.value = std::stod(fmt::format("{:.4f}", ours.value));
                         for (double& g : ours.gradient) g = std::stod(fmt::format("{:.4f}", g));
                         return ours;
                       }),
              HasSubstr("ours rounded to 4 decimals"));
  const VectorLoss loss("focal_softmax");
  EXPECT_THAT(sentence(loss, three_classes,
                       [&](const LogitSample& s, LogitClaim ours) {
                         for (std::size_t k = 0; k < 3; ++k) {
                           LogitSample ahead = s, behind = s;
                           ahead.z[k] += 1e-4;
                           behind.z[k] -= 1e-4;
                           ours.gradient[k] = (claim_of(loss, ahead).value - claim_of(loss, behind).value) / 2e-4;
                         }
                         return ours;
                       }),
              HasSubstr("gradients are central differences with h = 1e-4"));
}

TEST_F(CliExplainLogits, UnstableForms) {
  std::vector<LogitSample> far = three_classes;
  for (const double z : {750.0, 1000.0}) far.push_back({{z, 0, -z}, unit(3, 1)});
  EXPECT_THAT(sentence(vector_loss("softmax_ce"), far,
                       [](const LogitSample& s, const LogitClaim&) -> LogitClaim {
                         const Vector p = plain_softmax(s.z);
                         return {-std::log(p[s.y()]), combined(1, p, -1, s.t)};
                       }),
              HasSubstr("at extreme arguments alone: an unstable form: take log p_k = (z_k − max z)"));
}

TEST_F(CliExplainLogits, RowByRow) {
  EXPECT_THAT(said(logit_rows(vector_loss("softmax_ce"), {three_classes[0]},
                              [](const LogitSample&, const LogitClaim& ours) { return times(2, ours); })),
              StartsWith("line 2: softmax_ce, z = 2 1 0.1: value 0.8340600326, ours 0.4170300163 (twice ours: a factor "
                         "½ is missing); gradient -0.6819977222 for class 0, ours -0.3409988611 (twice ours"));
  EXPECT_THAT(said(logit_rows(vector_loss("distillation", "T=3"), {with_teacher()[2]},
                              [](const LogitSample&, LogitClaim ours) {
                                ours.gradient[1] += 0.25;
                                ours.value = std::nan("");
                                return ours;
                              })),
              AllOf(StartsWith("line 2: distillation (T=3;mix=0.1), z = -0.5 0.3 1.7: value nan, ours "),
                    HasSubstr("(not a number: an overflow or 0/0"), HasSubstr(" for class 1, ours ")));
}

TEST_F(CliExplainLogits, GradientsMayBeLeftOut) {
  const auto check = [&](const std::string& header, const std::string& rows) {
    return run({"check", write("t.csv", header + "\n" + rows)});
  };
  const std::string header = "loss,params,logits,target,value";
  EXPECT_EQ(check(header, "softmax_ce,,0 0,1,0.69314718055994529\n").out, "1 row, 0 differ\n");
  EXPECT_EQ(check(header + ",gradient", "softmax_ce,,0 0,1,0.69314718055994529,0.5 -0.5\n").out, "1 row, 0 differ\n");
  // At a kink there is no gradient, and an empty field elsewhere is none that could be right.
  EXPECT_EQ(check(header + ",grad", "ova_hinge,,1 -1,0,0,7 7\n").out, "1 row, 0 differ\n");
  EXPECT_THAT(check(header + ",grad", "softmax_ce,,0 0,1,0.69314718055994529,\n").out, HasSubstr("gradient nan"));
  // Nothing is said of gradients that nobody gave.
  const std::string twice =
      check(header, "softmax_ce,,0 0,1,1.3862943611198906\nsoftmax_ce,,1 0,1,2.6265233750364456\n").out;
  EXPECT_THAT(twice, AllOf(HasSubstr("both differing values are twice ours"), Not(HasSubstr("gradients are right"))));
}

TEST_F(CliExplainLogits, TwoMistakesAtOnce) {
  const std::vector<std::string> lines =
      lines_of(said(logit_rows(vector_loss("brier_softmax"), soft_targets,
                               [](const LogitSample&, const LogitClaim& ours) -> LogitClaim {
                                 return {ours.value / 3, scaled(-1, ours.gradient)};
                               }) +
                    logit_rows(vector_loss("softmax_ce"), three_classes, right)));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0] + lines[1],
              AllOf(HasSubstr("values are ours divided by K"), HasSubstr("gradients are ours with the sign turned")));
  EXPECT_EQ(lines[2], "15 rows, 7 differ");
}

TEST_F(CliExplainLogits, NoiseIsNotExplained) {
  Random random(7);
  for (const double size : {0.5, 1e-3}) {
    std::string text;
    for (const VectorLoss& loss : every_loss()) {
      text += logit_rows(loss, samples_for(loss), [&](const LogitSample&, LogitClaim ours) {
        const auto noisy = [&](double y) { return y * (1 + size * (random.uniform() + 0.1)) + 1e-3 * size; };
        ours.value = noisy(ours.value);
        for (double& g : ours.gradient) g = noisy(g);
        return ours;
      });
    }
    for (const std::string& line : lines_of(said(text))) EXPECT_THAT(line, Not(HasSubstr(" differing "))) << size;
  }
}

TEST_F(CliExplainLogits, Refusals) {
  const std::string header = "loss,params,logits,target,value,grad\n";
  const auto refuse = [&](const std::string& text, const std::string& sentence) {
    const std::string in = write("t.csv", text);
    expect_refusal({"check", in}, in + sentence);
  };
  refuse(header, ", line 1: there are no rows to check.");
  refuse("loss,params,logits,value\n", ", line 1: the header has no column 'target', got 'loss,params,logits,value'.");
  refuse("loss,params,logits,target\n", ", line 1: the header has no column 'value', got 'loss,params,logits,target'.");
  const std::string good = header + "softmax_ce,,1 2 3,0,2.4076059644443803,\n";
  refuse(good + "softmax_ce,,1 x 3,0,1,1 2 3\n",
         ", line 3: column 'logits' must be numbers divided by blanks, got 'x'.");
  refuse(good + "softmax_ce,,1 2 3,3,1,1 2 3\n",
         ", line 3: column 'target' must be a class from 0 to 2 or 3 probabilities, got 3.");
  refuse(good + "softmax_ce,,1 2 3,0,a,1 2 3\n", ", line 3: column 'value' must be a number, got 'a'.");
  refuse(good + "softmax_ce,,1 2 3,0,1,1 b 3\n", ", line 3: column 'grad' must be numbers divided by blanks, got 'b'.");
  refuse(good + "softmax_ce,,1 2 3,0,1,1 2\n",
         ", line 3: column 'grad' must have 3 numbers, one for each logit, got 2.");
  refuse(good + "softmax_ce_soft,,1 2 3,0.5 0.2 0.2,1,1 2 3\n",
         ", line 3: the probabilities of the target must sum to 1, got 0.8999999999999999.");
  refuse(good + "huber,,1 2 3,0,1,1 2 3\n",
         ", line 3: huber is a loss of one variable, and takes the column x in place of logits.");
  refuse(good + "distillation,,1 2 3,0,1,1 2 3\n", ", line 3: distillation needs the teacher's logits.");
  refuse("loss,params,x,value,grad\nsoftmax_ce,,1,1,1\n",
         ", line 2: softmax_ce is a loss of several logits: 'losslab eval --table' takes it in rows "
         "loss,params,logits,target, and it is trained on classes.");
}

}  // namespace
}  // namespace losslab
