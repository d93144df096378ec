#include "app/core/structures/sequence/sequence_decoder.h"

#include <thread>

namespace losslab {

SequenceAnswer answer_to(const SequenceQuestion& question) {
  const CtcTask task = question.task();
  return {question, all_alignments(task, most_alignments), decode_greedily(task), decode_by_prefixes(task, beam_width)};
}

void SequenceDecoder::want(const SequenceQuestion& question) {
  if (wanted_ == question) return;
  wanted_ = question;
  if (!worker_) {
    worker_ = std::make_unique<Worker>(
        [](const SequenceQuestion& asked, const Worker::Turn& turn) {
          turn.publish(std::make_shared<const SequenceAnswer>(answer_to(asked)));
        },
        ready_);
  }
  worker_->request(question);
}

bool SequenceDecoder::take() {
  std::optional<Answer> fresh = worker_ ? worker_->take() : std::nullopt;
  if (!fresh) return false;
  answer_ = std::move(*fresh);
  return true;
}

void SequenceDecoder::wait(const SequenceQuestion& question) {
  if (worker_) {
    worker_->cancel();
    while (!worker_->idle()) std::this_thread::yield();  // or else its answer would come in place of this one
    take();
  }
  wanted_ = question;
  if (!answer_ || !(answer_->of == question)) answer_ = std::make_shared<const SequenceAnswer>(answer_to(question));
}

}  // namespace losslab
