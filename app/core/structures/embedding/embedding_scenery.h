#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

#include "app/core/structures/embedding/embedding_page.h"
#include "losses/core/threads/latest_worker.h"
#include "widgets/figure/geometry.h"

namespace losslab {

// What of a start stays as it is while its points move.
struct EmbeddingLabels {
  std::vector<int> given, truth;
  std::vector<std::uint32_t> firsts;  // see EmbeddingSamples
  friend bool operator==(const EmbeddingLabels&, const EmbeddingLabels&) = default;
};
// Points that stay together have the mean of their gradients.
void move_together(const EmbeddingLabels& labels, std::span<double> gradient);
double longest_pull(std::span<const double> gradient);  // of points of the plane

// What one loss does to points where they are.
struct ForcesQuestion {
  EmbeddingObjective objective;
  std::shared_ptr<const EmbeddingLabels> labels;
  std::vector<double> x;
  friend bool operator==(const ForcesQuestion& a, const ForcesQuestion& b) {
    return a.objective == b.objective && *a.labels == *b.labels && a.x == b.x;
  }
};
struct EmbeddingForces {
  static constexpr std::size_t most_pairs = 160;  // of a kind; more of them would be a grey cloud
  std::vector<double> gradient;                   // 2n
  std::vector<PairForce> pulls, pushes;           // the strongest, those first
  std::size_t pulling = 0, pushing = 0;           // how many there are
};

// Several losses while one point moves along an axis.
struct PathQuestion {
  std::vector<EmbeddingObjective> objectives;
  std::shared_ptr<const EmbeddingLabels> labels;
  std::vector<double> x;
  std::size_t point = 0;
  EmbeddingPath path = EmbeddingPath::x;
  Range range;
  friend bool operator==(const PathQuestion& a, const PathQuestion& b) {
    return a.objectives == b.objectives && *a.labels == *b.labels && a.x == b.x && a.point == b.point &&
           a.path == b.path && a.range == b.range;
  }
};
struct EmbeddingPathTable {
  PathQuestion of;
  std::size_t places = 0;              // evenly over the range
  std::vector<double> losses, slopes;  // places numbers of each objective
  // Of objective `who`, in between on a straight line; NaN beyond the range.
  double at(std::size_t who, double along, bool slope) const;
};

struct EmbeddingQuestions {
  std::optional<ForcesQuestion> forces;
  std::optional<PathQuestion> path;
};

// The answers to the newest question, made on a thread of its own in passes: the first is always finished, so that
// something is seen while questions come faster than they are answered; the last is what stays.
template <class Question, class Answer>
class KeptAnswer {
 public:
  // Null where it was told to stop.
  using Pass = std::shared_ptr<const Answer> (*)(const Question&, const std::stop_token&);

  KeptAnswer(std::vector<Pass> passes, std::function<void()> ready)
      : passes_(std::move(passes)), ready_(std::move(ready)) {}

  void want(Question question) {
    if (wanted_ && *wanted_ == question) return;
    wanted_ = question;
    if (!worker_) {
      worker_ = std::make_unique<Worker>(
          [passes = passes_](const Question& one, const typename Worker::Turn& turn) {
            for (std::size_t i = 0; i < passes.size(); ++i) {
              auto answer = passes[i](one, i == 0 ? turn.closing : turn.superseded);
              if (!answer) return;
              turn.publish(std::move(answer));
            }
          },
          ready_);
    }
    worker_->request(std::move(question));
  }
  bool take() {
    auto fresh = worker_ ? worker_->take() : std::nullopt;
    if (fresh) answer_ = std::move(*fresh);
    return fresh.has_value();
  }
  bool pending() const { return worker_ && !worker_->idle(); }
  void wait(Question question) {
    if (worker_) {
      worker_->cancel();
      while (!worker_->idle()) std::this_thread::yield();  // or else its answer would come in place of this one
      worker_->take();
    }
    answer_ = passes_.back()(question, {});
    wanted_ = std::move(question);
  }
  const Answer* answer() const { return answer_.get(); }

 private:
  using Worker = LatestWorker<Question, std::shared_ptr<const Answer>>;
  std::vector<Pass> passes_;
  std::function<void()> ready_;
  std::optional<Question> wanted_;
  std::shared_ptr<const Answer> answer_;
  std::unique_ptr<Worker> worker_;  // made when it is first needed, for it starts a thread
};

// What is drawn beside the descents and takes too long for a frame. Used from one thread.
class EmbeddingScenery {
 public:
  explicit EmbeddingScenery(const std::function<void()>& ready);

  void want(EmbeddingQuestions questions);
  bool take();  // true if something new arrived
  bool pending() const { return forces_.pending() || path_.pending(); }
  void wait(EmbeddingQuestions questions);  // the same at once

  // The last that was made; null where none was.
  const EmbeddingForces* forces() const { return forces_.answer(); }
  const EmbeddingPathTable* path() const { return path_.answer(); }

 private:
  KeptAnswer<ForcesQuestion, EmbeddingForces> forces_;
  KeptAnswer<PathQuestion, EmbeddingPathTable> path_;
};

}  // namespace losslab
