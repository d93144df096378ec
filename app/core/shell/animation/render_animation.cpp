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

void check_animation(const AnimationRequest& request, const AnimationFormat& format) {
  const auto within = [](const char* what, double value, double least, double most) {
    if (value >= least && value <= most) return;
    throw InputError(fmt::format("{} must be from {} to {}, got {}.", what, least, most, value));
  };
  within("The width in pixels", request.width, least_frame_side, most_frame_side);
  within("The height in pixels", request.height, least_frame_side, most_frame_side);
  within(format.fastest < 60 ? fmt::format("For {} the frames a second", format.name).c_str() : "The frames a second",
         request.frames_per_second, 1, format.fastest);
  within("The duration in seconds", request.seconds, least_seconds, most_seconds);
  within("The hold in seconds", request.hold, 0, most_hold);
  within("The number of loops", request.loops, 0, most_loops);
  if (request.frames() > most_frames) {
    throw InputError(
        fmt::format("These are {} frames, of which there can be {}: choose a shorter duration or fewer a second.",
                    request.frames(), most_frames));
  }
  if (const std::string missing = format.missing(); !missing.empty()) throw InputError(missing);
}

std::optional<std::vector<AnimationFile>> render_animation(AnimationStage& stage, const AnimationFormat& format,
                                                           Pace pace, const std::function<bool(double)>& go_on) {
  const AnimationRequest& request = stage.request();
  check_animation(request, format);
  const FramePage page{request.width, request.height, scaled({}, request.scale), {}};
  try {
    const std::unique_ptr<AnimationEncoder> encoder = format.make();
    encoder->begin({request.width, request.height, request.frames_per_second, request.hold, request.loops});
    if (!Film(stage, *encoder, page, pace).shoot(go_on)) return std::nullopt;
    return encoder->end();
  } catch (const std::bad_alloc&) {
    throw InputError("There is not enough memory for this animation: choose a smaller size or fewer frames.");
  } catch (const InputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw InputError(fmt::format("The animation was not made: {}.", error.what()));
  }
}

}  // namespace losslab
