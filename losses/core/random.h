#pragma once
#include <cstdint>

namespace losslab {

// xoshiro256** (Blackman and Vigna 2018), seeded by splitmix64. The distributions are our own, so that a seed means
// the same data on every platform and standard library. A copyable value: a copy continues the same sequence.
class Random {
 public:
  explicit Random(std::uint64_t seed);
  std::uint64_t next();
  double uniform();                      // [0, 1), 53 bits
  double normal();                       // N(0, 1) by inversion (Wichura's AS 241)
  std::uint64_t below(std::uint64_t n);  // 0..n−1 without bias
  friend bool operator==(const Random&, const Random&) = default;

 private:
  std::uint64_t state_[4];
};

// The argument at which the standard normal distribution reaches p, 0 < p < 1 (Wichura 1988, algorithm AS 241), with a
// relative error of about 1e-16.
double normal_quantile(double p);

}  // namespace losslab
