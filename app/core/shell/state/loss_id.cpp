#include "app/core/shell/state/loss_id.h"

#include <algorithm>

#include "app/core/shell/state/document.h"
#include "losses/core/loss_names.h"

namespace losslab {

std::string_view loss_of(std::string_view id) { return id.substr(0, id.find('#')); }

bool is_further_run(std::string_view id) { return id.find('#') != std::string_view::npos; }

std::string known_loss_id(std::string_view id, const Document& document) {
  const std::string_view loss = loss_of(id);
  if (std::ranges::find(document.losses, loss, &Loss::id) != document.losses.end()) return std::string(id);
  return std::string(LossNames().find(loss).loss.id()) + std::string(id.substr(loss.size()));
}

bool toggle(std::vector<std::string>& ids, std::string_view id, const Document& document, std::size_t limit) {
  const int index = document.index(loss_of(id));
  const auto at = std::ranges::find(ids, id);
  if (at != ids.end()) {
    ids.erase(at);
    return true;
  }
  if (ids.size() >= limit) return false;
  const auto after =
      std::ranges::find_if(ids, [&](const std::string& other) { return document.index(loss_of(other)) > index; });
  ids.insert(after, std::string(id));
  return true;
}

}  // namespace losslab
