#include "losses/learn/landscape.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <thread>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/softplus_grid.h"

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

std::vector<double> ticks_of(const Landscape& landscape) {
  std::vector<double> ticks;
  for (int k = 0; k < landscape.columns; ++k) {
    ticks.push_back(at_tick(landscape.plane.across_min, landscape.plane.across_max, k, landscape.columns));
  }
  return ticks;
}

// What all threads read.
struct Canvas {
  const Setting& setting;
  const Landscape& landscape;
  std::vector<double> ticks;
  std::vector<Part> parts;
  std::vector<std::optional<SoftplusGrid>> grids;  // of the parts whose losses have that form

  Canvas(const Setting& of, const Loss& loss, const Landscape& into)
      : setting(of), landscape(into), ticks(ticks_of(into)), parts(make_parts(of, loss)) {
    for (const Part& part : parts) {
      const std::optional<Softplus> form = softplus_form(part.loss);
      const std::vector<double>& direction = part.columns[static_cast<std::size_t>(into.plane.across)];
      grids.push_back(form && !direction.empty() ? std::optional(SoftplusGrid(*form, direction, ticks)) : std::nullopt);
    }
  }
};

constexpr std::size_t rows_at_once = SoftplusGrid::rows_at_once;

// Computes a few whole rows at a time; one for each thread.
class RowPainter {
 public:
  explicit RowPainter(const Canvas& canvas)
      : canvas_(canvas),
        theta_(canvas.landscape.plane.theta),
        sums_(rows_at_once * canvas.ticks.size()),
        total_(sums_.size()) {
    theta_[static_cast<std::size_t>(canvas.landscape.plane.across)] = 0;
  }

  void paint(int first, int rows, float* out) {
    const std::size_t columns = canvas_.ticks.size(), cells = static_cast<std::size_t>(rows) * columns;
    for (std::size_t p = 0; p < canvas_.parts.size(); ++p) {
      find_bases(canvas_.parts[p], first, rows);
      const std::span<double> sums = std::span(p == 0 ? total_ : sums_).first(cells);
      if (canvas_.grids[p]) {
        canvas_.grids[p]->sums(bases_, sums);
        sum_what_is_missing(canvas_.parts[p], sums);
      } else {
        canvas_.parts[p].loss.sum_along(bases_, direction_of(canvas_.parts[p]), canvas_.ticks, sums);
      }
      for (std::size_t k = 0; p > 0 && k < cells; ++k) total_[k] += sums[k];
    }
    for (int row = 0; row < rows; ++row) {
      const std::size_t from = static_cast<std::size_t>(row) * columns;
      put_row(first + row, std::span(total_).subspan(from, columns), out + from);
    }
  }

 private:
  double up(int row) const {
    const Plane& plane = canvas_.landscape.plane;
    return at_tick(plane.up_min, plane.up_max, row, canvas_.landscape.rows);
  }

  std::span<const double> direction_of(const Part& part) const {
    return part.columns[static_cast<std::size_t>(canvas_.landscape.plane.across)];
  }

  // The arguments of the loss on each row where the parameter across is 0.
  void find_bases(const Part& part, int first, int rows) {
    const std::size_t n = part.offset.size();
    bases_.resize(static_cast<std::size_t>(rows) * n);
    for (int row = 0; row < rows; ++row) {
      double* base = bases_.data() + static_cast<std::size_t>(row) * n;
      std::ranges::copy(part.offset, base);
      theta_[static_cast<std::size_t>(canvas_.landscape.plane.up)] = up(first + row);
      for (std::size_t j = 0; j < theta_.size(); ++j) {
        if (j == static_cast<std::size_t>(canvas_.landscape.plane.across)) continue;
        for (std::size_t i = 0; i < n; ++i) base[i] += theta_[j] * part.columns[j][i];
      }
    }
  }

  // Each run of cells that are NaN, sample by sample.
  void sum_what_is_missing(const Part& part, std::span<double> sums) const {
    const std::span<const double> direction = direction_of(part);
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
    const Setting& setting = canvas_.setting;
    const Plane& plane = canvas_.landscape.plane;
    const std::span<const unsigned char> penalised = setting.model->penalised();
    double squares = 0, sizes = 0;
    for (std::size_t j = 0; j < theta_.size(); ++j) {
      const double value = static_cast<int>(j) == plane.across ? 0
                           : static_cast<int>(j) == plane.up   ? up(row)
                                                               : theta_[j];
      squares += penalised[j] != 0 ? value * value : 0;
      sizes += penalised[j] != 0 ? std::abs(value) : 0;
    }
    const double share = 1 / static_cast<double>(setting.data->size());
    const bool across = penalised[static_cast<std::size_t>(plane.across)] != 0;
    for (std::size_t k = 0; k < sums.size(); ++k) {
      const double weight = squares + (across ? canvas_.ticks[k] * canvas_.ticks[k] : 0);
      const double size = sizes + (across ? std::abs(canvas_.ticks[k]) : 0);
      out[k] = static_cast<float>(sums[k] * share + 0.5 * setting.l2 * weight + setting.l1 * size);
    }
  }

  const Canvas& canvas_;
  std::vector<double> theta_, sums_, total_, bases_;
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
  if (stop.stop_requested()) return nullptr;
  auto landscape = std::make_shared<Landscape>();
  landscape->plane = plane;
  landscape->columns = columns;
  landscape->rows = rows;
  landscape->values.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  const Canvas canvas(setting, loss, *landscape);
  constexpr int block = rows_at_once;
  std::atomic<int> next{0};
  const auto work = [&] {
    RowPainter painter(canvas);
    for (int row = block * next++; row < rows && !stop.stop_requested(); row = block * next++) {
      painter.paint(row, std::min(block, rows - row),
                    landscape->values.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(columns));
    }
  };
  if (threads <= 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  {
    std::vector<std::jthread> helpers;
    for (int k = 1; k < std::min(threads, (rows + block - 1) / block); ++k) helpers.emplace_back(work);
    work();
  }
  if (stop.stop_requested()) return nullptr;
  return landscape;
}

}  // namespace losslab
