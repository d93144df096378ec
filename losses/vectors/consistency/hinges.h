#pragma once
#include <optional>
#include <span>
#include <vector>

namespace losslab {

// A minimiser of the expected value of a hinge loss of K ≥ 2 classes at a truth t, exactly; and what else is least.
struct HingeMinimiser {
  std::vector<double> z;             // sums to 0 where a common shift costs nothing
  bool unique;                       // but for such a shift
  std::optional<std::size_t> picks;  // the class on top in all minimisers; nothing where there is none
};

// Each logit for itself: ±1, anything between where t_k = ½.
HingeMinimiser ova_hinge_minimiser(std::span<const double> t);
// 0 where no class has more than ½, else that class leads all others by 1 (Liu 2007).
HingeMinimiser crammer_singer_minimiser(std::span<const double> t);
// 1 for the most probable class, −1/(K − 1) for the others (Lee, Lin & Wahba 2004).
HingeMinimiser lee_lin_wahba_minimiser(std::span<const double> t);
// A linear programme of differences, whose corners have whole numbers between their logits; sorted by t neighbours are
// level or 1 apart, so that the best of 2^(K − 1) is found by going once over the classes (Wang & Scott 2020).
HingeMinimiser weston_watkins_minimiser(std::span<const double> t);

}  // namespace losslab
