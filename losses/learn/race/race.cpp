#include "losses/learn/race/race.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace losslab {
namespace {

constexpr std::size_t long_step = 200000;  // samples times parameters from where a step takes some 50 µs
constexpr long least_kept = 64;

}  // namespace

RaceHistory::RaceHistory(const Track& track, long length)
    : track_(&track),
      last_(std::min(track.last(), length)),
      stride_(track.stride()),
      even_(static_cast<std::size_t>(last_ / stride_) + 1),
      size_(even_ + (last_ % stride_ != 0 ? 1 : 0)) {}

Race::Race(Setting setting, std::vector<double> start, std::uint64_t seed, std::vector<Competitor> competitors,
           std::size_t budget)
    : setting_(std::move(setting)),
      start_(std::move(start)),
      seed_(seed),
      competitors_(std::move(competitors)),
      budget_(budget) {
  density_.long_steps = start_.size() * setting_.data->size() >= long_step;
  for (const Competitor& competitor : competitors_) {
    tracks_.emplace_back(setting_, competitor, seed_, start_, density_);
  }
  find_limit();
}

long Race::kept(long step) const {
  if (step >= length_) return length_;
  return std::max(step, 0L) / stride() * stride();
}

bool Race::finished() const {
  return length_ >= longest ||
         std::ranges::all_of(tracks_, [](const Track& one) { return one.divergence().has_value(); });
}

bool Race::catching_up() const {
  return std::ranges::any_of(tracks_, [this](const Track& one) { return lags(one); });
}

// What everybody has: those that diverged wait for nobody, and where all did, the longest of them counts.
void Race::find_length() {
  long running = std::numeric_limits<long>::max(), longest_track = 0;
  for (const Track& track : tracks_) {
    longest_track = std::max(longest_track, track.last());
    if (!track.divergence()) running = std::min(running, track.last());
  }
  length_ = running == std::numeric_limits<long>::max() ? std::max(length_, longest_track) : running;
}

void Race::find_limit() {
  const double theta = static_cast<double>(start_.size()) * sizeof(double);
  const double checkpoint = (3 * theta + sizeof(Checkpoint)) / (density_.long_steps ? 1 : 64);
  const double bytes =
      (theta + sizeof(Measures) + checkpoint) * static_cast<double>(std::max<std::size_t>(1, tracks_.size()));
  const double kept = std::max(static_cast<double>(least_kept), static_cast<double>(budget_) / bytes);
  limit_ = static_cast<long>(std::min(kept * static_cast<double>(stride()), static_cast<double>(longest)));
}

void Race::thin_as_needed() {
  while (length_ > limit_) {
    density_.stride *= 2;
    for (Track& track : tracks_) track.thin();
    find_limit();
  }
}

bool Race::bring_newcomers(const std::function<bool()>& enough) {
  for (Track& track : tracks_) {
    while (lags(track)) {
      track.advance(setting_, seed_);
      if (enough && enough()) return !catching_up();
    }
  }
  return true;
}

bool Race::advance_to(long length, const std::function<bool()>& enough) {
  if (!bring_newcomers(enough)) return false;
  const long target = std::min(length, longest);
  // Where a step takes long, everybody's together would outlast a frame: who is a step ahead then waits for the others.
  const bool long_steps = enough && density_.long_steps;
  bool stop = false;
  while (length_ < target && !finished() && !stop) {
    for (std::size_t i = 0; i < tracks_.size() && !stop; ++i) {
      if (tracks_[i].last() > length_) continue;
      tracks_[i].advance(setting_, seed_);
      stop = long_steps && enough();
    }
    find_length();
    thin_as_needed();
    stop = stop || (length_ < target && enough && enough());
  }
  return length_ >= length;
}

void Race::change_competitors(std::vector<Competitor> competitors, long step, Newcomers newcomers) {
  step = kept(step);
  std::vector<Track> tracks;
  for (const Competitor& competitor : competitors) {
    const auto same_key = [&](const Competitor& before) { return before.key == competitor.key; };
    const auto found = std::ranges::find_if(competitors_, same_key);
    const auto index = static_cast<std::size_t>(found - competitors_.begin());
    // One that is still on its way begins again where its settings change: its state there is not known yet.
    if (found == competitors_.end() || (lags(tracks_[index]) && *found != competitor)) {
      tracks.emplace_back(setting_, competitor, seed_, start_, density_);
      continue;
    }
    Track& track = tracks.emplace_back(std::move(tracks_[index]));
    const bool rests = track.divergence() && track.last() < step;
    if (!rests && (track.last() > step || track.divergence())) track.cut(step, setting_, seed_);
    if (*found != competitor && rests) track.rest(step);
    if (!(rests && *found == competitor) && !track.goes_on_with(setting_, competitor)) {
      track.branch(setting_, competitor, seed_);
    }
  }
  tracks_ = std::move(tracks);
  competitors_ = std::move(competitors);
  length_ = step;
  find_limit();
  if (newcomers == Newcomers::at_once) bring_newcomers({});
  thin_as_needed();
}

void Race::change_penalties(double l2, double l1, long step) {
  if (l2 == setting_.l2 && l1 == setting_.l1) return;
  step = kept(step);
  setting_.l2 = l2;
  setting_.l1 = l1;
  for (std::size_t i = 0; i < tracks_.size(); ++i) {
    Track& track = tracks_[i];
    if (lags(track)) {
      track = Track(setting_, competitors_[i], seed_, start_, density_);
      continue;
    }
    if (track.last() > step) track.cut(step, setting_, seed_);
    if (track.last() < step) track.rest(step);
    track.branch(setting_, competitors_[i], seed_);
  }
  length_ = step;
}

}  // namespace losslab
