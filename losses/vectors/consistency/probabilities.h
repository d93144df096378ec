#pragma once
#include <span>
#include <vector>

namespace losslab {

// Where the expected losses that have no closed form are least, as log p_k over the classes (−∞ for those that the
// truth t excludes); in p they are sums Σ t_k φ(p_k), so that t_k φ′(p_k) is the same number −λ for all classes and one
// equation in λ is left. All to rounding.

// φ(p) = −log p + ε(1 − p) with ε ≥ −1: p_k = t_k/(λ − εt_k). Convex.
std::vector<double> first_term_minimiser(std::span<const double> t, double epsilon);
// φ(p) = −(1 − p)^γ log p with γ > 0. Convex.
std::vector<double> focal_minimiser(std::span<const double> t, double gamma);
// φ(p) = log(w p + 1 − p) − log p with w = e^−shift, shift ≥ 0: what a softmax with a margin costs in x ∝ e^(sz).
// Convex in log p, so that there is one minimiser, though one class may be where φ is concave.
std::vector<double> margin_minimiser(std::span<const double> t, double shift);
// −β Σ t_k log p_k − (1 − β) Σ p_k log p_k with β > 0. Concave in p_k beyond βt_k/(1 − β): of all places where the
// slopes agree, of which none but those with at most one class beyond can be minima, the one where it is least.
std::vector<double> soft_bootstrap_minimiser(std::span<const double> t, double beta);
// The logits u + d for which μ(softmax(z) − t) + (1 − μ)T(softmax(z/T) − softmax(u/T)) = 0 with 0 < μ < 1, by Newton's
// method with step control: convex, and strictly so but for a common shift. Their mean is 0.
std::vector<double> distillation_minimiser(std::span<const double> t, std::span<const double> teacher, double mix,
                                           double temperature);

}  // namespace losslab
