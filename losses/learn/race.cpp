#include "losses/learn/race.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace losslab {
namespace {

constexpr long checkpoint_every = 64;
constexpr double memory_budget = 256.0 * 1024 * 1024;
constexpr long least_capacity = 1000;
constexpr std::size_t long_step = 200000;  // samples times parameters from where a step takes some 50 µs

}  // namespace

// One competitor's iterates. θ and the measures of all of them are kept; the optimiser's slots at checkpoints alone,
// from where stepping again recovers the ones between, bit by bit.
struct Race::Track {
  // From this step on these settings held. A resting segment repeats the last finite iterate of a run that diverged.
  struct Segment {
    long from;
    Competitor competitor;
    double l2, l1;
    bool resting;
  };
  struct Checkpoint {
    long step;
    OptimizerState slots;
  };

  Track(const Setting& setting, const Competitor& competitor, std::uint64_t seed, std::span<const double> start)
      : stepper(setting, competitor, seed), newest(stepper.start(start)) {
    segments.push_back({0, competitor, setting.l2, setting.l1, false});
    checkpoints.push_back({0, newest.slots});
    record();
  }

  long last() const { return static_cast<long>(history.size()) - 1; }
  std::size_t index(long step) const { return static_cast<std::size_t>(std::clamp(step, 0L, last())); }
  std::span<const double> theta(long step) const {
    const std::size_t width = newest.theta.size();
    return std::span(thetas).subspan(index(step) * width, width);
  }

  void record() {
    thetas.insert(thetas.end(), newest.theta.begin(), newest.theta.end());
    history.push_back(stepper.measure(newest.theta));
    if (newest.step > checkpoints.back().step && newest.step % checkpoint_every == 0) {
      checkpoints.push_back({newest.step, newest.slots});
    }
  }

  // One step further, or the reason why there is none.
  void advance() {
    if (divergence) return;
    const bool batches = segments.back().competitor.optimizer.batch > 0;
    if (batches) kept = newest;
    divergence = stepper.step(newest);
    if (divergence) return;
    const Measures measures = stepper.measure(newest.theta);
    if (batches && !std::isfinite(measures.objective)) {  // a batch does not see the whole objective
      divergence = Divergence{
          newest.step,
          fmt::format("step {}: the loss over all samples {}", newest.step,
                      std::isnan(measures.objective) ? "is not a number" : "grew beyond the largest number")};
      newest = kept;
      return;
    }
    record();
  }

  // Forgets the iterates after `state.step`, which becomes the newest.
  void cut(RunState state) {
    const long step = state.step;
    thetas.resize(static_cast<std::size_t>(step + 1) * state.theta.size());
    history.resize(static_cast<std::size_t>(step) + 1);
    std::erase_if(checkpoints, [step](const Checkpoint& checkpoint) { return checkpoint.step > step; });
    std::erase_if(segments, [step](const Segment& segment) { return segment.from > step; });
    newest = std::move(state);
    divergence.reset();
  }

  // Repeats the last finite iterate up to `step`.
  void rest(long step) {
    segments.push_back({newest.step, segments.back().competitor, segments.back().l2, segments.back().l1, true});
    checkpoints.push_back({newest.step, newest.slots});
    const std::vector<double> theta = newest.theta;
    const Measures measures = history.back();
    while (last() < step) {
      thetas.insert(thetas.end(), theta.begin(), theta.end());
      history.push_back(measures);
    }
    newest.step = step;
    divergence.reset();
  }

  // Goes on from the newest iterate with other settings.
  void branch(const Setting& setting, const Competitor& competitor, std::uint64_t seed) {
    if (competitor.optimizer.kind != segments.back().competitor.optimizer.kind) newest.slots = OptimizerState();
    stepper = Stepper(setting, competitor, seed);
    divergence.reset();
    std::erase_if(segments, [this](const Segment& segment) { return segment.from == newest.step; });
    std::erase_if(checkpoints, [this](const Checkpoint& checkpoint) { return checkpoint.step == newest.step; });
    segments.push_back({newest.step, competitor, setting.l2, setting.l1, false});
    checkpoints.push_back({newest.step, newest.slots});
    history.back() = stepper.measure(newest.theta);
  }

  Stepper stepper;
  RunState newest, kept;
  std::vector<double> thetas;
  std::vector<Measures> history;
  std::vector<Checkpoint> checkpoints;  // by step; each segment begins with one
  std::vector<Segment> segments;        // by step
  std::optional<Divergence> divergence;
};

Race::Race(Setting setting, std::vector<double> start, std::uint64_t seed, std::vector<Competitor> competitors)
    : setting_(std::move(setting)), start_(std::move(start)), seed_(seed), competitors_(std::move(competitors)) {
  for (const Competitor& competitor : competitors_) tracks_.push_back(make_track(competitor));
}

std::shared_ptr<Race::Track> Race::make_track(const Competitor& competitor) const {
  return std::make_shared<Track>(setting_, competitor, seed_, start_);
}

Race::Track& Race::own(std::size_t competitor) {
  std::shared_ptr<Track>& track = tracks_[competitor];
  if (track.use_count() > 1) track = std::make_shared<Track>(*track);
  return *track;
}

long Race::capacity() const {
  if (tracks_.empty()) return least_capacity;
  const double numbers = static_cast<double>(start_.size()) * (1 + 2.0 / checkpoint_every);
  const double bytes = (numbers * sizeof(double) + sizeof(Measures)) * static_cast<double>(tracks_.size());
  return std::max(least_capacity, static_cast<long>(memory_budget / bytes));
}

bool Race::finished() const {
  const bool all_diverged =
      std::ranges::all_of(tracks_, [](const auto& track) { return track->divergence.has_value(); });
  return length_ >= capacity() || all_diverged;
}

// What everybody has: those that diverged wait for nobody, and where all did, the longest of them counts.
void Race::find_length() {
  long running = std::numeric_limits<long>::max(), longest = 0;
  for (const auto& track : tracks_) {
    longest = std::max(longest, track->last());
    if (!track->divergence) running = std::min(running, track->last());
  }
  length_ = running == std::numeric_limits<long>::max() ? std::max(length_, longest) : running;
}

bool Race::advance_to(long length, const std::function<bool()>& enough) {
  const long target = std::min(length, capacity());
  for (std::size_t i = 0; i < tracks_.size() && length_ < target; ++i) own(i);
  // Where a step takes long, everybody's together would outlast a frame: who is a step ahead then waits for the others.
  const bool long_steps = enough && start_.size() * setting_.data->size() >= long_step;
  bool stop = false;
  while (length_ < target && !finished() && !stop) {
    for (std::size_t i = 0; i < tracks_.size() && !stop; ++i) {
      if (tracks_[i]->last() > length_) continue;
      tracks_[i]->advance();
      stop = long_steps && enough();
    }
    find_length();
    stop = stop || (length_ < target && enough && enough());
  }
  return length_ >= length;
}

RunState Race::state_at(const Track& track, long step) const {
  if (step >= track.newest.step) return track.newest;
  const auto after = [step](const auto& entry, auto member) { return entry.*member > step; };
  std::size_t c = track.checkpoints.size() - 1, s = track.segments.size() - 1;
  while (after(track.checkpoints[c], &Track::Checkpoint::step)) --c;
  while (after(track.segments[s], &Track::Segment::from)) --s;
  const Track::Segment& segment = track.segments[s];
  RunState state = track.newest;
  state.step = segment.resting ? step : track.checkpoints[c].step;
  state.slots = track.checkpoints[c].slots;
  const std::span<const double> theta = track.theta(state.step);
  state.theta.assign(theta.begin(), theta.end());
  if (state.step == step) return state;
  Setting then = setting_;
  then.l2 = segment.l2;
  then.l1 = segment.l1;
  Stepper stepper(then, segment.competitor, seed_);
  while (state.step < step) {
    [[maybe_unused]] const std::optional<Divergence> failure = stepper.step(state);
    assert(!failure);  // it succeeded before
  }
  return state;
}

void Race::change_competitors(std::vector<Competitor> competitors, long step) {
  step = std::clamp(step, 0L, length_);
  std::vector<std::shared_ptr<Track>> tracks;
  std::vector<std::shared_ptr<Track>> old = std::move(tracks_);
  for (const Competitor& competitor : competitors) {
    const auto same_key = [&](const Competitor& before) { return before.key == competitor.key; };
    const auto found = std::ranges::find_if(competitors_, same_key);
    if (found == competitors_.end()) {
      tracks.push_back(make_track(competitor));
      while (tracks.back()->last() < step && !tracks.back()->divergence) tracks.back()->advance();
      continue;
    }
    tracks_.push_back(std::move(old[static_cast<std::size_t>(found - competitors_.begin())]));
    Track& track = own(tracks_.size() - 1);
    const bool rests = track.divergence && track.last() < step;
    if (!rests && (track.last() > step || track.divergence)) track.cut(state_at(track, step));
    if (*found != competitor) {
      if (rests) track.rest(step);
      track.branch(setting_, competitor, seed_);
    }
    tracks.push_back(tracks_.back());
  }
  tracks_ = std::move(tracks);
  competitors_ = std::move(competitors);
  length_ = step;
}

void Race::change_penalties(double l2, double l1, long step) {
  if (l2 == setting_.l2 && l1 == setting_.l1) return;
  step = std::clamp(step, 0L, length_);
  setting_.l2 = l2;
  setting_.l1 = l1;
  for (std::size_t i = 0; i < tracks_.size(); ++i) {
    Track& track = own(i);
    if (track.last() > step) track.cut(state_at(track, step));
    if (track.last() < step) track.rest(step);
    track.branch(setting_, competitors_[i], seed_);
  }
  length_ = step;
}

std::span<const double> Race::theta(std::size_t competitor, long step) const {
  return tracks_[competitor]->theta(step);
}
const Measures& Race::measures(std::size_t competitor, long step) const {
  const Track& track = *tracks_[competitor];
  return track.history[track.index(step)];
}
std::span<const Measures> Race::history(std::size_t competitor) const {
  const std::span<const Measures> all = tracks_[competitor]->history;
  return all.first(std::min(all.size(), static_cast<std::size_t>(length_) + 1));
}
const std::optional<Divergence>& Race::divergence(std::size_t competitor) const {
  return tracks_[competitor]->divergence;
}

}  // namespace losslab
