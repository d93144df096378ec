// Three classes and more in the plane.
#include <algorithm>
#include <limits>

#include "losses/core/error.h"
#include "losses/learn/data/class_shapes.h"
#include "losses/learn/data/generators.h"
#include "losses/learn/data/transition.h"

namespace losslab {
namespace {

using Kind = DataSpec::Kind;

// Another class than the point's own, the one that lies nearest, and how much farther it is than the own one.
struct Neighbour {
  int label;
  double farther;
};

Neighbour neighbour_of(const DataSpec& spec, int own, Spot at) {
  Neighbour nearest{own, std::numeric_limits<double>::infinity()};
  const double mine = distance_to_class(spec, own, at);
  for (int k = 0; k < spec.classes; ++k) {
    const double farther = distance_to_class(spec, k, at) - mine;
    if (k != own && farther < nearest.farther) nearest = {k, farther};
  }
  return nearest;
}

void draw_by_matrix(Dataset& data, const DataSpec& spec, Random& random) {
  if (spec.transition.empty()) return;
  const auto classes = static_cast<std::size_t>(spec.classes);
  check_transition(spec.transition, classes);
  for (double& label : data.y) {
    const double* const row = spec.transition.data() + static_cast<std::size_t>(label) * classes;
    const double u = random.uniform();
    std::size_t to = 0;
    double sum = row[0];
    while (to + 1 < classes && u >= sum) sum += row[++to];
    // The sum may be short of 1 by a rounding; a label that nobody is given is given to nobody.
    while (to > 0 && row[to] == 0) --to;
    label = static_cast<double>(to);
  }
}

// Growing shares make growing beginnings of one order wrong.
void disturb(Dataset& data, const DataSpec& spec) {
  Random random(spec.seed ^ contamination_stream);
  if (spec.label_noise == LabelNoise::matrix) {
    draw_by_matrix(data, spec, random);
    return;
  }
  std::vector<int> order = shuffled(spec.n, random);
  const bool near = spec.label_noise == LabelNoise::near, far = spec.label_noise == LabelNoise::far_flip;
  std::vector<Neighbour> neighbours;
  if (near || far) {
    for (std::size_t i = 0; i < data.size(); ++i) {
      neighbours.push_back(neighbour_of(spec, static_cast<int>(data.y[i]), {data.x1[i], data.x2[i]}));
    }
    std::ranges::stable_sort(order, [&](int a, int b) {
      const double first = neighbours[static_cast<std::size_t>(a)].farther,
                   second = neighbours[static_cast<std::size_t>(b)].farther;
      return near ? first < second : first > second;
    });
  }
  for (int k = 0; k < share_of(spec.flips, spec.n); ++k) {
    const auto i = static_cast<std::size_t>(order[static_cast<std::size_t>(k)]);
    const int own = static_cast<int>(data.y[i]);
    int further = 1;
    if (spec.label_noise == LabelNoise::symmetric) {
      further += static_cast<int>(random.below(static_cast<std::size_t>(spec.classes) - 1));
    }
    data.y[i] = near || far ? neighbours[i].label : (own + further) % spec.classes;
  }
}

}  // namespace

Dataset make_several_classes(const DataSpec& spec) {
  if (spec.label_noise == LabelNoise::one_sided || spec.label_noise == LabelNoise::far) {
    throw InputError(
        "Data key 'label_noise': of more than two classes expected symmetric, pairs, matrix, near or far_flip.");
  }
  if (spec.n < 2 * spec.classes) {
    throw InputError("Data key 'n': expected at least two points for each class.");
  }
  Dataset data;
  data.task = Task::classification;
  data.name = generator_name(spec.kind);
  data.x1_name = std::string("x1");
  data.x2_name = std::string("x2");
  data.y_name = std::string("label");
  for (int k = 0; k < spec.classes; ++k) data.class_names.emplace_back(1, static_cast<char>('A' + k));
  Random random(spec.seed);
  const double noise = spec.kind == Kind::gaussians ? spec.noise : 0.2 * spec.noise;
  for (int i = 0; i < spec.n; ++i) {
    const int k = i % spec.classes;
    const Spot at = place_in_class(spec, k, random.uniform());
    const double dx = noise * random.normal(), dy = noise * random.normal();
    data.x1.push_back(rounded(at.x1 + dx));
    data.x2.push_back(rounded(at.x2 + dy));
    data.y.push_back(k);
  }
  data.true_label = data.y;
  disturb(data, spec);
  return data;
}

}  // namespace losslab
