#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/figure/display_list.h"

namespace losslab {

// What an animation's file says beside its frames.
struct AnimationShape {
  int width = 0, height = 0;   // pixels
  int frames_per_second = 25;  // 1 to AnimationFormat::fastest
  double hold_seconds = 0;     // the last frame is shown so much longer
  int loops = 0;               // how often it is played; 0: for ever. Kept where the format says it: see says_loops
  friend bool operator==(const AnimationShape&, const AnimationShape&) = default;
};

// A file that an animation comes to: what goes between the stem of the name and its ending, and what is in it.
struct AnimationFile {
  std::string mark;  // "-0001" for a frame of its own, empty where all of it is one file
  std::string bytes;
};

// Takes the frames of an animation one after the other. The same frames give the same bytes. Used from one thread; one
// encoder makes one animation: begin(), add() for every frame, end().
class AnimationEncoder {
 public:
  virtual ~AnimationEncoder() = default;
  // Throws InputError where the format cannot be of that shape, std::runtime_error where the library fails.
  virtual void begin(const AnimationShape& shape) = 0;
  // Opaque pixels of the size that was said; their alpha is not looked at. Throws std::runtime_error.
  virtual void add(const Pixels& frame) = 0;
  // After one frame at least. Throws std::runtime_error.
  virtual std::vector<AnimationFile> end() = 0;
};

// A kind of file that an animation is saved as. Adding one is a file with a maker and a line in formats.cpp.
struct AnimationFormat {
  const char* ending;  // ".gif"
  const char* name;    // "GIF"
  int fastest;         // frames a second
  bool says_loops;     // whether the file says how often it is played
  // Why it cannot be had on this machine, a whole sentence; empty: it can.
  std::string (*missing)();
  std::unique_ptr<AnimationEncoder> (*make)();
};

std::span<const AnimationFormat> animation_formats();
// By the ending of a path, in any case. Null where there is none such.
const AnimationFormat* animation_format(const std::filesystem::path& path);

// Sizes of frames that every format has, in pixels a side, and how many frames there are at most.
inline constexpr int least_frame_side = 64, most_frame_side = 3840, most_frames = 10'000;

// Writes the files of an animation, each atomically. Where one cannot be written, none is there that was not before.
// Returns how many bytes they have. Throws InputError.
std::size_t write_animation(const std::filesystem::path& path, std::span<const AnimationFile> files);

}  // namespace losslab
