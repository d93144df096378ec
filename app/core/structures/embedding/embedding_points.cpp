#include "app/core/structures/embedding/embedding_points.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <utility>

#include "losses/core/random.h"

namespace losslab {
namespace {

// Labels have numbers of their own, so that places stay when their share changes.
constexpr std::uint64_t label_stream = 0x9e3779b97f4a7c15;

void add(EmbeddingSamples& samples, double x, double y, int label) {
  samples.x.push_back(x);
  samples.x.push_back(y);
  samples.labels.push_back(label);
}

void make_wrong(EmbeddingSamples& samples, const EmbeddingSpec& spec, int classes) {
  Random random(spec.seed ^ label_stream);
  std::vector<std::size_t> order(samples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<int> others;  // how many classes further
  for (std::size_t i = order.size(); i-- > 0;) {
    std::swap(order[i], order[random.below(i + 1)]);
    others.push_back(1 + static_cast<int>(random.below(static_cast<std::uint64_t>(classes - 1))));
  }
  const auto wrong = static_cast<std::size_t>(std::lround(spec.noise * static_cast<double>(samples.size())));
  for (std::size_t i = 0; i < wrong; ++i) {
    int& label = samples.labels[order[i]];
    label = (label + others[i]) % classes;
  }
}

// Every so manieth flower, so that all species stay; a measure of it by its mean and standard deviation.
void add_iris(EmbeddingSamples& samples, const EmbeddingSpec& spec, const Dataset& iris) {
  const std::size_t all = iris.size(), count = std::min(spec.points, all);
  const auto scaled = [](const std::vector<double>& values) {
    const double n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double one : values) squares += (one - mean) * (one - mean);
    std::vector<double> result;
    result.reserve(values.size());
    for (const double one : values) result.push_back((one - mean) / std::sqrt(squares / n));
    return result;
  };
  const std::vector<double> x = scaled(iris.x1), y = scaled(iris.x2);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = i * all / count;
    add(samples, x[from], y[from], static_cast<int>(iris.y[from]));
  }
}

}  // namespace

std::vector<std::uint32_t> EmbeddingSamples::firsts() const {
  std::map<std::pair<double, double>, std::uint32_t> seen;
  std::vector<std::uint32_t> result;
  for (std::size_t i = 0; i < size(); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    result.push_back(seen.emplace(std::pair{x[2 * i], x[2 * i + 1]}, index).first->second);
  }
  return result;
}

EmbeddingSamples made_samples(const EmbeddingSpec& spec, const Dataset* iris) {
  EmbeddingSamples samples;
  Random random(spec.seed);
  int classes = spec.classes;
  if (spec.kind == EmbeddingStart::iris && iris != nullptr) {
    add_iris(samples, spec, *iris);
    classes = static_cast<int>(iris->class_names.size());
  } else {
    for (std::size_t i = 0; i < spec.points; ++i) {
      const int label = static_cast<int>(i % static_cast<std::size_t>(classes));
      const double along = (static_cast<double>(i) + 0.5) / static_cast<double>(spec.points), a = random.normal(),
                   b = random.normal();
      if (spec.kind == EmbeddingStart::line) {
        // Exactly on a line nothing would ever leave it.
        add(samples, 4 * along - 2, 0.02 * b, label);
      } else if (spec.kind == EmbeddingStart::alike && i % 2 == 1) {
        const std::size_t before = samples.x.size() - 2;
        add(samples, samples.x[before], samples.x[before + 1], label);
      } else if (spec.kind == EmbeddingStart::mixed || spec.kind == EmbeddingStart::alike) {
        add(samples, a, b, label);
      } else {
        const double turn = 2 * std::numbers::pi * (label + 0.25) / classes;
        add(samples, std::cos(turn) + 0.45 * a, std::sin(turn) + 0.45 * b, label);
      }
    }
  }
  samples.truth = samples.labels;
  make_wrong(samples, spec, classes);
  return samples;
}

}  // namespace losslab
