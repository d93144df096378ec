#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/screens/catalogue/loss_rows.h"

namespace losslab {

// What one list of losses remembers: what is searched for, and what was found.
struct LossListMemory {
  LossQuery query;
  LossFinder found, elsewhere;
};

// A list of losses to be ticked and chosen, searched and narrowed by properties, by family; whose list it is says what
// that means.
struct LossList {
  const char* search_id;  // the name of its search field
  FamilySet families;     // those listed
  std::function<bool(const Loss&)> ticked, chosen;
  std::function<void(const Loss&, bool ticked)> toggle;  // `ticked` until now
  std::function<void(const Loss&)> choose;
  std::function<void(std::vector<std::string> ids, bool ticked)> tick_all;  // ids that were not so until now
  std::function<void(const Loss&)> below;                                   // under the row of a ticked one
  // The heading of one's own losses, which stand before the families; empty: there is one only where they are.
  std::function<void()> own_heading{};
  // Where nothing is found: offers what is found among other families.
  std::function<void(std::span<const LossMatch> found)> elsewhere;
};
void loss_list(Panel& panel, LossListMemory& memory, const LossList& list);

}  // namespace losslab
