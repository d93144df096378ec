#include "losses/learn/data/generators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

void check_points(const Dataset& data) {
  const std::size_t n = data.size();
  const auto fits = [n](std::size_t size) { return size == 0 || size == n; };
  const bool same = data.y.size() == n && fits(data.x2.size()) && fits(data.true_label.size()) &&
                    fits(data.weight.size()) && fits(data.outlier.size()) &&
                    (data.task == Task::regression || data.x2.size() == n) &&
                    std::ranges::all_of(data.more, [n](const Predictor& one) { return one.values.size() == n; });
  if (!same) throw InputError("The points do not have the same number of values in every column.");
  if (!std::ranges::all_of(data.weight, [](double weight) { return weight > 0 && std::isfinite(weight); })) {
    throw InputError("The weights of the points have to be above 0.");
  }
  if (n < 2) throw InputError(fmt::format("There are {} points; at least 2 are needed.", n));
}

}  // namespace

Dataset make_data(const DataSpec& spec, const std::string& asset_folder) {
  if (spec.kind == DataSpec::Kind::file) return read_data_file(spec.file, asset_folder);
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

}  // namespace losslab
