#include "losses/learn/landscape.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <utility>

#include "losses/core/error.h"

namespace losslab {
namespace {

double at_tick(double low, double high, int index, int count) {
  return index + 1 == count ? high : low + (high - low) * index / (count - 1);
}

// The samples that share one loss: all of them, or those of one class. The loss's argument is
// offset + Σⱼ θⱼ·columns[j].
struct Part {
  Loss loss;
  std::vector<double> offset;
  std::vector<std::vector<double>> columns;
};

Part make_part(const Setting& setting, const Loss& loss, int label) {
  const Dataset& data = *setting.data;
  const std::span<const double> features = setting.model->features();
  const bool residual = loss.info().family == Family::residual;
  Part part{loss, {}, std::vector<std::vector<double>>(setting.model->parameter_count())};
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (label != 0 && (data.y[i] > 0) != (label > 0)) continue;
    part.offset.push_back(residual ? data.y[i] : 0);
    for (std::size_t j = 0; j < part.columns.size(); ++j) {
      part.columns[j].push_back(features[j * data.size() + i] * (residual ? -1 : data.y[i]));
    }
  }
  return part;
}

std::vector<Part> make_parts(const Setting& setting, const Loss& loss) {
  std::vector<Part> parts;
  if (!loss.depends_on_class()) {
    parts.push_back(make_part(setting, loss, 0));
  } else {
    for (int label : {1, -1}) parts.push_back(make_part(setting, loss.for_class(label), label));
  }
  return parts;
}

// Computes whole rows; one for each thread.
class RowPainter {
 public:
  RowPainter(const Setting& setting, const std::vector<Part>& parts, const Landscape& landscape)
      : setting_(setting),
        parts_(parts),
        theta_(landscape.plane.theta),
        plane_(landscape.plane),
        rows_(landscape.rows) {
    for (int k = 0; k < landscape.columns; ++k) {
      ticks_.push_back(at_tick(plane_.across_min, plane_.across_max, k, landscape.columns));
    }
    sums_.resize(ticks_.size());
    total_.resize(ticks_.size());
  }

  void paint(int row, float* out) {
    const auto across = static_cast<std::size_t>(plane_.across), up = static_cast<std::size_t>(plane_.up);
    theta_[across] = 0;
    theta_[up] = at_tick(plane_.up_min, plane_.up_max, row, rows_);
    std::ranges::fill(total_, 0.0);
    for (const Part& part : parts_) {
      base_ = part.offset;
      for (std::size_t j = 0; j < theta_.size(); ++j) {
        if (j == across) continue;
        for (std::size_t i = 0; i < base_.size(); ++i) base_[i] += theta_[j] * part.columns[j][i];
      }
      part.loss.sum_along(base_, part.columns[across], ticks_, sums_);
      for (std::size_t k = 0; k < ticks_.size(); ++k) total_[k] += sums_[k];
    }
    const std::span<const unsigned char> penalised = setting_.model->penalised();
    double squares = 0;
    for (std::size_t j = 0; j < theta_.size(); ++j) squares += penalised[j] != 0 ? theta_[j] * theta_[j] : 0;
    const double share = 1 / static_cast<double>(setting_.data->size());
    for (std::size_t k = 0; k < ticks_.size(); ++k) {
      const double weight = penalised[across] != 0 ? squares + ticks_[k] * ticks_[k] : squares;
      out[k] = static_cast<float>(total_[k] * share + 0.5 * setting_.l2 * weight);
    }
  }

 private:
  const Setting& setting_;
  const std::vector<Part>& parts_;
  std::vector<double> theta_;
  const Plane& plane_;
  int rows_;
  std::vector<double> ticks_, sums_, total_, base_;
};

void check(const Setting& setting, const Plane& plane, int columns, int rows) {
  const auto count = static_cast<int>(setting.model->parameter_count());
  if (!setting.model->linear_in_parameters()) {
    throw InputError("A landscape is drawn for models that are linear in their parameters, not for a network.");
  }
  const bool inside = plane.across >= 0 && plane.up >= 0 && plane.across < count && plane.up < count;
  if (!inside || plane.across == plane.up || plane.theta.size() != static_cast<std::size_t>(count)) {
    throw InputError(fmt::format(
        "A landscape needs two different parameters of the model's {} and a value for each of the others.", count));
  }
  if (columns < 2 || rows < 2) throw InputError("A landscape needs at least 2 columns and 2 rows.");
}

}  // namespace

std::shared_ptr<const Landscape> compute_landscape(const Setting& setting, const Loss& loss, const Plane& plane,
                                                   int columns, int rows, int threads, std::stop_token stop) {
  check(setting, plane, columns, rows);
  auto landscape = std::make_shared<Landscape>();
  landscape->plane = plane;
  landscape->columns = columns;
  landscape->rows = rows;
  landscape->values.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  const std::vector<Part> parts = make_parts(setting, loss);
  std::atomic<int> next{0};
  const auto work = [&] {
    RowPainter painter(setting, parts, *landscape);
    for (int row = next++; row < rows && !stop.stop_requested(); row = next++) {
      painter.paint(row, landscape->values.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(columns));
    }
  };
  if (threads <= 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  {
    std::vector<std::jthread> helpers;
    for (int k = 1; k < std::min(threads, rows); ++k) helpers.emplace_back(work);
    work();
  }
  if (stop.stop_requested()) return nullptr;
  return landscape;
}

}  // namespace losslab
