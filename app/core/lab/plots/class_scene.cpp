#include "app/core/lab/plots/class_scene.h"

#include <algorithm>

#include "losses/learn/models/kernels.h"

namespace losslab::parts {

ClassLogits class_logits(const LabScene& scene, const Shown& who) {
  const Dataset& data = scene.lab.data();
  ClassLogits logits{data.class_names.size(), data.size(), kernels::padded(data.size()), {}};
  logits.z.resize(logits.classes * logits.stride);
  ModelWorkspace work;
  scene.lab.setting().model->outputs(scene.theta(who), {}, logits.z, work);
  return logits;
}

ClassSamples class_samples(const LabScene& scene, const Shown& who) {
  ClassSamples samples{std::vector<double>(scene.lab.data().size()), std::vector<double>(scene.lab.data().size())};
  objective_of(scene.lab.setting(), scene.competitor(who)).samples(scene.theta(who), samples.values, samples.pulls);
  return samples;
}

}  // namespace losslab::parts
