#include "app/core/losses/losses_measures.h"

#include <algorithm>

#include "app/core/losses/losses_page.h"
#include "app/core/measure/loss_measures.h"
#include "app/core/measure/page_measures.h"
#include "app/core/shell/state/document.h"

namespace losslab {

MeasureObjectPtr losses_measures(const Document& document, const View& view) {
  std::vector<std::string> names = losses_page(document).ticked();
  names.emplace_back("probe");
  const auto find = [&document, &view](std::string_view name) -> std::optional<MeasureValue> {
    const LossesPage& page = losses_page(document);
    if (name == "probe") return losses_view(view).probe_at[static_cast<std::size_t>(page.axis)];
    if (std::ranges::find(page.ticked(), name) == page.ticked().end()) return std::nullopt;
    return loss_measures(document.loss(name));
  };
  return std::make_shared<PageMeasures>("the screen losses", std::move(names), find);
}

}  // namespace losslab
