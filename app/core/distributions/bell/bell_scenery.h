#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/core/distributions/bell/bell_page.h"
#include "losses/core/threads/latest_worker.h"
#include "losses/humps/minima.h"
#include "widgets/figure/figure.h"

namespace losslab {

// Where a divergence has its local minima, and in whose basin the start is.
struct BellFound {
  BellDivergence divergence;
  std::vector<BellMinimum> minima;
  Bell start;
  bool start_is_finite = true;
  std::optional<std::size_t> basin;  // of `minima`; none on a watershed
};

// The chosen divergence over the means and log widths of a box, as it is drawn; χ² through log(1 + χ²).
struct BellField {
  BellDivergence divergence;
  BellBox box;
  const Theme* theme = nullptr;
  int columns = 0;
  std::shared_ptr<const Pixels> pixels;
  std::vector<std::vector<Point>> contours;     // (μ, log σ)
  std::shared_ptr<const FieldNumbers> numbers;  // the same
};

// What is drawn beside the descents and takes too long for a frame: made off it. The main thread posts what it wants
// and takes what is ready; until something new arrives, the last is shown. Used from one thread.
class BellScenery {
 public:
  // `ready` is called from a worker thread when there is something to take().
  explicit BellScenery(std::function<void()> ready);
  ~BellScenery();

  // No more than a comparison where that was asked for already.
  void want(const BellPage& page, const BellBox& box, const Theme& theme);
  bool take();  // true if something new arrived
  bool pending() const;
  // The same at once, for files and for tests.
  void wait(const BellPage& page, const BellBox& box, const Theme& theme);

  // Null where it is not known yet.
  const BellFound* found(DivergenceKind kind) const;
  const BellField* field() const { return field_.get(); }

 private:
  using Found = std::shared_ptr<const BellFound>;
  struct Request {
    std::vector<BellDivergence> divergences;  // the chosen one first
    Bell start;
    BellBox box;
    const Theme* theme = nullptr;
    std::vector<Found> known;  // from before: what is the same is not looked for again
    bool same_as(const Request& other) const;
  };
  struct Result {
    std::vector<Found> found;
    std::shared_ptr<const BellField> field;  // null: the one from before stays
  };
  using Worker = LatestWorker<Request, Result>;

  static void work(const Request& request, const Worker::Turn& turn);
  Request request_for(const BellPage& page, const BellBox& box, const Theme& theme) const;

  std::function<void()> ready_;
  std::optional<Request> wanted_;
  std::vector<Found> found_;
  std::shared_ptr<const BellField> field_;
  std::unique_ptr<Worker> worker_;  // made when it is first needed, for it starts a thread
};

}  // namespace losslab
