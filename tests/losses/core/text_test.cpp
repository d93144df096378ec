#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <functional>
#include <set>

#include "arguments.h"
#include "losses/core/loss.h"

namespace losslab::testing {
namespace {

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}
std::string error_of(std::string_view id, std::string_view text) {
  Loss loss(id);
  return error_of([&] { loss.set_from_text(text); });
}

TEST(LossText, ReadsAndPrintsParameters) {
  Loss huber("huber");
  EXPECT_EQ(huber.parameters_text(), "delta=1");
  huber.set_from_text(" delta = 1.345 ");
  EXPECT_EQ(huber.parameter("delta"), 1.345);
  EXPECT_EQ(huber.parameters_text(), "delta=1.345");
  huber.set_from_text("");
  EXPECT_EQ(huber.parameter("delta"), 1.345);
  huber.set_from_text("delta=1e-3");
  EXPECT_EQ(huber.parameter(0), 0.001);
  huber.set_from_text("delta=+2;");
  EXPECT_EQ(huber.parameter(0), 2);

  Loss barron("barron");
  barron.set_from_text("alpha=-inf;c=0.1");
  EXPECT_EQ(barron.parameter("alpha"), -inf);
  EXPECT_EQ(barron.parameters_text(), "alpha=-inf;c=0.1");
  EXPECT_EQ(Loss("squared_error").parameters_text(), "");
}

TEST(LossText, RoundTripsEveryVariant) {
  for (const Loss& loss : all_variants()) {
    Loss other(loss.id());
    other.set_from_text(loss.parameters_text());
    EXPECT_EQ(other, loss) << name_of(loss);
  }
  Loss third("huber");
  third.set("delta", 1.0 / 3);
  Loss read("huber");
  read.set_from_text(third.parameters_text());
  EXPECT_EQ(read, third);
}

TEST(LossText, Labels) {
  EXPECT_EQ(Loss("squared_error").label(), "Squared error");
  Loss huber("huber");
  huber.set("delta", 1.5);
  EXPECT_EQ(huber.label(), "Huber (δ = 1.5)");
  Loss barron("barron");
  barron.set("alpha", -inf);
  EXPECT_EQ(barron.label(), "Barron (general robust) (α = −∞, c = 1)");
  barron.set("alpha", -2);
  EXPECT_EQ(barron.label(), "Barron (general robust) (α = −2, c = 1)");
  EXPECT_EQ(Loss("focal_alpha").label(), "Focal, class-weighted (γ = 2, α = 0.25)");
}

TEST(LossText, SaysWhatIsWrong) {
  EXPECT_EQ(error_of([] { Loss("hubber"); }), "Unknown loss 'hubber': did you mean 'huber'?");
  EXPECT_EQ(error_of([] { Loss("tukey_biwieght"); }), "Unknown loss 'tukey_biwieght': did you mean 'tukey_biweight'?");
  EXPECT_EQ(error_of("huber", "delta=-1"), "huber: delta must be greater than 0, got -1.");
  EXPECT_EQ(error_of("huber", "delta=0"), "huber: delta must be greater than 0, got 0.");
  EXPECT_EQ(error_of("huber", "gamma=1"), "huber has no parameter 'gamma'; it has: delta.");
  EXPECT_EQ(error_of("barron", "beta=1"), "barron has no parameter 'beta'; it has: alpha, c.");
  EXPECT_EQ(error_of("squared_error", "c=1"), "squared_error has no parameters, got 'c'.");
  EXPECT_EQ(error_of("huber", "delta"), "huber: parameter text 'delta' lacks '=VALUE'.");
  EXPECT_EQ(error_of("huber", "delta=abc"), "huber: delta must be a number, got 'abc'.");
  EXPECT_EQ(error_of("huber", "delta="), "huber: delta must be a number, got ''.");
  EXPECT_EQ(error_of("huber", "delta=1.5x"), "huber: delta must be a number, got '1.5x'.");
  EXPECT_EQ(error_of("huber", "delta=1,5"), "huber: delta must be a number, got '1,5'.");
  EXPECT_EQ(error_of("huber", "delta=+-1"), "huber: delta must be a number, got '+-1'.");
  EXPECT_EQ(error_of("huber", "delta=1e999"), "huber: delta = '1e999' is beyond the range of a double.");
  EXPECT_EQ(error_of("huber", "delta=nan"), "huber: delta must be a finite number, got nan.");
  EXPECT_EQ(error_of("huber", "delta=inf"), "huber: delta must be finite and greater than 0, got inf.");
  EXPECT_EQ(error_of("pinball", "tau=1"), "pinball: tau must be greater than 0 and less than 1, got 1.");
  EXPECT_EQ(error_of("gce", "q=1.01"), "gce: q must be greater than 0 and at most 1, got 1.01.");
  EXPECT_EQ(error_of("focal", "gamma=-0.5"), "focal: gamma must be at least 0, got -0.5.");
  EXPECT_EQ(error_of("barron", "alpha=inf"), "barron: alpha must be a finite number or -inf, got inf.");
  EXPECT_EQ(error_of("focal_alpha", "y=0"), "focal_alpha: y must be -1 or 1, got 0.");
}

TEST(LossText, ParametersAreJudgedTogether) {
  Loss hampel("hampel");
  hampel.set_from_text("a=5;b=6;c=10");  // a alone would be beyond the present b
  EXPECT_EQ(hampel.parameters_text(), "a=5;b=6;c=10");
  hampel.set_from_text("c=3;b=2;a=2");
  EXPECT_EQ(hampel.parameters_text(), "a=2;b=2;c=3");
  EXPECT_EQ(error_of("hampel", "a=5"), "hampel: a <= b < c is required, got a=5;b=4;c=8.");
  EXPECT_EQ(error_of("hampel", "b=8"), "hampel: a <= b < c is required, got a=2;b=8;c=8.");
  EXPECT_EQ(error_of("hampel", "a=-1;b=-2"), "hampel: a must be greater than 0, got -1.");
  EXPECT_EQ(error_of("asymmetric_linear", "a=0;b=0"), "asymmetric_linear: a + b must be greater than 0, got a=0;b=0.");
  EXPECT_EQ(error_of("asymmetric_linear", "a=0"), "no error");
  const std::vector<double> values{1, 1, 1};
  EXPECT_THROW(hampel.set_all(values), InputError);
  EXPECT_EQ(hampel.parameters_text(), "a=2;b=2;c=3");
}

TEST(LossText, AHandIsHeldAtTheBoundOfTheOthers) {
  Loss hampel("hampel");
  hampel.set_held("a", 7);
  EXPECT_EQ(hampel.parameters_text(), "a=4;b=4;c=8");
  hampel.set_held("c", 1);
  EXPECT_EQ(hampel.parameter("c"), std::nextafter(4, 5));
  hampel.set_held("c", 6);
  hampel.set_held("b", 100);
  EXPECT_EQ(hampel.parameter("b"), std::nextafter(6, 5));
  hampel.set_held("b", 0.5);
  EXPECT_EQ(hampel.parameter("b"), 4);
  EXPECT_THROW(hampel.set_held("a", -1), InputError);
  EXPECT_THROW(hampel.set_held("a", std::nan("")), InputError);
  EXPECT_THROW(hampel.set_held("d", 1), InputError);
  Loss barron("barron");
  barron.set_held("alpha", -inf);
  EXPECT_EQ(barron.parameter("alpha"), -inf);
}

TEST(LossText, AnErrorChangesNothing) {
  Loss barron("barron");
  const Loss before = barron;
  EXPECT_THROW(barron.set_from_text("alpha=-2;c=-1"), InputError);
  EXPECT_EQ(barron, before);
  EXPECT_THROW(barron.set("c", std::nan("")), InputError);
  EXPECT_EQ(barron, before);
}

TEST(LossText, HardBoundsAreKept) {
  for (const Loss& loss : Loss::all()) {
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      const Parameter& p = loss.parameters()[i];
      Loss changed = loss;
      if (std::isfinite(p.lower)) {
        EXPECT_THROW(changed.set(i, std::nextafter(p.lower, -inf)), InputError) << loss.id() << " " << p.name;
        if (p.open_lower) {
          EXPECT_THROW(changed.set(i, p.lower), InputError) << loss.id() << " " << p.name;
        } else {
          EXPECT_NO_THROW(changed.set(i, p.lower)) << loss.id() << " " << p.name;
        }
      }
      if (std::isfinite(p.upper)) {
        EXPECT_THROW(changed.set(i, std::nextafter(p.upper, inf)), InputError) << loss.id() << " " << p.name;
      }
      EXPECT_THROW(changed.set(i, inf), InputError) << loss.id() << " " << p.name;
      const bool free = loss.id() != "hampel";  // whose sliders meet
      for (const double value : {p.initial, p.slider_min, p.slider_max}) {
        if (free) {
          EXPECT_NO_THROW(changed.set(i, value)) << loss.id();
        }
      }
    }
  }
}

TEST(LossText, EveryLossIsDescribed) {
  std::set<std::string_view> ids;
  for (const Loss& loss : Loss::all()) {
    const LossInfo& info = loss.info();
    EXPECT_TRUE(ids.insert(info.id).second) << info.id;
    for (const char* text : {info.english, info.chinese, info.formula, info.estimates, info.remark, info.source}) {
      EXPECT_NE(std::string_view(text), "") << info.id;
    }
    EXPECT_THAT(info.formula, ::testing::StartsWith("\\ell(")) << info.id;
    EXPECT_LE(loss.parameters().size(), Loss::max_parameters);
  }
}

TEST(LossText, ClassesOnlyWhereTheyMatter) {
  const Loss focal("focal_alpha");
  EXPECT_TRUE(focal.depends_on_class());
  EXPECT_EQ(focal.for_class(-1).at(0.3).value, 3 * focal.for_class(1).at(0.3).value);
  EXPECT_FALSE(Loss("hinge").depends_on_class());
  EXPECT_EQ(Loss("hinge").for_class(-1), Loss("hinge"));
}

}  // namespace
}  // namespace losslab::testing
