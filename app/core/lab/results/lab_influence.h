#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/core/lab/page/lab_view.h"
#include "losses/core/threads/latest_worker.h"
#include "losses/learn/exact/sensitivity.h"

namespace losslab {

class Lab;
struct Document;
struct View;

// What one point does to everybody's exact fit, by the place (y) of that point.
struct Influence {
  Setting setting;
  std::size_t point = 0;
  std::vector<int> keys;  // of the competitors
  std::vector<Loss> losses;
  std::vector<double> positions;
  std::vector<SensitivityCurve> curves;
};

// The influence of the chosen point of a regression, computed off the frame as the landscape is. Used from one thread.
class LabInfluence {
 public:
  // `ready` is called from a worker thread when there is something to take().
  explicit LabInfluence(std::function<void()> ready) : ready_(std::move(ready)) {}

  // Asks for the curves where the view shows them; no more than a comparison where that was asked for already.
  void want(const View& view, const Lab& lab);
  bool take();
  bool pending() const { return worker_ && !worker_->idle(); }
  void wait(const View& view, const Lab& lab);  // the same at once, for files
  // The last that was computed, as far as it belongs to that point of these models; else null.
  std::shared_ptr<const Influence> curves(const View& view, const Lab& lab) const;

 private:
  using Worker = LatestWorker<Influence, std::shared_ptr<const Influence>>;
  static void compute(const Influence& request, const Worker::Turn& turn);
  std::optional<Influence> request_for(const View& view, const Lab& lab) const;

  std::function<void()> ready_;
  std::optional<Influence> wanted_;
  std::shared_ptr<const Influence> curves_;
  std::unique_ptr<Worker> worker_;  // made when it is first needed, for it starts a thread
};

// The point whose influence the view shows, as far as the data have it; −1: none.
int influence_point(const View& view, const Lab& lab);

}  // namespace losslab
