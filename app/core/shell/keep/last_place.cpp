#include "app/core/shell/keep/last_place.h"

#include "app/core/shell/files/session.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

constexpr const char* file_name = "place.toml";

}  // namespace

std::optional<View> read_last_place(const std::filesystem::path& folder) {
  std::error_code failed;
  if (!std::filesystem::exists(folder / file_name, failed)) return std::nullopt;
  try {
    return load_session(folder / file_name).view;
  } catch (const InputError&) {
    return std::nullopt;
  }
}

// Cameras, runs and the looks of other screens belong to the work, which is saved as a session or not at all.
void keep_last_place(const std::filesystem::path& folder, const View& view) {
  Session session;
  View& place = session.view;
  place.screen = view.screen;
  place.theme = view.theme;
  place.text_size = view.text_size;
  place.left_open = view.left_open;
  place.right_open = view.right_open;
  place.parts.find(view.screen)->second = view.parts.find(view.screen)->second;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  try {
    save_session(session, folder / file_name);
  } catch (const InputError&) {
    return;
  }
}

}  // namespace losslab
