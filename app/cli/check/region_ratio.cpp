#include "app/cli/check/region_ratio.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace losslab::cli {
namespace {

double parameter(const InputLoss& loss, std::string_view name, double otherwise) {
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    if (name == loss.parameters()[i].name) return loss.parameter(i);
  }
  return otherwise;
}

}  // namespace

bool is_region_loss(const InputLoss& loss) {
  constexpr std::array ids{"dice", "dice_squared", "soft_jaccard", "tversky", "focal_tversky", "bce_dice"};
  return std::ranges::find(ids, loss.id()) != ids.end();
}

RegionRatio region_ratio(const InputLoss& loss, const std::vector<double>& p, const std::vector<double>& truth) {
  const bool squared = loss.id() == "dice_squared", of_dice = squared || loss.id() == "dice" || loss.id() == "bce_dice";
  const double times_shared = of_dice ? 2 : 1, smooth = parameter(loss, "smooth", 0);
  // Of the false alarms p (1 − g) and of what is missed.
  const double alpha = parameter(loss, "alpha", 1), beta = parameter(loss, "beta", 1);
  RegionRatio ratio{0, 0, {}, {}, smooth, smooth, 1 / parameter(loss, "gamma", 1), parameter(loss, "weight", 1)};
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double g = truth[i];
    ratio.shared += times_shared * p[i] * g;
    ratio.shared_slopes.push_back(times_shared * g);
    if (of_dice) {
      ratio.whole += squared ? p[i] * p[i] + g * g : p[i] + g;
      ratio.whole_slopes.push_back(squared ? 2 * p[i] : 1);
    } else {
      ratio.whole += p[i] * g + alpha * p[i] * (1 - g) + beta * (1 - p[i]) * g;
      ratio.whole_slopes.push_back(g + alpha * (1 - g) - beta * g);
    }
  }
  return ratio;
}

VectorNumbers numbers_of_ratio(const InputRow& row, const RegionRatio& ratio) {
  const double below = ratio.whole + ratio.below, share = (ratio.shared + ratio.above) / below, miss = 1 - share;
  VectorNumbers numbers{std::pow(miss, ratio.power), std::vector<double>(row.x.x.size())};
  const double steepness = ratio.power * std::pow(miss, ratio.power - 1);
  for (std::size_t i = 0; i < numbers.gradient.size(); ++i) {
    numbers.gradient[i] = -steepness * (ratio.shared_slopes[i] - share * ratio.whole_slopes[i]) / below;
  }
  if (row.loss.of_logits()) numbers.gradient = in_logits(probabilities_of(row), std::move(numbers.gradient));
  if (row.loss.id() != "bce_dice") return numbers;
  const VectorNumbers bce = numbers_at(InputLoss(StructuredLoss("bce_mask"), row.loss.of_logits()), row.x);
  numbers = times(ratio.weight, numbers);
  numbers.value += bce.value;
  for (std::size_t i = 0; i < numbers.gradient.size(); ++i) numbers.gradient[i] += bce.gradient[i];
  return numbers;
}

std::vector<double> probabilities_of(const InputRow& row) {
  std::vector<double> p = row.x.x;
  if (row.loss.of_logits()) {
    for (double& x : p) x = 1 / (1 + std::exp(-x));
  }
  return p;
}

std::vector<double> in_logits(const std::vector<double>& p, std::vector<double> gradient) {
  for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] *= p[i] * (1 - p[i]);
  return gradient;
}

}  // namespace losslab::cli
