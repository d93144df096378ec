#include "widgets/export/animation/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

std::string always_there() { return {}; }

// A GIF counts hundredths of a second, and viewers take less than two of them for a mistake.
constexpr std::array formats{
    AnimationFormat{".gif", "GIF", 50, true, always_there, make_gif_encoder},
    AnimationFormat{".webp", "WebP", 60, true, always_there, make_webp_encoder},
    AnimationFormat{".mp4", "MP4", 60, false, mp4_missing, make_mp4_encoder},
    AnimationFormat{".png", "PNG", 60, false, always_there, make_png_encoder},
};

std::filesystem::path marked(const std::filesystem::path& path, const std::string& mark) {
  std::filesystem::path file = path;
  return file.replace_filename(path.stem().string() + mark + path.extension().string());
}

}  // namespace

std::span<const AnimationFormat> animation_formats() { return formats; }

const AnimationFormat* animation_format(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  const auto* const found =
      std::ranges::find_if(formats, [&](const AnimationFormat& format) { return ending == format.ending; });
  return found == formats.end() ? nullptr : found;
}

std::size_t write_animation(const std::filesystem::path& path, std::span<const AnimationFile> files) {
  std::vector<std::filesystem::path> fresh;
  std::size_t bytes = 0;
  try {
    for (const AnimationFile& file : files) {
      const std::filesystem::path target = marked(path, file.mark);
      std::error_code ignored;
      const bool was_there = std::filesystem::exists(target, ignored);
      write_file_atomically(target, file.bytes);
      if (!was_there) fresh.push_back(target);
      bytes += file.bytes.size();
    }
  } catch (const InputError&) {
    std::error_code ignored;
    for (const std::filesystem::path& target : fresh) std::filesystem::remove(target, ignored);
    throw;
  }
  return bytes;
}

}  // namespace losslab
