// The losses of K logits that run, with their parameters, and those that could.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/catalogue/vector_rows.h"
#include "app/screens/distributions/distributions_panels.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/sketch.h"

namespace losslab {
namespace {

void toggle(DistributionsPage& page, const std::string& id) {
  const auto at = std::ranges::find(page.ticked, id);
  if (at != page.ticked.end()) {
    page.ticked.erase(at);
    return;
  }
  if (page.ticked.size() >= most_vector_competitors) return;
  // In the catalogue's order.
  const auto place = std::ranges::find_if(
      page.ticked, [&](const std::string& other) { return vector_series(other) > vector_series(id); });
  page.ticked.insert(place, id);
  page.chosen = id;
}

// A row, with the loss's sliders while it runs.
void loss_row(Panel& panel, const VectorLoss& loss) {
  const DistributionsPage& page = distributions_page(panel.document());
  const std::string id(loss.id()), row_id = "vector." + id;
  SketchRow row = vector_row_of(panel, loss);
  row.id = row_id.c_str();
  row.ticked = std::ranges::find(page.ticked, id) != page.ticked.end();
  row.chosen = page.chosen == id;
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.hovered && row.ticked) panel.state.hovered_row = vector_series(id);
  if (events.toggled || (events.chosen && !row.ticked)) {
    edit_distributions(panel, panel.text("distributions.losses_edit"),
                       [id](DistributionsPage& changed) { toggle(changed, id); });
  } else if (events.chosen) {
    edit_distributions(panel, panel.text("distributions.chosen_edit"),
                       [id](DistributionsPage& changed) { changed.chosen = id; });
  }
  if (!row.ticked) return;
  const auto set = [id](Document& document, const std::string& name, double value) {
    set_parameter(distributions_page(document), id, name, value);
  };
  parameter_sliders(panel, ParameterOwner{id, row.style, false, set}, loss);
}

struct VectorQuery {
  std::string text;
};

}  // namespace

void vector_loss_list(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  section(panel.text("distributions.losses"), panel.ui);
  for (const std::string& id : page.ticked) loss_row(panel, vector_loss(page, id));
  std::string& query = panel.state.memory<VectorQuery>().text;
  vector_search_field(panel, "search_vector_losses", query);
  const auto others = vector_catalogue().size() - page.ticked.size();
  const std::string add = panel.text("lab.competitors.add", {{"count", fmt::format("{}", others)}});
  if (query.empty() && !fold("more_vector_losses", add, panel)) return;
  if (page.ticked.size() >= most_vector_competitors) {
    hint(panel.text("lab.competitors.full", {{"count", fmt::format("{}", most_vector_competitors)}}), panel);
    return;
  }
  bool found = false;
  for (const VectorEntry& entry : vector_catalogue()) {
    if (std::ranges::find(page.ticked, entry.info->id) != page.ticked.end() || !is_found(*entry.info, query)) continue;
    found = true;
    loss_row(panel, vector_loss(page, entry.info->id));
  }
  if (!found) hint(panel.text("loss_search.none_with_text", {{"text", query}}), panel);
}

}  // namespace losslab
