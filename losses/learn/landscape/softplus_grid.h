#pragma once
#include <optional>
#include <span>
#include <vector>

#include "losses/core/loss.h"

namespace losslab {

// A loss of the form log(1 + e^(−rate·(m − shift))).
struct Softplus {
  double rate = 1, shift = 0;
};
std::optional<Softplus> softplus_form(const Loss& loss);

// Sums of such a loss over samples with the margins m = base + s·direction, as the rows of a landscape need them: for
// one direction, many bases and many s. Since e^−(m₁ + m₂) is a product, exponentials are needed for each s and for
// each base alone, and since Σ log(1 + e) is the logarithm of a product, there is one logarithm for each sum.
//
// The absolute error of a mean is at most 2^-50·(|m₁| + |m₂| + 4) by the largest |m₁| and |m₂| of its tile of 8×8 sums.
// A mean so small that this is more than 2^-27 of it (a quarter of what the float of a landscape rounds off), and one
// whose margins leave the range of the exponentials, is not given. The digits do not depend on the machine's vectors.
class SoftplusGrid {
 public:
  static constexpr std::size_t rows_at_once = 8;

  SoftplusGrid(const Softplus& form, std::span<const double> direction, std::span<const double> s);
  // `bases`: up to rows_at_once rows of as many values as the direction has. out: a sum for each row and s, row after
  // row; NaN where it is not given.
  void sums(std::span<const double> bases, std::span<double> out) const;

 private:
  void tile(std::size_t block, std::span<const double> factors, double reach, std::span<double> out) const;

  Softplus form_;
  std::size_t samples_, count_;
  std::vector<double> factors_;  // for each block of 8 values of s: e^(−rate·s·direction), sample by sample
  std::vector<double> reach_;    // and the largest |rate·s·direction|
};

}  // namespace losslab
