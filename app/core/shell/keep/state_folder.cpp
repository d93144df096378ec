#include "app/core/shell/keep/state_folder.h"

#include <cstdlib>

namespace losslab {
namespace {

// Relative ones are to be ignored (XDG Base Directory Specification 0.8).
std::filesystem::path absolute_from(const char* variable) {
  const char* const value = std::getenv(variable);
  const std::filesystem::path path = value != nullptr ? value : "";
  return path.is_absolute() ? path : std::filesystem::path();
}

}  // namespace

std::filesystem::path state_folder() {
  if (const auto state = absolute_from("XDG_STATE_HOME"); !state.empty()) return state / "losslab";
  if (const auto home = absolute_from("HOME"); !home.empty()) return home / ".local" / "state" / "losslab";
  return {};
}

std::filesystem::path losses_folder() {
  if (const auto data = absolute_from("XDG_DATA_HOME"); !data.empty()) return data / "losslab" / "losses";
  if (const auto home = absolute_from("HOME"); !home.empty()) return home / ".local/share/losslab/losses";
  return {};
}

}  // namespace losslab
