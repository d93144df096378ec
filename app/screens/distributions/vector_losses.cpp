// The losses of K logits that run, with their parameters, and those that could.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/core/catalogue/loss_sketch.h"
#include "app/screens/distributions/distributions_panels.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/search_field.h"
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

void parameter_slider(Panel& panel, const VectorLoss& loss, std::size_t which) {
  const Parameter& parameter = loss.parameters()[which];
  SliderSpec spec;
  spec.id = fmt::format("vector.{}.{}", loss.id(), parameter.name);
  spec.label = panel.text("loss_parameter.label",
                          {{"loss", std::string(loss.info().english)}, {"parameter", std::string(parameter.symbol)}});
  spec.role = parameter.role;
  spec.value = loss.parameter(which);
  spec.initial = parameter.initial;
  spec.min = parameter.slider_min;
  spec.max = parameter.slider_max;
  spec.scale = parameter.scale;
  spec.swatch = panel.theme().series(static_cast<std::size_t>(vector_series(loss.id())));
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  edit_distributions(
      panel,
      panel.text("loss_parameter.changed",
                 {{"parameter", std::string(parameter.symbol)}, {"loss", std::string(loss.info().english)}}),
      [id = std::string(loss.id()), name = std::string(parameter.name),
       value = *events.value](DistributionsPage& page) { set_parameter(page, id, name, value); },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

// What the list remembers between frames: sketches, with the parameters that they show.
struct VectorSketches {
  struct Row {
    std::vector<double> parameters;
    std::vector<Point> curve;
  };
  std::map<std::string, Row, std::less<>> rows;

  const std::vector<Point>& of(const VectorLoss& loss) {
    std::vector<double> parameters;
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) parameters.push_back(loss.parameter(i));
    Row& row = rows[std::string(loss.id())];
    if (row.curve.empty() || row.parameters != parameters) row = {parameters, loss_sketch(loss)};
    return row.curve;
  }
};

// A row, with the loss's sliders while it runs.
void loss_row(Panel& panel, const VectorLoss& loss) {
  const DistributionsPage& page = distributions_page(panel.document());
  const std::string id(loss.id()), row_id = "vector." + id;
  SketchRow row;
  row.id = row_id.c_str();
  row.name = loss.info().english;
  row.curve = panel.state.memory<VectorSketches>().of(loss);
  row.style = panel.theme().series(static_cast<std::size_t>(vector_series(id)));
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
  const float indent = panel.ui.px(24);
  ImGui::Indent(indent);
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) parameter_slider(panel, loss, i);
  ImGui::Unindent(indent);
}

struct VectorSearch {
  std::string text;
};

std::string small_letters(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

// Whether every word of the query stands in one of its names or uses.
bool is_found(const VectorInfo& info, const std::string& query) {
  const std::string words =
      small_letters(fmt::format("{} {} {} {} {}", info.id, info.english, info.chinese, info.also, info.used_for));
  const std::string wanted = small_letters(query);
  for (std::size_t from = wanted.find_first_not_of(' '); from != std::string::npos;) {
    const std::size_t end = std::min(wanted.find(' ', from), wanted.size());
    if (words.find(wanted.substr(from, end - from)) == std::string::npos) return false;
    from = wanted.find_first_not_of(' ', end);
  }
  return true;
}

}  // namespace

void vector_loss_list(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  section(panel.text("distributions.losses"), panel.ui);
  for (const std::string& id : page.ticked) loss_row(panel, vector_loss(page, id));
  std::string& query = panel.state.memory<VectorSearch>().text;
  search_field("search_vector_losses", query, panel.text("loss_search.of_margin").c_str(), panel.state.search_wanted,
               panel.ui);
  panel.ui.note("search_vector_losses");
  panel.state.search_wanted = false;
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
