#pragma once
#include <memory>
#include <string>

#include "widgets/export/animation/animation.h"

namespace losslab {

// The makers of the formats, one in a file of its name.
std::unique_ptr<AnimationEncoder> make_gif_encoder();
std::unique_ptr<AnimationEncoder> make_webp_encoder();
std::unique_ptr<AnimationEncoder> make_mp4_encoder();
std::unique_ptr<AnimationEncoder> make_png_encoder();
std::string mp4_missing();

}  // namespace losslab
