#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/core/shell/animation/animation_request.h"
#include "app/core/shell/animation/even_progress.h"
#include "app/core/shell/animation/view_path.h"
#include "app/core/shell/files/session.h"
#include "widgets/figure/language.h"

namespace losslab {

class Playback;
class Results;

// A session made ready to be shown frame by frame, with results of its own: whatever goes on in a window meanwhile, it
// is not disturbed and does not disturb. Used from one thread.
class AnimationStage {
 public:
  // Makes the iterates that are asked for, from the start, and looks for the plot. `enough` ends that early, and the
  // stage is then good for nothing. Throws InputError where the session has nothing of what is asked for, with what it
  // has.
  AnimationStage(
      Session session, AnimationRequest request, const std::string& asset_folder, const Language& language,
      const std::function<bool()>& enough = [] { return false; });
  ~AnimationStage();
  AnimationStage(const AnimationStage&) = delete;
  AnimationStage& operator=(const AnimationStage&) = delete;

  const AnimationRequest& request() const { return request_; }
  const Language& language() const { return language_; }
  long frames() const { return request_.frames(); }
  // What frame 0..frames()−1 shows; nothing where it shows the same as the one that was asked for last.
  std::optional<Figure> next(long frame);
  // The figure of that frame in any case.
  Figure figure(long frame);
  // The iterates that are shown, where a run moves.
  long first_step() const { return request_.from; }
  long last_step() const { return *request_.to; }

 private:
  struct Moment {  // what tells one frame from another
    View view;
    double value = 0;  // of the parameter
    long position = 0;
    friend bool operator==(const Moment&, const Moment&) = default;
  };
  void ready_run(const std::function<bool()>& enough);
  void ready_parameter();
  void ready_path(const std::function<bool()>& enough);
  Playback& playback() const;
  Moment moment(long frame) const;
  void go_to(const Moment& moment);
  Figure shown(const View& view, bool whole);
  void require_plot();

  Session session_;
  AnimationRequest request_;
  Language language_;
  std::unique_ptr<Results> results_;
  std::optional<RunProgress> progress_;
  std::optional<ViewPath> path_;
  std::optional<Moment> last_;
};

}  // namespace losslab
