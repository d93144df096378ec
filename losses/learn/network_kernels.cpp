#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/learn/network_kernels.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/learn/eight-inl.h"
#include "losses/learn/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace losslab::HWY_NAMESPACE {

// e^x − 1 for 0 ≤ x < 40 by x = k·ln 2 + t, |t| ≤ ln 2/2, and the series in t. Written out here instead of taken from
// Highway's own, which fuses multiplications on some targets and not on others and so gives other digits there.
HWY_INLINE Vec Expm1(Vec x) {
  const Tag d;
  const hn::RebindToUnsigned<Tag> bits;
  const Vec shift = hn::Set(d, 0x1.8p52);  // adding it rounds to a whole number, kept in the lowest bits
  const Vec shifted = hn::Add(hn::Mul(x, hn::Set(d, 1.4426950408889634)), shift);
  const Vec k = hn::Sub(shifted, shift);
  // ln 2 in two parts, the first of which times k is exact
  const Vec t =
      hn::Sub(hn::Sub(x, hn::Mul(k, hn::Set(d, 0x1.62e42fee00000p-1))), hn::Mul(k, hn::Set(d, 0x1.a39ef35793c76p-33)));
  const auto next = [d](Vec sum, Vec factor, double c) { return hn::Add(hn::Mul(sum, factor), hn::Set(d, c)); };
  // Σ tⁿ/n! for n = 2..13 over t², the even and the odd powers side by side
  const Vec u = hn::Mul(t, t);
  Vec even = hn::Set(d, 1.0 / 479001600);
  even = next(next(next(next(next(even, u, 1.0 / 3628800), u, 1.0 / 40320), u, 1.0 / 720), u, 1.0 / 24), u, 0.5);
  Vec odd = hn::Set(d, 1.0 / 6227020800.0);
  odd = next(next(next(next(next(odd, u, 1.0 / 39916800), u, 1.0 / 362880), u, 1.0 / 5040), u, 1.0 / 120), u, 1.0 / 6);
  const Vec series = hn::Add(t, hn::Mul(u, hn::Add(even, hn::Mul(odd, t))));
  const Vec power =
      hn::BitCast(d, hn::Add(hn::BitCast(bits, hn::Set(d, 1.0)), hn::ShiftLeft<52>(hn::BitCast(bits, shifted))));
  return hn::Add(hn::Mul(power, series), hn::Sub(power, hn::Set(d, 1.0)));
}

// Within 3 units in the last place; ±1 from |x| = 19.1 on; NaN stays NaN.
HWY_INLINE Vec Tanh(Vec x) {
  const Tag d;
  const Vec size = hn::Abs(x);
  const Vec y = Expm1(hn::Add(size, size));
  const Vec ratio = hn::Div(y, hn::Add(y, hn::Set(d, 2.0)));
  return hn::CopySign(hn::IfThenElse(hn::Gt(size, hn::Set(d, 19.1)), hn::Set(d, 1.0), ratio), x);
}

// `count` ≤ 4 units for all samples: each block of inputs is read once for all of them.
template <std::size_t count>
HWY_INLINE void ForwardUnits(const double* in, std::size_t inputs, const double* weights, const double* bias,
                             double* out, std::size_t stride, bool tanh) {
  for (std::size_t s = 0; s < stride; s += 8) {
    Eight sum[count];
    for (std::size_t o = 0; o < count; ++o) sum[o] = spread(bias[o]);
    for (std::size_t i = 0; i < inputs; ++i) {
      const Eight x = load(in + i * stride + s);
      for (std::size_t o = 0; o < count; ++o) sum[o] = add(sum[o], mul(spread(weights[o * inputs + i]), x));
    }
    for (std::size_t o = 0; o < count; ++o) {
      for (std::size_t k = 0; tanh && k < vec_count; ++k) sum[o].part[k] = Tanh(sum[o].part[k]);
      store(sum[o], out + o * stride + s);
    }
  }
}

void LayerForward(const double* in, std::size_t inputs, const double* weights, const double* bias, double* out,
                  std::size_t outputs, std::size_t stride, bool tanh) {
  std::size_t o = 0;
  for (; o + 4 <= outputs; o += 4) {
    ForwardUnits<4>(in, inputs, weights + o * inputs, bias + o, out + o * stride, stride, tanh);
  }
  for (; o < outputs; ++o) {
    ForwardUnits<1>(in, inputs, weights + o * inputs, bias + o, out + o * stride, stride, tanh);
  }
}

// Products of one unit's delta with `count` inputs, summed over the samples.
template <std::size_t count>
HWY_INLINE void Dots(const double* in, const double* delta, std::size_t stride, double* out) {
  Eight sum[count];
  for (std::size_t i = 0; i < count; ++i) sum[i] = spread(0);
  for (std::size_t s = 0; s < stride; s += 8) {
    const Eight d = load(delta + s);
    for (std::size_t i = 0; i < count; ++i) sum[i] = add(sum[i], mul(d, load(in + i * stride + s)));
  }
  for (std::size_t i = 0; i < count; ++i) out[i] = total(sum[i]);
}

void LayerGradient(const double* in, std::size_t inputs, const double* delta, std::size_t outputs, std::size_t stride,
                   double* weight_gradient, double* bias_gradient) {
  for (std::size_t o = 0; o < outputs; ++o) {
    const double* unit = delta + o * stride;
    double* to = weight_gradient + o * inputs;
    std::size_t i = 0;
    for (; i + 4 <= inputs; i += 4) Dots<4>(in + i * stride, unit, stride, to + i);
    for (; i < inputs; ++i) Dots<1>(in + i * stride, unit, stride, to + i);
    Eight sum = spread(0);
    for (std::size_t s = 0; s < stride; s += 8) sum = add(sum, load(unit + s));
    bias_gradient[o] = total(sum);
  }
}

template <std::size_t count>
HWY_INLINE void BackwardUnits(const double* in, std::size_t inputs, const double* weights, const double* delta,
                              std::size_t outputs, std::size_t stride, double* delta_in) {
  const Eight one = spread(1);
  for (std::size_t s = 0; s < stride; s += 8) {
    Eight sum[count];
    for (std::size_t i = 0; i < count; ++i) sum[i] = spread(0);
    for (std::size_t o = 0; o < outputs; ++o) {
      const Eight d = load(delta + o * stride + s);
      for (std::size_t i = 0; i < count; ++i) sum[i] = add(sum[i], mul(spread(weights[o * inputs + i]), d));
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Eight a = load(in + i * stride + s);
      store(mul(sum[i], sub(one, mul(a, a))), delta_in + i * stride + s);
    }
  }
}

void LayerBackward(const double* in, std::size_t inputs, const double* weights, const double* delta,
                   std::size_t outputs, std::size_t stride, double* delta_in) {
  std::size_t i = 0;
  for (; i + 4 <= inputs; i += 4) {
    BackwardUnits<4>(in + i * stride, inputs, weights + i, delta, outputs, stride, delta_in + i * stride);
  }
  for (; i < inputs; ++i) {
    BackwardUnits<1>(in + i * stride, inputs, weights + i, delta, outputs, stride, delta_in + i * stride);
  }
}

}  // namespace losslab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace losslab {
HWY_EXPORT(LayerForward);
HWY_EXPORT(LayerGradient);
HWY_EXPORT(LayerBackward);

namespace kernels {

void layer_forward(const double* in, std::size_t inputs, const double* weights, const double* bias, double* out,
                   std::size_t outputs, std::size_t stride, bool tanh) {
  HWY_DYNAMIC_DISPATCH(LayerForward)(in, inputs, weights, bias, out, outputs, stride, tanh);
}
void layer_gradient(const double* in, std::size_t inputs, const double* delta, std::size_t outputs, std::size_t stride,
                    double* weight_gradient, double* bias_gradient) {
  HWY_DYNAMIC_DISPATCH(LayerGradient)(in, inputs, delta, outputs, stride, weight_gradient, bias_gradient);
}
void layer_backward(const double* in, std::size_t inputs, const double* weights, const double* delta,
                    std::size_t outputs, std::size_t stride, double* delta_in) {
  HWY_DYNAMIC_DISPATCH(LayerBackward)(in, inputs, weights, delta, outputs, stride, delta_in);
}

}  // namespace kernels
}  // namespace losslab
#endif
