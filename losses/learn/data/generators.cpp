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
  const auto classes = static_cast<double>(data.class_names.size());
  const auto is_class = [&](double label) { return label >= 0 && label < classes && label == std::floor(label); };
  if (classes > 0 && !(std::ranges::all_of(data.y, is_class) && std::ranges::all_of(data.true_label, is_class))) {
    throw InputError(fmt::format("The labels of the points have to be whole numbers from 0 to {}.", classes - 1));
  }
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
  if (task_of(spec) == Task::regression) return make_curve(spec);
  if (has_several_classes(spec)) return make_several_classes(spec);
  if (spec.label_noise == LabelNoise::matrix || spec.label_noise == LabelNoise::pairs) {
    throw InputError("Data key 'label_noise': pairs and matrix are for more than two classes.");
  }
  return make_two_classes(spec);
}

}  // namespace losslab
