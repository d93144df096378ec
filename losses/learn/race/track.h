#pragma once
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "losses/learn/optimise/stepper.h"

namespace losslab {

// Scratch memory of its owner: a copy of the owner begins without.
template <class T>
class Scratch {
 public:
  Scratch() = default;
  Scratch(const Scratch&) {}
  Scratch(Scratch&&) noexcept = default;
  Scratch& operator=(const Scratch& other) {
    if (this != &other) value_.reset();
    return *this;
  }
  Scratch& operator=(Scratch&&) noexcept = default;
  ~Scratch() = default;
  bool has_value() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  void reset() { value_.reset(); }
  void emplace(T value) { value_ = std::make_unique<T>(std::move(value)); }

 private:
  std::unique_ptr<T> value_;
};

// A state from where stepping recovers the ones after it, bit by bit.
struct Checkpoint {
  long step = 0;
  std::vector<double> theta;
  OptimizerState slots;
};

// The iterates of the steps 0, stride, 2·stride, … with checkpoints among them, in chunks of some 64 KiB. A chunk that
// is full is never changed again: copies share it, also between threads.
class Iterates {
 public:
  Iterates(std::size_t parameters, long stride);
  long stride() const { return stride_; }
  std::size_t size() const { return full_.size() * chunk_size_ + open_.measures.size(); }
  std::span<const double> theta(std::size_t index) const;
  const Measures& measures(std::size_t index) const;
  // The last checkpoint from `least` to `most`, or null.
  const Checkpoint* checkpoint(long least, long most) const;

  // The next one, of step size()·stride().
  void add(std::span<const double> theta, const Measures& measures);
  void add(Checkpoint checkpoint);  // of the one added last
  void measure_last_again(const Measures& measures) { open_.measures.back() = measures; }
  // Forgets all but the first `size` ≥ 1 iterates, and the checkpoints after the last of them.
  void cut(std::size_t size);
  // Keeps every second one, and the checkpoints whose steps are multiples of `checkpoint_stride`.
  void thin(long checkpoint_stride);

 private:
  struct Chunk {
    std::vector<double> thetas;
    std::vector<Measures> measures;
    std::vector<Checkpoint> checkpoints;  // by step
  };
  const Chunk& chunk(std::size_t index) const {
    return index / chunk_size_ < full_.size() ? *full_[index / chunk_size_] : open_;
  }
  std::size_t width_, chunk_size_;
  long stride_;
  std::vector<std::shared_ptr<const Chunk>> full_;
  Chunk open_;  // holds the last iterate
};

// One competitor's run: iterates thinned to a stride, the newest and the one before it exactly. A value; a copy shares
// what it can.
class Track {
 public:
  // How densely states are kept: checkpoints every 64·stride steps, or with every kept iterate where `long_steps`.
  struct Density {
    long stride = 1;
    bool long_steps = false;
    long checkpoint_stride() const { return long_steps ? stride : 64 * stride; }
  };

  Track(const Setting& setting, const Competitor& competitor, std::uint64_t seed, std::span<const double> start,
        Density density);

  long last() const { return newest_.step; }
  long stride() const { return iterates_.stride(); }
  const std::optional<Divergence>& divergence() const { return divergence_; }
  // Of the nearest kept step at or below; beyond last() that one.
  std::span<const double> theta(long step) const;
  const Measures& measures(long step) const;

  // Whether it goes on from the newest iterate with these settings.
  bool goes_on_with(const Setting& setting, const Competitor& competitor) const;

  // One step further, or the reason why there is none, in divergence(). `setting` and `seed` are those of the race.
  void advance(const Setting& setting, std::uint64_t seed);
  // Forgets the iterates after `step` ≤ last(), which becomes the newest.
  void cut(long step, const Setting& setting, std::uint64_t seed);
  // After a divergence: repeats the last finite iterate up to `step`.
  void rest(long step);
  // Goes on from the newest iterate with other settings.
  void branch(const Setting& setting, const Competitor& competitor, std::uint64_t seed);
  // Doubles the stride.
  void thin();

 private:
  // From this step on these settings held. A resting segment repeats the last finite iterate of a run that diverged.
  struct Segment {
    Competitor competitor;
    double l2, l1;
    bool resting;
    std::shared_ptr<const Checkpoint> begin;
  };

  Stepper& stepper(const Setting& setting, std::uint64_t seed);
  void record(const Measures& measures);
  void begin_segment(const Competitor& competitor, double l2, double l1, bool resting);
  RunState state_at(long step, const Setting& setting, std::uint64_t seed) const;

  Density density_;
  Iterates iterates_;
  RunState newest_, before_;  // before_: the state one step before, where that is kept; its step is −1 otherwise
  Measures newest_measures_, before_measures_;
  std::vector<Segment> segments_;  // by step
  std::optional<Divergence> divergence_;
  Scratch<Stepper> stepper_;
};

}  // namespace losslab
