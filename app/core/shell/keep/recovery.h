#pragma once
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <vector>

namespace losslab {

struct Session;

// Unsaved work that is kept in a file, for the case that the program ends without having asked: a session of which the
// first line names the file that it was opened from. Each running program has a file of its own, beside a lock that it
// holds for as long as it lives: what nobody holds the lock of was left behind and is offered by the next to start.
class Recovery {
 public:
  // What a program has left behind.
  struct Left {
    std::filesystem::path file;
    std::string of;  // the session's own file; empty: it had none yet
  };

  // The folder is made when it is first needed.
  explicit Recovery(std::filesystem::path folder);
  ~Recovery();
  Recovery(const Recovery&) = delete;
  Recovery& operator=(const Recovery&) = delete;

  // Writes the session in a thread of its own. Says nothing where it cannot.
  void keep(Session session, std::string of);
  // Blocks until what is being written is there.
  void wait();
  // The work is saved, or is not wanted any more.
  void forget();

  // The newest that was left, until it is taken or discarded. No two programs are offered the same.
  std::optional<Left> left() const;
  // Throws InputError where it cannot be read; it then stays.
  Session load_left() const;
  // Whether it was taken over (and is kept anew, see keep()) or not wanted: it is removed.
  void discard_left();

 private:
  // A name in the folder with its lock; closing the descriptor gives the lock back.
  struct Claim {
    std::filesystem::path file, lock;
    int descriptor = -1;
  };
  void claim_left();
  bool claim_own();
  static void remove(Claim& claim);

  std::filesystem::path folder_;
  Claim own_;
  std::vector<Claim> left_;  // the newest last
  std::future<void> writing_;
};

}  // namespace losslab
