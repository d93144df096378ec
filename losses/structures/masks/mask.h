// What the losses of a mask are functions of: n pixels with a truth g in [0, 1] and a prediction p, given as such or as
// its logits. Every loss is written once, for both.
#if defined(LOSSLAB_MASK_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_MASK_H
#undef LOSSLAB_MASK_H
#else
#define LOSSLAB_MASK_H
#endif

#include <vector>

#include "losses/core/target.h"
#include "losses/structures/core/structured_case.h"

LOSSLAB_BEGIN_TARGET

// Of one pixel: p, q = 1 − p, s = −log p, u = −log q and the logit z = log p/q, each as accurate as the prediction is.
template <class T>
struct Pixel {
  T p, q, s, u, z;
};
template <class T>
LOSSLAB_INLINE Pixel<T> pixel_of_logit(T z) {
  const Logistic<T> at = logistic_parts(z);
  return {at.p, at.q, at.s, at.t, z};
}
template <class T>
LOSSLAB_INLINE Pixel<T> pixel_of_probability(T p) {
  const T q = 1.0 - p, s = -log(p), u = -log1p(-p);
  return {p, q, s, u, u - s};
}

// p − g without the rounding of p where p is nearly 1.
template <class T>
LOSSLAB_INLINE T off_truth(const Pixel<T>& pixel, double g) {
  return (1 - g) * pixel.p - g * pixel.q;
}

// How a loss depends on the prediction of a pixel: its slope in p is plain − over_p/p + over_q/q + by_logit/(p q), and
// in the logit p q plain − q over_p + p over_q + by_logit, which is finite where p is 0 or 1.
template <class T>
struct PixelSlope {
  T over_p = T(0.0), over_q = T(0.0), plain = T(0.0), by_logit = T(0.0);
};
template <class T>
LOSSLAB_INLINE T slope_in_logit(const Pixel<T>& at, const PixelSlope<T>& slope) {
  return at.p * at.q * slope.plain - at.q * slope.over_p + at.p * slope.over_q + slope.by_logit;
}
template <class T>
LOSSLAB_INLINE T slope_in_probability(const Pixel<T>& at, const PixelSlope<T>& slope) {
  // What has no share in the loss has no slope either, where the quotient would be 0/0.
  const auto share = [](T above, T below) { return select(above == 0.0, T(0.0), above / below); };
  return slope.plain - share(slope.over_p, at.p) + share(slope.over_q, at.q) + share(slope.by_logit, at.p * at.q);
}

template <class T>
struct MaskCase {
  std::size_t size;
  const Pixel<T>* pixels;
  const double* truth;
  const double* distance = nullptr;  // to the border of the truth, negative inside; for losses that need it
};

// 1/n.
template <class T>
double share_of_pixel(const MaskCase<T>& at) {
  return 1 / static_cast<double>(at.size);
}

template <class L>
concept NeedsDistance = requires {
  L::needs_distance;
};

// A loss of these numbers: probabilities, or logits where `of_logits` is set; the gradient is in the same.
template <class L, class T>
T of_mask(const L& loss, const StructuredCase<T>& at, bool of_logits, T* gradient) {
  std::vector<Pixel<T>> pixels(at.size);
  std::vector<PixelSlope<T>> slopes(gradient ? at.size : 0);
  for (std::size_t i = 0; i < at.size; ++i) {
    pixels[i] = of_logits ? pixel_of_logit(at.x[i]) : pixel_of_probability(at.x[i]);
  }
  MaskCase<T> mask{at.size, pixels.data(), at.t};
  std::vector<double> distance;
  if constexpr (NeedsDistance<L>) {
    distance = loss.distances({at.t, at.targets});
    mask.distance = distance.data();
  }
  const T value = loss.of_mask(mask, gradient ? slopes.data() : nullptr);
  for (std::size_t i = 0; gradient && i < at.size; ++i) {
    gradient[i] = of_logits ? slope_in_logit(pixels[i], slopes[i]) : slope_in_probability(pixels[i], slopes[i]);
  }
  return value;
}

// How the pixels lie, for losses that ask for their distances.
inline constexpr Parameter mask_width{.name = "width",
                                      .symbol = "w",
                                      .role = "pixels of a row (0: one row)",
                                      .initial = 0,
                                      .slider_min = 0,
                                      .slider_max = 128,
                                      .lower = 0};
inline std::size_t row_width(double width, std::size_t pixels) {
  return width > 0 ? static_cast<std::size_t>(width) : pixels;
}

// Fills in what all of these say of themselves.
constexpr StructuredInfo of_pixels(StructuredInfo info) {
  info.structure = Structure::mask;
  if (*info.input == '\0') info.input = "probabilities p of the foreground, one for each pixel";
  info.target = "the truth g of each pixel, from 0 to 1";
  return info;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_MASK_H
