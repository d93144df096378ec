#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace losslab {

// What a model of several classes says of n samples; logits class by class, z[k·stride + i].

// The class of the greatest logit, the first of equal ones; of NaN the first class.
std::vector<std::size_t> predicted_classes(std::span<const double> logits, std::size_t stride, std::size_t classes,
                                           std::size_t n);
// The logit of p_k = softmax(z)_k for each sample: z_k − log Σ_{j≠k} exp z_j.
std::vector<double> class_scores(std::span<const double> logits, std::size_t stride, std::size_t classes, std::size_t n,
                                 std::size_t k);

// How many samples of a label are predicted to be of a class: counts[label·classes + predicted].
struct Confusion {
  std::size_t classes = 0;
  std::vector<std::size_t> counts;
  std::size_t of(std::size_t label) const;  // how many have that label
};
Confusion confusion_of(std::span<const double> labels, std::span<const std::size_t> predicted, std::size_t classes);

}  // namespace losslab
