// What lists of losses share: the search field, and a row with a sketch.
#include "app/screens/catalogue/loss_rows.h"
#include "app/core/catalogue/loss_sketch.h"
#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/state/document.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/search_field.h"

namespace losslab {

void LossRows::prepare(std::span<const Loss> losses, float present_scale) {
  constexpr std::size_t prefix = std::string_view("loss.").size();
  rows.resize(losses.size());
  for (std::size_t i = 0; i < losses.size(); ++i) {
    const Loss& loss = losses[i];
    if (rows[i].family == loss.info().family && std::string_view(rows[i].list_id).substr(prefix) == loss.id()) continue;
    const std::string id(loss.id());
    rows[i] = {"loss." + id, "run." + id, loss.info().family, std::nullopt, {}, sketch_zero(loss.info().family), -1};
  }
  if (scale != present_scale) {
    for (Row& row : rows) row.below = -1;
  }
  scale = present_scale;
}

bool loss_search_field(Panel& panel, const char* id, FamilySet families, LossQuery& query) {
  // The example says that not only names are found.
  const std::string& placeholder = panel.text(contains(families, Family::residual) ? "loss_search.of_residual"
                                              : contains(families, Family::margin) ? "loss_search.of_margin"
                                                                                   : "loss_search.of_others");
  const bool changed = search_field(id, query.text, placeholder.c_str(), panel.state.search_wanted, panel.ui);
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
  shown.name = name_text(panel.language(), loss.info());
  shown.curve = row.sketch;
  shown.zero = row.zero;
  shown.style = panel.theme().series(which);
  return shown;
}

std::string why_found(const Panel& panel, const LossMatch& match) {
  if (!match.also.empty()) return panel.text("loss_search.also", {{"name", std::string(match.also)}});
  if (!match.use.empty()) return panel.text("loss_search.use", {{"use", std::string(match.use)}});
  return {};
}

void say_nothing_found(Panel& panel, const LossQuery& query) {
  const bool typed = !query.text.empty();
  ImGui::Dummy({0, panel.ui.px(4)});
  hint(typed && query.traits != 0 ? panel.text("loss_search.none_with_both", {{"text", query.text}})
       : typed                    ? panel.text("loss_search.none_with_text", {{"text", query.text}})
                                  : panel.text("loss_search.none_with_properties"),
       panel);
}

bool clear_button(Panel& panel, LossQuery& query) {
  const bool cleared = button("clear_search", panel.text("loss_search.show_all"), panel);
  if (cleared) query = {};
  return cleared;
}

}  // namespace losslab
