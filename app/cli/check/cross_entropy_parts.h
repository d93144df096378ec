#pragma once
#include <functional>
#include <vector>

#include "app/cli/check/checked_row.h"

namespace losslab::cli {

// A loss of logits taken to pieces, so that each can be put in wrongly: the sum over its parts of
// weight·((1 − p_y)^focusing · Σ t_k·(−log p_k) + constant) + missed·(1 − p_y) with p = softmax(scale·(z − shift)).
struct CrossEntropyPart {
  std::vector<double> target;      // t; y is its class where it is one
  std::vector<double> shift = {};  // none: 0
  double scale = 1, weight = 1, focusing = 0, constant = 0, missed = 0;
};
// Empty for a loss that is no such sum.
std::vector<CrossEntropyPart> parts_of(const VectorLoss& loss, const Logits& at);

// What stands in the place of −log p_k, and its slopes in log p_k and in the logit.
struct Term {
  double value, in_log, in_logit;
};
// For a logit that is scaled already, its probability and −log of it.
using TermOf = std::function<Term(double logit, double p, double minus_log)>;
inline Term minus_log(double, double, double minus_log_p) { return {minus_log_p, -1, 0}; }

VectorNumbers numbers_of_parts(const std::vector<CrossEntropyPart>& parts, const std::vector<double>& z,
                               const TermOf& term = minus_log);

std::vector<double> softmax_of(std::vector<double> z, double divisor = 1);
// The product of the Jacobian of p = softmax and a vector of slopes in p: p_j (d_j − Σ p_k d_k).
std::vector<double> through_softmax(const std::vector<double>& p, const std::vector<double>& slopes);
// Σ t_k log t_k.
double negative_entropy(const std::vector<double>& t);
// The class of a target: its most probable one.
std::size_t class_of(const std::vector<double>& t);

}  // namespace losslab::cli
