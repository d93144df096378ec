#include "losses/learn/landscape/landscape.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <thread>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/landscape/quadratic_grid.h"
#include "losses/learn/landscape/softplus_grid.h"

namespace losslab {
namespace {

double at_tick(double low, double high, int index, int count) {
  return index + 1 == count ? high : low + (high - low) * index / (count - 1);
}

// The samples that share one loss: all of them, or those of one class. The loss's argument at a place (a, b) of the
// plane is level + a·across + b·up.
struct Part {
  Loss loss;
  std::vector<double> level, across, up;
};

Part make_part(const Setting& setting, const Loss& loss, const Plane& plane, int label) {
  const Dataset& data = *setting.data;
  const std::span<const double> features = setting.model->features();
  const bool residual = loss.info().family == Family::residual;
  const auto moved = [&](const std::vector<double>& direction, std::size_t i) {
    double sum = 0;
    for (std::size_t j = 0; j < direction.size(); ++j) {
      if (direction[j] != 0) sum += direction[j] * features[j * data.size() + i];
    }
    return sum * (residual ? -1 : data.y[i]);
  };
  Part part{loss, {}, {}, {}};
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (label != 0 && (data.y[i] > 0) != (label > 0)) continue;
    part.level.push_back((residual ? data.y[i] : 0) + moved(plane.origin, i));
    part.across.push_back(moved(plane.across, i));
    part.up.push_back(moved(plane.up, i));
  }
  return part;
}

std::vector<Part> make_parts(const Setting& setting, const Loss& loss, const Plane& plane) {
  std::vector<Part> parts;
  if (!loss.depends_on_class()) {
    parts.push_back(make_part(setting, loss, plane, 0));
  } else {
    for (int label : {1, -1}) parts.push_back(make_part(setting, loss.for_class(label), plane, label));
  }
  return parts;
}

std::vector<double> ticks_of(const Landscape& landscape) {
  std::vector<double> ticks;
  ticks.reserve(static_cast<std::size_t>(landscape.columns));
  for (int k = 0; k < landscape.columns; ++k) {
    ticks.push_back(at_tick(landscape.plane.across_min, landscape.plane.across_max, k, landscape.columns));
  }
  return ticks;
}

double up_of(const Landscape& landscape, int row) {
  if (landscape.plane.is_line()) return 0;
  return at_tick(landscape.plane.up_min, landscape.plane.up_max, row, landscape.rows);
}

// The penalty along a row of the plane: ‖w‖² is a quadratic of the place across, Σ|w| bends where a weight is 0.
class RowPenalty {
 public:
  RowPenalty(const Setting& setting, const Plane& plane, double up) : l2_(setting.l2), l1_(setting.l1) {
    const std::span<const unsigned char> penalised = setting.model->penalised();
    for (std::size_t j = 0; j < plane.origin.size(); ++j) {
      if (penalised[j] == 0) continue;
      const double weight = plane.origin[j] + (plane.is_line() ? 0 : up * plane.up[j]), slope = plane.across[j];
      squares_ += weight * weight;
      twice_ += 2 * weight * slope;
      bend_ += slope * slope;
      if (slope == 0) sizes_ += std::abs(weight);
      if (slope != 0 && l1_ != 0) moving_.emplace_back(weight, slope);
    }
  }
  double at(double across) const {
    double sizes = sizes_;
    for (const auto& [weight, slope] : moving_) sizes += std::abs(weight + across * slope);
    return 0.5 * l2_ * (squares_ + across * (twice_ + across * bend_)) + l1_ * sizes;
  }

 private:
  double l2_, l1_, squares_ = 0, twice_ = 0, bend_ = 0, sizes_ = 0;
  std::vector<std::pair<double, double>> moving_;
};

// What all threads read.
struct Canvas {
  const Setting& setting;
  const Landscape& landscape;
  std::vector<double> ticks;
  std::vector<Part> parts;
  // Of the parts whose losses have one of these forms.
  std::vector<std::optional<SoftplusGrid>> softplus_grids;
  std::vector<std::optional<QuadraticGrid>> quadratic_grids;

  Canvas(const Setting& of, const Loss& loss, const Landscape& into)
      : setting(of), landscape(into), ticks(ticks_of(into)), parts(make_parts(of, loss, into.plane)) {
    for (const Part& part : parts) {
      softplus_grids.emplace_back();
      quadratic_grids.emplace_back();
      if (part.across.empty()) continue;
      if (const auto form = softplus_form(part.loss)) softplus_grids.back().emplace(*form, part.across, ticks);
      if (const auto bends = quadratic_form(part.loss)) {
        quadratic_grids.back().emplace(part.loss, *bends, part.across, ticks);
      }
    }
  }
};

constexpr std::size_t rows_at_once = SoftplusGrid::rows_at_once;

// Computes a few whole rows at a time; one for each thread.
class RowPainter {
 public:
  explicit RowPainter(const Canvas& canvas)
      : canvas_(canvas), sums_(rows_at_once * canvas.ticks.size()), total_(sums_.size()) {}

  void paint(int first, int rows, float* out) {
    const std::size_t columns = canvas_.ticks.size(), cells = static_cast<std::size_t>(rows) * columns;
    for (std::size_t p = 0; p < canvas_.parts.size(); ++p) {
      find_bases(canvas_.parts[p], first, rows);
      const std::span<double> sums = std::span(p == 0 ? total_ : sums_).first(cells);
      sum_part(p, sums);
      for (std::size_t k = 0; p > 0 && k < cells; ++k) total_[k] += sums[k];
    }
    for (int row = 0; row < rows; ++row) {
      const std::size_t from = static_cast<std::size_t>(row) * columns;
      put_row(first + row, std::span(total_).subspan(from, columns), out + from);
    }
  }

 private:
  // The loss of one part in every cell, by a shortcut where its form has one.
  void sum_part(std::size_t p, std::span<double> sums) const {
    const Part& part = canvas_.parts[p];
    if (canvas_.softplus_grids[p]) {
      canvas_.softplus_grids[p]->sums(bases_, sums);
    } else if (canvas_.quadratic_grids[p]) {
      canvas_.quadratic_grids[p]->sums(bases_, sums);
    } else {
      part.loss.sum_along(bases_, part.across, canvas_.ticks, sums);
      return;
    }
    sum_what_is_missing(part, sums);
  }

  // The arguments of the loss on each row where the place across is 0.
  void find_bases(const Part& part, int first, int rows) {
    const std::size_t n = part.level.size();
    bases_.resize(static_cast<std::size_t>(rows) * n);
    for (int row = 0; row < rows; ++row) {
      double* base = bases_.data() + static_cast<std::size_t>(row) * n;
      const double up = up_of(canvas_.landscape, first + row);
      for (std::size_t i = 0; i < n; ++i) base[i] = part.level[i] + up * part.up[i];
    }
  }

  // Each run of cells that are NaN, sample by sample.
  void sum_what_is_missing(const Part& part, std::span<double> sums) const {
    const std::span<const double> direction = part.across;
    const std::size_t n = direction.size(), columns = canvas_.ticks.size();
    for (std::size_t row = 0; row * columns < sums.size(); ++row) {
      const std::span<double> cells = sums.subspan(row * columns, columns);
      for (std::size_t from = 0; from < columns;) {
        if (!std::isnan(cells[from++])) continue;
        std::size_t end = from--;
        while (end < columns && std::isnan(cells[end])) ++end;
        part.loss.sum_along(std::span(bases_).subspan(row * n, n), direction,
                            std::span(canvas_.ticks).subspan(from, end - from), cells.subspan(from, end - from));
        from = end;
      }
    }
  }

  void put_row(int row, std::span<const double> sums, float* out) const {
    const RowPenalty penalty(canvas_.setting, canvas_.landscape.plane, up_of(canvas_.landscape, row));
    const double share = 1 / static_cast<double>(canvas_.setting.data->size());
    for (std::size_t k = 0; k < sums.size(); ++k) {
      out[k] = static_cast<float>(sums[k] * share + penalty.at(canvas_.ticks[k]));
    }
  }

  const Canvas& canvas_;
  std::vector<double> sums_, total_, bases_;
};

// Evaluates every cell; one for each thread. For models that are not linear in their parameters, and weighted points.
class CellPainter {
 public:
  CellPainter(const Objective& objective, const Landscape& landscape, std::vector<double> ticks)
      : objective_(objective), landscape_(landscape), ticks_(std::move(ticks)) {}

  void paint(int row, const std::stop_token& stop, float* out) {
    const Plane& plane = landscape_.plane;
    const double up = up_of(landscape_, row);
    for (std::size_t k = 0; k < ticks_.size() && !stop.stop_requested(); ++k) {
      out[k] = static_cast<float>(objective_(plane.lift({ticks_[k], up}), {}));
    }
  }

 private:
  Objective objective_;
  const Landscape& landscape_;
  std::vector<double> ticks_;
};

void check(const Setting& setting, const Plane& plane, int columns, int rows) {
  const std::size_t count = setting.model->parameter_count();
  const bool fits =
      plane.origin.size() == count && plane.across.size() == count && (plane.is_line() || plane.up.size() == count);
  if (!fits) {
    throw InputError(fmt::format(
        "A landscape needs an origin and two directions (over a line: one) of {} numbers each, one for each parameter.",
        count));
  }
  if (columns < 2) throw InputError("A landscape needs at least 2 columns.");
  if (plane.is_line() ? rows != 1 : rows < 2) {
    throw InputError("A landscape needs at least 2 rows, over a line exactly 1.");
  }
}

std::shared_ptr<Landscape> empty_landscape(const Plane& plane, int columns, int rows) {
  auto landscape = std::make_shared<Landscape>();
  landscape->plane = plane;
  landscape->columns = columns;
  landscape->rows = rows;
  landscape->values.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  return landscape;
}

float* row_of(Landscape& landscape, int row) {
  return landscape.values.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(landscape.columns);
}

// Gives the tiles to as many threads; each has a painter of its own.
template <class MakePainter>
void share_out(int tiles, int threads, const std::stop_token& stop, const MakePainter& make_painter) {
  std::atomic<int> next{0};
  const auto work = [&] {
    auto paint = make_painter();
    for (int tile = next++; tile < tiles && !stop.stop_requested(); tile = next++) paint(tile);
  };
  if (threads <= 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::jthread> helpers;
  for (int k = 1; k < std::min(threads, tiles); ++k) helpers.emplace_back(work);
  work();
}

}  // namespace

std::shared_ptr<const Landscape> compute_landscape(const Setting& setting, const Loss& loss, const Plane& plane,
                                                   int columns, int rows, int threads, std::stop_token stop) {
  // The quick sums know no weights.
  if (!setting.model->linear_in_parameters() || !setting.data->weight.empty()) {
    return compute_landscape(Objective(setting, loss), plane, columns, rows, threads, stop);
  }
  check(setting, plane, columns, rows);
  if (stop.stop_requested()) return nullptr;
  const std::shared_ptr<Landscape> landscape = empty_landscape(plane, columns, rows);
  const Canvas canvas(setting, loss, *landscape);
  constexpr int block = rows_at_once;
  share_out((rows + block - 1) / block, threads, stop, [&] {
    return [&, painter = RowPainter(canvas)](int tile) mutable {
      painter.paint(block * tile, std::min(block, rows - block * tile), row_of(*landscape, block * tile));
    };
  });
  return stop.stop_requested() ? nullptr : landscape;
}

std::shared_ptr<const Landscape> compute_landscape(const Objective& objective, const Plane& plane, int columns,
                                                   int rows, int threads, std::stop_token stop) {
  check(objective.setting(), plane, columns, rows);
  if (stop.stop_requested()) return nullptr;
  const std::shared_ptr<Landscape> landscape = empty_landscape(plane, columns, rows);
  share_out(rows, threads, stop, [&] {
    return [&, painter = CellPainter(objective, *landscape, ticks_of(*landscape))](int row) mutable {
      painter.paint(row, stop, row_of(*landscape, row));
    };
  });
  return stop.stop_requested() ? nullptr : landscape;
}

}  // namespace losslab
