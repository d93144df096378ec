#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace losslab {

// A run that was left for another: it shares the iterates up to `at` and went on to `length`.
struct Branch {
  long at = 0, length = 0;
};

// Somebody whose run went wrong.
struct Failure {
  std::string who;       // the id of what runs
  std::string sentence;  // without the full stop: "Squared error stopped at step 12: ..."
};

// What has iterates that are made one after the other: a descent, and whatever else is stepped through time. Transport,
// keys, scrub bar, animations and the command line know this and nothing else of it. The iterates are 0..length(); the
// one shown is position(). Used from one thread.
class Playback {
 public:
  virtual ~Playback() = default;

  virtual long position() const = 0;
  virtual long length() const = 0;
  // Of how many iterates one is kept, where the memory for all of them is used up; 1: all.
  virtual long stride() const { return 1; }
  // Whether the last iterate is shown and there will be none after it.
  virtual bool finished() const = 0;

  virtual void seek(long position) = 0;  // within what there is
  virtual void restart() = 0;            // forget all iterates, stay at the start

  // Asks for a length and the iterate to show in it. What has to be made for it may take its time: take() takes what
  // has arrived, and the position follows, never beyond what was asked for. Seeking, holding and restarting give the
  // aim up.
  virtual void aim(long length, long position) = 0;
  // Asks for the iterate `steps` after the one shown, or that many before it for a negative number.
  virtual void advance(long steps) = 0;
  virtual bool take() = 0;          // true if there was something new
  virtual void hold() = 0;          // the iterate shown stays
  virtual bool behind() const = 0;  // whether an aim is not yet reached
  virtual void wait() = 0;          // blocks until what was asked for is made; take() takes it
  // The same at once, for files, the command line and tests: steps until the aim is reached, or until `enough()`; true
  // once there.
  virtual bool approach(const std::function<bool()>& enough) = 0;
  // The iterate that is shown once the aim is reached, and the length then.
  virtual long aimed_position() const = 0;
  virtual long aimed_length() const = 0;

  // The run as it was before the last change that cut iterates off, until the next restart.
  virtual std::optional<Branch> branch() const { return std::nullopt; }
  // Where the last change was made from which the iterates go on; −1: there was none.
  virtual long changed_at() const { return -1; }
  // What went wrong up to the iterate shown; empty where all is well.
  virtual std::vector<Failure> failures() const { return {}; }
};

}  // namespace losslab
