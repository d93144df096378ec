// What the losses of embeddings are made of: distances and cosines of points, with their slopes. Where two points
// coincide there is no direction between them: their distance then has the slope 0, here and everywhere.
#if defined(LOSSLAB_EMBEDDING_POINTS_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_EMBEDDING_POINTS_H
#undef LOSSLAB_EMBEDDING_POINTS_H
#else
#define LOSSLAB_EMBEDDING_POINTS_H
#endif

#include <vector>

#include "losses/core/target.h"
#include "losses/structures/core/catalogue_parts.h"
#include "losses/structures/core/structured_case.h"

LOSSLAB_BEGIN_TARGET

inline constexpr Parameter pair_margin{.name = "margin",
                                       .symbol = "g",
                                       .role = "margin",
                                       .initial = 1.0,
                                       .slider_min = 0.1,
                                       .slider_max = 3,
                                       .lower = 0,
                                       .also = "m"};
inline constexpr Parameter similarity_temperature{.name = "T",
                                                  .symbol = "T",
                                                  .role = "temperature",
                                                  .initial = 1.0,
                                                  .slider_min = 0.02,
                                                  .slider_max = 2,
                                                  .scale = Scale::logarithmic,
                                                  .lower = 0,
                                                  .open_lower = true,
                                                  .also = "tau; temp"};

// |a − b|² of points of d dimensions.
template <class T>
T squared_distance(std::size_t d, const T* a, const T* b) {
  T sum = T(0.0);
  for (std::size_t k = 0; k < d; ++k) sum = sum + square(a[k] - b[k]);
  return sum;
}
// |a − b|; a constant 0 where they coincide.
template <class T>
T distance_of(std::size_t d, const T* a, const T* b) {
  const T sum = squared_distance(d, a, b);
  const auto apart = sum > 0.0;
  return select(apart, sqrt(select(apart, sum, T(1.0))), T(0.0));
}
// Adds slope·∂|a − b|/∂a to the gradient of a, and the opposite to that of b.
template <class T>
void pull_by_distance(std::size_t d, const T* a, const T* b, T distance, T slope, T* of_a, T* of_b) {
  const auto apart = distance > 0.0;
  const T scale = select(apart, slope / select(apart, distance, T(1.0)), T(0.0));
  for (std::size_t k = 0; k < d; ++k) {
    const T pull = scale * (a[k] - b[k]);
    of_a[k] = of_a[k] + pull;
    of_b[k] = of_b[k] - pull;
  }
}

// The cosine of the angle between a and b, and 1 less it, which does not cancel where they are nearly parallel. Where
// one of them is 0, and has no direction, the cosine is a constant 0.
template <class T>
struct Cosine {
  T value, complement;
};
template <class T>
Cosine<T> cosine_of(std::size_t d, const T* a, const T* b) {
  T aa = T(0.0), bb = T(0.0), ab = T(0.0), crossed = T(0.0);
  for (std::size_t k = 0; k < d; ++k) {
    aa = aa + square(a[k]);
    bb = bb + square(b[k]);
    ab = ab + a[k] * b[k];
    for (std::size_t j = 0; j < k; ++j) crossed = crossed + square(a[k] * b[j] - a[j] * b[k]);
  }
  const auto directed = (aa > 0.0) && (bb > 0.0);
  const T lengths = select(directed, sqrt(select(directed, aa, T(1.0))) * sqrt(select(directed, bb, T(1.0))), T(1.0));
  const T cosine = select(directed, ab / lengths, T(0.0));
  // |a|²|b|² − (a·b)² = Σ (a_k b_j − a_j b_k)², by Lagrange.
  const auto acute = directed && (ab > 0.0);
  const T sharp = crossed / (lengths * (lengths + select(acute, ab, T(0.0))));
  return {cosine, select(acute, sharp, 1.0 - cosine)};
}
// Adds slope·∂cos/∂a to the gradient of a.
template <class T>
void pull_by_cosine(std::size_t d, const T* a, const T* b, T slope, T* of_a) {
  T aa = T(0.0), bb = T(0.0);
  for (std::size_t k = 0; k < d; ++k) {
    aa = aa + square(a[k]);
    bb = bb + square(b[k]);
  }
  const auto directed = (aa > 0.0) && (bb > 0.0);
  const T length = sqrt(select(directed, aa, T(1.0))), other = sqrt(select(directed, bb, T(1.0)));
  const T scale = select(directed, slope / (length * length * length * other), T(0.0));
  for (std::size_t k = 0; k < d; ++k) {
    // What of b stands upright on a.
    T across = T(0.0);
    for (std::size_t j = 0; j < d; ++j) across = across + a[j] * (b[k] * a[j] - a[k] * b[j]);
    of_a[k] = of_a[k] + scale * across;
  }
}

template <class T>
void clear(std::size_t n, T* gradient) {
  for (std::size_t k = 0; gradient && k < n; ++k) gradient[k] = T(0.0);
}

// −log(e^(s_y/T)/Σ e^(s_k/T)) of similarities s, the cross-entropy of a softmax; 0 where there is only the partner.
template <class T>
T partner_among(std::size_t n, const T* similarities, std::size_t partner, double temperature_of, T* gradient) {
  if (n < 2) {
    clear(n, gradient);
    return T(0.0);
  }
  std::vector<T> numbers((Room<T>::rows + 1) * n, T(0.0));
  numbers[partner] = T(1.0);
  const Sample<T> sample{n, similarities, numbers.data(), nullptr, {numbers.data() + n, n}};
  return TemperatureCe{temperature_of}(sample, gradient);
}

// Fills in what all of these say of themselves.
constexpr StructuredInfo of_embedding(StructuredInfo info) {
  info.structure = Structure::embedding;
  return info;
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_EMBEDDING_POINTS_H
