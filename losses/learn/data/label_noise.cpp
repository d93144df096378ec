#include <algorithm>
#include <cmath>

#include "losses/learn/data/class_shapes.h"
#include "losses/learn/data/generators.h"

namespace losslab {
namespace {

// A group that belongs to the class +1, far out on its side, with the label −1.
void add_far_group(Dataset& data, const DataSpec& spec, Random& random) {
  for (int k = 0; k < share_of(spec.flips, spec.n); ++k) {
    const double dx = 0.3 * random.normal(), dy = 0.3 * random.normal();
    data.x1.push_back(rounded(spec.far_distance + dx));
    data.x2.push_back(rounded(dy));
    data.y.push_back(-1);
    data.true_label.push_back(1);
  }
}

// The order in which labels turn wrong; growing shares take growing beginnings of it.
std::vector<int> order_of(const Dataset& data, const DataSpec& spec, Random& random) {
  std::vector<int> order = shuffled(spec.n, random);
  const auto at = [](const std::vector<double>& values, int i) { return values[static_cast<std::size_t>(i)]; };
  if (spec.label_noise == LabelNoise::one_sided) {
    std::erase_if(order, [&](int i) { return at(data.true_label, i) < 0; });
  }
  if (spec.label_noise != LabelNoise::near && spec.label_noise != LabelNoise::far_flip) return order;
  std::vector<double> distance(data.size());
  for (std::size_t i = 0; i < distance.size(); ++i) {
    distance[i] = std::abs(side_of(spec.kind, {data.x1[i], data.x2[i]}));
  }
  const bool near = spec.label_noise == LabelNoise::near;
  std::ranges::stable_sort(order, [&](int a, int b) {
    return near ? at(distance, a) < at(distance, b) : at(distance, a) > at(distance, b);
  });
  return order;
}

}  // namespace

void disturb_labels(Dataset& data, const DataSpec& spec) {
  Random random(spec.seed ^ contamination_stream);
  if (spec.label_noise == LabelNoise::far) {
    add_far_group(data, spec, random);
    return;
  }
  const std::vector<int> order = order_of(data, spec, random);
  for (int k = 0; k < share_of(spec.flips, static_cast<int>(order.size())); ++k) {
    const auto i = static_cast<std::size_t>(order[static_cast<std::size_t>(k)]);
    data.y[i] = -data.y[i];
  }
}

}  // namespace losslab
