#include "losses/structures/sequence/alignments.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "losses/structures/sequence/lattice.h"

namespace losslab {
namespace {

using Symbols = std::vector<std::size_t>;
using scalar::FrameProbabilities;

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

// The symbols of the states of the lattice.
Symbols states_of(std::span<const std::size_t> label, std::size_t blank) {
  Symbols symbols(2 * label.size() + 1, blank);
  for (std::size_t i = 0; i < label.size(); ++i) symbols[2 * i + 1] = label[i];
  return symbols;
}

bool follows(const Symbols& symbols, std::size_t state, std::size_t previous) {
  if (previous == state || previous + 1 == state) return true;
  return previous + 2 == state && state % 2 == 1 && symbols[state] != symbols[previous];
}

// Walks through the lattice from every state that an alignment may begin in, and collects those that arrive.
class Walk {
 public:
  Walk(const CtcTask& task, const FrameProbabilities<double>& at)
      : at_(at), symbols_(states_of(task.label, task.blank)) {
    path_.resize(task.frames);
  }

  std::vector<Alignment> all() {
    if (path_.empty()) {
      if (symbols_.size() == 1) found_.push_back({{}, 0});
      return std::move(found_);
    }
    for (std::size_t state = 0; state < std::min<std::size_t>(2, symbols_.size()); ++state) go(0, state, 0);
    return std::move(found_);
  }

 private:
  void go(std::size_t t, std::size_t state, double cost) {
    // What is left of the label must fit in the frames that are left: at most two states a frame.
    if (state + 2 * (path_.size() - t - 1) + 2 < symbols_.size()) return;
    path_[t] = symbols_[state];
    cost += at_.s[t * at_.classes + path_[t]];
    if (t + 1 == path_.size()) {
      if (state + 2 >= symbols_.size()) found_.push_back({path_, -cost});
      return;
    }
    for (std::size_t next = state; next < std::min(state + 3, symbols_.size()); ++next) {
      if (follows(symbols_, next, state)) go(t + 1, next, cost);
    }
  }

  const FrameProbabilities<double>& at_;
  Symbols symbols_, path_;
  std::vector<Alignment> found_;
};

// A prefix of the beam: the summed probability of what ends with a blank, and of what ends with its last symbol.
struct Prefix {
  Symbols label;
  double blank, symbol;
  double total() const { return scalar::add_logs(blank, symbol); }
};

// The entry of that label, made where there is none.
Prefix& prefix_of(std::vector<Prefix>& beam, const Symbols& label) {
  for (Prefix& prefix : beam) {
    if (prefix.label == label) return prefix;
  }
  return beam.emplace_back(Prefix{label, minus_infinity, minus_infinity});
}

void add(double& sum, double term) { sum = scalar::add_logs(sum, term); }

}  // namespace

std::size_t least_frames(std::span<const std::size_t> label) {
  std::size_t frames = label.size();
  for (std::size_t i = 1; i < label.size(); ++i) frames += label[i] == label[i - 1] ? 1 : 0;
  return frames;
}

double count_alignments(std::size_t frames, std::span<const std::size_t> label) {
  const Symbols symbols = states_of(label, std::numeric_limits<std::size_t>::max());
  const std::size_t size = symbols.size();
  if (frames == 0) return size == 1 ? 1 : 0;
  std::vector<double> ways(size), before(size);
  for (std::size_t state = 0; state < std::min<std::size_t>(2, size); ++state) ways[state] = 1;
  for (std::size_t t = 1; t < frames; ++t) {
    before = ways;
    for (std::size_t state = 0; state < size; ++state) {
      ways[state] = 0;
      for (std::size_t previous = state < 2 ? 0 : state - 2; previous <= state; ++previous) {
        if (follows(symbols, state, previous)) ways[state] += before[previous];
      }
    }
  }
  return size == 1 ? ways[0] : ways[size - 1] + ways[size - 2];
}

std::vector<std::size_t> read_alignment(std::span<const std::size_t> alignment, std::size_t blank) {
  Symbols label;
  for (std::size_t t = 0; t < alignment.size(); ++t) {
    if (alignment[t] != blank && (t == 0 || alignment[t] != alignment[t - 1])) label.push_back(alignment[t]);
  }
  return label;
}

std::optional<std::vector<Alignment>> all_alignments(const CtcTask& task, std::size_t most) {
  if (count_alignments(task.frames, task.label) > static_cast<double>(most)) return std::nullopt;
  const FrameProbabilities<double> at(task.frames, task.classes, task.logits.data());
  std::vector<Alignment> all = Walk(task, at).all();
  std::ranges::sort(all, [](const Alignment& a, const Alignment& b) {
    if (a.log_probability != b.log_probability) return a.log_probability > b.log_probability;
    return a.symbols < b.symbols;
  });
  return all;
}

std::optional<Alignment> best_alignment(const CtcTask& task) {
  const Symbols symbols = states_of(task.label, task.blank);
  const std::size_t size = symbols.size();
  if (task.frames < least_frames(task.label)) return std::nullopt;
  if (task.frames == 0) return Alignment{{}, 0};
  const FrameProbabilities<double> at(task.frames, task.classes, task.logits.data());
  constexpr double never = std::numeric_limits<double>::infinity();
  std::vector<double> cost(task.frames * size, never);
  std::vector<std::size_t> from(task.frames * size);
  for (std::size_t t = 0; t < task.frames; ++t) {
    for (std::size_t state = 0; state < size; ++state) {
      double least = t == 0 && state < 2 ? 0 : never;
      for (std::size_t previous = state < 2 ? 0 : state - 2; t > 0 && previous <= state; ++previous) {
        const double before = cost[(t - 1) * size + previous];
        if (!follows(symbols, state, previous) || !(before < least)) continue;
        least = before;
        from[t * size + state] = previous;
      }
      cost[t * size + state] = least + at.s[t * at.classes + symbols[state]];
    }
  }
  std::size_t state = size - 1;
  const double* const last = cost.data() + (task.frames - 1) * size;
  if (size > 1 && last[size - 2] < last[size - 1]) state = size - 2;
  Alignment best{Symbols(task.frames), -last[state]};
  for (std::size_t t = task.frames; t-- > 0;) {
    best.symbols[t] = symbols[state];
    state = from[t * size + state];
  }
  return best;
}

Decoding decode_greedily(const CtcTask& task) {
  const FrameProbabilities<double> at(task.frames, task.classes, task.logits.data());
  Symbols path(task.frames);
  double cost = 0;
  for (std::size_t t = 0; t < task.frames; ++t) {
    const double* const s = at.s.data() + t * at.classes;
    path[t] = static_cast<std::size_t>(std::min_element(s, s + at.classes) - s);
    cost += s[path[t]];
  }
  return {read_alignment(path, task.blank), -cost};
}

std::vector<Decoding> decode_by_prefixes(const CtcTask& task, std::size_t width) {
  const FrameProbabilities<double> at(task.frames, task.classes, task.logits.data());
  std::vector<Prefix> beam{{{}, 0, minus_infinity}}, next;
  for (std::size_t t = 0; t < task.frames; ++t) {
    next.clear();
    for (const Prefix& prefix : beam) {
      const double* const s = at.s.data() + t * at.classes;
      const double total = prefix.total();
      add(prefix_of(next, prefix.label).blank, total - s[task.blank]);
      if (!prefix.label.empty()) {
        // The last symbol again, without a blank between, is the same label.
        add(prefix_of(next, prefix.label).symbol, prefix.symbol - s[prefix.label.back()]);
      }
      for (std::size_t k = 0; k < at.classes; ++k) {
        if (k == task.blank) continue;
        Symbols longer = prefix.label;
        longer.push_back(k);
        const bool again = !prefix.label.empty() && prefix.label.back() == k;
        add(prefix_of(next, longer).symbol, (again ? prefix.blank : total) - s[k]);
      }
    }
    std::erase_if(next, [](const Prefix& prefix) { return prefix.total() == minus_infinity; });
    std::ranges::stable_sort(next, [](const Prefix& a, const Prefix& b) { return a.total() > b.total(); });
    if (next.size() > width) next.resize(width);
    beam.swap(next);
  }
  std::vector<Decoding> labels;
  labels.reserve(beam.size());
  for (const Prefix& prefix : beam) labels.push_back({prefix.label, prefix.total()});
  return labels;
}

}  // namespace losslab
