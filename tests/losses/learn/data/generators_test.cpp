#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "losses/core/random.h"
#include "losses/learn/data/class_shapes.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/data/spec_fields.h"
#include "losses/learn/exact/exact.h"
#include "support.h"

namespace losslab {
namespace {

using testing::HasSubstr;

Dataset generate(const std::string& text) { return make_data(parse_data_spec(text), LOSSLAB_ASSETS); }

// y minus the truth, in the order of the points.
std::vector<double> disturbances(const Dataset& data) {
  std::vector<double> all;
  for (std::size_t i = 0; i < data.size(); ++i) all.push_back(data.y[i] - true_value(data, data.x1[i]).value());
  return all;
}

double mean_square(const std::vector<double>& values) {
  double sum = 0;
  for (double v : values) sum += v * v;
  return sum / static_cast<double>(values.size());
}

double quantile(std::vector<double> values, double p) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size()))];
}

// Written down once, as for the older generators.
TEST(Generators, BytesOfASeed) {
  EXPECT_EQ(to_csv(generate("sinusoid:n=4,outliers=0.25,kind=one_sided,noise_kind=student")),
            "x,y,outlier\n7.029218,18.816534,1\n3.913286,-1.710221,0\n0.710452,6.608189,0\n5.517099,8.772608,0\n");
  EXPECT_EQ(to_csv(generate("steps:n=4,outliers=0.25,kind=clustered")),
            "x,y,outlier\n9.107783,-6.700063,1\n5.741057,-0.915178,0\n6.971784,-1.703728,0\n0.710452,-3.302371,0\n");
  EXPECT_EQ(to_csv(generate("polynomial:n=4,noise_kind=heteroscedastic,outliers=0.25,kind=drifting")),
            "x,y,outlier\n7.029218,-12.391208,1\n5.741057,-0.466623,0\n6.971784,-4.088979,0\n0.710452,2.145218,0\n");
  EXPECT_EQ(to_csv(generate("inventory:n=4")),
            "week,demand,outlier\n8,12.67564,0\n1,2.690788,0\n2,2.591493,0\n7,9.4834,0\n");
  EXPECT_EQ(to_csv(generate("circles:n=4,flips=0.25,label_noise=near")),
            "x1,x2,label,true_label\n-0.339557,-1.110515,1,1\n-2.224162,1.680028,-1,-1\n1.021939,0.740661,1,1\n-2.544,-"
            "0.613794,1,-1\n");
  EXPECT_EQ(to_csv(generate("xor:n=4,flips=0.25,label_noise=far_flip")),
            "x1,x2,label,true_label\n-1.948751,-1.813163,1,1\n2.516302,-3.064408,1,-1\n1.697629,3.113031,1,1\n-0."
            "504773,3.719279,-1,-1\n");
  EXPECT_EQ(to_csv(generate("spirals:n=4")),
            "x1,x2,label,true_label\n-0.129024,2.949252,1,1\n-2.004715,0.647203,-1,-1\n-1.030173,0.928861,1,1\n-1."
            "681655,-1.383821,-1,-1\n");
}

TEST(Generators, EveryOneIsListedAndReadsWhatItWrites) {
  std::set<std::string> ids;
  for (const Generator& generator : generators()) {
    EXPECT_TRUE(ids.insert(generator.id).second);
    EXPECT_STREQ(generator_name(generator.kind), generator.id);
    DataSpec spec;
    spec.kind = generator.kind;
    for (const NumberField& field : number_fields()) {
      const bool of_two = std::string_view(field.key) == "classes";  // several have tests of their own
      if (field.used_by(spec.kind) && !of_two)
        field.set(spec, field.whole != nullptr ? field.upper : field.upper * 0.37);
    }
    for (const WordField& field : word_fields()) {
      if (field.used_by(spec.kind)) field.set(spec, 1);
    }
    spec.seed = 5;
    EXPECT_EQ(parse_data_spec(to_text(spec)), spec) << to_text(spec);
    EXPECT_EQ(task_of(spec), generator.task);
    spec.n = 50;
    const Dataset data = make_data(spec, "");
    EXPECT_EQ(data.task, generator.task);
    EXPECT_EQ(data.name, generator.id);
    EXPECT_GE(data.size(), 50U);
    for (double y : data.y) EXPECT_TRUE(std::isfinite(y));
  }
  EXPECT_EQ(ids.size(), 10U);
}

TEST(Generators, PointsLieOnTheTruthWithoutNoise) {
  for (const char* text : {"line:n=400,noise=0", "sinusoid:n=400,noise=0,period=2.5,amplitude=3",
                           "steps:n=400,noise=0,levels=7", "polynomial:n=400,noise=0,intercept=-4"}) {
    const Dataset data = generate(text);
    for (double r : disturbances(data)) EXPECT_NEAR(r, 0, 0.004) << text;  // the truth is straight between its points
    EXPECT_FALSE(true_value(data, 1e9).has_value() && !data.true_line) << text;
  }
  const Dataset sine = generate("sinusoid:n=200,noise=0,period=2.5,amplitude=3,intercept=1");
  for (std::size_t i = 0; i < sine.size(); ++i) {
    EXPECT_NEAR(sine.y[i], 1 + 3 * std::sin(2 * std::numbers::pi * sine.x1[i] / 2.5), 1e-5);
  }
  const Dataset cubic = generate("polynomial:n=200,noise=0");
  const Setting setting = test::make_setting(cubic, "poly:3");
  EXPECT_LT(solve_exact(setting, Loss("squared_error")).objective, 1e-12);
}

TEST(Generators, StepsJumpBetweenLevels) {
  const Dataset data = generate("steps:n=500,noise=0,levels=5,amplitude=2,intercept=0");
  const std::set<double> levels(data.y.begin(), data.y.end());
  EXPECT_EQ(levels.size(), 5U);
  EXPECT_EQ(true_value(data, 1.999), true_value(data, 0));
  EXPECT_EQ(true_value(data, 2), true_value(data, 3.999));
  EXPECT_NE(true_value(data, 1.999), true_value(data, 2));
}

TEST(Generators, NoiseHasItsMoments) {
  const std::vector<double> gaussian = disturbances(generate("sinusoid:n=5000,noise=2"));
  EXPECT_NEAR(mean_square(gaussian), 4, 0.25);
  // Student's t with 5 degrees of freedom: variance 5/3, quartiles at ±0.7267.
  const std::vector<double> student = disturbances(generate("line:n=5000,noise=2,noise_kind=student,dof=5"));
  EXPECT_NEAR(quantile(student, 0.75), 2 * 0.7267, 0.08);
  EXPECT_NEAR(quantile(student, 0.25), -2 * 0.7267, 0.08);
  EXPECT_NEAR(mean_square(student), 4 * 5.0 / 3, 0.7);
  // Cauchy: quartiles at ±1, and 0.64 % beyond 100.
  const std::vector<double> cauchy = disturbances(generate("line:n=5000,noise_kind=student,dof=1"));
  EXPECT_NEAR(quantile(cauchy, 0.75), 1, 0.08);
  EXPECT_GT(std::ranges::count_if(cauchy, [](double r) { return std::abs(r) > 100; }), 15);
  EXPECT_LT(std::ranges::count_if(cauchy, [](double r) { return std::abs(r) > 100; }), 55);

  const Dataset fan = generate("line:n=5000,noise_kind=heteroscedastic");
  std::vector<double> left, right;
  for (std::size_t i = 0; i < fan.size(); ++i) {
    const double r = fan.y[i] - true_value(fan, fan.x1[i]).value();
    if (fan.x1[i] < 1) left.push_back(r);
    if (fan.x1[i] > 9) right.push_back(r);
  }
  EXPECT_NEAR(std::sqrt(mean_square(left)), 0.28, 0.04);
  EXPECT_NEAR(std::sqrt(mean_square(right)), 1.72, 0.2);
}

TEST(Generators, OutliersLieWhereTheirKindSays) {
  const auto outliers = [](const std::string& kind) {
    const Dataset data = generate("line:n=200,noise=0.1,outliers=0.25,size=8,kind=" + kind);
    const Dataset clean = generate("line:n=200,noise=0.1");
    std::vector<std::pair<double, double>> found;  // x, and how far above the truth
    for (std::size_t i = 0; i < data.size(); ++i) {
      if (data.outlier[i] != 0) {
        found.emplace_back(data.x1[i], data.y[i] - true_value(data, data.x1[i]).value());
      } else {
        EXPECT_EQ(data.y[i], clean.y[i]);
      }
    }
    EXPECT_EQ(found.size(), 50U) << kind;
    return found;
  };
  for (const auto& [x, off] : outliers("clustered")) {
    EXPECT_NEAR(x, 9, 0.2);
    EXPECT_NEAR(off, -8, 1.2);
  }
  for (const auto& [x, off] : outliers("drifting")) EXPECT_NEAR(off, -0.8 * x, 0.5);
  double least_x = 10, greatest_x = 0, least = 100, greatest = 0;
  for (const auto& [x, off] : outliers("one_sided")) {
    least_x = std::min(least_x, x), greatest_x = std::max(greatest_x, x);
    least = std::min(least, off), greatest = std::max(greatest, off);
  }
  EXPECT_LT(least_x, 2);
  EXPECT_GT(greatest_x, 8);
  EXPECT_GT(least, 3.5);
  EXPECT_LT(greatest, 12.5);
}

TEST(Generators, InventoryHasTheOrderThatCostsLeast) {
  const Dataset data = generate("inventory:n=5000,seed=3");
  EXPECT_EQ(data.true_quantile, 0.8);
  std::size_t below = 0;
  for (std::size_t i = 0; i < data.size(); ++i) {
    EXPECT_GT(data.y[i], 0);
    EXPECT_EQ(data.x1[i], std::round(data.x1[i]));
    below += data.y[i] < true_value(data, data.x1[i]).value() ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(below) / 5000, 0.8, 0.02);
  const auto [first, last] = std::ranges::minmax(data.x1);
  EXPECT_EQ(first, 1);
  EXPECT_EQ(last, 10);
  // The loss that counts the costs finds it; the squared error finds the mean, which is lower.
  const Setting setting = test::make_setting(data, "line");
  const std::vector<double> best = solve_exact(setting, test::make_loss("pinball", "tau=0.8")).theta;
  EXPECT_NEAR(best[0], data.true_line->slope, 0.15);
  EXPECT_NEAR(best[1], data.true_line->intercept, 0.5);
  const std::vector<double> mean = solve_exact(setting, Loss("squared_error")).theta;
  EXPECT_NEAR(mean[0], 1.5, 0.12);
  EXPECT_NEAR(mean[1], 2, 0.4);
  EXPECT_EQ(generate("inventory:costs=9").true_quantile, 0.9);
  EXPECT_EQ(test::message_of([] { generate("inventory:slope=-1"); }),
            "Data inventory: expected slope*week + intercept above 0 in the weeks 1 to 10, as demand is.");
}

TEST(Generators, ImbalanceIsTheShareOfTheClassPlus) {
  const auto positive = [](const std::string& text) {
    const Dataset data = generate(text);
    return std::ranges::count(data.true_label, 1.0);
  };
  EXPECT_EQ(positive("gaussians:n=200"), 100);
  EXPECT_EQ(positive("gaussians:n=51"), 26);
  EXPECT_EQ(positive("gaussians:n=1000,imbalance=0.02"), 20);
  EXPECT_EQ(positive("moons:n=1000,imbalance=0.3"), 300);
  EXPECT_EQ(positive("xor:n=10,imbalance=0.01"), 1);
  EXPECT_EQ(positive("spirals:n=10,imbalance=0.99"), 9);
}

TEST(Generators, ClassesHaveTheirShapes) {
  const Dataset circles = generate("circles:n=300,noise=0");
  for (std::size_t i = 0; i < circles.size(); ++i) {
    EXPECT_NEAR(std::hypot(circles.x1[i], circles.x2[i]), circles.y[i] > 0 ? 1.2 : 3, 2e-6);
  }
  const Dataset clouds = generate("xor:n=300,noise=0,separation=1.5");
  for (std::size_t i = 0; i < clouds.size(); ++i) {
    EXPECT_EQ(std::abs(clouds.x1[i]), 1.5);
    EXPECT_EQ(clouds.x1[i] * clouds.x2[i], 2.25 * clouds.y[i]);
  }
  const Dataset spirals = generate("spirals:n=300,noise=0");
  for (std::size_t i = 0; i < spirals.size(); ++i) {
    const double radius = std::hypot(spirals.x1[i], spirals.x2[i]), turn = std::numbers::pi * (radius - 0.4);
    EXPECT_NEAR(spirals.y[i] * spirals.x1[i], radius * std::cos(turn), 1e-5);
    EXPECT_NEAR(spirals.y[i] * spirals.x2[i], radius * std::sin(turn), 1e-5);
  }
}

TEST(Generators, SidesAgreeWithCleanClasses) {
  for (const char* text : {"gaussians:n=200,noise=0.3", "moons:n=200,noise=0.3", "circles:n=200,noise=0.5",
                           "xor:n=200,noise=0.3", "spirals:n=200,noise=0.3"}) {
    const DataSpec spec = parse_data_spec(text);
    const Dataset data = generate(text);
    for (std::size_t i = 0; i < data.size(); ++i) {
      EXPECT_GT(data.y[i] * side_of(spec.kind, {data.x1[i], data.x2[i]}), 0) << text;
    }
  }
}

TEST(Generators, LabelsFlipNearOrFar) {
  for (const char* id : {"gaussians", "moons", "circles", "xor", "spirals"}) {
    const DataSpec spec = parse_data_spec(id);
    for (const bool near : {true, false}) {
      const Dataset data = generate(std::string(id) + ":n=200,flips=0.2,label_noise=" + (near ? "near" : "far_flip"));
      double flipped_least = 1e9, flipped_most = 0, kept_least = 1e9, kept_most = 0;
      int flipped = 0;
      for (std::size_t i = 0; i < data.size(); ++i) {
        const double distance = std::abs(side_of(spec.kind, {data.x1[i], data.x2[i]}));
        const bool wrong = data.y[i] != data.true_label[i];
        flipped += wrong ? 1 : 0;
        double& least = wrong ? flipped_least : kept_least;
        double& most = wrong ? flipped_most : kept_most;
        least = std::min(least, distance), most = std::max(most, distance);
      }
      EXPECT_EQ(flipped, 40) << id;
      EXPECT_LE(near ? flipped_most : kept_most, near ? kept_least : flipped_least) << id;
    }
  }
}

TEST(Generators, IrisIsTwoClasses) {
  const Dataset iris = generate("iris.csv");
  EXPECT_EQ(iris.task, Task::classification);
  EXPECT_EQ(iris.x2.size(), iris.size());
  EXPECT_GE(std::ranges::count(iris.y, 1.0), 40);
  EXPECT_GE(std::ranges::count(iris.y, -1.0), 40);
  EXPECT_TRUE(iris.true_label.empty());
}

}  // namespace
}  // namespace losslab
