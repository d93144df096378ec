#include "app/core/shell/state/document.h"

#include <algorithm>

#include "app/core/shell/state/screen.h"
#include "losses/core/error.h"
#include "losses/core/loss_names.h"

namespace losslab {

Document::Document() {
  for (const Screen* screen : screens()) pages.emplace(screen->id(), screen->usual_page());
}

int Document::index(std::string_view id) const {
  const auto at = std::ranges::find(losses, id, &Loss::id);
  if (at == losses.end()) {
    throw InputError(unknown_loss(id));
  }
  return static_cast<int>(at - losses.begin());
}

Loss& Document::loss(std::string_view id) { return losses[static_cast<std::size_t>(index(id))]; }

const Loss& Document::loss(std::string_view id) const { return losses[static_cast<std::size_t>(index(id))]; }

}  // namespace losslab
