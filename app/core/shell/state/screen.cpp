#include "app/core/shell/state/screen.h"

#include <algorithm>
#include <cassert>

namespace losslab {

std::size_t screen_index(std::string_view id) {
  const auto all = screens();
  const auto at = std::ranges::find(all, id, [](const Screen* screen) { return std::string_view(screen->id()); });
  assert(at != all.end());
  return static_cast<std::size_t>(at - all.begin());
}

const Screen& screen_named(std::string_view id) { return *screens()[screen_index(id)]; }

}  // namespace losslab
