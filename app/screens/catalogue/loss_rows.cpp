// What lists of losses share: the search field, and a row with a sketch.
#include <fmt/format.h>

#include "app/core/catalogue/loss_sketch.h"
#include "app/screens/catalogue/loss_rows.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/search_field.h"

namespace losslab {

void LossRows::prepare(std::span<const Loss> losses, float present_scale) {
  if (rows.size() != losses.size()) {
    rows.clear();
    for (const Loss& loss : losses) {
      const std::string id(loss.id());
      rows.push_back({"loss." + id, "run." + id, std::nullopt, {}, sketch_zero(loss.info().family), -1});
    }
  }
  if (scale != present_scale) {
    for (Row& row : rows) row.below = -1;
  }
  scale = present_scale;
}

bool loss_search_field(Panel& panel, const char* id, FamilySet families, LossQuery& query) {
  // The example says that not only names are found.
  const char* const placeholder = contains(families, Family::residual) ? "Search losses, e.g. “ignores outliers”"
                                  : contains(families, Family::margin) ? "Search losses, e.g. “label noise”"
                                                                       : "Search losses";
  const bool changed = search_field(id, query.text, placeholder, panel.state.search_wanted, panel.ui);
  if (panel.state.search_wanted && !ImGui::IsItemVisible()) ImGui::SetScrollHereY(0);
  panel.state.search_wanted = false;
  return changed;
}

SketchRow loss_row_of(Panel& panel, int index) {
  const auto which = static_cast<std::size_t>(index);
  LossRows::Row& row = panel.state.memory<LossRows>().rows[which];
  const Loss& loss = panel.document().losses[which];
  if (row.loss != loss) {
    row.loss = loss;
    row.sketch = loss_sketch(loss);
  }
  SketchRow shown;
  shown.name = loss.info().english;
  shown.curve = row.sketch;
  shown.zero = row.zero;
  shown.style = panel.theme().series(which);
  return shown;
}

void say_nothing_found(Panel& panel, const LossQuery& query) {
  const bool typed = !query.text.empty();
  ImGui::Dummy({0, panel.ui.px(4)});
  hint(typed && query.traits != 0 ? fmt::format("No loss here has these properties and “{}”.", query.text)
       : typed                    ? fmt::format("No loss here matches “{}”.", query.text)
                                  : std::string("No loss here has all of these properties."),
       panel);
}

bool clear_button(Panel& panel, LossQuery& query) {
  const bool cleared = button("clear_search", "Show all losses", panel);
  if (cleared) query = {};
  return cleared;
}

}  // namespace losslab
