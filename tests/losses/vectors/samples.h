#pragma once
#include <cmath>
#include <random>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab::testing {

using Numbers = std::vector<double>;

inline Numbers one_hot(std::size_t classes, std::size_t y) {
  Numbers t(classes, 0.0);
  t[y] = 1;
  return t;
}

struct Drawn {
  Numbers z, t, teacher;
};

// Deterministic samples with logits of about this size; the target suits the loss.
class Sampler {
 public:
  explicit Sampler(unsigned seed) : random_(seed) {}
  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  Numbers logits(std::size_t classes, double size) {
    Numbers z(classes);
    for (double& x : z) x = size * (2 * uniform() - 1);
    return z;
  }
  Drawn draw(const VectorLoss& loss, std::size_t classes, double size) {
    Drawn drawn{logits(classes, size), {}, {}};
    if (loss.properties().needs_hard_target || (!loss.properties().needs_positive_target && uniform() < 0.4)) {
      drawn.t = one_hot(classes, static_cast<std::size_t>(uniform() * static_cast<double>(classes)));
    } else {
      double sum = 0;
      for (std::size_t k = 0; k < classes; ++k) sum += drawn.t.emplace_back(0.05 + uniform());
      for (double& t : drawn.t) t /= sum;
    }
    if (loss.properties().needs_teacher) drawn.teacher = logits(classes, size);
    return drawn;
  }

 private:
  std::mt19937_64 random_;
};

// Each loss at its defaults, and with each parameter at the ends and the middle of its slider.
inline std::vector<VectorLoss> vector_variants() {
  std::vector<VectorLoss> all;
  for (const VectorEntry& entry : vector_catalogue()) {
    const VectorLoss loss(entry.info->id);
    all.push_back(loss);
    for (const Parameter& p : loss.parameters()) {
      for (const double value : {p.slider_min, 0.5 * (p.slider_min + p.slider_max), p.slider_max}) {
        VectorLoss changed = loss;
        changed.set(p.name, value);
        all.push_back(changed);
      }
    }
  }
  return all;
}

inline std::string name_of(const VectorLoss& loss) { return std::string(loss.id()) + " " + loss.parameters_text(); }

}  // namespace losslab::testing
