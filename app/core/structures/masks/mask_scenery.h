#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "app/core/structures/masks/mask_descent.h"
#include "losses/core/threads/latest_worker.h"
#include "widgets/figure/figure.h"

namespace losslab {

// Everybody's prediction and pull as images of side² pixels, in the order of the runs.
struct MaskPictures {
  struct Of {
    std::string id;
    std::shared_ptr<const Pixels> probability;  // 0..1
    std::shared_ptr<const Pixels> pull;         // −∂ℓ/∂z from −scale to scale, its colours by the root
    double scale = 0;
    // The same as numbers, at the middles of the pixels.
    std::shared_ptr<const FieldNumbers> probabilities, pulls;
  };
  int side = 0;
  std::vector<Of> of;
};

// Curves of everybody, in the order of the runs; all over the same places.
struct MaskCurves {
  struct Of {
    std::string id;
    std::vector<double> value, slope, pull_share;  // those that the kind of curve has
  };
  std::vector<double> at;
  std::vector<Of> of;
};
// Which curves: over a number added to all logits of the chosen one's prediction, over the threshold of its hard mask,
// and over the share of the foreground.
enum class MaskCurvesOver : unsigned char { shift, threshold, share };

namespace mask_limits {
inline constexpr double farthest_shift = 6;                         // of logits
inline constexpr double least_share = 0.001, greatest_share = 0.6;  // of the foreground
}  // namespace mask_limits

// What is wanted: everybody with the iterate shown.
struct MaskMoment {
  struct Of {
    std::string id;
    MaskCompetitor who;
    std::vector<double> theta;
  };
  std::vector<Of> of;
  std::size_t chosen = 0;  // among these
};

// Computations of the scenery, on any thread. Where `stop` is requested, they end early and return nothing.
std::shared_ptr<const MaskPictures> mask_pictures(const MaskMoment& moment, const Theme& theme, bool own_scale);
std::shared_ptr<const MaskCurves> shift_curves(const MaskMoment& moment, const std::stop_token& stop);
std::shared_ptr<const MaskCurves> threshold_curves(const MaskMoment& moment, const std::stop_token& stop);
// Of discs from least_share to greatest_share of a grid of 128², predicted by a soft disc of the same size that is off
// by 0.28 radii: the same error, in shares of the object, at every size.
using NamedMaskLosses = std::vector<std::pair<std::string, StructuredLoss>>;  // with their ids
std::shared_ptr<const MaskCurves> share_curves(const NamedMaskLosses& losses, const std::stop_token& stop);

// Pictures and curves, made off the frame, each on a thread of its own. The main thread posts what it wants and takes
// what is ready; until something new arrives, the last is shown. Used from one thread.
class MaskScenery {
 public:
  // `ready` is called from a worker thread when there is something to take().
  explicit MaskScenery(std::function<void()> ready) : ready_(std::move(ready)) {}
  ~MaskScenery();

  struct Wants {
    std::uint64_t stamp = 0;  // changes with the moment
    bool shift = false, threshold = false, share = false;
    bool own_scale = false;
    const Theme* theme = nullptr;
    friend bool operator==(const Wants&, const Wants&) = default;
  };
  // No more than a comparison where that was asked for already; `moment` is called only otherwise.
  void want(const Wants& wants, const std::function<MaskMoment()>& moment);
  bool take();  // true if something new arrived
  bool pending() const;
  // The same at once, for files and for tests.
  void wait(const Wants& wants, const std::function<MaskMoment()>& moment);

  // Null where there is none yet.
  const MaskPictures* pictures() const { return pictures_.get(); }
  const MaskCurves* curves(MaskCurvesOver over) const { return curves_.over[static_cast<std::size_t>(over)].get(); }

 private:
  struct Request {
    Wants wants;
    std::shared_ptr<const MaskMoment> moment;
    NamedMaskLosses known;  // whose curves over the share there are: these do not depend on the moment
  };
  struct Curves {
    std::array<std::shared_ptr<const MaskCurves>, 3> over;  // null: those from before stay
    NamedMaskLosses of_share;
  };
  using PictureWorker = LatestWorker<Request, std::shared_ptr<const MaskPictures>>;
  using CurveWorker = LatestWorker<Request, Curves>;

  static Curves draw(const Request& request, const std::stop_token& stop);
  void take_curves(Curves fresh);

  std::function<void()> ready_;
  std::optional<Wants> wanted_;
  std::shared_ptr<const MaskPictures> pictures_;
  Curves curves_;
  std::unique_ptr<PictureWorker> painter_;  // made when they are first needed, for they start threads
  std::unique_ptr<CurveWorker> drawer_;
};

}  // namespace losslab
