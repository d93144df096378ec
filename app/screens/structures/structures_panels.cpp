#include "app/screens/structures/structures_panels.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/screen.h"
#include "app/core/structures/structures_results.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

std::size_t index_of(std::string_view page) {
  std::size_t index = 0;
  while (page != structure_pages()[index]->id()) ++index;
  return index;
}

const ScreenPanels& shown(const Panel& panel) {
  return *structure_panels()[index_of(structures_page(panel.document()).shown)];
}

void page_choice(Panel& panel) {
  std::vector<std::string> names;
  for (const Screen* page : structure_pages()) names.push_back(panel.text(page->title()));
  const int now = static_cast<int>(index_of(structures_page(panel.document()).shown));
  const auto clicked = segmented("structure", names, now, panel);
  if (!clicked) return;
  panel.actions.edit(panel.text("structures.page_edit"),
                     [id = structure_pages()[static_cast<std::size_t>(*clicked)]->id()](Document& document) {
                       structures_page(document).shown = id;
                     });
}

}  // namespace

void StructuresPanels::left(Panel& panel) const {
  page_choice(panel);
  shown(panel).left(panel);
}
void StructuresPanels::reading(Panel& panel) const { shown(panel).reading(panel); }
double StructuresPanels::all_columns(double left, double right) const {
  double most = 0;
  for (const ScreenPanels* page : structure_panels()) most = std::max(most, page->all_columns(left, right));
  return most;
}
bool StructuresPanels::ready(const Panel& panel) const { return shown(panel).ready(panel); }
std::string StructuresPanels::nothing(const Panel& panel) const { return shown(panel).nothing(panel); }
void StructuresPanels::banner(Panel& panel) const { shown(panel).banner(panel); }
bool StructuresPanels::status(Panel& panel, float room) const { return shown(panel).status(panel, room); }
void StructuresPanels::handles(const Panel& panel, std::vector<Handle>& handles) const {
  shown(panel).handles(panel, handles);
}
std::optional<Brush> StructuresPanels::brush(const Panel& panel) const { return shown(panel).brush(panel); }
void StructuresPanels::gestures(Panel& panel, const FigureEvents& events) const {
  shown(panel).gestures(panel, events);
}
std::string StructuresPanels::id_of_series(const Panel& panel, int series) const {
  return shown(panel).id_of_series(panel, series);
}
// The names of plots are different on every page.
bool StructuresPanels::can_log_x(const std::string& plot) const {
  return std::ranges::any_of(structure_panels(), [&](const ScreenPanels* page) { return page->can_log_x(plot); });
}
bool StructuresPanels::can_log_y(const std::string& plot) const {
  return std::ranges::any_of(structure_panels(), [&](const ScreenPanels* page) { return page->can_log_y(plot); });
}
void StructuresPanels::title_menu(Panel& panel) const { shown(panel).title_menu(panel); }
void StructuresPanels::popups(Panel& panel) const { shown(panel).popups(panel); }

const Results& structure_results(const Panel& panel, std::string_view page) {
  return static_cast<const StructuresResults&>(panel.app.results(structures_id)).page(index_of(page));
}

void ask_structure(Panel& panel, std::string_view page, std::function<void(Results&)> ask) {
  panel.actions.requests.push_back(
      {structures_id, [index = index_of(page), ask = std::move(ask)](Results& results, const Document&) {
         ask(static_cast<StructuresResults&>(results).page(index));
       }});
}

std::optional<std::size_t> plot_choice(Panel& panel, std::span<const char* const> names,
                                       std::span<const char* const> titles, std::size_t now) {
  std::optional<std::size_t> taken;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (menu_item(panel.text(titles[i]), panel.ui, {}, i == now)) taken = i;
    panel.ui.note(std::string("title.") + names[i]);
  }
  return taken;
}

std::vector<RunningEntry> structured_entries(const RunningKind& kind) {
  const Language in_english;
  std::vector<RunningEntry> entries;
  for (const std::string& id : kind.ids) {
    const StructuredLoss loss(id);
    const StructuredInfo& info = loss.info();
    entries.push_back({id, info.english, short_name(in_english, info),
                       fmt::format("{} {} {} {} {}", info.id, info.english, info.chinese, info.also, info.used_for),
                       loss.parameters()});
  }
  return entries;
}

StructuredLoss structured_loss(const RunningEntry& entry, std::span<const double> parameters) {
  StructuredLoss loss(entry.id);
  for (std::size_t i = 0; i < parameters.size(); ++i) loss.set(entry.parameters[i].name, parameters[i]);
  return loss;
}

void describe_loss(Panel& panel, const StructuredLoss& loss, int series) {
  const StructuredInfo& info = loss.info();
  section(name_text(panel.language(), info), panel.ui);
  series_swatch(panel.theme().series(static_cast<std::size_t>(series)), 34, panel.ui);
  ImGui::SameLine();
  hint(second_name(panel.language(), info), panel);
  formula(info.formula, 15, panel.ui);
  muted_text(loss_text(panel.language(), info.id, "remark", info.remark), panel.ui);
  muted_text(panel.text("loss_sheet.published", {{"source", info.source}}), panel.ui);
}

}  // namespace losslab
