#include "app/desktop/desktop.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "app/core/shell/files/language_file.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "app/core/shell/keep/kept_language.h"
#include "app/core/shell/keep/state_folder.h"
#include "app/desktop/window.h"
#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab {

namespace {

bool has_display() {
#if defined(__linux__) || defined(__FreeBSD__)
  const auto set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  return set("DISPLAY") || set("WAYLAND_DISPLAY");
#else
  return true;
#endif
}

constexpr const char* no_display =
    "There is no display to open a window on; ./dev run renders it off-screen, and so does `losslab shot` where Xvfb "
    "is "
    "installed.";

// A picture needs no display of the person's: without one it is taken on a virtual screen, by the same program started
// anew under xvfb-run. Returns only where that is not to be had.
void take_on_virtual_screen(const ShotRequest& request) {
#if defined(__linux__)
  const char* already = std::getenv("LOSSLAB_VIRTUAL_SCREEN");
  if (already != nullptr) return;
  setenv("LOSSLAB_VIRTUAL_SCREEN", "1", 1);
  setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
  std::error_code failed;
  const std::string self = std::filesystem::read_symlink("/proc/self/exe", failed).string();
  const std::string size = fmt::format("{}x{}", request.width, request.height);
  const std::string screen = fmt::format("-screen 0 {}x24 -nolisten tcp -noreset", size);
  const std::string scale = fmt::format("{}", request.scale), steps = fmt::format("{}", request.steps);
  std::vector<const char*> words{"xvfb-run",
                                 "-a",
                                 "-s",
                                 screen.c_str(),
                                 self.c_str(),
                                 "shot",
                                 request.session.c_str(),
                                 "-o",
                                 request.out.c_str(),
                                 "--size",
                                 size.c_str(),
                                 "--scale",
                                 scale.c_str(),
                                 "--language",
                                 request.language.c_str()};
  if (request.steps >= 0) words.insert(words.end(), {"--steps", steps.c_str()});
  words.push_back(nullptr);
  if (!failed) execvp(words[0], const_cast<char* const*>(words.data()));
#else
  (void)request;
#endif
}

// The one that was asked for, or else that of the last time, or else that of the locale.
std::string language_of_window(const WindowRequest& request, const std::string& asset_folder,
                               const std::filesystem::path& state_folder) {
  if (!request.language.empty()) return request.language;
  const std::vector<KnownLanguage> known = known_languages(asset_folder);
  const std::optional<std::string> kept = kept_language(state_folder);
  if (kept && std::ranges::find(known, *kept, &KnownLanguage::code) != known.end()) return *kept;
  return language_of_locale(known);
}

}  // namespace

int open_window(const WindowRequest& request, const std::string& asset_folder) {
  if (!has_display()) throw InputError(no_display);
  WindowOptions options;
  options.state_folder = state_folder();
  options.losses_folder = losses_folder();
  options.desktop_dialogs = DesktopDialogs::chosen_by_environment;
  options.language = language_of_window(request, asset_folder, options.state_folder);
  Window window(asset_folder, options);
  if (request.file) {
    window.application().offer(*request.file, true);
  } else {
    window.application().go_where_left();
  }
  while (!window.closed()) {
    window.frame();
    if (request.frames >= 0 && window.frames_drawn() >= request.frames) {
      window.application().end_well();
      break;
    }
  }
  return 0;
}

int take_shot(const ShotRequest& request, const std::string& asset_folder) {
  load_session_or_picture(request.session);  // what is wrong with it is said before a window opens
  if (!has_display()) {
    take_on_virtual_screen(request);
    throw InputError(no_display);
  }
  WindowOptions options;
  options.width = request.width;
  options.height = request.height;
  options.scale = request.scale;
  options.visible = false;
  options.language = request.language;
  Window window(asset_folder, options);
  Application& app = window.application();
  app.open(request.session);
  app.catch_up();
  if (request.steps >= 0) app.run_to(request.steps);
  window.settle();
  const PngText text = app.picture_text();
  write_png(request.out, *window.capture(), text);
  return 0;
}

}  // namespace losslab
