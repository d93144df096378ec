#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/core/lab/page/lab_view.h"
#include "app/core/lab/results/landscape_picture.h"
#include "app/core/lab/results/projected_paths.h"
#include "losses/core/threads/latest_worker.h"
#include "losses/learn/optimise/problem.h"

namespace losslab {

class Lab;
struct Document;
struct View;

// The exact minimum of a competitor's objective, where there is one.
struct LandscapeFit {
  int key = 0;  // the competitor's
  Loss loss{"squared_error"};
  std::vector<double> theta;  // in the model's own parameters; empty where there is none
};

// The landscape of a laboratory and the minima in it, both made off the frame: the main thread posts what it wants and
// takes what is ready; until something new arrives, the last is shown. Used from one thread.
class LabLandscape {
 public:
  // What is to be drawn.
  struct Request {
    Setting setting;
    Loss loss{"squared_error"};
    std::optional<ClassLoss> of_classes;  // in place of the loss
    Plane plane;
    std::shared_ptr<const LandscapeFrame> frame;
    const Theme* theme = nullptr;
    bool same_as(const Request& other) const;
  };
  // `ready` is called from a worker thread when there is something to take().
  explicit LabLandscape(std::function<void()> ready);
  ~LabLandscape();

  // Asks for the landscape of the chosen competitor as the view has it, where the view shows one at all; no more than a
  // comparison where that was asked for already. While the race is `moving`, principal directions are kept until it has
  // become half as long again, so that the picture does not wobble.
  void want(const Document& document, const View& view, const Lab& lab, const Theme& theme, bool moving);
  bool take();           // true if something new arrived
  bool pending() const;  // whether something is still under way
  // The same at once, for files, in a size that does not depend on the machine's speed.
  void wait(const Document& document, const View& view, const Lab& lab, const Theme& theme);

  // The directions of what is shown: those of the picture there is, or that it will have. Null where nobody runs.
  std::shared_ptr<const LandscapeFrame> frame(const View& view, const Lab& lab) const;
  // How the landscape is drawn, or null. Drawn anew where the theme is another.
  std::shared_ptr<const LandscapePicture> picture(const Lab& lab, const Theme& theme) const;
  // Where a competitor's iterates (by index) up to step `to` are in a plane's directions, for a picture.
  std::vector<Point> path(const Lab& lab, const Plane& plane, std::size_t competitor, long to) const;
  // The minima as far as they are known; while something changes they may lag behind.
  std::vector<LandscapeFit> fits(const Lab& lab) const;

 private:
  struct Fits {
    Setting setting;
    std::string model;
    std::vector<LandscapeFit> all;
    bool complete = false;
    bool same_as(const Fits& other) const;
  };
  using Pictures = LatestWorker<Request, std::shared_ptr<const LandscapePicture>>;
  using Minima = LatestWorker<Fits, std::shared_ptr<const Fits>>;

  static void paint(const Request& request, const Pictures::Turn& turn);
  static void solve(const Fits& request, const Minima::Turn& turn);
  std::optional<Fits> missing_fits(const Lab& lab) const;
  std::optional<Request> request_for(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                                     bool moving);

  std::function<void()> ready_;
  std::shared_ptr<const LandscapeFrame> wanted_frame_;
  std::optional<Request> wanted_;
  std::optional<Fits> wanted_fits_;
  std::shared_ptr<const Fits> fits_;
  mutable std::shared_ptr<const LandscapePicture> picture_;
  mutable ProjectedPaths paths_;
  // Made when they are first needed, for each starts a thread.
  std::unique_ptr<Pictures> pictures_;
  std::unique_ptr<Minima> minima_;
};

// Whether that plane is one of two parameters, not of a path's directions.
bool spans_parameters(const PlaneChoice& choice, const Lab& lab);
// The directions that the view asks for, now. `before`, where not null, is kept where principal directions should not
// change yet. Null where nobody runs.
std::shared_ptr<const LandscapeFrame> choose_frame(const View& view, const Lab& lab, bool moving,
                                                   const std::shared_ptr<const LandscapeFrame>& before);

}  // namespace losslab
