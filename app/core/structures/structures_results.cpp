#include "app/core/structures/structures_results.h"

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/screen.h"
#include "app/core/structures/structures_page.h"

namespace losslab {

StructuresResults::StructuresResults(const ResultsNeeds& needs) {
  for (const Screen* page : structure_pages()) all_.push_back(page->results(needs));
}

bool StructuresResults::follow(const Document& document) {
  const std::string& wanted = structures_page(document).shown;
  std::size_t index = 0;
  while (wanted != structure_pages()[index]->id()) ++index;
  // A page that is shown for the first time is brought to where it is usually looked at.
  const bool first = !all_[index]->followed();
  const bool again = all_[index]->follow(document);
  const bool other = index != shown_;
  shown_ = index;
  return again && (first || !other);
}

std::uint64_t StructuresResults::version() const {
  std::uint64_t sum = shown_;
  for (const auto& one : all_) sum += one->version();
  return sum;
}

bool StructuresResults::take() {
  bool fresh = false;
  for (const auto& one : all_) fresh |= one->take();
  return fresh;
}

}  // namespace losslab
