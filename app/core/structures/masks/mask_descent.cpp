#include "app/core/structures/masks/mask_descent.h"

#include <fmt/format.h>
#include "app/core/catalogue/loss_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "losses/structures/masks/foreground_share.h"

namespace losslab {
namespace {

// Calls at(index, dx, dy, distance) for the middle of every pixel, seen from the disc's centre.
template <class At>
void for_pixels(int side, std::span<const double> disc, At&& at) {
  for (int j = 0; j < side; ++j) {
    const double dy = (j + 0.5) / side - disc[1];
    for (int i = 0; i < side; ++i) {
      const double dx = (i + 0.5) / side - disc[0];
      at(pixel_at(j, i, side), dx, dy, std::sqrt(dx * dx + dy * dy));
    }
  }
}

}  // namespace

std::vector<double> MaskTask::logits(std::span<const double> theta) const {
  if (model == MaskModel::pixels) return {theta.begin(), theta.end()};
  std::vector<double> z(truth.size());
  const double radius = std::exp(theta[2]);
  for_pixels(side, theta, [&](std::size_t pixel, double, double, double distance) {
    z[pixel] = disc_steepness * (radius - distance);
  });
  return z;
}

void MaskTask::pull_back(std::span<const double> theta, std::span<const double> of_logits,
                         std::span<double> gradient) const {
  if (model == MaskModel::pixels) {
    std::ranges::copy(of_logits, gradient.begin());
    return;
  }
  std::ranges::fill(gradient, 0.0);
  const double radius = std::exp(theta[2]);
  for_pixels(side, theta, [&](std::size_t pixel, double dx, double dy, double distance) {
    const double by_distance = disc_steepness * of_logits[pixel];
    // The centre itself goes nowhere by what a pixel right on it says.
    if (distance > 0) {
      gradient[0] += by_distance * dx / distance;
      gradient[1] += by_distance * dy / distance;
    }
    gradient[2] += by_distance * radius;
  });
}

std::shared_ptr<const MaskTask> task_of(const MasksPage& page) {
  const MaskGrid truth = truth_mask(page);
  return std::make_shared<const MaskTask>(
      MaskTask{page.side, page.model, {truth.pixels.begin(), truth.pixels.end()}, truth.foreground()});
}

std::vector<double> start_of(const MasksPage& page) {
  if (page.model == MaskModel::pixels) return start_logits(page);
  return {page.disc.x, page.disc.y, std::log(page.disc.radius)};
}

MaskReading reading_of(const MaskTask& task, std::span<const double> logits, std::span<const double> of_logits) {
  MaskReading reading;
  double inside = 0, outside = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double p = 1 / (1 + std::exp(-logits[i]));
    const bool foreground = task.truth[i] >= 0.5, hard = logits[i] >= 0;
    (foreground ? inside : outside) += p;
    reading.area += hard ? 1 : 0;
    reading.hits += hard && foreground ? 1 : 0;
  }
  const double pixels = static_cast<double>(logits.size()), object = static_cast<double>(task.foreground);
  const auto mean = [](double sum, double count) {
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
  };
  reading.foreground_mean = mean(inside, object);
  reading.background_mean = mean(outside, pixels - object);
  reading.mean = mean(inside + outside, pixels);
  reading.pull_share = foreground_share(of_logits, task.truth);
  return reading;
}

double dice_of(const MaskReading& reading, const MaskTask& task) {
  const double both = reading.area + static_cast<double>(task.foreground);
  return both > 0 ? 2 * reading.hits / both : 1;
}

MaskVerdict verdict_of(const MaskReading& reading, const MaskTask& task) {
  const double object = static_cast<double>(task.foreground);
  if (object == 0) return reading.area > 0 ? MaskVerdict::false_alarm : MaskVerdict::good;
  if (reading.area < 0.1 * object) return MaskVerdict::forgotten;
  if (reading.area > 1.5 * object) return MaskVerdict::bloated;
  return reading.hits < 0.1 * object ? MaskVerdict::elsewhere : MaskVerdict::good;
}

double MaskCompetitor::evaluate(std::span<const double> theta, std::span<double> gradient, MaskReading& reading) const {
  const std::vector<double> z = task->logits(theta);
  std::vector<double> of_logits(z.size());
  const double value = evaluate_logits(z, of_logits);
  task->pull_back(theta, of_logits, gradient);
  reading = reading_of(*task, z, of_logits);
  return value;
}

double MaskCompetitor::evaluate_logits(std::span<const double> logits, std::span<double> of_logits) const {
  if (loss.objection_to_logits(logits, task->truth).empty()) {
    return loss.evaluate_logits(logits, task->truth, of_logits);
  }
  std::ranges::fill(of_logits, 0.0);
  return std::numeric_limits<double>::quiet_NaN();
}

std::string MaskCompetitor::objection() const {
  return loss.objection_to_logits(std::vector<double>(task->truth.size(), 0.0), task->truth);
}

bool MaskDescents::follow(const MasksPage& page) {
  std::shared_ptr<const MaskTask> task = task_of(page);
  std::vector<double> start = start_of(page);
  const bool again = !task_ || task->side != task_->side || task->model != task_->model || start != start_;
  // The same truth stays the same object: whoever shares it need not compare it.
  if (!task_ || !(*task == *task_)) task_ = std::move(task);
  std::vector<Runner> runners;
  for (const std::string& id : page.ticked) {
    runners.push_back({id, {mask_loss(page, id, page.side), page.optimizer, task_}});
  }
  ids_ = page.ticked;
  if (again) {
    start_ = std::move(start);
    begin_again(start_, std::move(runners));
  } else {
    follow_runners(std::move(runners));
  }
  return again;
}

std::vector<Failure> MaskDescents::failures() const {
  std::vector<Failure> all;
  for (std::size_t i = 0; i < runs().size(); ++i) {
    const std::optional<long> stopped = runs()[i].stopped();
    if (!stopped || *stopped > position() + 1) continue;
    const MaskCompetitor& who = runs()[i].who();
    const std::string objection = text_.translated(who.objection()), name = name_text(text_, who.loss.info());
    all.push_back({ids_[i], objection.empty() ? text_("distributions.stopped",
                                                      {{"loss", name}, {"step", fmt::format("{}", *stopped)}})
                                              : text_("masks.no_value", {{"loss", name}, {"reason", objection}})});
  }
  return all;
}

}  // namespace losslab
