// Batches give the same bits as single samples; names and parameters; what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <map>

#include "losses/core/entry.h"
#include "losses/core/loss_names.h"
#include "losses/vectors/vector_names.h"
#include "samples.h"

namespace losslab::testing {
namespace {

using ::testing::HasSubstr;

TEST(VectorBatch, EqualsSingleSamplesBitForBit) {
  Sampler sampler(6);
  for (const VectorLoss& loss : vector_variants()) {
    if (loss.properties().needs_teacher) continue;
    for (const auto& [classes, n] : {std::pair<std::size_t, std::size_t>{2, 1}, {3, 23}, {10, 16}, {64, 9}, {70, 3}}) {
      const std::size_t stride = n + 3;
      Numbers z(classes * stride), t(classes * stride), values(n), gradients(classes * stride, -7.0);
      std::vector<Drawn> samples;
      for (std::size_t i = 0; i < n; ++i) {
        const double sizes[] = {1, 30, 1e-12, 1e4};
        samples.push_back(sampler.draw(loss, classes, sizes[i % 4]));
        for (std::size_t k = 0; k < classes; ++k) {
          z[k * stride + i] = samples[i].z[k];
          t[k * stride + i] = samples[i].t[k];
        }
      }
      loss.evaluate_batch(classes, n, stride, z.data(), t.data(), values, gradients.data());
      for (std::size_t i = 0; i < n; ++i) {
        Numbers gradient(classes);
        const double value = loss.evaluate(samples[i].z, samples[i].t, gradient);
        ASSERT_EQ(std::bit_cast<std::uint64_t>(value + 0.0), std::bit_cast<std::uint64_t>(values[i] + 0.0))
            << name_of(loss) << " K " << classes << ": " << value << " and " << values[i];
        for (std::size_t k = 0; k < classes; ++k) {
          ASSERT_EQ(gradient[k], gradients[k * stride + i]) << name_of(loss) << " K " << classes;
        }
      }
      // Nothing is written beyond the samples, and each output may be left out.
      EXPECT_EQ(gradients[n], -7);
      Numbers again(n);
      loss.evaluate_batch(classes, n, stride, z.data(), t.data(), again, nullptr);
      EXPECT_EQ(again, values) << name_of(loss);
      loss.evaluate_batch(classes, n, stride, z.data(), t.data(), {}, gradients.data());
    }
  }
}

TEST(VectorText, ParametersAndLabels) {
  VectorLoss loss("distillation");
  EXPECT_EQ(loss.parameters_text(), "T=4;mix=0.1");
  EXPECT_EQ(loss.label(), "Distillation (T = 4, μ = 0.1)");
  loss.set("temperature", 2);
  EXPECT_EQ(loss.parameter(0), 2);
  EXPECT_THROW(loss.set("mix", 1.5), InputError);
  EXPECT_THROW(loss.set("gamma", 1), InputError);
  EXPECT_THROW(loss.set_from_text("T=1;T=2"), InputError);
  EXPECT_EQ(loss.parameters_text(), "T=2;mix=0.1");
  EXPECT_THROW(VectorLoss("nothing_like_it"), InputError);
}

TEST(VectorText, EveryLossIsDescribed) {
  for (const VectorEntry& entry : vector_catalogue()) {
    const VectorInfo& info = *entry.info;
    for (const char* text :
         {info.english, info.chinese, info.also, info.used_for, info.formula, info.remark, info.source}) {
      EXPECT_NE(std::string_view(text), "") << info.id;
    }
    EXPECT_TRUE(std::string_view(info.formula).starts_with("\\ell(z) = ")) << info.id;
  }
}

TEST(VectorNames, AreOneLossesAlone) {
  std::map<std::string, std::string> owner;
  const auto take = [&](std::string_view name, const char* id) {
    const auto [at, fresh] = owner.emplace(name_key(name), id);
    EXPECT_TRUE(fresh || at->second == id) << "'" << name << "' is " << at->second << " and " << id;
  };
  for (const VectorEntry& entry : vector_catalogue()) {
    for (const char* name : {entry.info->id, entry.info->english, entry.info->chinese}) take(name, entry.info->id);
    for (const LossName& name : names_of_list(entry.info->also)) {
      if (!name.loose) take(name.text, entry.info->id);
    }
  }
  // An id or a title names one loss in the whole program.
  for (const LossEntry& entry : loss_entries()) {
    for (const VectorEntry& other : vector_catalogue()) {
      EXPECT_STRNE(entry.info->id, other.info->id);
      EXPECT_NE(name_key(entry.info->english), name_key(other.info->english)) << other.info->id;
      EXPECT_STRNE(entry.info->chinese, other.info->chinese) << other.info->id;
    }
  }
}

TEST(VectorNames, AreThoseThatPeopleUse) {
  const VectorNames names;
  for (const auto& [name, id] : {std::pair{"CrossEntropyLoss", "softmax_ce"},
                                 {"torch.nn.CrossEntropyLoss", "softmax_ce"},
                                 {"categorical_crossentropy", "softmax_ce"},
                                 {"sparse categorical crossentropy", "softmax_ce"},
                                 {"LabelSmoothingCrossEntropy", "label_smoothing_ce"},
                                 {"SoftTargetCrossEntropy", "softmax_ce_soft"},
                                 {"KLDivLoss", "kl_softmax"},
                                 {"kl_divergence", "kl_softmax"},
                                 {"multi_margin", "weston_watkins_hinge"},
                                 {"F.multi_margin_loss", "weston_watkins_hinge"},
                                 {"FocalLoss", "focal_softmax"},
                                 {"generalized cross-entropy", "gce_softmax"},
                                 {"CategoricalHinge", "crammer_singer_hinge"},
                                 {"CosFace", "margin_softmax"},
                                 {"交叉熵", "softmax_ce"}}) {
    EXPECT_EQ(names.find(name).loss.id(), id) << name;
  }
  EXPECT_EQ(names.find("multi_margin").convention,
            "'multi_margin' is taken for weston_watkins_hinge: PyTorch divides by K.");
  try {
    names.find("focal_sofmax");
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("did you mean 'focal_softmax'?"));
  }
}

void expect_refused(const char* id, const Numbers& z, const Numbers& t, const Numbers& teacher, const char* reason) {
  try {
    VectorLoss(id).require(z, t, teacher);
    ADD_FAILURE() << reason;
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr(reason));
  }
}

TEST(VectorLoss, RequireSaysWhatIsWrong) {
  const double nan = std::nan("");
  expect_refused("softmax_ce", {1}, {1}, {}, "at least 2 logits");
  expect_refused("softmax_ce", {1, nan}, {1, 0}, {}, "must be finite");
  expect_refused("softmax_ce", {1, 2}, {1, 0, 0}, {}, "3 probabilities");
  expect_refused("softmax_ce", {1, 2}, {0.5, 0.5}, {}, "takes a class");
  expect_refused("kl_softmax", {1, 2}, {0.5, 0.6}, {}, "sum to 1");
  expect_refused("kl_softmax", {1, 2}, {1.5, -0.5}, {}, "from 0 to 1");
  expect_refused("kl_softmax", {1, 2}, {nan, 1}, {}, "from 0 to 1");
  expect_refused("distillation", {1, 2}, {1, 0}, {}, "needs the teacher's logits");
  expect_refused("distillation", {1, 2}, {1, 0}, {1, 2, 3}, "teacher has 3 logits");
  expect_refused("softmax_ce", {1, 2}, {1, 0}, {1, 2}, "has no teacher");
  VectorLoss("ova_logistic").require(Numbers{1, 2, 3}, Numbers{1, 1, 0});
}

TEST(VectorLoss, ReverseDivergencesAreInfiniteWhereTheTargetIsZero) {
  for (const char* id : {"reverse_kl_softmax", "jeffreys_softmax"}) {
    EXPECT_EQ(VectorLoss(id).value(Numbers{1, 2, 3}, one_hot(3, 0)), std::numeric_limits<double>::infinity()) << id;
    EXPECT_EQ(VectorLoss(id).value(Numbers{1e4, 0}, one_hot(2, 0)), std::numeric_limits<double>::infinity()) << id;
  }
}

}  // namespace
}  // namespace losslab::testing
