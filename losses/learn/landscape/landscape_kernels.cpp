#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/learn/landscape/landscape_kernels.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/core/batch/pack.h"
#include "losses/core/elementary.h"
#include "losses/learn/models/kernels.h"

LOSSLAB_BEGIN_TARGET

void Exponentials(const double* x, std::size_t n, double* out) {
  std::size_t i = 0;
  for (; i + Pack::size <= n; i += Pack::size) exp(Pack::load(x + i)).store(out + i);
  for (; i < n; ++i) out[i] = exp(x[i]);
}

// A product of many factors of at least 1: mantissa·2^exponent.
struct LongProduct {
  Pack mantissa;
  hn::Vec<Words> exponent;

  HWY_INLINE void split_off() {
    const auto word = hn::BitCast(Words(), mantissa.v);
    exponent = hn::Add(exponent, hn::ShiftRight<52>(word));
    const auto digits = hn::And(word, hn::Set(Words(), 0x000fffffffffffff));
    mantissa = Pack(hn::BitCast(Lanes(), hn::Or(digits, hn::Set(Words(), 0x3ff0000000000000))));
  }
  // After `times` calls of split_off(), each of which counted the bias of the exponent too. A whole number below 2^52
  // becomes a double in the lowest bits of 2^52.
  HWY_INLINE Pack logarithm(double times) const {
    const auto placed = hn::Add(exponent, hn::Set(Words(), std::bit_cast<std::uint64_t>(0x1p52)));
    const Pack whole = Pack(hn::BitCast(Lanes(), placed)) - (0x1p52 + 1023 * times);
    return log(mantissa) + whole * log_2;
  }
};

void SoftplusTile(const double* a, const double* b, std::size_t n, std::size_t every, double* out) {
  for (std::size_t column = 0; column < 8; column += Pack::size) {
    LongProduct products[8];
    for (LongProduct& product : products) product = {Pack(1.0), hn::Zero(Words())};
    double times = 0;
    for (std::size_t i = 0; i < n;) {
      for (const std::size_t end = HWY_MIN(n, i + every); i < end; ++i) {
        const Pack factor = Pack::load(a + 8 * i + column);
        for (std::size_t row = 0; row < 8; ++row) {
          products[row].mantissa = products[row].mantissa * (1.0 + factor * b[8 * i + row]);
        }
      }
      for (LongProduct& product : products) product.split_off();
      ++times;
    }
    for (std::size_t row = 0; row < 8; ++row) products[row].logarithm(times).store(out + 8 * row + column);
  }
}

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {
HWY_EXPORT(Exponentials);
HWY_EXPORT(SoftplusTile);

namespace kernels {

void exponentials(const double* x, std::size_t n, double* out) { HWY_DYNAMIC_DISPATCH(Exponentials)(x, n, out); }
void softplus_tile(const double* a, const double* b, std::size_t n, std::size_t every, double* out) {
  HWY_DYNAMIC_DISPATCH(SoftplusTile)(a, b, n, every, out);
}

}  // namespace kernels
}  // namespace losslab
#endif
