#include "app/cli/fit/structured_parts.h"

#include <cmath>

#include "losses/structures/sequence/alignments.h"

namespace losslab::cli {
namespace {

std::vector<double> copied(std::span<const double> numbers) { return {numbers.begin(), numbers.end()}; }

std::size_t size_of(const StructuredLoss& loss, std::string_view name) {
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    if (loss.parameters()[i].name == name) return static_cast<std::size_t>(loss.parameter(i));
  }
  return 0;
}

}  // namespace

std::vector<ResultPart> box_parts(std::span<const double> box, std::span<const double> target) {
  const double loss = StructuredLoss("iou_box").value(box, target);
  return {{"input", copied(box)}, {"target", copied(target)}, {"iou", {1 - loss}, {}, false}};
}

std::vector<ResultPart> mask_parts(std::span<const double> logits, std::span<const double> truth) {
  std::vector<double> probabilities;
  double both = 0, all = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    probabilities.push_back(1 / (1 + std::exp(-logits[i])));
    const bool predicted = logits[i] >= 0, true_one = truth[i] >= 0.5;
    both += predicted && true_one ? 1 : 0;
    all += (predicted ? 1 : 0) + (true_one ? 1 : 0);
  }
  return {{"input", std::move(probabilities)},
          {"logits", copied(logits)},
          {"dice_of_mask", {all > 0 ? 2 * both / all : 1}, {}, false}};
}

std::vector<ResultPart> sequence_parts(std::span<const double> logits, const StructuredLoss& loss) {
  const std::size_t frames = size_of(loss, "T"), classes = size_of(loss, "K");
  const Decoding read = decode_greedily({frames, classes, size_of(loss, "blank"), logits, {}});
  std::vector<double> probabilities, decoded(read.label.begin(), read.label.end());
  for (std::size_t t = 0; t < frames; ++t) {
    const std::span<const double> z = logits.subspan(t * classes, classes);
    double top = z[0], sum = 0;
    for (const double one : z) top = std::max(top, one);
    for (const double one : z) sum += std::exp(one - top);
    for (const double one : z) probabilities.push_back(std::exp(one - top) / sum);
  }
  return {{"input", copied(logits)},
          {"probabilities", std::move(probabilities)},
          {"decoded", std::move(decoded), {}, true, true}};
}

}  // namespace losslab::cli
