#include "app/core/structures/structures_page.h"

#include <algorithm>

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/screen.h"
#include "app/core/shell/state/view.h"
#include "losses/core/loss_names.h"
#include "losses/core/parameter_values.h"

namespace losslab {

StructuresPage::StructuresPage() : shown(structure_pages().front()->id()) {
  for (const Screen* page : structure_pages()) pages.insert({page->id(), page->usual_page()});
}

StructuresView::StructuresView() {
  for (const Screen* page : structure_pages()) looks.insert({page->id(), page->usual_view()});
}

const Screen& structure_page_shown(const Document& document) {
  const std::string& shown = structures_page(document).shown;
  return **std::ranges::find_if(structure_pages(), [&](const Screen* page) { return shown == page->id(); });
}

StructuresPage& structures_page(Document& document) { return document.page<StructuresPage>(structures_id); }
const StructuresPage& structures_page(const Document& document) { return document.page<StructuresPage>(structures_id); }
StructuresView& structures_view(View& view) { return view.part<StructuresView>(structures_id); }
const StructuresView& structures_view(const View& view) { return view.part<StructuresView>(structures_id); }

RunningKind running_kind(Structure structure) {
  RunningKind kind{{}, [](std::string_view id) { return StructuredLoss(id).parameters(); }};
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (entry.info->structure == structure) kind.ids.emplace_back(entry.info->id);
  }
  return kind;
}

}  // namespace losslab
