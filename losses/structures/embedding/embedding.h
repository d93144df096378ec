#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace losslab {

// n points of d dimensions, point by point, each with the label of its class.
struct EmbeddingPoints {
  std::size_t dimension;
  std::span<const double> x;    // n·d finite numbers
  std::span<const int> labels;  // n
  std::size_t size() const { return labels.size(); }
  const double* point(std::size_t i) const { return x.data() + i * dimension; }
};

// The losses of embedding/ as objectives of a whole set of points.
enum class EmbeddingKind : unsigned char {
  contrastive_pair,
  contrastive_unsquared,
  triplet_euclid,
  triplet_sqeuclid,
  lifted,
  n_pair,    // of inner products
  info_nce,  // of cosines
  cosine_embedding,
  centre  // of the means of the classes
};
// Which partners p and strangers n an anchor a is compared with. Random: for each pair (a, p) one stranger. Semi-hard
// (Schroff et al. 2015): for each pair the nearest of those strangers that are farther than p; pairs without one are
// left out. Hardest (Hermans, Beyer & Leibe 2017): for each anchor its farthest partner and its nearest stranger.
enum class Mining : unsigned char { all, random, semi_hard, hardest };

struct EmbeddingObjective {
  EmbeddingKind kind = EmbeddingKind::triplet_euclid;
  double margin = 0.2;     // not negative
  double temperature = 1;  // of n_pair and info_nce; positive
  // Of the losses of pairs and triplets; the others always take all. The pairs of mined triplets are (a, p) and (a, n).
  Mining mining = Mining::all;
  std::uint64_t seed = 0;  // of random mining
  friend bool operator==(const EmbeddingObjective&, const EmbeddingObjective&) = default;
};
// By the id of the loss, with its default parameters. Throws InputError where no such loss is one of embeddings.
EmbeddingObjective embedding_objective(std::string_view id);
bool takes_mining(EmbeddingKind kind);

struct EmbeddingOutcome {
  double value = 0;            // the mean over the terms
  std::size_t terms = 0;       // pairs, triplets, pairs of partners, or points
  std::size_t active = 0;      // of them those that pull
  std::size_t undirected = 0;  // pairs that would pull, but coincide or, for cosines, have no direction: they do not
};

// What pair (a, b), a < b, does: positive draws them together. The two ends differ where lengths do not count.
struct PairForce {
  std::uint32_t a, b;
  double on_a, on_b;
};
struct TripletForce {
  std::uint32_t anchor, partner, stranger;
  double value;  // its loss; positive: an active one
};

// Evaluates objectives; what it needs of room is kept from one call to the next. Points that coincide, or have no
// direction, give finite values, and no force on each other.
class EmbeddingEvaluator {
 public:
  // The gradient (n·d) unless it is empty. O(n² log n), all triplets included. Of points so far out that their
  // distances or products overflow the value is +∞ and the gradient NaN.
  EmbeddingOutcome evaluate(const EmbeddingObjective& objective, const EmbeddingPoints& points,
                            std::span<double> gradient);
  // Of the last evaluation: every pair with a force.
  std::vector<PairForce> pair_forces(const EmbeddingPoints& points) const;
  // The active triplets of a loss of triplets, in the order of anchor, partner and stranger; at most so many.
  std::vector<TripletForce> active_triplets(const EmbeddingObjective& objective, const EmbeddingPoints& points,
                                            std::size_t most);

 private:
  struct Chosen {
    std::uint32_t anchor, partner, stranger;
  };
  enum class Relation : unsigned char { distance, squared_distance, cosine, product };
  static Relation relation_of(EmbeddingKind kind);
  void relate(Relation relation, const EmbeddingPoints& points);
  double farness(std::size_t i, std::size_t j) const;
  void split_neighbours(const EmbeddingPoints& points, std::size_t anchor);
  void sort_neighbours(const EmbeddingPoints& points, std::size_t anchor);
  void choose(const EmbeddingObjective& objective, const EmbeddingPoints& points);
  EmbeddingOutcome all_triplets(double margin, const EmbeddingPoints& points);
  EmbeddingOutcome chosen_triplets(double margin);
  EmbeddingOutcome pairs(const EmbeddingObjective& objective, const EmbeddingPoints& points);
  EmbeddingOutcome lifted(double margin, const EmbeddingPoints& points);
  EmbeddingOutcome partners(double sharpness, const EmbeddingPoints& points);
  EmbeddingOutcome centres(const EmbeddingPoints& points, std::span<double> gradient);
  // The logarithm of Σ e^(sign·relation/T) over the strangers of a point; their shares of it go to shares_.
  double strangers(const EmbeddingPoints& points, std::size_t anchor, double factor);
  double& relation(std::size_t i, std::size_t j) { return relations_[i * size_ + j]; }
  double& weight(std::size_t i, std::size_t j) { return weights_[i * size_ + j]; }
  std::size_t to_gradient(const EmbeddingPoints& points, std::span<double> gradient) const;

  std::size_t size_ = 0;
  Relation kind_ = Relation::distance;
  std::vector<double> relations_;  // n × n
  std::vector<double> weights_;    // n × n: ∂J/∂relation as anchor i sees j
  std::vector<double> shares_, sums_;
  std::vector<std::uint32_t> partners_, strangers_;            // of one anchor
  std::vector<std::pair<double, std::uint32_t>> by_distance_;  // strangers of one anchor
  std::vector<std::size_t> ends_;
  std::vector<Chosen> chosen_;
};

}  // namespace losslab
