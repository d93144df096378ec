#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/catalogue/loss_search.h"
#include "app/core/catalogue/loss_sketch.h"
#include "app/core/shell/state/document.h"

namespace losslab {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr FamilySet residual = family_set({Family::residual});
constexpr FamilySet classes = family_set({Family::margin, Family::probability});

class Finding : public testing::Test {
 protected:
  Finding() { search_.follow(document_.losses); }
  std::vector<std::string> find(FamilySet families, const std::string& text, TraitSet traits = 0) {
    std::vector<std::string> ids;
    for (const LossMatch& match : search_.find(families, {text, traits})) {
      ids.emplace_back(document_.losses[static_cast<std::size_t>(match.index)].id());
    }
    return ids;
  }
  std::string first(FamilySet families, const std::string& text) {
    const std::vector<std::string> ids = find(families, text);
    return ids.empty() ? "" : ids.front();
  }
  Document document_;
  LossSearch search_;
};

TEST(FoldedWords, SeparatesAndFolds) {
  EXPECT_EQ(folded_words("Tukey biweight"), " tukey biweight");
  EXPECT_EQ(folded_words("cross-entropy_loss (p)"), folded_words("Cross entropy LOSS p"));
  EXPECT_EQ(folded_words("generalised"), folded_words("Generalized"));
  EXPECT_EQ(folded_words("non-convex"), folded_words("nonconvex"));
  EXPECT_EQ(folded_words("Tukey 双权损失"), " tukey 双权损失");
  EXPECT_EQ(folded_words("逻辑损失（交叉熵）"), " 逻辑损失 交叉熵");
  EXPECT_EQ(folded_words("  \t-_ "), "");
}

TEST_F(Finding, EverythingWhereNothingIsAsked) {
  const auto count = [&](FamilySet families) {
    return std::ranges::count_if(document_.losses,
                                 [&](const Loss& one) { return contains(families, one.info().family); });
  };
  EXPECT_EQ(std::ssize(find(residual, "")), count(residual));
  EXPECT_EQ(std::ssize(find(classes, "")), count(classes));
  EXPECT_EQ(find(residual, "the loss that is"), find(residual, ""));
  EXPECT_EQ(find(residual, "").front(), "squared_error");
}

TEST_F(Finding, ByNameIdAndChinese) {
  EXPECT_EQ(first(residual, "tukey"), "tukey_biweight");
  EXPECT_EQ(first(residual, "TUKEY"), "tukey_biweight");
  EXPECT_EQ(first(residual, "geman_mcclure"), "geman_mcclure");
  EXPECT_EQ(first(residual, "geman mcclure"), "geman_mcclure");
  EXPECT_EQ(first(residual, "log cosh"), "log_cosh");
  EXPECT_EQ(first(residual, "logcosh"), "log_cosh");
  EXPECT_EQ(first(residual, "smoothl1"), "smooth_l1");
  EXPECT_EQ(first(residual, "l1"), "absolute_error");
  EXPECT_EQ(first(residual, "epsilon insensitive"), "epsilon_insensitive");
  EXPECT_EQ(first(residual, "ε"), "epsilon_insensitive");
  EXPECT_EQ(first(classes, "generalized cross entropy"), "gce");
  EXPECT_EQ(first(classes, "crossentropy"), "logistic");
  EXPECT_THAT(find(residual, "分位数"), AllOf(Contains("pinball"), Contains("quantile_huber"), Not(Contains("huber"))));
  EXPECT_EQ(find(classes, "合页损失").front(), "hinge");
}

TEST_F(Finding, ByTheNamesThatPeopleUse) {
  for (const char* name : {"MSE", "L2", "RMSE", "least squares", "OLS", "均方误差", "最小二乘", "mse loss"}) {
    EXPECT_EQ(first(residual, name), "squared_error") << name;
  }
  for (const char* name : {"MAE", "L1", "L1Loss", "least absolute deviations", "平均绝对误差"}) {
    EXPECT_EQ(first(residual, name), "absolute_error") << name;
  }
  for (const char* name : {"bce", "log loss", "cross-entropy", "BCEWithLogitsLoss", "交叉熵"}) {
    EXPECT_EQ(first(classes, name), "logistic") << name;
  }
  EXPECT_EQ(first(residual, "bisquare"), "tukey_biweight");
  EXPECT_EQ(first(residual, "quantile loss"), "pinball");
  EXPECT_EQ(first(residual, "charbonnier"), "pseudo_huber");
  EXPECT_EQ(first(classes, "AdaBoost"), "exponential");
  EXPECT_EQ(first(classes, "铰链"), "hinge");
}

TEST_F(Finding, ByWhatTheyAreUsedFor) {
  EXPECT_THAT(find(classes, "SVM"), AllOf(Contains("hinge"), Contains("squared_hinge"), Not(Contains("logistic"))));
  EXPECT_THAT(find(classes, "boosting"), AllOf(Contains("exponential"), Contains("savage"), Contains("logistic")));
  EXPECT_THAT(find(classes, "noisy labels"),
              AllOf(Contains("gce"), Contains("symmetric_ce"), Contains("unhinged"), Contains("bi_tempered"),
                    Contains("normalised_ce"), Contains("taylor_ce")));
  EXPECT_THAT(find(classes, "噪声标签"), AllOf(Contains("gce"), Contains("symmetric_ce")));
  EXPECT_THAT(find(classes, "detection"), AllOf(Contains("focal"), Contains("focal_alpha"), Contains("asymmetric")));
  EXPECT_THAT(find(residual, "离群值"), AllOf(Contains("huber"), Contains("tukey_biweight")));
  EXPECT_THAT(find(residual, "robust fitting"), AllOf(Contains("huber"), Not(Contains("squared_error"))));
  EXPECT_THAT(find(family_set({Family::other}), "count data"), testing::ElementsAre("poisson_nll"));
}

TEST_F(Finding, SmallSlipsWhereNothingElseFits) {
  EXPECT_EQ(first(residual, "hubr"), "huber");
  EXPECT_EQ(first(residual, "tukay"), "tukey_biweight");
  EXPECT_EQ(first(residual, "cauhcy"), "cauchy");
  EXPECT_EQ(first(residual, "lorenzian"), "cauchy");
  EXPECT_EQ(first(classes, "focl"), "focal");
  EXPECT_EQ(first(classes, "logisitc"), "logistic");
  EXPECT_THAT(find(residual, "xyzw"), IsEmpty());
  EXPECT_THAT(find(residual, "banana"), IsEmpty());
}

TEST_F(Finding, SaysWhy) {
  const auto best = [&](FamilySet families, const char* text) { return search_.find(families, {text, 0}).front(); };
  EXPECT_EQ(best(residual, "mse").also, "MSE");
  EXPECT_EQ(best(residual, "huber").also, "");
  EXPECT_FALSE(is_explained(best(residual, "huber")));
  EXPECT_EQ(best(classes, "svm").use, "SVM");
  EXPECT_EQ(best(residual, "lorenzian").also, "Lorentzian");
}

TEST_F(Finding, TheNearestFirst) {
  EXPECT_EQ(first(residual, "huber"), "huber");
  EXPECT_THAT(find(residual, "huber"), AllOf(Contains("pseudo_huber"), Contains("quantile_huber")));
  EXPECT_EQ(first(residual, "squared"), "squared_error");
  // What begins so stands before what only has the word.
  const std::vector<std::string> squared = find(residual, "squared");
  EXPECT_LT(std::ranges::find(squared, "squared_epsilon_insensitive"),
            std::ranges::find(squared, "half_squared_error"));
}

TEST_F(Finding, ByWhatItDoes) {
  for (const char* asked : {"ignores outliers", "ignore outlier", "the loss that ignores outliers", "redescending",
                            "IGNORES-OUTLIERS", "forgets far points"}) {
    const std::vector<std::string> found = find(residual, asked);
    EXPECT_THAT(found, AllOf(Contains("tukey_biweight"), Contains("cauchy"), Contains("welsch"),
                             Contains("geman_mcclure"), Contains("truncated_quadratic")))
        << asked;
    EXPECT_THAT(found, AllOf(Not(Contains("huber")), Not(Contains("squared_error")), Not(Contains("log_cosh"))))
        << asked;
  }
  EXPECT_THAT(find(residual, "the loss that ignores outliers completely"),
              AllOf(Contains("tukey_biweight"), Contains("truncated_quadratic"), Not(Contains("cauchy")),
                    Not(Contains("welsch")), Not(Contains("geman_mcclure"))));
  EXPECT_THAT(find(residual, "median"), Contains("absolute_error"));
  EXPECT_THAT(find(residual, "threshold"), Contains("huber"));
  EXPECT_THAT(find(residual, "non-convex"), AllOf(Contains("tukey_biweight"), Not(Contains("huber"))));
  EXPECT_THAT(find(residual, "1964"), Contains("huber"));
}

TEST_F(Finding, AllWordsMustMatch) {
  EXPECT_THAT(find(residual, "huber quantile"), Contains("quantile_huber"));
  EXPECT_THAT(find(residual, "huber quantile"), Not(Contains("huber")));
  EXPECT_THAT(find(residual, "huber banana"), IsEmpty());
  EXPECT_THAT(find(residual, "hinge"), IsEmpty());
}

TEST_F(Finding, FiltersNarrowTogether) {
  const std::vector<std::string> redescending = find(residual, "", trait_set({Trait::redescending}));
  EXPECT_THAT(redescending, AllOf(Contains("tukey_biweight"), Not(Contains("huber"))));
  EXPECT_THAT(find(residual, "", trait_set({Trait::redescending, Trait::convex})), IsEmpty());
  EXPECT_THAT(find(residual, "huber", trait_set({Trait::convex, Trait::bounded_gradient})), Contains("huber"));
  EXPECT_THAT(find(residual, "squared", trait_set({Trait::bounded_gradient})), Not(Contains("squared_error")));
  EXPECT_THAT(find(classes, "", trait_set({Trait::symmetric})),
              UnorderedElementsAre("zero_one", "ramp", "unhinged", "sigmoid_loss", "mae_probability", "normalised_ce",
                                   "active_passive"));
}

TEST_F(Finding, TraitsFollowTheParameters) {
  const int barron = document_.index("barron");
  const long before = search_.version();
  document_.loss("barron").set("alpha", 1.5);
  search_.follow(document_.losses);
  EXPECT_TRUE(contains(search_.traits(barron), Trait::convex));
  EXPECT_EQ(search_.version(), before + 1);
  search_.follow(document_.losses);
  EXPECT_EQ(search_.version(), before + 1);
  document_.loss("barron").set("alpha", -2);
  search_.follow(document_.losses);
  EXPECT_FALSE(contains(search_.traits(barron), Trait::convex));
  EXPECT_TRUE(contains(search_.traits(barron), Trait::redescending));
}

TEST(Traits, CornersAreNotSmooth) {
  const auto smooth = [](const char* id) { return contains(traits_of(Loss(id)), Trait::smooth); };
  for (const char* id : {"squared_error", "huber", "smooth_l1", "tukey_biweight", "logistic", "squared_hinge"}) {
    EXPECT_TRUE(smooth(id)) << id;
  }
  for (const char* id :
       {"absolute_error", "pinball", "epsilon_insensitive", "truncated_quadratic", "hinge", "zero_one", "ramp"}) {
    EXPECT_FALSE(smooth(id)) << id;
  }
}

TEST(Traits, SymmetryOfTheResidual) {
  const auto even = [](const Loss& loss) { return contains(traits_of(loss), Trait::symmetric); };
  EXPECT_TRUE(even(Loss("huber")));
  EXPECT_FALSE(even(Loss("linex")));
  Loss pinball("pinball");
  pinball.set("tau", 0.5);
  EXPECT_TRUE(even(pinball));
  pinball.set("tau", 0.9);
  EXPECT_FALSE(even(pinball));
}

TEST(Traits, OnlyACutRejects) {
  const auto cut_off = [](const char* id) { return rejects(Loss(id), Loss(id).properties()); };
  for (const char* id : {"tukey_biweight", "truncated_quadratic", "ramp"}) EXPECT_TRUE(cut_off(id)) << id;
  for (const char* id : {"welsch", "cauchy", "geman_mcclure", "huber", "savage"}) EXPECT_FALSE(cut_off(id)) << id;
}

TEST(Traits, EveryAxisOffersWhatItsLossesDiffer) {
  for (const FamilySet families : {residual, classes}) {
    for (const TraitInfo& info : traits_for(families)) {
      long with = 0, without = 0;
      for (const Loss& loss : Loss::all()) {
        if (!contains(families, loss.info().family)) continue;
        ++(contains(traits_of(loss), info.trait) ? with : without);
      }
      EXPECT_GT(with, 0) << info.title;
      EXPECT_GT(without, 0) << info.title;
    }
  }
}

TEST_F(Finding, AListStaysWhileASliderIsHeld) {
  LossFinder finder;
  const LossQuery convex{"barron", trait_set({Trait::convex})};
  document_.loss("barron").set("alpha", 1.5);
  EXPECT_EQ(finder.find(search_, document_.losses, residual, convex).size(), 1u);
  document_.loss("barron").set("alpha", 0);
  EXPECT_EQ(finder.find(search_, document_.losses, residual, convex, false).size(), 1u);
  EXPECT_THAT(finder.find(search_, document_.losses, residual, convex, true), IsEmpty());
}

TEST_F(Finding, AListWithoutAQueryIsWhatASearchForNothingFinds) {
  LossFinder finder;
  LossSearch unused;
  for (const FamilySet families : {residual, classes}) {
    EXPECT_THAT(finder.find(unused, document_.losses, families, {}),
                testing::ElementsAreArray(search_.find(families, {})));
  }
  EXPECT_EQ(unused.version(), 0);
}

TEST(Sketch, StaysInItsPane) {
  for (const Loss& loss : Loss::all()) {
    const std::vector<Point> curve = loss_sketch(loss);
    long points = 0;
    for (const Point& p : curve) {
      if (std::isnan(p.y)) continue;
      ++points;
      EXPECT_TRUE(p.x >= 0 && p.x <= 1 && p.y >= -1e-12 && p.y <= 1 + 1e-12) << loss.id() << " " << p.x << " " << p.y;
    }
    EXPECT_GE(points, 2) << loss.id();
  }
}

TEST(Sketch, IsTheCurve) {
  const double zero = sketch_zero(Family::residual);
  const std::vector<Point> curve = loss_sketch(Loss("half_squared_error"));
  // Enters at the top where r²/2 = 6, touches zero in the middle, leaves at the top.
  EXPECT_NEAR(curve.front().x, 0.5 - std::sqrt(12.0) / 12, 0.01);
  EXPECT_DOUBLE_EQ(curve.front().y, 1);
  const auto lowest = std::ranges::min_element(curve, {}, [](Point p) { return std::isnan(p.y) ? 2 : p.y; });
  EXPECT_DOUBLE_EQ(lowest->x, 0.5);
  EXPECT_DOUBLE_EQ(lowest->y, zero);
}

TEST(Sketch, HasFewPoints) {
  EXPECT_LE(loss_sketch(Loss("absolute_error")).size(), 5u);
  for (const Loss& loss : Loss::all()) EXPECT_LE(loss_sketch(loss).size(), 40u) << loss.id();
}

}  // namespace
}  // namespace losslab
