// The experiment of Zheng et al. 2020, on fewer places: against plain descents, the published order, and how it is run.
#include "losses/structures/boxes/experiment/box_experiment.h"

#include <algorithm>

#include "support.h"

namespace losslab::testing {
namespace {

BoxExperiment small() {
  BoxExperiment experiment;
  experiment.places = 61;  // not a multiple of a block
  return experiment;
}

// One descent by the gradient of the loss itself.
Vector errors_of_descent(const StructuredLoss& loss, double x, double y, double area, double aspect,
                         double target_aspect, const BoxExperiment& experiment) {
  const double target_width = std::sqrt(target_aspect), target_height = std::sqrt(1 / target_aspect);
  const Vector target{-0.5 * target_width, -0.5 * target_height, 0.5 * target_width, 0.5 * target_height};
  double width = std::sqrt(area * aspect), height = std::sqrt(area / aspect);
  const StructuredLoss areas(loss.id() == "giou_box" ? "giou_box" : "iou_box");
  Vector errors, slope(4), area_slope(4);
  const auto keep_error = [&] {
    errors.push_back(std::fabs(x) + std::fabs(y) + std::fabs(width - target_width) + std::fabs(height - target_height));
  };
  for (std::size_t t = 0; t < experiment.steps; ++t) {
    keep_error();
    const Vector box{x - 0.5 * width, y - 0.5 * height, x + 0.5 * width, y + 0.5 * height};
    loss.evaluate(box, target, slope);
    const double rate = experiment.rate * (10 * t < 8 * experiment.steps   ? 1
                                           : 10 * t < 9 * experiment.steps ? 0.1
                                                                           : 0.01);
    const double length = rate * (1 + StructuredLoss("iou_box").value(box, target));
    x -= length * (slope[0] + slope[2]);
    y -= length * (slope[1] + slope[3]);
    // Of the terms of areas the slopes in the sizes count size_factor times.
    areas.evaluate(box, target, area_slope);
    const double more = 0.5 * (experiment.size_factor - 1);
    const double wider = width - length * (0.5 * (slope[2] - slope[0]) + more * (area_slope[2] - area_slope[0]));
    const double higher = height - length * (0.5 * (slope[3] - slope[1]) + more * (area_slope[3] - area_slope[1]));
    width = wider > 0 ? wider : 0.5 * width;
    height = higher > 0 ? higher : 0.5 * height;
  }
  keep_error();
  return errors;
}

TEST(BoxExperiment, IsTheMeanOfPlainDescents) {
  BoxExperiment experiment;
  experiment.places = 3;
  experiment.scales = {0.67, 2};
  experiment.aspects = {0.5, 3};
  experiment.steps = 40;
  for (const char* id : box_experiment_losses()) {
    const BoxExperimentResult result = run_box_experiment(experiment, id);
    ASSERT_EQ(result.error.size(), 41u);
    ASSERT_EQ(result.error_at_place.size(), 3u);
    Vector mean(41);
    for (std::size_t place = 0; place < 3; ++place) {
      EXPECT_LE(std::hypot(result.x[place], result.y[place]), 3);
      double last = 0;
      for (const double target : experiment.aspects) {
        for (const double area : experiment.scales) {
          for (const double aspect : experiment.aspects) {
            const Vector errors = errors_of_descent(StructuredLoss(id), result.x[place], result.y[place], area, aspect,
                                                    target, experiment);
            for (std::size_t t = 0; t <= 40; ++t) mean[t] += errors[t] / 24;
            last += errors[40] / 8;
          }
        }
      }
      EXPECT_NEAR(result.error_at_place[place], last, 1e-9) << id;
    }
    for (std::size_t t = 0; t <= 40; ++t) EXPECT_NEAR(result.error[t], mean[t], 1e-9) << id << " step " << t;
  }
}

TEST(BoxExperiment, ThePublishedOrder) {
  struct Errors {
    double sum = 0, last;
  };
  const auto errors_of = [](const char* id, double size_factor) {
    BoxExperiment experiment = small();
    experiment.size_factor = size_factor;
    const BoxExperimentResult result = run_box_experiment(experiment, id);
    Errors errors{0, result.error.back()};
    for (const double error : result.error) errors.sum += error;
    return errors;
  };
  const Errors iou = errors_of("iou_box", 2), giou = errors_of("giou_box", 2), diou = errors_of("diou_box", 2),
               ciou = errors_of("ciou_box", 2);
  // In the end, and summed over the steps.
  for (const auto error : {&Errors::last, &Errors::sum}) {
    EXPECT_GT(iou.*error, giou.*error);
    EXPECT_GT(giou.*error, diou.*error);
    EXPECT_GT(diou.*error, ciou.*error);
  }
  // With the true slopes in width and height it is another one.
  EXPECT_LT(errors_of("giou_box", 1).last, errors_of("diou_box", 1).last);
}

// Boxes that do not meet stay where they are.
TEST(BoxExperiment, IouAloneDoesNotMoveFromFarAway) {
  BoxExperiment experiment = small();
  experiment.scales = {0.5};
  experiment.aspects = {1};
  experiment.radius = 6;
  const BoxExperimentResult result = run_box_experiment(experiment, "iou_box");
  std::size_t still = 0;
  for (std::size_t i = 0; i < experiment.places; ++i) {
    const double reach = 0.5 * (1 + std::sqrt(0.5));
    if (std::fabs(result.x[i]) < reach && std::fabs(result.y[i]) < reach) continue;
    ++still;
    EXPECT_NEAR(result.error_at_place[i], std::fabs(result.x[i]) + std::fabs(result.y[i]) + 2 * (1 - std::sqrt(0.5)),
                1e-14);
  }
  EXPECT_GT(still, 30u);
}

TEST(BoxExperiment, ThreadsChangeNothing) {
  const BoxExperimentResult one = run_box_experiment(small(), "diou_box", 1),
                            three = run_box_experiment(small(), "diou_box", 3);
  EXPECT_EQ(one.error, three.error);
  EXPECT_EQ(one.error_at_place, three.error_at_place);
  BoxExperiment other = small();
  other.seed = 2;
  EXPECT_NE(run_box_experiment(other, "diou_box").error, one.error);
  EXPECT_EQ(BoxExperiment().cases(), 1715000u);
}

TEST(BoxExperiment, ReportsAndStops) {
  std::vector<double> reported;
  run_box_experiment(small(), "iou_box", 2, [&](double done) { reported.push_back(done); });
  ASSERT_EQ(reported.size(), 8u);
  EXPECT_TRUE(std::ranges::is_sorted(reported));
  EXPECT_EQ(reported.back(), 1);
  std::stop_source source;
  std::size_t calls = 0;
  const BoxExperimentResult stopped = run_box_experiment(
      small(), "iou_box", 1,
      [&](double) {
        ++calls;
        source.request_stop();
      },
      source.get_token());
  EXPECT_EQ(calls, 1u);
  EXPECT_TRUE(stopped.error.empty());
  EXPECT_THROW(run_box_experiment(small(), "l1_box"), InputError);
}

}  // namespace
}  // namespace losslab::testing
