#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "losses/learn/data/dataset.h"
#include "losses/structures/embedding/embedding.h"

namespace losslab {

inline constexpr std::size_t least_embedded = 6, most_embedded = 300;
inline constexpr int least_embedding_classes = 2, most_embedding_classes = 6;
inline constexpr double farthest_embedded = 100;  // coordinates of a start lie in −100..100
inline constexpr double most_embedding_noise = 0.5;

// n points of the plane, the labels that the losses are told, and the true ones: classes from 0. Points that begin in
// one place are the same input to whatever embeds them: they stay together, whichever their labels are.
struct EmbeddingSamples {
  std::vector<double> x;  // 2n, point by point
  std::vector<int> labels, truth;
  friend bool operator==(const EmbeddingSamples&, const EmbeddingSamples&) = default;

  std::size_t size() const { return labels.size(); }
  EmbeddingPoints points() const { return {2, x, labels}; }
  // For each point the first one that is in its place, which may be itself.
  std::vector<std::uint32_t> firsts() const;
};

// Where the points begin. Iris: length and width of the petals, each with the mean 0 and the standard deviation 1.
// Alike: at each place there are two points of different classes.
enum class EmbeddingStart : unsigned char { blobs, mixed, line, alike, iris, own };

// A start that can be made again. Of `own` the classes alone count.
struct EmbeddingSpec {
  EmbeddingStart kind = EmbeddingStart::blobs;
  std::size_t points = 60;  // least_embedded..most_embedded; of iris at most as many as there are flowers
  int classes = 3;          // least_embedding_classes..most_embedding_classes; of iris 3
  double noise = 0;         // share of labels that are another class's, 0..most_embedding_noise
  std::uint64_t seed = 1;
  friend bool operator==(const EmbeddingSpec&, const EmbeddingSpec&) = default;
};

// The points of a start that is not one's own; `iris` is asked for by that start alone. The same seed gives the same
// points and, whatever the share is, the same order in which labels become wrong.
EmbeddingSamples made_samples(const EmbeddingSpec& spec, const Dataset* iris);

}  // namespace losslab
