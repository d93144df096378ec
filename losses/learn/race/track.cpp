#include "losses/learn/race/track.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace losslab {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024, least_chunk = 16;

}  // namespace

Iterates::Iterates(std::size_t parameters, long stride)
    : width_(parameters),
      chunk_size_(std::max(least_chunk, chunk_bytes / (parameters * sizeof(double) + sizeof(Measures)))),
      stride_(stride) {}

std::span<const double> Iterates::theta(std::size_t index) const {
  return std::span(chunk(index).thetas).subspan(index % chunk_size_ * width_, width_);
}

const Measures& Iterates::measures(std::size_t index) const { return chunk(index).measures[index % chunk_size_]; }

const Checkpoint* Iterates::checkpoint(long least, long most) const {
  const std::size_t from = std::min(static_cast<std::size_t>(most / stride_) / chunk_size_, full_.size());
  for (std::size_t c = from + 1; c-- > 0;) {
    const Chunk& at = c < full_.size() ? *full_[c] : open_;
    for (auto one = at.checkpoints.rbegin(); one != at.checkpoints.rend(); ++one) {
      if (one->step < least) return nullptr;
      if (one->step <= most) return &*one;
    }
    if (static_cast<long>(c * chunk_size_) * stride_ < least) return nullptr;
  }
  return nullptr;
}

void Iterates::add(std::span<const double> theta, const Measures& measures) {
  if (open_.measures.size() == chunk_size_) {
    full_.push_back(std::make_shared<const Chunk>(std::exchange(open_, {})));
    open_.thetas.reserve(chunk_size_ * width_);
    open_.measures.reserve(chunk_size_);
  }
  open_.thetas.insert(open_.thetas.end(), theta.begin(), theta.end());
  open_.measures.push_back(measures);
}

void Iterates::add(Checkpoint checkpoint) { open_.checkpoints.push_back(std::move(checkpoint)); }

void Iterates::cut(std::size_t size) {
  assert(size > 0 && size <= this->size());
  const std::size_t keep = (size - 1) / chunk_size_;  // whole chunks before the one that the last iterate is in
  if (keep < full_.size()) {
    open_ = *full_[keep];
    full_.resize(keep);
  }
  const std::size_t rest = size - keep * chunk_size_;
  open_.thetas.resize(rest * width_);
  open_.measures.resize(rest);
  const long last = static_cast<long>(size - 1) * stride_;
  std::erase_if(open_.checkpoints, [last](const Checkpoint& one) { return one.step > last; });
}

void Iterates::thin(long checkpoint_stride) {
  Iterates sparse(width_, 2 * stride_);
  for (std::size_t first = 0; first < size(); first += chunk_size_) {
    const Chunk& from = chunk(first);
    auto checkpoint = from.checkpoints.begin();
    for (std::size_t k = first % 2; k < from.measures.size(); k += 2) {
      sparse.add(std::span(from.thetas).subspan(k * width_, width_), from.measures[k]);
      const long step = static_cast<long>(first + k) * stride_;
      while (checkpoint != from.checkpoints.end() && checkpoint->step < step) ++checkpoint;
      if (checkpoint == from.checkpoints.end() || checkpoint->step != step) continue;
      if (step % checkpoint_stride == 0) sparse.add(*checkpoint);
    }
  }
  *this = std::move(sparse);
}

Track::Track(const Setting& setting, const Competitor& competitor, std::uint64_t seed, std::span<const double> start,
             Density density)
    : density_(density), iterates_(start.size(), density.stride) {
  stepper_.emplace(Stepper(setting, competitor, seed));
  newest_ = (*stepper_).start(start);
  before_.step = -1;
  newest_measures_ = (*stepper_).measure(newest_.theta);
  iterates_.add(newest_.theta, newest_measures_);
  begin_segment(competitor, setting.l2, setting.l1, false);
}

Stepper& Track::stepper(const Setting& setting, std::uint64_t seed) {
  if (!stepper_.has_value()) stepper_.emplace(Stepper(setting, segments_.back().competitor, seed));
  return *stepper_;
}

void Track::begin_segment(const Competitor& competitor, double l2, double l1, bool resting) {
  const Checkpoint begin{newest_.step, newest_.theta, newest_.slots};
  segments_.push_back({competitor, l2, l1, resting, std::make_shared<const Checkpoint>(begin)});
}

std::span<const double> Track::theta(long step) const {
  if (step >= newest_.step) return newest_.theta;
  if (step == before_.step) return before_.theta;
  return iterates_.theta(static_cast<std::size_t>(std::max(step, 0L) / stride()));
}

const Measures& Track::measures(long step) const {
  if (step >= newest_.step) return newest_measures_;
  if (step == before_.step) return before_measures_;
  return iterates_.measures(static_cast<std::size_t>(std::max(step, 0L) / stride()));
}

void Track::record(const Measures& measures) {
  newest_measures_ = measures;
  if (newest_.step % stride() != 0) return;
  iterates_.add(newest_.theta, measures);
  if (newest_.step % density_.checkpoint_stride() == 0) {
    iterates_.add(Checkpoint{newest_.step, newest_.theta, newest_.slots});
  }
}

void Track::advance(const Setting& setting, std::uint64_t seed) {
  if (divergence_) return;
  Stepper& stepper = this->stepper(setting, seed);
  const bool batches = segments_.back().competitor.optimizer.batch > 0;
  // Where steps are long a race may be looked at while some are one step ahead.
  const bool keep = batches || density_.long_steps;
  if (keep) {
    before_ = newest_;
    before_measures_ = newest_measures_;
  } else {
    before_.step = -1;
  }
  divergence_ = stepper.step(newest_);
  if (divergence_) return;
  const Measures measures = stepper.measure(newest_.theta);
  if (batches && !std::isfinite(measures.objective)) {  // a batch does not see the whole objective
    divergence_ =
        Divergence{newest_.step,
                   fmt::format("step {}: the loss over all samples {}", newest_.step,
                               std::isnan(measures.objective) ? "is not a number" : "grew beyond the largest number")};
    newest_ = before_;
    return;
  }
  record(measures);
}

RunState Track::state_at(long step, const Setting& setting, std::uint64_t seed) const {
  if (step >= newest_.step) return newest_;
  if (step == before_.step) return before_;
  std::size_t s = segments_.size() - 1;
  while (segments_[s].begin->step > step) --s;
  const Segment& segment = segments_[s];
  const Checkpoint* from = segment.begin.get();
  RunState state = newest_;
  if (!segment.resting) {
    // What stands at the step where a segment begins may still be of the one before.
    if (const Checkpoint* later = iterates_.checkpoint(from->step + 1, step)) from = later;
  }
  state.step = segment.resting ? step : from->step;
  state.theta = from->theta;
  state.slots = from->slots;
  if (state.step == step) return state;
  Setting then = setting;
  then.l2 = segment.l2;
  then.l1 = segment.l1;
  Stepper stepper(then, segment.competitor, seed);
  while (state.step < step) {
    [[maybe_unused]] const std::optional<Divergence> failure = stepper.step(state);
    assert(!failure);  // it succeeded before
  }
  return state;
}

void Track::cut(long step, const Setting& setting, std::uint64_t seed) {
  RunState state = state_at(step, setting, seed);
  const Measures at = measures(step);
  const bool exact = step % stride() == 0 || step == newest_.step || step == before_.step;
  iterates_.cut(static_cast<std::size_t>(step / stride()) + 1);
  std::erase_if(segments_, [step](const Segment& segment) { return segment.begin->step > step; });
  newest_ = std::move(state);
  before_.step = -1;
  divergence_.reset();
  stepper_.reset();
  newest_measures_ = exact ? at : stepper(setting, seed).measure(newest_.theta);
}

void Track::rest(long step) {
  const Segment& last = segments_.back();
  begin_segment(Competitor(last.competitor), last.l2, last.l1, true);
  for (long at = static_cast<long>(iterates_.size()) * stride(); at <= step; at += stride()) {
    iterates_.add(newest_.theta, newest_measures_);
  }
  newest_.step = step;
  before_.step = -1;
  divergence_.reset();
}

bool Track::goes_on_with(const Setting& setting, const Competitor& competitor) const {
  const Segment& last = segments_.back();
  return !last.resting && last.competitor == competitor && last.l2 == setting.l2 && last.l1 == setting.l1;
}

void Track::branch(const Setting& setting, const Competitor& competitor, std::uint64_t seed) {
  if (competitor.optimizer.kind != segments_.back().competitor.optimizer.kind) newest_.slots = OptimizerState();
  divergence_.reset();
  std::erase_if(segments_, [this](const Segment& segment) { return segment.begin->step == newest_.step; });
  begin_segment(competitor, setting.l2, setting.l1, false);
  stepper_.reset();
  newest_measures_ = stepper(setting, seed).measure(newest_.theta);
  if (newest_.step % stride() == 0) iterates_.measure_last_again(newest_measures_);
  before_.step = -1;
}

void Track::thin() {
  density_.stride *= 2;
  iterates_.thin(density_.checkpoint_stride());
}

}  // namespace losslab
