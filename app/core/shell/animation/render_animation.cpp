#include "app/core/shell/animation/render_animation.h"

#include <fmt/format.h>

#include <deque>
#include <new>
#include <stdexcept>

#include "app/core/shell/animation/animation_stage.h"
#include "losses/core/error.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

// Of the work that is left when all frames are encoded, as a share of all: a palette is found, a file is put together.
constexpr double share_of_frames = 0.9;

// Frames in the order in which they are shown; one that repeats the last is not painted again.
class Film {
 public:
  Film(AnimationStage& stage, AnimationEncoder& encoder, const FramePage& page, Pace pace)
      : stage_(stage), encoder_(encoder), painters_(page, pace) {}

  bool shoot(const std::function<bool(double)>& go_on) {
    const long count = stage_.frames();
    for (long frame = 0; frame < count; ++frame) {
      if (painters_.full()) encode_one();
      if (std::optional<Figure> figure = stage_.next(frame)) {
        painters_.put(std::move(*figure));
        shown_.push_back(1);
      } else {
        ++shown_.back();
      }
      if (!go_on(share_of_frames * static_cast<double>(frame) / static_cast<double>(count))) return false;
    }
    while (painters_.waiting() > 0) encode_one();
    return go_on(share_of_frames);
  }

 private:
  void encode_one() {
    const Pixels pixels = painters_.take();
    for (int again = shown_.front(); again > 0; --again) encoder_.add(pixels);
    shown_.pop_front();
  }

  AnimationStage& stage_;
  AnimationEncoder& encoder_;
  FramePainters painters_;
  std::deque<int> shown_;  // for how many frames each painting that is under way stands
};

}  // namespace

void check_animation(const AnimationRequest& request, const AnimationFormat& format, const Language& text) {
  const auto within = [&](const char* what, double value, double least, double most) {
    if (value >= least && value <= most) return;
    throw InputError(text("animation.error.within", {{"what", text(what, {{"format", format.name}})},
                                                     {"least", fmt::format("{}", least)},
                                                     {"most", fmt::format("{}", most)},
                                                     {"value", fmt::format("{}", value)}}));
  };
  within("animation.error.width", request.width, least_frame_side, most_frame_side);
  within("animation.error.height", request.height, least_frame_side, most_frame_side);
  within("animation.error.fps", request.frames_per_second, 1, format.fastest);
  within("animation.error.seconds", request.seconds, least_seconds, most_seconds);
  within("animation.error.hold", request.hold, 0, most_hold);
  within("animation.error.loops", request.loops, 0, most_loops);
  if (request.frames() > most_frames) {
    throw InputError(text("animation.error.frames",
                          {{"count", fmt::format("{}", request.frames())}, {"most", fmt::format("{}", most_frames)}}));
  }
  if (const std::string missing = format.missing(); !missing.empty()) throw InputError(missing);
}

std::optional<std::vector<AnimationFile>> render_animation(AnimationStage& stage, const AnimationFormat& format,
                                                           Pace pace, const std::function<bool(double)>& go_on) {
  const AnimationRequest& request = stage.request();
  check_animation(request, format, stage.language());
  const FramePage page{request.width, request.height, scaled({}, request.scale), {}};
  try {
    const std::unique_ptr<AnimationEncoder> encoder = format.make();
    encoder->begin({request.width, request.height, request.frames_per_second, request.hold, request.loops});
    if (!Film(stage, *encoder, page, pace).shoot(go_on)) return std::nullopt;
    return encoder->end();
  } catch (const std::bad_alloc&) {
    throw InputError(stage.language()("animation.error.memory"));
  } catch (const InputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw InputError(stage.language()("animation.error.failed", {{"reason", error.what()}}));
  }
}

}  // namespace losslab
