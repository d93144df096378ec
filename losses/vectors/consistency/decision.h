#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab {

// How the class that the minimiser of a loss's expected value picks follows from the truth t: exactly, for every loss.
struct Decision {
  enum class Kind : unsigned char {
    scores,    // the class with the largest offset_k + weight_k t_k
    cheapest,  // that of the cheapest of finitely many logits, whose costs are linear in t; see cheapest_logits()
    none       // undecided whatever t is: minimisers with other top classes always exist
  };
  Kind kind = Kind::scores;
  std::vector<double> offset, weight;  // scores: K each
};

// Of K classes; `teacher` has K logits for a loss that compares with one, else it is empty.
Decision decision(const VectorLoss& loss, std::size_t classes, std::span<const double> teacher = {});

// Logits at which the expected value of a loss of Kind::cheapest is least for the truth t, one of those where a hinge
// has its corners. Its expected value at any fixed logits is linear in t, so that truths for which the same ones are
// the best are convex polytopes.
std::vector<double> cheapest_logits(const VectorLoss& loss, std::span<const double> t);

// The class that the minimiser at t picks; nothing where the set of minimisers, or ties in it, leave it open.
std::optional<std::size_t> picked_class(const VectorLoss& loss, std::span<const double> t,
                                        std::span<const double> teacher = {});

// The largest entry; nothing where two share it but for rounding.
std::optional<std::size_t> sole_largest(std::span<const double> values);

}  // namespace losslab
