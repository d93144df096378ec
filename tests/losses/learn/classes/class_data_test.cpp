// Data of three classes and more, and the label noise of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "losses/core/error.h"
#include "losses/learn/data/class_shapes.h"
#include "losses/learn/data/csv_columns.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/data/transition.h"

namespace losslab {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pointwise;

Dataset made(const std::string& text) { return make_data(parse_data_spec(text), LOSSLAB_ASSETS); }

std::size_t wrong_labels(const Dataset& data) {
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < data.size(); ++i) wrong += data.y[i] != data.true_label[i] ? 1 : 0;
  return wrong;
}

std::string refusal(const std::string& text) {
  try {
    made(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(ClassData, ClassesAreEquallyFrequentAndNamed) {
  for (const char* kind : {"gaussians", "moons", "circles", "spirals"}) {
    const Dataset data = made(std::string(kind) + ":classes=5,n=200,seed=3");
    EXPECT_THAT(data.class_names, ElementsAre("A", "B", "C", "D", "E")) << kind;
    EXPECT_EQ(data.true_label, data.y) << kind;
    for (double k = 0; k < 5; ++k) EXPECT_EQ(std::ranges::count(data.y, k), 40) << kind;
    EXPECT_EQ(data, made(std::string(kind) + ":classes=5,n=200,seed=3")) << kind;
  }
}

TEST(ClassData, TwoClassesStayAsTheyWere) {
  const Dataset plain = made("moons:n=50,seed=4"), asked = made("moons:n=50,classes=2,seed=4");
  EXPECT_EQ(plain, asked);
  EXPECT_TRUE(plain.class_names.empty());
}

// Without noise each point lies on the shape of its class, at a distance from all others.
TEST(ClassData, PointsLieOnTheShapeOfTheirClass) {
  for (const char* kind : {"gaussians", "moons", "circles", "spirals"}) {
    const DataSpec spec = parse_data_spec(std::string(kind) + ":classes=4,n=80,noise=0,seed=1");
    const Dataset data = make_data(spec, LOSSLAB_ASSETS);
    for (std::size_t i = 0; i < data.size(); ++i) {
      for (int k = 0; k < 4; ++k) {
        const double away = distance_to_class(spec, k, {data.x1[i], data.x2[i]});
        if (k == data.y[i]) {
          EXPECT_LT(away, 0.08) << kind << i;
        } else {
          EXPECT_GT(away, 0.15) << kind << i << ' ' << k;
        }
      }
    }
  }
}

// Moons in a row are those of two classes, moved.
TEST(ClassData, MoonsStandInARow) {
  const DataSpec three = parse_data_spec("moons:classes=3");
  for (const double u : {0.0, 0.3, 0.9}) {
    const Spot plain = shapes::moon(u);
    for (int k = 0; k < 3; ++k) {
      const Spot moon = place_in_class(three, k, u);
      const double sign = k == 1 ? -1 : 1;
      EXPECT_NEAR(moon.x2, sign * plain.x2, 1e-12);
      EXPECT_NEAR(moon.x1 - sign * plain.x1, 2.5 * (k - 1) + sign, 1e-12);
    }
  }
}

TEST(ClassData, SharesOfWrongLabelsAreExact) {
  for (const char* noise : {"symmetric", "pairs", "near", "far_flip"}) {
    const Dataset data = made(std::string("gaussians:classes=3,n=300,flips=0.4,seed=2,label_noise=") + noise);
    EXPECT_EQ(wrong_labels(data), 120U) << noise;
  }
}

TEST(ClassData, PairsGoToTheNextClass) {
  const Dataset data = made("spirals:classes=3,n=300,flips=0.3,label_noise=pairs");
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (data.y[i] != data.true_label[i]) {
      EXPECT_EQ(data.y[i], std::fmod(data.true_label[i] + 1, 3));
    }
  }
}

TEST(ClassData, GrowingSharesKeepWhatWasWrong) {
  for (const char* noise : {"symmetric", "pairs", "near"}) {
    const std::string text = std::string("gaussians:classes=4,n=400,label_noise=") + noise;
    const Dataset few = made(text + ",flips=0.1"), many = made(text + ",flips=0.3");
    EXPECT_EQ(few.x1, many.x1);
    for (std::size_t i = 0; i < few.size(); ++i) {
      if (few.y[i] != few.true_label[i]) {
        EXPECT_EQ(few.y[i], many.y[i]) << noise;
      }
    }
  }
}

// Nearest to the boundary: nobody who keeps the label lies nearer to another class than one who has lost it.
TEST(ClassData, NearFlipsThoseBetweenTheClasses) {
  const DataSpec spec = parse_data_spec("gaussians:classes=3,n=300,flips=0.2,label_noise=near");
  const Dataset data = make_data(spec, LOSSLAB_ASSETS);
  double farthest_wrong = -1e9, nearest_right = 1e9;
  for (std::size_t i = 0; i < data.size(); ++i) {
    const Spot at{data.x1[i], data.x2[i]};
    const int own = static_cast<int>(data.true_label[i]);
    double next = 1e9;
    for (int k = 0; k < 3; ++k) next = k == own ? next : std::min(next, distance_to_class(spec, k, at));
    const double farther = next - distance_to_class(spec, own, at);
    if (data.y[i] == own) {
      nearest_right = std::min(nearest_right, farther);
    } else {
      farthest_wrong = std::max(farthest_wrong, farther);
      EXPECT_NEAR(distance_to_class(spec, static_cast<int>(data.y[i]), at), next, 1e-12);
    }
  }
  EXPECT_LE(farthest_wrong, nearest_right);
}

TEST(ClassData, AMatrixDrawsLabels) {
  const Dataset data = made("gaussians:classes=3,n=30000,label_noise=matrix,matrix=0.7 0.2 0.1/0 1 0/0.5 0 0.5,seed=5");
  const std::vector<double> counted = counted_transition(data);
  // Four standard deviations of a share of 10 000.
  EXPECT_THAT(counted, Pointwise(DoubleNear(0.02), {0.7, 0.2, 0.1, 0.0, 1.0, 0.0, 0.5, 0.0, 0.5}));
  EXPECT_EQ(counted[3], 0);
  EXPECT_EQ(counted[7], 0);
}

TEST(ClassData, TextsAreReadBack) {
  for (const char* text :
       {"gaussians:n=90,flips=0.2,classes=3,label_noise=pairs,seed=7", "spirals:n=60,classes=10,seed=1",
        "moons:n=60,classes=3,label_noise=matrix,matrix=0.5 0.5 0/0 1 0/0.25 0.25 0.5,seed=1"}) {
    EXPECT_EQ(to_text(parse_data_spec(text)), text);
  }
}

TEST(ClassData, BadInputIsNamed) {
  EXPECT_EQ(refusal("xor:classes=3").substr(0, 40), "Unknown data key 'classes' for xor; know");
  EXPECT_EQ(refusal("moons:classes=11"), "Data key 'classes': expected a whole number from 2 to 10, found 11.");
  EXPECT_EQ(refusal("moons:classes=5,n=9"), "Data key 'n': expected at least two points for each class.");
  EXPECT_THAT(refusal("moons:classes=3,label_noise=far"),
              HasSubstr("expected symmetric, pairs, matrix, near or far_flip"));
  EXPECT_EQ(refusal("moons:label_noise=pairs"),
            "Data key 'label_noise': pairs and matrix are for more than two classes.");
  EXPECT_EQ(refusal("moons:classes=3,label_noise=matrix,matrix=1 0/0 1"),
            "The transition matrix of 3 classes: expected 3 rows of 3 shares, found 4 values.");
  EXPECT_EQ(refusal("moons:classes=3,matrix=1 0 0/0.5 0.4 0/0 0 1"),
            "The transition matrix, row 2: expected shares that sum to 1, their sum is 0.9.");
  EXPECT_EQ(refusal("moons:classes=3,matrix=1 0 0/0 1 0/1.5 -0.5 0"),
            "The transition matrix, row 3: expected shares from 0 to 1, found -0.5.");
  EXPECT_EQ(refusal("moons:classes=3,matrix=1 x 0"), "The transition matrix: expected numbers, found 'x'.");
}

TEST(Transition, AnInverseIsOne) {
  const std::vector<double> matrix{0.7, 0.2, 0.1, 0, 1, 0, 0.5, 0, 0.5};
  const std::vector<double> inverse = inverse_transition(matrix, 3);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 3; ++k) sum += matrix[i * 3 + k] * inverse[k * 3 + j];
      EXPECT_NEAR(sum, i == j ? 1 : 0, 1e-14);
    }
  }
  EXPECT_THROW(inverse_transition(std::vector<double>{0.5, 0.5, 0.5, 0.5}, 2), InputError);
  EXPECT_THAT(usual_transition(3, 0.4, LabelNoise::pairs), ElementsAre(0.6, 0.4, 0, 0, 0.6, 0.4, 0.4, 0, 0.6));
  EXPECT_THAT(usual_transition(3, 0.4, LabelNoise::symmetric),
              ElementsAre(0.6, 0.2, 0.2, 0.2, 0.6, 0.2, 0.2, 0.2, 0.6));
}

TEST(ClassData, TheSpeciesOfIris) {
  const Dataset data = made("iris-species.csv");
  EXPECT_EQ(data.size(), 150U);
  EXPECT_THAT(data.class_names, ElementsAre("setosa", "versicolor", "virginica"));
  EXPECT_EQ(data.x1_name, "petal length (cm)");
  ASSERT_EQ(data.more.size(), 2U);
  EXPECT_EQ(data.more[1].name, "sepal width (cm)");
  for (double k = 0; k < 3; ++k) EXPECT_EQ(std::ranges::count(data.y, k), 50);
  // The means of Fisher's table, in the order of the file.
  const auto mean = [&](const std::vector<double>& values, double k) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += data.y[i] == k ? values[i] : 0;
    return sum / 50;
  };
  EXPECT_NEAR(mean(data.x1, 0), 1.462, 1e-12);
  EXPECT_NEAR(mean(data.x2, 1), 1.326, 1e-12);
  EXPECT_NEAR(mean(data.more[0].values, 2), 6.588, 1e-12);
  EXPECT_NEAR(mean(data.more[1].values, 2), 2.974, 1e-12);
}

TEST(ClassTable, LabelsOfAnyValuesAreClasses) {
  const Dataset data = parse_csv("x1,x2,label\n1,2,b\n2,3,a\n3,4,c\n4,5,b\n", "t.csv");
  EXPECT_THAT(data.class_names, ElementsAre("a", "b", "c"));
  EXPECT_THAT(data.y, ElementsAre(1, 0, 2, 1));
  const Dataset numbers = parse_csv("x1,x2,label,true_label\n1,2,10,10\n2,3,9,2\n3,4,2,2.0\n", "t.csv");
  EXPECT_THAT(numbers.class_names, ElementsAre("2", "9", "10"));
  EXPECT_THAT(numbers.y, ElementsAre(2, 1, 0));
  EXPECT_THAT(numbers.true_label, ElementsAre(2, 0, 0));
}

TEST(ClassTable, MoreInputsMakeNamedClassesOfTwo) {
  const Dataset data = parse_csv("x1,x2,x3,label\n1,2,3,no\n2,3,4,yes\n", "t.csv");
  EXPECT_THAT(data.class_names, ElementsAre("no", "yes"));
  ASSERT_EQ(data.more.size(), 1U);
  EXPECT_THAT(data.more[0].values, ElementsAre(3, 4));
}

TEST(ClassTable, WhatIsWrittenIsReadBack) {
  Dataset data = made("gaussians:classes=4,n=40,flips=0.25,seed=2");
  Dataset back = parse_csv(to_csv(data), data.name);
  back.y_name = data.y_name;
  EXPECT_EQ(back, data);
  const Dataset iris = made("iris-species.csv");
  const CsvTable table(to_csv(iris), iris.name);
  EXPECT_EQ(take_columns(table, guess_columns(table)), iris);
}

TEST(ClassTable, BadLabelsAreNamed) {
  const auto refused = [](const std::string& text) -> std::string {
    try {
      parse_csv(text, "t.csv");
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  };
  std::string many = "x1,x2,label\n";
  for (int k = 0; k < 11; ++k) many += "1,2,c" + std::to_string(k) + "\n";
  EXPECT_EQ(refused(many), "t.csv, column 3 (label): the label has to have 2 to 10 different values, found more.");
  EXPECT_THAT(refused("x1,x2,label\n1,2,a\n2,3,\n3,4,b\n4,5,c\n"),
              HasSubstr("t.csv, line 3, column 3 (label): labels are a, b and c; found"));
}

}  // namespace
}  // namespace losslab
