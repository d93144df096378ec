#pragma once
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "losses/learn/optimise/stepper.h"
#include "losses/learn/race/track.h"

namespace losslab {

// The kept iterates of one competitor, from the start to the newest that everybody has. Looks into its race, which must
// not change meanwhile.
class RaceHistory {
 public:
  RaceHistory(const Track& track, long length);
  std::size_t size() const { return size_; }  // at least 1
  long step(std::size_t i) const { return i < even_ ? static_cast<long>(i) * stride_ : last_; }
  const Measures& operator[](std::size_t i) const { return track_->measures(step(i)); }
  const Measures& front() const { return (*this)[0]; }
  const Measures& back() const { return (*this)[size_ - 1]; }

 private:
  const Track* track_;
  long last_, stride_;
  std::size_t even_, size_;
};

// Everybody on the same data from the same start. theta(i, 0) is the start and theta(i, length()) the newest; of those
// between, every stride()-th is kept: all, as long as the memory for it lasts. A competitor that diverged keeps its
// last finite iterate. A value: what a copy shares with its original is never changed, so that one may go on on another
// thread.
class Race {
 public:
  static constexpr std::size_t memory_budget = std::size_t{256} << 20;  // bytes, of all iterates
  static constexpr long longest = 100'000'000;                          // steps

  Race() = default;
  // `start` in the model's own (standardised) parameters. `budget` in bytes; a few dozen iterates are always kept.
  Race(Setting setting, std::vector<double> start, std::uint64_t seed, std::vector<Competitor> competitors,
       std::size_t budget = memory_budget);

  const Setting& setting() const { return setting_; }
  const std::vector<Competitor>& competitors() const { return competitors_; }
  std::span<const double> start() const { return start_; }

  // Iterates after the start that everybody has.
  long length() const { return length_; }
  long stride() const { return density_.stride; }  // 1, 2, 4, ...
  // The nearest kept step at or below `step`, or length() beyond it.
  long kept(long step) const;
  bool finished() const;  // at `longest`, or all have diverged
  // Whether newcomers are still on their way to length().
  bool catching_up() const;
  // Steps everybody until `length` is reached or `enough()` says so (asked between steps, and where these take long
  // between those of two competitors); newcomers first. True if it was reached by all.
  bool advance_to(long length, const std::function<bool()>& enough);

  // When those that are new are brought to where the others are: at once, or by the next advance_to(); until then they
  // are shown where they have come to.
  enum class Newcomers { at_once, later };
  // Changed competitors go on from their state at kept(step) with their new settings; the iterates after it go, for
  // all. New ones (by key) begin at the start; those that are gone are dropped.
  void change_competitors(std::vector<Competitor> competitors, long step, Newcomers newcomers = Newcomers::at_once);
  // The same for λ and λ₁.
  void change_penalties(double l2, double l1, long step);

  // Of the iterate of kept(step); beyond a competitor's last finite iterate it is that one.
  std::span<const double> theta(std::size_t competitor, long step) const {
    return tracks_[competitor].theta(kept_by(tracks_[competitor], step));
  }
  const Measures& measures(std::size_t competitor, long step) const {
    return tracks_[competitor].measures(kept_by(tracks_[competitor], step));
  }
  RaceHistory history(std::size_t competitor) const { return {tracks_[competitor], length_}; }
  const std::optional<Divergence>& divergence(std::size_t competitor) const { return tracks_[competitor].divergence(); }

 private:
  bool lags(const Track& track) const { return !track.divergence() && track.last() < length_; }
  // Whose run has ended is shown where it did, whichever step that was.
  long kept_by(const Track& track, long step) const { return step >= track.last() ? track.last() : kept(step); }
  bool bring_newcomers(const std::function<bool()>& enough);
  void find_length();
  void find_limit();
  void thin_as_needed();

  Setting setting_;
  std::vector<double> start_;
  std::uint64_t seed_ = 1;
  std::vector<Competitor> competitors_;
  std::vector<Track> tracks_;
  Track::Density density_;
  std::size_t budget_ = memory_budget;
  long length_ = 0;
  long limit_ = longest;  // the length from where the stride has to grow
};

}  // namespace losslab
