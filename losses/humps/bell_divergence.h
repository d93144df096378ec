#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "losses/humps/bell_terms.h"
#include "losses/humps/line.h"
#include "losses/humps/mixture.h"

namespace losslab {

// What a bell q is fitted to a mixture p by.
enum class DivergenceKind : unsigned char { forward_kl, reverse_kl, jensen_shannon, chi_squared, alpha };

struct BellDivergenceInfo {
  DivergenceKind kind;
  const char* id;  // "forward_kl"
  const char* english;
  const char* chinese;
  const char* formula;  // as in LossInfo
  const char* remark;   // what it makes of humps, and why
  const char* source;
};
inline constexpr std::size_t bell_divergence_count = 5;
// In the order of the enumeration.
std::span<const BellDivergenceInfo, bell_divergence_count> bell_divergences();
const BellDivergenceInfo& info_of(DivergenceKind kind);
// Null where there is none of that id.
const BellDivergenceInfo* find_bell_divergence(std::string_view id);

// One divergence from one mixture as a function of the bell, in nats where logarithms are taken.
class BellDivergence {
 public:
  // α of 0..1 matters to `alpha` alone. Throws InputError beyond.
  BellDivergence(DivergenceKind kind, Mixture mixture, double alpha = 0.5);

  DivergenceKind kind() const { return kind_; }
  const Mixture& mixture() const { return mixture_; }
  double alpha() const { return alpha_; }

  // χ² is infinite where σ² ≤ s²/2 for the widest hump, and its derivatives are not numbers there. It also overflows to
  // infinity where it exceeds 1e308.
  double value(const Bell& bell) const;
  BellTerms<double> evaluate(const Bell& bell) const;
  // A function that rises with the divergence and therefore has its minima, level lines and lines of steepest descent:
  // log(1 + χ²), the Rényi divergence of order 2, which does not overflow; for the others the divergence itself.
  BellTerms<double> levels(const Bell& bell) const;
  double level(const Bell& bell, Precision precision) const;

  friend bool operator==(const BellDivergence& a, const BellDivergence& b) {
    return a.kind_ == b.kind_ && a.alpha_ == b.alpha_ && a.mixture_ == b.mixture_;
  }

 private:
  struct WeightedPair {
    double log_weight;
    GaussianPair pair;
  };
  BellTerms<double> renyi(const Bell& bell) const;
  BellTerms<double> chi_squared(const Bell& bell) const;
  BellTerms<double> integral(const Bell& bell, Precision precision) const;

  DivergenceKind kind_;
  Mixture mixture_;
  double alpha_;
  double entropy_ = 0, mean_ = 0, variance_ = 0;  // of the mixture, for forward KL
  std::vector<WeightedPair> pairs_;               // of its humps, for χ²
};

}  // namespace losslab
