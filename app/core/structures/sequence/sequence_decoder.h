#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "losses/core/threads/latest_worker.h"
#include "losses/structures/sequence/alignments.h"

namespace losslab {

inline constexpr std::size_t most_alignments = 200;  // that are listed
inline constexpr std::size_t beam_width = 16;

// The logits, label and blank of which something is said.
struct SequenceQuestion {
  std::size_t frames = 0, symbols = 0, blank = 0;
  std::vector<double> logits;
  std::vector<std::size_t> label;
  friend bool operator==(const SequenceQuestion&, const SequenceQuestion&) = default;

  CtcTask task() const { return {frames, symbols, blank, logits, label}; }
};
// What is read from them.
struct SequenceAnswer {
  SequenceQuestion of;
  // All of the label, the most probable first; none where there are more than `most_alignments`.
  std::optional<std::vector<Alignment>> alignments;
  Decoding greedy;
  std::vector<Decoding> beam;  // the best first
};
SequenceAnswer answer_to(const SequenceQuestion& question);

// Makes the answers off the frame; until a new one arrives, the last is shown. Used from one thread.
class SequenceDecoder {
 public:
  // `ready` is called from a worker thread when there is something to take().
  explicit SequenceDecoder(std::function<void()> ready) : ready_(std::move(ready)) {}

  void want(const SequenceQuestion& question);  // no more than a comparison where that was asked for already
  bool take();                                  // true if something new arrived
  bool pending() const { return worker_ && !worker_->idle(); }
  void wait(const SequenceQuestion& question);                    // the same at once
  const SequenceAnswer* answer() const { return answer_.get(); }  // null before the first one

 private:
  using Answer = std::shared_ptr<const SequenceAnswer>;
  using Worker = LatestWorker<SequenceQuestion, Answer>;

  std::function<void()> ready_;
  std::optional<SequenceQuestion> wanted_;
  Answer answer_;
  std::unique_ptr<Worker> worker_;  // made when it is first needed, for it starts a thread
};

}  // namespace losslab
