// Connectionist temporal classification (Graves, Fernández, Gomez & Schmidhuber 2006): T frames of K symbols, one of
// them the blank, and a label of L symbols. An alignment gives each frame a symbol; without repetitions and then
// without blanks it reads as the label. The lattice has T × S states with S = 2L + 1: the label with a blank before,
// between and after its symbols. All sums are in the log domain.
#if defined(LOSSLAB_CTC_LATTICE_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_CTC_LATTICE_H
#undef LOSSLAB_CTC_LATTICE_H
#else
#define LOSSLAB_CTC_LATTICE_H
#endif

#include <span>
#include <vector>

#include "losses/core/target.h"
#include "losses/structures/core/structured_case.h"
#include "losses/vectors/softmax.h"

LOSSLAB_BEGIN_TARGET

template <class N>
LOSSLAB_INLINE N add_logs(N a, N b) {
  const N top = max(a, b), bottom = min(a, b);
  if (bottom == -infinity) return top;
  return top + log1p(exp(bottom - top));
}

// softmax of each frame: p, q = 1 − p and s = −log p, frame by frame.
template <class N>
struct FrameProbabilities {
  std::size_t frames, classes;
  std::vector<N> p, q, s;

  FrameProbabilities(std::size_t frame_count, std::size_t class_count, const N* logits)
      : frames(frame_count), classes(class_count), p(frames * classes), q(p.size()), s(p.size()) {
    std::vector<N> numbers(frames > 0 ? 3 * classes : 0);  // without frames there may be any number of symbols
    for (std::size_t t = 0; t < frames; ++t) {
      Room<N> room{numbers.data(), classes};
      const Probabilities<N> at = softmax(classes, logits + t * classes, room);
      for (std::size_t k = 0; k < classes; ++k) {
        p[t * classes + k] = at.p[k];
        q[t * classes + k] = at.q[k];
        s[t * classes + k] = at.s[k];
      }
    }
  }
};

template <class N>
struct CtcLattice {
  std::size_t frames, classes, blank;
  std::vector<std::size_t> symbols;  // of the S states
  FrameProbabilities<N> at;
  // Frame by frame, S each: the logarithm of the summed probability of all beginnings of alignments that end in a
  // state, its own frame included; and of all their ends after it.
  std::vector<N> forward, backward;
  N log_probability;  // of the label: −∞ where no alignment fits

  CtcLattice(std::size_t frame_count, std::size_t class_count, std::size_t blank_symbol, const N* logits,
             std::span<const std::size_t> label)
      : frames(frame_count), classes(class_count), blank(blank_symbol), at(frame_count, class_count, logits) {
    symbols.assign(2 * label.size() + 1, blank);
    for (std::size_t i = 0; i < label.size(); ++i) symbols[2 * i + 1] = label[i];
    run_forward();
    run_backward();
    for (std::size_t t = 0; t < frames; ++t) totals_.push_back(total(t));
  }

  std::size_t states() const { return symbols.size(); }
  bool feasible() const { return log_probability > -infinity; }
  // Whether a state follows another in the next frame: itself, the next, or past a blank to a different symbol.
  bool follows(std::size_t state, std::size_t previous) const {
    if (previous == state || previous + 1 == state) return true;
    return previous + 2 == state && symbols[state] != blank && symbols[state] != symbols[previous];
  }
  // Probability that an alignment of the label is in that state at that frame; all 0 where none fits.
  N occupation(std::size_t t, std::size_t state) const {
    return feasible() ? exp(forward[t * states() + state] + backward[t * states() + state] - totals_[t]) : N(0.0);
  }
  // Probability that it goes from one state at frame t to another at frame t + 1.
  N flow(std::size_t t, std::size_t from, std::size_t to) const {
    if (!feasible() || !follows(to, from)) return N(0.0);
    return exp(forward[t * states() + from] - emission(t + 1, to) + backward[(t + 1) * states() + to] - totals_[t]);
  }
  // The gradient in the logits: p less the occupation of each symbol. NaN where no alignment fits.
  void gradient(N* out) const {
    std::vector<N> occupied(frames > 0 ? classes : 0);
    for (std::size_t t = 0; t < frames; ++t) {
      for (N& share : occupied) share = N(0.0);
      for (std::size_t state = 0; state < states(); ++state) {
        occupied[symbols[state]] = occupied[symbols[state]] + occupation(t, state);
      }
      for (std::size_t k = 0; k < classes; ++k) {
        // Of probabilities near 1 what they lack is compared.
        N others = N(0.0);
        for (std::size_t j = 0; j < classes; ++j) others = j == k ? others : others + occupied[j];
        const std::size_t place = t * classes + k;
        const N off = at.p[place] > 0.5 ? others - at.q[place] : at.p[place] - occupied[k];
        out[place] = feasible() ? off : N(not_a_number);
      }
    }
  }

 private:
  std::vector<N> totals_;

  // −log p of a state's symbol.
  N emission(std::size_t t, std::size_t state) const { return at.s[t * classes + symbols[state]]; }
  // log Σ forward·backward over the states of a frame: the probability of the label as rounded there, so that
  // occupations sum to 1.
  N total(std::size_t t) const {
    N sum = N(-infinity);
    for (std::size_t i = t * states(); i < (t + 1) * states(); ++i) sum = add_logs(sum, forward[i] + backward[i]);
    return sum;
  }

  void run_forward() {
    const std::size_t size = states();
    forward.assign(frames * size, N(-infinity));
    for (std::size_t t = 0; t < frames; ++t) {
      for (std::size_t state = 0; state < size; ++state) {
        N sum = N(-infinity);
        if (t == 0) {
          sum = state < 2 ? N(0.0) : sum;
        } else {
          for (std::size_t previous = state < 2 ? 0 : state - 2; previous <= state; ++previous) {
            if (follows(state, previous)) sum = add_logs(sum, forward[(t - 1) * size + previous]);
          }
        }
        forward[t * size + state] = sum - emission(t, state);
      }
    }
    if (frames == 0) {
      log_probability = size == 1 ? N(0.0) : N(-infinity);
      return;
    }
    log_probability = forward[frames * size - 1];
    if (size > 1) log_probability = add_logs(log_probability, forward[frames * size - 2]);
  }

  void run_backward() {
    const std::size_t size = states();
    backward.assign(frames * size, N(-infinity));
    for (std::size_t t = frames; t-- > 0;) {
      for (std::size_t state = 0; state < size; ++state) {
        N sum = N(-infinity);
        if (t + 1 == frames) {
          sum = state + 2 >= size ? N(0.0) : sum;
        } else {
          for (std::size_t next = state; next < size && next <= state + 2; ++next) {
            if (follows(next, state)) sum = add_logs(sum, backward[(t + 1) * size + next] - emission(t + 1, next));
          }
        }
        backward[t * size + state] = sum;
      }
    }
  }
};

// Labels as they stand in a table.
inline std::vector<std::size_t> label_of(std::size_t length, const double* t) {
  std::vector<std::size_t> label(length);
  for (std::size_t i = 0; i < length; ++i) label[i] = static_cast<std::size_t>(t[i]);
  return label;
}

inline constexpr Parameter frame_count{
    .name = "T", .symbol = "T", .role = "frames", .initial = 4, .slider_min = 1, .slider_max = 40, .lower = 0};
inline constexpr Parameter symbol_count{
    .name = "K", .symbol = "K", .role = "symbols", .initial = 3, .slider_min = 2, .slider_max = 10, .lower = 2};

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_CTC_LATTICE_H
