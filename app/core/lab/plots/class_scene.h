#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "app/core/lab/plots/lab_plots.h"

// What the plots of several classes share.
namespace losslab::parts {

// What a model says of all samples at the iterate shown: its logits, z[k·stride + i].
struct ClassLogits {
  std::size_t classes, n, stride;
  std::vector<double> z;
};
ClassLogits class_logits(const LabScene& scene, const Shown& who);
// Each sample's loss and ‖∂ℓ/∂z‖.
struct ClassSamples {
  std::vector<double> values, pulls;
};
ClassSamples class_samples(const LabScene& scene, const Shown& who);

}  // namespace losslab::parts
