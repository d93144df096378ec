// The usual mistakes with losses of boxes: other readings of four numbers, and parts put in wrongly.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "app/cli/check/input_hypotheses.h"
#include "app/cli/check/shared_hypotheses.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<InputHypothesis>;
using Four = std::array<double, 4>;

// The corners that the four numbers of a box are taken for: a linear map and a shift.
struct Reading {
  const char *what, *why;
  std::array<Four, 4> map;
  Four shift = {};

  std::vector<double> of(const std::vector<double>& box) const {
    std::vector<double> corners(4);
    for (std::size_t i = 0; i < 4; ++i) {
      corners[i] = shift[i];
      for (std::size_t k = 0; k < 4; ++k) corners[i] += map[i][k] * box[k];
    }
    return corners;
  }
  // A gradient in those corners as one in the numbers.
  std::vector<double> back(const std::vector<double>& gradient) const {
    std::vector<double> out(4);
    for (std::size_t k = 0; k < 4; ++k) {
      for (std::size_t i = 0; i < 4; ++i) out[k] += map[i][k] * gradient[i];
    }
    return out;
  }
};

constexpr std::array readings{Reading{"x y w h",
                                      "the boxes are taken for a corner with width and height, they are x1 y1 x2 y2",
                                      {{{1, 0, 0, 0}, {0, 1, 0, 0}, {1, 0, 1, 0}, {0, 1, 0, 1}}}},
                              Reading{"cx cy w h",
                                      "the boxes are taken for a centre with width and height, they are x1 y1 x2 y2",
                                      {{{1, 0, -0.5, 0}, {0, 1, 0, -0.5}, {1, 0, 0.5, 0}, {0, 1, 0, 0.5}}}}};
// The numbers that a program makes of the corners, and then takes for corners again.
constexpr std::array rewritings{Reading{"x y w h taken for corners",
                                        "the boxes are given as a corner with width and height where corners are due",
                                        {{{1, 0, 0, 0}, {0, 1, 0, 0}, {-1, 0, 1, 0}, {0, -1, 0, 1}}}},
                                Reading{"cx cy w h taken for corners",
                                        "the boxes are given as a centre with width and height where corners are due",
                                        {{{0.5, 0, 0.5, 0}, {0, 0.5, 0, 0.5}, {-1, 0, 1, 0}, {0, -1, 0, 1}}}}};
constexpr Reading with_last_pixel{"ours with x2 + 1 and y2 + 1",
                                  "the corners are taken for pixels that belong to the box: w = x2 \u2212 x1 + 1",
                                  {{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}},
                                  {0, 0, 1, 1}};

void add_reading(List& list, const Reading& reading, std::string what, bool of_prediction, bool of_target) {
  list.push_back(
      input_hypothesis(std::move(what), reading.why, [reading, of_prediction, of_target](const InputRow& row) {
        if (row.loss.structure() != Structure::box) return VectorNumbers{silent};
        InputAndTarget read = row.x;
        if (of_prediction) read.x = reading.of(read.x);
        if (of_target) read.t = reading.of(read.t);
        VectorNumbers numbers = numbers_at(row.loss, read);
        if (of_prediction && !numbers.gradient.empty()) numbers.gradient = reading.back(numbers.gradient);
        return numbers;
      }));
}

// Of the prediction, the target, or both.
void add_formats(List& list, const Reading& reading, const char* verb) {
  add_reading(list, reading, fmt::format("ours of boxes {} {}", verb, reading.what), true, true);
  add_reading(list, reading, fmt::format("ours of a prediction {} {}", verb, reading.what), true, false);
  add_reading(list, reading, fmt::format("ours of a target {} {}", verb, reading.what), false, true);
}

void add(List& list, const char* what, const char* why, InputExpected expected) {
  list.push_back(input_hypothesis(what, why, std::move(expected)));
}

VectorNumbers of_other(const char* id, const InputRow& row) { return numbers_at(InputLoss(StructuredLoss(id)), row.x); }

struct Sizes {
  double w, h, target_w, target_h;
};
Sizes sizes_of(const InputAndTarget& at) {
  return {at.x[2] - at.x[0], at.x[3] - at.x[1], at.t[2] - at.t[0], at.t[3] - at.t[1]};
}
double squared_angle(const InputAndTarget& at) {
  const auto [w, h, target_w, target_h] = sizes_of(at);
  const double angle = std::atan(target_w / target_h) - std::atan(w / h);
  return angle * angle;
}

// DIoU and αv.
double with_aspect(const InputRow& row, double v, bool weighted) {
  const double alpha = weighted ? v / (of_other("iou_box", row).value + v) : 1;
  return of_other("diou_box", row).value + (v > 0 ? alpha * v : 0);
}

void add_ciou(List& list) {
  constexpr double unit = 4 / (std::numbers::pi * std::numbers::pi);
  const auto through_alpha = [](double share) {
    return [share](const InputRow& row) {
      VectorNumbers numbers = numbers_of_loss(with_parameter(row.loss, 0, share), row);
      numbers.value = silent;
      return numbers;
    };
  };
  add(list, "ours with \u03ba = 1", "the weight \u03b1 is not held constant in the gradient (no_grad is missing)",
      through_alpha(1));
  add(list, "ours with \u03ba = 0",
      "the weight \u03b1 is held constant in the gradient, the table asks for that of the "
      "value",
      through_alpha(0));
  add(list, "ours with the gradient of v times w\u00b2 + h\u00b2",
      "the derivative of the arctangent lacks 1/(w\u00b2 + h\u00b2), as some programs set it to 1",
      [](const InputRow& row) {
        const auto [w, h, target_w, target_h] = sizes_of(row.x);
        VectorNumbers numbers = of_other("diou_box", row);
        for (std::size_t k = 0; k < 4; ++k) {
          numbers.gradient[k] += (w * w + h * h) * (row.ours.gradient[k] - numbers.gradient[k]);
        }
        numbers.value = silent;
        return numbers;
      });
  add(list, "ours without the 4/\u03c0\u00b2 of v", "v is to be from 0 to 1",
      [](const InputRow& row) { return VectorNumbers{with_aspect(row, squared_angle(row.x), true)}; });
  add(list, "ours with \u03b1 = 1", "the weight of v is forgotten",
      [](const InputRow& row) { return VectorNumbers{with_aspect(row, unit * squared_angle(row.x), false)}; });
}

// 1 − IoU and the area of the hull where an intersection may be negative, or of two negative sides.
void add_unclamped(List& list, std::string_view id) {
  add(list, "ours without max(0, \u00b7) in the intersection",
      "of disjoint boxes the sides of the intersection are negative", [id](const InputRow& row) {
        const std::vector<double>&a = row.x.x, &b = row.x.t;
        const auto [w, h, target_w, target_h] = sizes_of(row.x);
        const double both =
            (std::min(a[2], b[2]) - std::max(a[0], b[0])) * (std::min(a[3], b[3]) - std::max(a[1], b[1]));
        const double either = w * h + target_w * target_h - both;
        double value = 1 - both / either;
        if (id == "giou_box") {
          const double hull =
              (std::max(a[2], b[2]) - std::min(a[0], b[0])) * (std::max(a[3], b[3]) - std::min(a[1], b[1]));
          value += (hull - either) / hull;
        } else if (id == "diou_box") {
          value += row.ours.value - of_other("iou_box", row).value;
        }
        return VectorNumbers{value};
      });
}

}  // namespace

std::vector<InputHypothesis> box_reading_hypotheses() {
  List list;
  for (const Reading& reading : readings) add_formats(list, reading, "read as");
  for (const Reading& reading : rewritings) add_formats(list, reading, "written as");
  add_reading(list, with_last_pixel, with_last_pixel.what, true, true);
  add(list, "ours in the order y1 x1 y2 x2", "the components are those of the corners x1 y1 x2 y2",
      [](const InputRow& row) {
        if (row.loss.structure() != Structure::box) return VectorNumbers{silent};
        const std::vector<double>& g = row.ours.gradient;
        return VectorNumbers{silent, {g[1], g[0], g[3], g[2]}};
      });
  return list;
}

std::vector<InputHypothesis> box_hypotheses(const InputLoss& loss) {
  List list;
  const std::string_view id = loss.id();
  if (id == "ciou_box") add_ciou(list);
  if (id == "iou_box" || id == "giou_box" || id == "diou_box") add_unclamped(list, id);
  if (id == "giou_box" || id == "diou_box") {
    add(list, "ours with the penalty taken off", "what is added to 1 \u2212 IoU has the wrong sign",
        [](const InputRow& row) {
          VectorNumbers numbers = times(2, of_other("iou_box", row));
          numbers.value -= row.ours.value;
          for (std::size_t k = 0; k < 4; ++k) numbers.gradient[k] -= row.ours.gradient[k];
          return numbers;
        });
  }
  return list;
}

}  // namespace losslab::cli
