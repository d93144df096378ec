#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <numeric>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/dataset.h"
#include "losses/learn/random.h"
#include "losses/learn/spec_fields.h"

namespace losslab {
namespace {

// Apart from the stream of the points, so that the points stay where they are while the contamination changes.
constexpr std::uint64_t contamination_stream = 0x6a09e667f3bcc909ULL;

// To six decimals: what a data file holds, whatever the last bit of a library's logarithm. Never −0.
double rounded(double value) { return std::round(value * 1e6) / 1e6 + 0.0; }

int share_of(double share, int n) { return static_cast<int>(std::lround(share * n)); }

// A shuffled 0..n−1; growing shares take growing beginnings of the same order.
std::vector<int> shuffled(int n, Random& random) {
  std::vector<int> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

Dataset make_line(const DataSpec& spec) {
  Dataset data;
  data.name = "line";
  data.true_line = Dataset::Line{spec.slope, spec.intercept};
  Random random(spec.seed);
  for (int i = 0; i < spec.n; ++i) {
    const double x = 10 * random.uniform();
    data.x1.push_back(rounded(x));
    data.y.push_back(rounded(spec.slope * x + spec.intercept + spec.noise * random.normal()));
  }
  data.outlier.assign(data.x1.size(), 0);
  Random disturbance(spec.seed ^ contamination_stream);
  const std::vector<int> order = shuffled(spec.n, disturbance);
  for (int k = 0; k < share_of(spec.outliers, spec.n); ++k) {
    const auto i = static_cast<std::size_t>(order[static_cast<std::size_t>(k)]);
    const double place = disturbance.uniform(), jitter = spec.noise * disturbance.normal();
    double x, y;
    if (spec.outlier_kind == OutlierKind::vertical) {
      // All at the right end and all down, so that they tilt a least-squares line instead of cancelling out.
      x = 10 * (2 + place) / 3;
      y = spec.slope * x + spec.intercept - spec.outlier_size + jitter;
    } else {
      x = 10 + spec.outlier_size * (0.95 + 0.1 * place);
      y = spec.intercept + jitter;
    }
    data.x1[i] = rounded(x);
    data.y[i] = rounded(y);
    data.outlier[i] = 1;
  }
  return data;
}

void add_point(Dataset& data, double x1, double x2, double label, double true_label) {
  data.x1.push_back(rounded(x1));
  data.x2.push_back(rounded(x2));
  data.y.push_back(label);
  data.true_label.push_back(true_label);
}

void disturb_labels(Dataset& data, const DataSpec& spec) {
  Random random(spec.seed ^ contamination_stream);
  if (spec.label_noise == LabelNoise::far) {
    for (int k = 0; k < share_of(spec.flips, spec.n); ++k) {
      const double dx = 0.3 * random.normal(), dy = 0.3 * random.normal();
      add_point(data, spec.far_distance + dx, dy, -1, 1);
    }
    return;
  }
  const bool one_sided = spec.label_noise == LabelNoise::one_sided;
  const auto eligible = [&](int i) { return !one_sided || data.true_label[static_cast<std::size_t>(i)] > 0; };
  std::vector<int> order = shuffled(spec.n, random);
  std::erase_if(order, [&](int i) { return !eligible(i); });
  const int wrong = share_of(spec.flips, static_cast<int>(order.size()));
  for (int k = 0; k < wrong; ++k) {
    const auto i = static_cast<std::size_t>(order[static_cast<std::size_t>(k)]);
    data.y[i] = -data.y[i];
  }
}

Dataset make_two_classes(const DataSpec& spec) {
  Dataset data;
  data.task = Task::classification;
  data.name = generator_name(spec.kind);
  data.x1_name = "x1";
  data.x2_name = "x2";
  data.y_name = "label";
  Random random(spec.seed);
  for (int i = 0; i < spec.n; ++i) {
    const double label = i % 2 == 0 ? 1 : -1;
    const double turn = std::numbers::pi * random.uniform();
    const double dx = spec.noise * random.normal(), dy = spec.noise * random.normal();
    if (spec.kind == DataSpec::Kind::gaussians) {
      add_point(data, label * spec.separation + dx, dy, label, label);
    } else {  // half circles of radius 2 that interlock about the origin; noise 1 is a tenth of their width
      add_point(data, label * (2 * std::cos(turn) - 1) + 0.2 * dx, label * (2 * std::sin(turn) - 0.5) + 0.2 * dy, label,
                label);
    }
  }
  disturb_labels(data, spec);
  return data;
}

std::string find_file(const std::string& name, const std::string& asset_folder) {
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) return name;
  const std::filesystem::path shipped = std::filesystem::path(asset_folder) / "data" / name;
  return std::filesystem::exists(shipped, ignored) ? shipped.string() : name;
}

void check_points(const Dataset& data) {
  const std::size_t n = data.size();
  const auto fits = [n](std::size_t size) { return size == 0 || size == n; };
  const bool same = data.y.size() == n && fits(data.x2.size()) && fits(data.true_label.size()) &&
                    fits(data.outlier.size()) && (data.task == Task::regression || data.x2.size() == n);
  if (!same) throw InputError("The points do not have the same number of values in every column.");
  if (n < 2) throw InputError(fmt::format("There are {} points; at least 2 are needed.", n));
}

}  // namespace

Dataset make_data(const DataSpec& spec, const std::string& asset_folder) {
  if (spec.kind == DataSpec::Kind::file) return read_csv(find_file(spec.file, asset_folder));
  if (spec.kind == DataSpec::Kind::points) {
    check_points(spec.points);
    return spec.points;
  }
  for (const NumberField& field : number_fields()) {
    if (field.used_by(spec.kind)) check_field(field, field.get(spec));
  }
  return spec.kind == DataSpec::Kind::line ? make_line(spec) : make_two_classes(spec);
}

}  // namespace losslab
