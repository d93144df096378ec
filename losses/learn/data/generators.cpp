#include "losses/learn/data/generators.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <utility>

#include "losses/core/error.h"
#include "losses/learn/data/real_data.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {

std::vector<int> shuffled(int n, Random& random) {
  std::vector<int> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

namespace {

Dataset read_file(const std::string& name, const std::string& asset_folder) {
  const std::string path = data_file_path(name, asset_folder);
  Dataset data = read_csv(path);
  name_as_known(name, path, data);
  return data;
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
  if (spec.kind == DataSpec::Kind::file) return read_file(spec.file, asset_folder);
  if (spec.kind == DataSpec::Kind::points) {
    check_points(spec.points);
    return spec.points;
  }
  for (const NumberField& field : number_fields()) {
    if (field.used_by(spec.kind)) check_field(field, field.get(spec));
  }
  if (spec.kind == DataSpec::Kind::inventory) return make_inventory(spec);
  return task_of(spec) == Task::regression ? make_curve(spec) : make_two_classes(spec);
}

std::optional<double> true_value(const Dataset& data, double x) {
  if (data.true_line) return data.true_line->slope * x + data.true_line->intercept;
  const std::vector<double>& at = data.true_x;
  if (at.empty() || !(x >= at.front() && x <= at.back())) return std::nullopt;
  const auto after = static_cast<std::size_t>(std::ranges::upper_bound(at, x) - at.begin());
  if (after == at.size()) return data.true_y.back();
  const double width = at[after] - at[after - 1];
  return data.true_y[after - 1] + (data.true_y[after] - data.true_y[after - 1]) * ((x - at[after - 1]) / width);
}

}  // namespace losslab
