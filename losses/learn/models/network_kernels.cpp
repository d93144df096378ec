#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/learn/models/network_kernels.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/learn/models/eight-inl.h"
#include "losses/learn/models/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace losslab::HWY_NAMESPACE {

// tanh of `count` vectors in place, all of them one operation after the other, so that the machine finds work that does
// not wait for what was just begun.
//
// tanh |x| = (e − 1)/(e + 1) for e = e^(2|x|), with |x| = ½k·ln 2 + t, |t| ≤ ¼ ln 2, and both divided by 2·2^k: then
// with s = ½(e^(2t) − 1), which keeps its digits near 0, it is (s + ½ − q)/(s + ½ + q), q = ½·2^−k. Within 4 units in
// the last place; ±1 from |x| = 19.1 on; NaN stays NaN. Written out here instead of taken from Highway's own, which
// fuses multiplications on some targets and not on others and so gives other digits there.
template <std::size_t count>
HWY_INLINE void Tanh(Vec (&x)[count]) {
  const Tag d;
  const hn::RebindToUnsigned<Tag> bits;
  const Vec half = hn::Set(d, 0.5);
  const Vec shift = hn::Set(d, 0x1.8p52);  // adding it rounds to a whole number, kept in the lowest bits
  Vec shifted[count], t[count], u[count], even[count], odd[count];
  for (std::size_t i = 0; i < count; ++i) {
    t[i] = hn::Min(hn::Set(d, 19.1), hn::Abs(x[i]));
    shifted[i] = hn::Add(hn::Mul(t[i], hn::Set(d, 2 * 1.4426950408889634)), shift);
    // ½ ln 2 within 5e-17 and so short that k times it is exact up to 16; beyond, tanh hardly depends on t.
    t[i] = hn::Sub(t[i], hn::Mul(hn::Sub(shifted[i], shift), hn::Set(d, 0x1.62e42fefa39fp-2)));
    u[i] = hn::Mul(t[i], t[i]);
    even[i] = hn::Set(d, 0.00014138263902807358);
    odd[i] = hn::Set(d, 2.5697839975630899e-05);
  }
  // s = t + t² + ... by a polynomial that interpolates at Chebyshev's points, its even and odd powers side by side
  constexpr double coefficients[4][2] = {{0.0031745966600994599, 0.00070546637007662405},
                                         {0.04444444449879157, 0.012698412706772194},
                                         {0.33333333333321091, 0.13333333333331451},
                                         {1, 0.66666666666666663}};
  for (const auto& [of_even, of_odd] : coefficients) {
    for (std::size_t i = 0; i < count; ++i) {
      even[i] = hn::Add(hn::Mul(even[i], u[i]), hn::Set(d, of_even));
      odd[i] = hn::Add(hn::Mul(odd[i], u[i]), hn::Set(d, of_odd));
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Vec s = hn::Add(t[i], hn::Mul(u[i], hn::Add(even[i], hn::Mul(odd[i], t[i]))));
    const Vec q = hn::BitCast(d, hn::Sub(hn::BitCast(bits, half), hn::ShiftLeft<52>(hn::BitCast(bits, shifted[i]))));
    x[i] = hn::CopySign(hn::Div(hn::Add(s, hn::Sub(half, q)), hn::Add(s, hn::Add(half, q))), x[i]);
  }
}

// max(0, x) in place; NaN stays NaN.
HWY_INLINE void Relu(Eight& x) {
  for (std::size_t k = 0; k < vec_count; ++k) {
    const Vec zero = hn::Zero(Tag());
    x.part[k] = hn::IfThenElse(hn::Lt(x.part[k], zero), zero, x.part[k]);
  }
}

// `count` ≤ 4 units for all samples: each block of inputs is read once for all of them.
template <std::size_t count>
HWY_INLINE void ForwardUnits(const double* in, std::size_t inputs, const double* weights, const double* bias,
                             double* out, std::size_t stride, kernels::Phi phi) {
  for (std::size_t s = 0; s < stride; s += 8) {
    Eight sum[count];
    for (std::size_t o = 0; o < count; ++o) sum[o] = spread(bias[o]);
    for (std::size_t i = 0; i < inputs; ++i) {
      const Eight x = load(in + i * stride + s);
      for (std::size_t o = 0; o < count; ++o) sum[o] = add(sum[o], mul(spread(weights[o * inputs + i]), x));
    }
    for (std::size_t o = 0; phi == kernels::Phi::relu && o < count; ++o) Relu(sum[o]);
    for (std::size_t k = 0; phi == kernels::Phi::tanh && k < vec_count; ++k) {
      Vec x[count];
      for (std::size_t o = 0; o < count; ++o) x[o] = sum[o].part[k];
      Tanh(x);
      for (std::size_t o = 0; o < count; ++o) sum[o].part[k] = x[o];
    }
    for (std::size_t o = 0; o < count; ++o) store(sum[o], out + o * stride + s);
  }
}

void LayerForward(const double* in, std::size_t inputs, const double* weights, const double* bias, double* out,
                  std::size_t outputs, std::size_t stride, kernels::Phi phi) {
  std::size_t o = 0;
  for (; o + 4 <= outputs; o += 4) {
    ForwardUnits<4>(in, inputs, weights + o * inputs, bias + o, out + o * stride, stride, phi);
  }
  for (; o < outputs; ++o) {
    ForwardUnits<1>(in, inputs, weights + o * inputs, bias + o, out + o * stride, stride, phi);
  }
}

// Products of one row with `count` ≤ 8 others, `stride` apart, each summed over the samples: that with the k-th of them
// goes to out[k·step]. Narrow vectors take a part of each eight samples at a time, so that the sums stay in registers.
template <std::size_t count>
HWY_INLINE void Products(const double* one, const double* others, std::size_t stride, double* out, std::size_t step) {
  Eight sums[8] = {};
  for (std::size_t k = 0; k < vec_count; ++k) {
    Vec sum[count];
    for (Vec& product : sum) product = hn::Zero(Tag());
    for (std::size_t s = k * vec_lanes; s < stride; s += 8) {
      const Vec x = hn::LoadU(Tag(), one + s);
      for (std::size_t r = 0; r < count; ++r) {
        sum[r] = hn::Add(sum[r], hn::Mul(x, hn::LoadU(Tag(), others + r * stride + s)));
      }
    }
    for (std::size_t r = 0; r < 8; ++r) sums[r].part[k] = r < count ? sum[r] : hn::Zero(Tag());
  }
  double all[8];
  store(totals(sums), all);
  for (std::size_t r = 0; r < count; ++r) out[r * step] = all[r];
}

// The sum of each of `count` ≤ 8 rows.
template <std::size_t count>
HWY_INLINE void RowSums(const double* rows, std::size_t stride, double* out) {
  Eight sums[8] = {};
  for (std::size_t r = 0; r < 8; ++r) sums[r] = spread(0);
  for (std::size_t s = 0; s < stride; s += 8) {
    for (std::size_t r = 0; r < count; ++r) sums[r] = add(sums[r], load(rows + r * stride + s));
  }
  double all[8];
  store(totals(sums), all);
  for (std::size_t r = 0; r < count; ++r) out[r] = all[r];
}

void LayerGradient(const double* in, std::size_t inputs, const double* delta, std::size_t outputs, std::size_t stride,
                   double* weight_gradient, double* bias_gradient) {
  // Eight or four inputs with one delta as long as there are so many, then one input with several deltas.
  std::size_t i = 0;
  const auto inputs_at_once = [&]<std::size_t count>(std::integral_constant<std::size_t, count>) {
    for (; i + count <= inputs; i += count) {
      for (std::size_t o = 0; o < outputs; ++o) {
        Products<count>(delta + o * stride, in + i * stride, stride, weight_gradient + o * inputs + i, 1);
      }
    }
  };
  inputs_at_once(std::integral_constant<std::size_t, 8>());
  inputs_at_once(std::integral_constant<std::size_t, 4>());
  for (; i < inputs; ++i) {
    std::size_t o = 0;
    const auto outputs_at_once = [&]<std::size_t count>(std::integral_constant<std::size_t, count>) {
      for (; o + count <= outputs; o += count) {
        Products<count>(in + i * stride, delta + o * stride, stride, weight_gradient + o * inputs + i, inputs);
      }
    };
    outputs_at_once(std::integral_constant<std::size_t, 8>());
    outputs_at_once(std::integral_constant<std::size_t, 4>());
    outputs_at_once(std::integral_constant<std::size_t, 1>());
  }
  std::size_t o = 0;
  for (; o + 8 <= outputs; o += 8) RowSums<8>(delta + o * stride, stride, bias_gradient + o);
  for (; o < outputs; ++o) RowSums<1>(delta + o * stride, stride, bias_gradient + o);
}

// x where a > 0, else 0.
HWY_INLINE Eight WherePositive(const Eight& a, const Eight& x) {
  Eight result;
  for (std::size_t k = 0; k < vec_count; ++k) {
    result.part[k] = hn::IfThenElseZero(hn::Gt(a.part[k], hn::Zero(Tag())), x.part[k]);
  }
  return result;
}

template <std::size_t count>
HWY_INLINE void BackwardUnits(const double* in, std::size_t inputs, const double* weights, const double* delta,
                              std::size_t outputs, std::size_t stride, kernels::Phi phi, double* delta_in) {
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
      const Eight product = phi == kernels::Phi::tanh ? mul(sum[i], sub(one, mul(a, a))) : WherePositive(a, sum[i]);
      store(product, delta_in + i * stride + s);
    }
  }
}

void LayerBackward(const double* in, std::size_t inputs, const double* weights, const double* delta,
                   std::size_t outputs, std::size_t stride, kernels::Phi phi, double* delta_in) {
  std::size_t i = 0;
  for (; i + 4 <= inputs; i += 4) {
    BackwardUnits<4>(in + i * stride, inputs, weights + i, delta, outputs, stride, phi, delta_in + i * stride);
  }
  for (; i < inputs; ++i) {
    BackwardUnits<1>(in + i * stride, inputs, weights + i, delta, outputs, stride, phi, delta_in + i * stride);
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
                   std::size_t outputs, std::size_t stride, kernels::Phi phi) {
  HWY_DYNAMIC_DISPATCH(LayerForward)(in, inputs, weights, bias, out, outputs, stride, phi);
}
void layer_gradient(const double* in, std::size_t inputs, const double* delta, std::size_t outputs, std::size_t stride,
                    double* weight_gradient, double* bias_gradient) {
  HWY_DYNAMIC_DISPATCH(LayerGradient)(in, inputs, delta, outputs, stride, weight_gradient, bias_gradient);
}
void layer_backward(const double* in, std::size_t inputs, const double* weights, const double* delta,
                    std::size_t outputs, std::size_t stride, Phi phi, double* delta_in) {
  HWY_DYNAMIC_DISPATCH(LayerBackward)(in, inputs, weights, delta, outputs, stride, phi, delta_in);
}

}  // namespace kernels
}  // namespace losslab
#endif
