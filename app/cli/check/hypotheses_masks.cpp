// The usual mistakes with losses of masks: thresholds, logits and probabilities, the smoothing.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "app/cli/check/input_hypotheses.h"
#include "app/cli/check/region_ratio.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<InputHypothesis>;

// Says nothing of what is no mask.
void add(List& list, std::string what, std::string why, InputExpected expected) {
  list.push_back(
      input_hypothesis(std::move(what), std::move(why), [expected = std::move(expected)](const InputRow& row) {
        return row.loss.structure() == Structure::mask ? expected(row) : VectorNumbers{silent};
      }));
}
// Says nothing of probabilities; of a loss of scores the table has those, and it is one of probabilities here.
void add_of_logits(List& list, std::string what, std::string why, const InputExpected& expected) {
  add(list, std::move(what), std::move(why),
      [expected](const InputRow& row) { return row.loss.of_logits() ? expected(row) : VectorNumbers{silent}; });
}
void add_of_probabilities(List& list, std::string what, std::string why, const InputExpected& expected) {
  add(list, std::move(what), std::move(why), [expected](const InputRow& row) {
    return row.loss.of_logits() || row.loss.id() == "lovasz_hinge" ? VectorNumbers{silent} : expected(row);
  });
}

std::vector<double> at_half(std::vector<double> p) {
  for (double& x : p) x = x >= 0.5 ? 1 : 0;
  return p;
}
std::vector<double> turned_over(std::vector<double> g) {
  for (double& x : g) x = 1 - x;
  return g;
}

// A mask of the other pixels: the background in the place of the foreground.
InputAndTarget background(const InputRow& row) {
  InputAndTarget other{row.x.x, turned_over(row.x.t)};
  const bool scores = row.loss.of_logits() || row.loss.id() == "lovasz_hinge";
  for (double& x : other.x) x = scores ? -x : 1 - x;
  return other;
}
// Its value, with the gradient in the numbers of the row.
VectorNumbers of_background(const InputRow& row) {
  VectorNumbers numbers = numbers_at(row.loss, background(row));
  for (double& g : numbers.gradient) g = -g;
  return numbers;
}

void add_thresholds(List& list) {
  add(list, "ours for p \u2265 \u00bd in place of p",
      "the prediction is thresholded, which leaves no gradient; the loss is of the soft one", [](const InputRow& row) {
        if (row.loss.id() == "lovasz_hinge") return VectorNumbers{silent};
        return VectorNumbers{numbers_at(row.loss.of(false), {at_half(probabilities_of(row)), row.x.t}).value};
      });
  add(list, "ours for g \u2265 \u00bd in place of g", "the truth is thresholded", [](const InputRow& row) {
    return numbers_at(row.loss, {row.x.x, at_half(row.x.t)});
  });
}

void add_sides(List& list) {
  add(list, "ours for the truth 1 \u2212 g", "the truth is turned over: 1 is the foreground", [](const InputRow& row) {
    return numbers_at(row.loss, {row.x.x, turned_over(row.x.t)});
  });
  add(list, "ours for the background", "1 \u2212 p and 1 \u2212 g stand for p and g: the channels are exchanged",
      of_background);
  add(list, "the mean of ours for the foreground and for the background",
      "the mean over both channels stands for the foreground\u2019s", [](const InputRow& row) {
        VectorNumbers numbers = of_background(row);
        numbers.value = 0.5 * (numbers.value + row.ours.value);
        for (std::size_t i = 0; i < numbers.gradient.size(); ++i) {
          numbers.gradient[i] = 0.5 * (numbers.gradient[i] + row.ours.gradient[i]);
        }
        return numbers;
      });
}

void add_logits(List& list) {
  for (const bool chained : {true, false}) {
    add_of_logits(list, "ours at \u03c3(z)", "probabilities stand where logits are due: the sigmoid is applied twice",
                  [chained](const InputRow& row) {
                    const std::vector<double> p = probabilities_of(row);
                    VectorNumbers numbers = numbers_at(row.loss, {p, row.x.t});
                    if (chained) numbers.gradient = in_logits(p, std::move(numbers.gradient));
                    return numbers;
                  });
  }
  add_of_logits(list, "ours with z in place of p", "the sigmoid is missing: logits stand where probabilities are due",
                [](const InputRow& row) {
                  if (!is_region_loss(row.loss)) return numbers_at(row.loss.of(false), row.x);
                  if (row.loss.id() == "bce_dice") return VectorNumbers{silent};
                  // A ratio of sums can be had of any numbers.
                  InputRow read = row;
                  read.loss = row.loss.of(false);
                  return numbers_of_ratio(read, region_ratio(row.loss, row.x.x, row.x.t));
                });
  add_of_logits(list, "d\u2113/dp", "the gradient in the probabilities p = \u03c3(z), ours is that in the logits",
                [](const InputRow& row) {
                  VectorNumbers numbers = numbers_at(row.loss.of(false), {probabilities_of(row), row.x.t});
                  numbers.value = silent;
                  return numbers;
                });
  add_of_logits(list, "ours times p (1 \u2212 p)", "the sigmoid is derived twice: ours is the gradient in the logits",
                [](const InputRow& row) {
                  return VectorNumbers{silent, in_logits(probabilities_of(row), row.ours.gradient)};
                });
}

void add_probabilities(List& list) {
  for (const bool chained : {true, false}) {
    add_of_probabilities(list, "ours at \u03c3(p)",
                         "probabilities are taken for logits: the sigmoid is applied to them",
                         [chained](const InputRow& row) {
                           if (chained) return numbers_at(row.loss.of(true), row.x);
                           std::vector<double> p = row.x.x;
                           for (double& x : p) x = 1 / (1 + std::exp(-x));
                           return numbers_at(row.loss, {p, row.x.t});
                         });
  }
  add_of_probabilities(list, "p (1 \u2212 p) times ours",
                       "the gradient in the logits, ours is that in the probabilities p", [](const InputRow& row) {
                         return VectorNumbers{silent, in_logits(row.x.x, row.ours.gradient)};
                       });
}

bool has_logarithms(const InputLoss& loss) {
  return loss.id() == "bce_mask" || loss.id() == "weighted_bce_mask" || loss.id() == "focal_mask" ||
         loss.id() == "bce_dice";
}

// The slope ends where p is held, or comes from a formula that knows nothing of it.
VectorNumbers clamped(const InputRow& row, double eps, bool keeps_slope) {
  if (!has_logarithms(row.loss)) return {silent};
  const std::vector<double> p = probabilities_of(row);
  std::vector<double> held = p;
  for (double& x : held) x = std::clamp(x, eps, 1 - eps);
  VectorNumbers numbers = numbers_at(row.loss.of(false), {held, row.x.t});
  if (keeps_slope) {
    numbers.gradient = row.ours.gradient;
    return numbers;
  }
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (held[i] != p[i]) numbers.gradient[i] = 0;
  }
  if (row.loss.of_logits()) numbers.gradient = in_logits(p, std::move(numbers.gradient));
  return numbers;
}

void add_clamps(List& list) {
  for (const char* text : {"1e-7", "1e-12", "1e-8", "1e-6", "1e-5", "1e-4", "1e-3", "1e-2", "1e-10", "1e-15"}) {
    for (const bool keeps_slope : {false, true}) {
      add(list, fmt::format("ours with p clamped to [{0}, 1 \u2212 {0}]", text),
          fmt::format("\u2212log p saturates at \u2212log {0} = {1:.4g}; take the logits", text,
                      -std::log(std::strtod(text, nullptr))),
          [eps = std::strtod(text, nullptr), keeps_slope](const InputRow& row) {
            return clamped(row, eps, keeps_slope);
          });
    }
  }
  add(list, "ours with log p clamped at \u2212100", "the logarithm is held, as binary_cross_entropy does",
      [](const InputRow& row) {
        if (!has_logarithms(row.loss)) return VectorNumbers{silent};
        // A logit of 100 has a logarithm of −100 for the other side.
        std::vector<double> z = row.x.x;
        for (double& x : z) x = std::clamp(row.loss.of_logits() ? x : std::log(x) - std::log1p(-x), -100.0, 100.0);
        return VectorNumbers{numbers_at(row.loss.of(true), {z, row.x.t}).value};
      });
}

void add_weights(List& list) {
  add(list, "ours with the sum of the weights in place of n",
      "the weighted mean divides by what the pixels weigh, ours by their number", [](const InputRow& row) {
        if (row.loss.id() != "weighted_bce_mask") return VectorNumbers{silent};
        double sum = 0;
        for (const double g : row.x.t) sum += g * row.loss.parameter(0) + 1 - g;
        return times(static_cast<double>(row.x.t.size()) / sum, row.ours);
      });
}

// `change` puts a piece of the ratio in wrongly.
template <class Change>
void add_ratio(List& list, std::string what, std::string why, Change change) {
  list.push_back(input_hypothesis(std::move(what), std::move(why), [change](const InputRow& row) {
    RegionRatio ratio = region_ratio(row.loss, probabilities_of(row), row.x.t);
    change(ratio);
    return numbers_of_ratio(row, ratio);
  }));
}

}  // namespace

std::vector<InputHypothesis> mask_hypotheses() {
  List list;
  add_thresholds(list);
  add_sides(list);
  add_logits(list);
  add_probabilities(list);
  add_clamps(list);
  add_weights(list);
  return list;
}

std::vector<InputHypothesis> region_hypotheses(const InputLoss& loss) {
  List list;
  if (!is_region_loss(loss)) return list;
  const char* both = "it belongs below the line as well as above";
  add_ratio(list, "ours with the smoothing s in the numerator alone", both,
            [](RegionRatio& ratio) { ratio.below = 0; });
  add_ratio(list, "ours with the smoothing s in the denominator alone", both,
            [](RegionRatio& ratio) { ratio.above = 0; });
  add_ratio(list, "ours with 2 s in the denominator", "the same s belongs above and below the line",
            [](RegionRatio& ratio) { ratio.below *= 2; });
  add_ratio(list, "ours with 2 s in the numerator", "the same s belongs above and below the line",
            [](RegionRatio& ratio) { ratio.above *= 2; });
  if (loss.id() == "dice" || loss.id() == "dice_squared" || loss.id() == "bce_dice") {
    add_ratio(list, "ours without the 2 of 2 \u03a3 p g", "the intersection is to count twice, as the sum below does",
              [](RegionRatio& ratio) {
                ratio.shared /= 2;
                for (double& slope : ratio.shared_slopes) slope /= 2;
              });
  }
  return list;
}

}  // namespace losslab::cli
