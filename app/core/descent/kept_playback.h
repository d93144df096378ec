#pragma once
#include <cstdint>

#include "app/core/shell/state/playback.h"

namespace losslab {

// The playback of iterates that are kept, and made a slice at a time when they are asked for and each time take() is
// called, so that no frame waits for a long run.
class KeptPlayback : public Playback {
 public:
  long position() const final { return position_; }
  long length() const final { return length_; }
  bool finished() const final;
  void seek(long position) final;
  void restart() final;
  void aim(long length, long position) final;
  void advance(long steps) final;
  bool take() final;
  void hold() final;
  bool behind() const final { return length_ < aimed_length_ || position_ != aimed_position_ || !measured(); }
  void wait() final;
  bool approach(const std::function<bool()>& enough) final;
  long aimed_position() const final { return aimed_position_; }
  long aimed_length() const final { return aimed_length_; }
  std::optional<Branch> branch() const final { return branch_; }
  long changed_at() const final { return changed_at_; }

  // Changes with everything that is shown.
  std::uint64_t version() const { return version_; }

 protected:
  // Forget all iterates but the start.
  virtual void forget() = 0;
  // Make the iterates up to that one at once, of everybody who has not stopped.
  virtual void make(long length) = 0;
  // The same as far as a frame has time for it, or on another thread; returns the length that there is.
  virtual long make_some(long now, long wanted) = 0;
  virtual void stop_making() {}  // what is under way on another thread is not wanted any more
  virtual bool all_stopped() const = 0;
  // Whether the loss of every iterate is known.
  virtual bool measured() const { return true; }
  // Whoever now is another goes on from the iterate shown; what was made beyond is cut off.
  void go_on_from_here();
  void changed() { ++version_; }

 private:
  void make_slice();
  void make_at_once();
  void show(long length);
  long kept(long position, long length) const;

  long position_ = 0, length_ = 0, aimed_position_ = 0, aimed_length_ = 0, changed_at_ = -1;
  std::optional<Branch> branch_;
  std::uint64_t version_ = 1;
};

}  // namespace losslab
