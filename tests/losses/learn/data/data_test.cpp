#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "losses/learn/data/dataset.h"
#include "losses/learn/exact/exact.h"
#include "support.h"

namespace losslab {
namespace {

using testing::HasSubstr;

Dataset generate(const std::string& text) { return make_data(parse_data_spec(text), LOSSLAB_ASSETS); }

int count(const std::vector<unsigned char>& flags) {
  int sum = 0;
  for (unsigned char flag : flags) sum += flag;
  return sum;
}

TEST(Data, SameSpecificationSameBytes) {
  for (const char* text : {"line:n=200,outliers=0.2,seed=7", "gaussians:n=100,flips=0.3", "moons:n=77,flips=0.1,seed=3",
                           "sinusoid:n=50,noise_kind=student", "steps:n=50,outliers=0.3,kind=clustered",
                           "polynomial:n=50", "inventory:n=50", "circles:n=50", "xor:n=50,flips=0.2,label_noise=near",
                           "spirals:n=50,label_noise=far_flip,flips=0.2"}) {
    EXPECT_EQ(to_csv(generate(text)), to_csv(generate(text)));
    EXPECT_EQ(generate(text), generate(text));
    EXPECT_NE(generate(text), generate(std::string(text) + ",seed=99"));
  }
}

// Written down once: a change of the generators or of the random numbers must not go unseen.
TEST(Data, BytesOfASeed) {
  EXPECT_EQ(to_csv(generate("line:n=4,outliers=0.25,seed=1")),
            "x,y,outlier\n9.231525,2.641873,1\n5.741057,10.335728,0\n6.971784,11.393269,0\n0.710452,2.763307,0\n");
  EXPECT_EQ(to_csv(generate("gaussians:n=4,seed=1")),
            "x1,x2,label,true_label\n2.051249,0.186837,1,1\n-1.483698,-1.064408,-1,-1\n1.697629,1.113031,1,1\n"
            "-0.504773,1.719279,-1,-1\n");
}

TEST(Data, LineHasItsOutliers) {
  const Dataset clean = generate("line:n=100,noise=0.5,seed=2"),
                dirty = generate("line:n=100,noise=0.5,outliers=0.2,seed=2");
  EXPECT_EQ(count(clean.outlier), 0);
  EXPECT_EQ(count(dirty.outlier), 20);
  for (std::size_t i = 0; i < dirty.size(); ++i) {
    const double off = dirty.y[i] - (1.5 * dirty.x1[i] + 2);
    if (dirty.outlier[i] != 0) {
      EXPECT_GE(dirty.x1[i], 6.666);
      EXPECT_NEAR(off, -12, 2.5);
    } else {  // the others stay where they were
      EXPECT_EQ(dirty.x1[i], clean.x1[i]);
      EXPECT_EQ(dirty.y[i], clean.y[i]);
    }
  }
  EXPECT_EQ(dirty.true_line, (Dataset::Line{1.5, 2}));
  const Dataset lever = generate("line:n=100,noise=0.5,outliers=0.1,kind=leverage,size=8,seed=2");
  for (std::size_t i = 0; i < lever.size(); ++i) {
    if (lever.outlier[i] == 0) continue;
    EXPECT_NEAR(lever.x1[i], 18, 0.5);
    EXPECT_NEAR(lever.y[i], 2, 2);
  }
}

TEST(Data, OutliersFoolOnlyThoseWhoListen) {
  const Setting vertical = test::make_setting("line:n=60,outliers=0.2,seed=1", "line");
  const auto slope = [](const Setting& setting, const char* id, std::span<const double> start = {}) {
    return solve_exact(setting, Loss(id), start).theta[0];
  };
  EXPECT_LT(slope(vertical, "squared_error"), 1.0);
  EXPECT_NEAR(slope(vertical, "huber"), 1.5, 0.45);
  EXPECT_NEAR(slope(vertical, "tukey_biweight"), 1.5, 0.15);
  const Setting leverage = test::make_setting("line:n=60,outliers=0.2,kind=leverage,seed=1", "line");
  EXPECT_LT(slope(leverage, "squared_error"), 0.6);
  EXPECT_LT(slope(leverage, "huber"), 0.8);
  EXPECT_NEAR(slope(leverage, "tukey_biweight", least_median_start(leverage)), 1.5, 0.15);
}

TEST(Data, LabelNoiseHasItsShare) {
  const auto flipped = [](const Dataset& data, double from) {
    int wrong = 0;
    for (std::size_t i = 0; i < data.size(); ++i)
      wrong += data.y[i] != data.true_label[i] && data.true_label[i] == from;
    return wrong;
  };
  const Dataset symmetric = generate("gaussians:n=200,flips=0.3");
  EXPECT_EQ(flipped(symmetric, 1) + flipped(symmetric, -1), 60);
  EXPECT_GT(flipped(symmetric, -1), 10);
  const Dataset one = generate("moons:n=200,flips=0.3,label_noise=one_sided");
  EXPECT_EQ(flipped(one, 1), 30);
  EXPECT_EQ(flipped(one, -1), 0);
  const Dataset far = generate("gaussians:n=200,flips=0.025,label_noise=far");
  ASSERT_EQ(far.size(), 205U);
  for (std::size_t i = 200; i < 205; ++i) {
    EXPECT_NEAR(far.x1[i], 10, 1.5);
    EXPECT_EQ(far.y[i], -1);
    EXPECT_EQ(far.true_label[i], 1);
  }
}

TEST(Data, MoonsInterlock) {
  const Dataset moons = generate("moons:n=400,noise=0");
  for (std::size_t i = 0; i < moons.size(); ++i) {
    const double y = moons.y[i], radius = std::hypot(y * moons.x1[i] + 1, y * moons.x2[i] + 0.5);
    EXPECT_NEAR(radius, 2, 2e-6);
  }
}

TEST(DataSpec, ReadsWhatItWrites) {
  DataSpec spec;
  spec.kind = DataSpec::Kind::gaussians;
  spec.n = 120;
  spec.noise = 0.75;
  spec.flips = 0.1;
  spec.far_distance = 8.5;
  spec.label_noise = LabelNoise::far;
  spec.seed = 18446744073709551615ULL;
  EXPECT_EQ(parse_data_spec(to_text(spec)), spec);
  EXPECT_EQ(to_text(parse_data_spec("line")), "line:n=60,seed=1");
  EXPECT_EQ(to_text(parse_data_spec("line:kind=leverage,outliers=0.25,size=3")),
            "line:n=60,outliers=0.25,size=3,kind=leverage,seed=1");
  EXPECT_EQ(parse_data_spec("some/where.csv").kind, DataSpec::Kind::file);
  EXPECT_EQ(parse_data_spec("some/where.csv").file, "some/where.csv");
  EXPECT_EQ(task_of(parse_data_spec("moons")), Task::classification);
}

TEST(DataSpec, SaysWhatIsWrong) {
  const auto said = [](const char* text) { return test::message_of([&] { parse_data_spec(text); }); };
  EXPECT_EQ(said("line:n=3"), "Data key 'n': expected a whole number from 4 to 1000000, found 3.");
  EXPECT_EQ(said("line:n=4.5"), "Data key 'n': expected a whole number from 4 to 1000000, found 4.5.");
  EXPECT_EQ(said("line:n=1000001"), "Data key 'n': expected a whole number from 4 to 1000000, found 1000001.");
  EXPECT_EQ(said("line:noise=loud"), "Data key 'noise': expected a number, found 'loud'.");
  EXPECT_EQ(said("line:noise=nan"), "Data key 'noise': expected a number, found 'nan'.");
  EXPECT_EQ(said("line:noise"), "Data setting 'noise': expected key=value.");
  EXPECT_EQ(said("line:outliers=0.6"), "Data key 'outliers': expected 0 to 0.5, found 0.6.");
  EXPECT_EQ(said("line:kind=sideways"),
            "Data key 'kind': expected vertical, leverage, clustered, drifting or one_sided, found 'sideways'.");
  EXPECT_EQ(said("steps:levels=1"), "Data key 'levels': expected a whole number from 2 to 20, found 1.");
  EXPECT_EQ(said("xor:imbalance=1"), "Data key 'imbalance': expected 0.01 to 0.99, found 1.");
  EXPECT_EQ(said("inventory:costs=0.5"), "Data key 'costs': expected 1 to 100, found 0.5.");
  EXPECT_EQ(said("line:seed=-1"), "Data key 'seed': expected a whole number from 0 to 2^64 - 1, found '-1'.");
  EXPECT_EQ(said("line:colour=red"),
            "Unknown data key 'colour' for line; known are n, noise, dof, slope, intercept, outliers, size, kind, "
            "noise_kind, seed.");
  EXPECT_THAT(said("moons:slope=1"),
              HasSubstr("known are n, noise, imbalance, flips, distance, classes, label_noise, matrix, seed"));
  EXPECT_THAT(said("rings"), HasSubstr("polynomial, inventory, gaussians, moons, circles, xor or spirals, as in"));
  DataSpec hand_made;
  hand_made.noise = std::nan("");
  EXPECT_THAT(test::message_of([&] { make_data(hand_made, ""); }), HasSubstr("'noise'"));
}

}  // namespace
}  // namespace losslab
