#pragma once
#include <optional>
#include <span>
#include <vector>

#include "losses/vectors/vector_loss.h"

namespace losslab {

// Where what a loss costs under a truth t of K classes is least: the loss at t itself for those that take
// probabilities, Σ t_k ℓ(z, e_k) for those that take a class. What follows is exact: closed forms where there are any,
// else one equation solved to rounding (see probabilities.h), for hinges a corner of a linear programme (see hinges.h).
struct RiskMinimiser {
  // K logits, one minimiser of possibly many; the finite ones have the mean 0 where a common shift costs nothing. ±∞
  // where the loss falls for ever in that direction: then z is a limit.
  std::vector<double> z;
  std::vector<double> p;  // softmax(z), or its limit
  double risk = 0;        // the least value, or its limit; +∞ where the loss costs that at any logits
  bool finite = true;     // no logit runs away
  bool unique = true;     // no other minimiser (or limit), but for a common shift that costs nothing
  // The class with the largest logit in all of them; nothing where ties or other minimisers leave it open.
  std::optional<std::size_t> picks;
};

// t: K ≥ 2 probabilities that sum to 1; `teacher` has K logits for a loss that compares with one, else it is empty.
// Works for every loss of vector_catalogue().
RiskMinimiser risk_minimiser(const VectorLoss& loss, std::span<const double> t, std::span<const double> teacher = {});

// What a loss costs at finite logits under that truth.
double risk(const VectorLoss& loss, std::span<const double> z, std::span<const double> t,
            std::span<const double> teacher = {});

}  // namespace losslab
