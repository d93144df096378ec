#include "app/core/shell/files/session_picture.h"

#include <algorithm>

#include "app/core/shell/files/session.h"
#include "app/core/shell/state/results.h"
#include "app/core/shell/state/screen.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

constexpr const char* keyword = "losslab-session";

}  // namespace

PngText picture_text(Session session, const std::string& asset_folder,
                     std::span<const std::unique_ptr<Results>> shown) {
  for (std::size_t i = 0; i < screens().size(); ++i) {
    screens()[i]->take_along(session.document, i < shown.size() ? shown[i].get() : nullptr, asset_folder);
  }
  return {keyword, to_toml(session)};
}

bool is_picture(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return ending == ".png";
}

Session load_session_or_picture(const std::filesystem::path& path) {
  if (!is_picture(path)) return load_session(path);
  const std::optional<std::string> text = read_png_text(path, keyword);
  if (!text) {
    throw InputError(path.string() + ": this picture holds no session; only a PNG that LossLab saved does.");
  }
  return parse_session(*text, path.filename().string() + ", its session");
}

}  // namespace losslab
