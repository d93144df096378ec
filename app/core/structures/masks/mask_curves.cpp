// What is computed for the pictures and the curves.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "app/core/structures/masks/mask_scenery.h"
#include "losses/structures/masks/foreground_share.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

double length_of(const std::vector<double>& gradient) {
  double squares = 0;
  for (const double g : gradient) squares += g * g;
  return std::sqrt(squares);
}

std::shared_ptr<MaskCurves> begun(const MaskMoment& moment) {
  auto curves = std::make_shared<MaskCurves>();
  for (const MaskMoment::Of& one : moment.of) curves->of.push_back({one.id, {}, {}, {}});
  return curves;
}

// A hard mask as the loss takes it: probabilities 0 and 1, or scores −1 and 1.
double value_of_hard(const StructuredLoss& loss, const std::vector<double>& hard, const std::vector<double>& truth) {
  if (loss.id() == "lovasz_hinge") {
    std::vector<double> scores(hard);
    for (double& one : scores) one = 2 * one - 1;
    return loss.value(scores, truth);
  }
  if (!loss.objection(hard, truth).empty()) return std::numeric_limits<double>::quiet_NaN();
  return loss.value(hard, truth);
}

}  // namespace

std::shared_ptr<const MaskPictures> mask_pictures(const MaskMoment& moment, const Theme& theme, bool own_scale) {
  auto pictures = std::make_shared<MaskPictures>();
  std::vector<std::vector<float>> pulls;
  double common = 0;
  for (const MaskMoment::Of& one : moment.of) {
    const std::vector<double> z = one.who.task->logits(one.theta);
    std::vector<double> gradient(z.size());
    one.who.evaluate_logits(z, gradient);
    pictures->side = one.who.task->side;
    std::vector<float> p, pull;
    const Range middles{0.5, pictures->side - 0.5};
    FieldNumbers probabilities{pictures->side, pictures->side, middles, middles, {}};
    FieldNumbers pulled{pictures->side, pictures->side, middles, middles, {}};
    double greatest = 0;
    for (std::size_t i = 0; i < z.size(); ++i) {
      probabilities.values.push_back(1 / (1 + std::exp(-z[i])));
      pulled.values.push_back(-gradient[i]);
      p.push_back(static_cast<float>(probabilities.values.back()));
      pull.push_back(static_cast<float>(-gradient[i]));
      greatest = std::max(greatest, std::abs(gradient[i]));
    }
    common = std::max(common, greatest);
    pictures->of.push_back({one.id, field_pixels(p, pictures->side, pictures->side, {0, 1}, theme.sequential), nullptr,
                            greatest, std::make_shared<const FieldNumbers>(std::move(probabilities)),
                            std::make_shared<const FieldNumbers>(std::move(pulled))});
    pulls.push_back(std::move(pull));
  }
  for (std::size_t i = 0; i < pulls.size(); ++i) {
    MaskPictures::Of& one = pictures->of[i];
    if (!own_scale) one.scale = common;
    const double scale = std::max(one.scale, std::numeric_limits<double>::min());
    // By the square root, or else what is a hundred times weaker than the strongest would not be seen.
    for (float& pull : pulls[i]) pull = std::copysign(std::sqrt(static_cast<float>(std::abs(pull) / scale)), pull);
    one.pull = field_pixels(pulls[i], pictures->side, pictures->side, {-1, 1}, theme.diverging);
  }
  return pictures;
}

std::shared_ptr<const MaskCurves> shift_curves(const MaskMoment& moment, const std::stop_token& stop) {
  constexpr int count = 49;
  auto curves = begun(moment);
  if (moment.of.empty()) return curves;
  const MaskMoment::Of& chosen = moment.of[moment.chosen];
  const std::vector<double> here = chosen.who.task->logits(chosen.theta);
  std::vector<double> z(here.size()), gradient(here.size());
  for (int k = 0; k < count; ++k) {
    const double by = mask_limits::farthest_shift * (2.0 * k / (count - 1) - 1);
    curves->at.push_back(by);
    for (std::size_t i = 0; i < z.size(); ++i) z[i] = here[i] + by;
    for (std::size_t i = 0; i < moment.of.size(); ++i) {
      if (stop.stop_requested()) return nullptr;
      curves->of[i].value.push_back(moment.of[i].who.evaluate_logits(z, gradient));
      curves->of[i].slope.push_back(length_of(gradient));
    }
  }
  return curves;
}

std::shared_ptr<const MaskCurves> threshold_curves(const MaskMoment& moment, const std::stop_token& stop) {
  constexpr int count = 101;
  auto curves = begun(moment);
  if (moment.of.empty()) return curves;
  const MaskMoment::Of& chosen = moment.of[moment.chosen];
  std::vector<double> p = chosen.who.task->logits(chosen.theta);
  for (double& one : p) one = 1 / (1 + std::exp(-one));
  std::vector<double> hard(p.size()), before;
  for (int k = 0; k < count; ++k) {
    curves->at.push_back(static_cast<double>(k) / (count - 1));
    for (std::size_t i = 0; i < p.size(); ++i) hard[i] = p[i] >= curves->at.back() ? 1 : 0;
    const bool same = hard == before;  // as it mostly is, far from where the probabilities are
    for (std::size_t i = 0; i < moment.of.size(); ++i) {
      if (stop.stop_requested()) return nullptr;
      std::vector<double>& values = curves->of[i].value;
      values.push_back(same ? values.back() : value_of_hard(moment.of[i].who.loss, hard, chosen.who.task->truth));
    }
    before = hard;
  }
  return curves;
}

std::shared_ptr<const MaskCurves> share_curves(const NamedMaskLosses& losses, const std::stop_token& stop) {
  constexpr int count = 29, side = 128;
  constexpr double off = 0.28, steepness = 8;  // of the radius; of the logit, in radii
  auto curves = std::make_shared<MaskCurves>();
  std::vector<StructuredLoss> of;
  for (const auto& [id, loss] : losses) {
    curves->of.push_back({id, {}, {}, {}});
    of.push_back(loss);
    set_rows(of.back(), side);
  }
  for (int k = 0; k < count; ++k) {
    const double share =
        mask_limits::least_share * std::pow(mask_limits::greatest_share / mask_limits::least_share, k / (count - 1.0));
    const double radius = side * std::sqrt(share / std::numbers::pi), middle = 0.5 * side;
    curves->at.push_back(share);
    const MaskGrid truth = disc_mask({middle - 0.5 * off * radius, middle}, radius, side);
    const std::vector<double> g(truth.pixels.begin(), truth.pixels.end());
    std::vector<double> z, gradient(g.size());
    for (int j = 0; j < side; ++j) {
      for (int i = 0; i < side; ++i) {
        const double away = std::hypot(i + 0.5 - middle - 0.5 * off * radius, j + 0.5 - middle);
        z.push_back(steepness * (1 - away / radius));
      }
    }
    for (std::size_t i = 0; i < of.size(); ++i) {
      if (stop.stop_requested()) return nullptr;
      curves->of[i].value.push_back(of[i].evaluate_logits(z, g, gradient));
      curves->of[i].slope.push_back(length_of(gradient));
      curves->of[i].pull_share.push_back(foreground_share(gradient, g));
    }
  }
  return curves;
}

}  // namespace losslab
