#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "widgets/export/animation/animation.h"
#include "widgets/export/animation/frame_painters.h"

namespace losslab {

class AnimationStage;
class Language;
struct AnimationRequest;

// Throws InputError for numbers that are out of bounds, and for a format that this machine does not have.
void check_animation(const AnimationRequest& request, const AnimationFormat& format, const Language& text);

// Renders all frames and encodes them; the same bytes for the same stage. `go_on` is told the share that is done, 0..1,
// and returns false where it is to be given up: then there is nothing. Throws InputError.
std::optional<std::vector<AnimationFile>> render_animation(AnimationStage& stage, const AnimationFormat& format,
                                                           Pace pace, const std::function<bool(double)>& go_on);

}  // namespace losslab
