// What the losses of p = softmax(z) share. All of it keeps its relative accuracy where logits are far apart and where
// they are nearly equal: 1 − p_k is the sum of the other probabilities, −log p_k is never the logarithm of a rounded
// probability, and differences of nearly equal probabilities are taken before they are rounded.
#if defined(LOSSLAB_SOFTMAX_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_SOFTMAX_H
#undef LOSSLAB_SOFTMAX_H
#else
#define LOSSLAB_SOFTMAX_H
#endif

#include "losses/core/math.h"
#include "losses/core/target.h"
#include "losses/vectors/sample.h"

LOSSLAB_BEGIN_TARGET

// Rows over the classes: p_k, q_k = 1 − p_k and s_k = −log p_k.
template <class T>
struct Probabilities {
  std::size_t classes;
  T *p, *q, *s;
};

// The largest of the logits (the first of several) and where it is.
template <class T>
struct Top {
  T value, place;
};
template <class T>
LOSSLAB_INLINE Top<T> top_of(std::size_t classes, const T* z) {
  Top<T> top{z[0], T(0.0)};
  for (std::size_t k = 1; k < classes; ++k) {
    const auto higher = z[k] > top.value;
    top.value = select(higher, z[k], top.value);
    top.place = select(higher, T(static_cast<double>(k)), top.place);
  }
  return top;
}
template <class T>
LOSSLAB_INLINE auto is_at(std::size_t k, const Top<T>& top) {
  return top.place == T(static_cast<double>(k));
}

// z_k − max z into `less`. Rounding is relative to the difference, however large the logits are.
template <class T>
Top<T> less_largest(std::size_t classes, const T* z, T* less) {
  const Top<T> top = top_of(classes, z);
  for (std::size_t k = 0; k < classes; ++k) less[k] = z[k] - top.value;
  return top;
}

template <class T>
Probabilities<T> softmax(std::size_t classes, const T* z, Room<T>& room) {
  const Probabilities<T> out{classes, room.row(), room.row(), room.row()};
  const Top<T> top = less_largest(classes, z, out.s);
  T rest = T(0.0);  // what the others add to the one of the largest
  for (std::size_t k = 0; k < classes; ++k) {
    out.p[k] = exp(out.s[k]);
    rest = rest + select(is_at(k, top), T(0.0), out.p[k]);
  }
  const T scale = 1.0 / (1.0 + rest), log_sum = log1p(rest);
  for (std::size_t k = 0; k < classes; ++k) {
    out.p[k] = out.p[k] * scale;
    out.q[k] = select(is_at(k, top), rest * scale, 1.0 - out.p[k]);
    out.s[k] = log_sum - out.s[k];
  }
  return out;
}

// softmax(z)_k − 1/K into `off` for logits that are within ½ of each other, where the difference would cancel, and
// whether they are.
template <class T>
auto off_uniform(std::size_t classes, const T* z, T* off) {
  less_largest(classes, z, off);
  const double k_inverse = 1.0 / static_cast<double>(classes);
  T lowest = T(0.0), sum = T(0.0);
  for (std::size_t k = 0; k < classes; ++k) {
    lowest = min(lowest, off[k]);
    off[k] = expm1(off[k]);
    sum = sum + off[k];
  }
  const T scale = 1.0 / (static_cast<double>(classes) + sum), mean = k_inverse * sum;
  for (std::size_t k = 0; k < classes; ++k) off[k] = (off[k] - mean) * scale;
  return lowest > T(-0.5);
}

// p_k − t_k for the softmax p of z and given t.
template <class T>
T* off_target(const Probabilities<T>& at, const T* z, const T* t, Room<T>& room) {
  T* const off = room.row();
  const auto near = off_uniform(at.classes, z, off);
  const double uniform = 1.0 / static_cast<double>(at.classes);
  for (std::size_t k = 0; k < at.classes; ++k) {
    const T apart = select(t[k] > 0.5, (1.0 - t[k]) - at.q[k], at.p[k] - t[k]);
    off[k] = select(near, off[k] + (uniform - t[k]), apart);
  }
  return off;
}

// By how much the target misses the sum 1, where that is more than the rounding of its probabilities.
template <class T>
T excess_of(std::size_t classes, const T* t) {
  T sum = t[0];
  for (std::size_t k = 1; k < classes; ++k) sum = sum + t[k];
  const T excess = sum - 1.0;
  return select(abs(excess) < 1e-14, T(0.0), excess);
}

template <class T>
LOSSLAB_INLINE auto is_true(T t) {
  return t > T(0.5);
}

// The probabilities of the true class.
template <class T>
struct Truth {
  T p, q, s;
};
template <class T>
Truth<T> truth_of(const Probabilities<T>& at, const T* t) {
  Truth<T> truth{at.p[0], at.q[0], at.s[0]};
  for (std::size_t k = 1; k < at.classes; ++k) {
    const auto here = is_true(t[k]);
    truth = {select(here, at.p[k], truth.p), select(here, at.q[k], truth.q), select(here, at.s[k], truth.s)};
  }
  return truth;
}

// The logit of the true class.
template <class T>
T of_truth(const Sample<T>& at) {
  T own = at.z[0];
  for (std::size_t k = 1; k < at.classes; ++k) own = select(is_true(at.t[k]), at.z[k], own);
  return own;
}

// The gradient c·(p − e_y), which is that of every function of p_y: c = −p_y·dℓ/dp_y.
template <class T>
void pull_to_truth(const Probabilities<T>& at, const T* t, T c, T* gradient) {
  for (std::size_t k = 0; k < at.classes; ++k) gradient[k] = c * select(is_true(t[k]), -at.q[k], at.p[k]);
}

// The gradient in z of a function of p = softmax(z) whose derivative in p_k is slope_k, times `scale`. By pairs: what
// all slopes have in common, and a class's own, then cancel without rounding.
template <class T>
void through_softmax(const Probabilities<T>& at, const T* slope, double scale, T* gradient) {
  for (std::size_t j = 0; j < at.classes; ++j) {
    T sum = T(0.0);
    for (std::size_t k = 0; k < at.classes; ++k) sum = sum + at.p[k] * (slope[j] - slope[k]);
    gradient[j] = scale * (at.p[j] * sum);
  }
}

// Σ t_k s_k. A class that the target excludes costs nothing.
template <class T>
T cross_entropy(const Probabilities<T>& at, const T* t) {
  T sum = T(0.0);
  for (std::size_t k = 0; k < at.classes; ++k) sum = sum + t[k] * at.s[k];
  return sum;
}

// log t_k, or 0 where t_k is.
template <class T>
T* logs_of(std::size_t classes, const T* t, Room<T>& room) {
  T* const logs = room.row();
  for (std::size_t k = 0; k < classes; ++k) logs[k] = log(select(t[k] > 0.0, t[k], T(1.0)));
  return logs;
}

// x log(x/y) + y − x ≥ 0 with off = y − x as it was before any rounding.
template <class T>
LOSSLAB_INLINE T divergence(T x, T log_x, T log_y, T off) {
  const T near = x * less_log1p(clip(off / x, -0.5, 0.5)), far = off + x * (log_x - log_y);
  return select(x == 0.0, off, select(abs(off) > 0.3 * x, far, near));
}

// log(x/y) with off = x − y.
template <class T>
LOSSLAB_INLINE T log_quotient(T log_x, T y, T log_y, T off) {
  return select(abs(off) > 0.3 * y, log_x - log_y, log1p(clip(off / y, -0.5, 0.5)));
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_SOFTMAX_H
