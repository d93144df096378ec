#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/screens/panels.h"
#include "losses/learn/problem.h"

namespace losslab {
namespace {

bool runs(const LabPage& page, std::string_view id) {
  return std::find(page.ticked.begin(), page.ticked.end(), id) != page.ticked.end();
}

// The losses that can be asked to run on this screen.
FamilySet suited(Screen screen) {
  return screen == Screen::regression ? family_set({Family::residual})
                                      : family_set({Family::margin, Family::probability});
}

void toggle_competitor(Panel& panel, const Loss& loss, bool running) {
  const std::string id(loss.id());
  if (!running && panel.page().ticked.size() >= max_competitors) return;
  panel.actions.edit(std::string(running ? "take out " : "let run ") + loss.info().english,
                     [id, running, screen = panel.screen()](Document& document) {
                       LabPage& page = document.lab(screen);
                       toggle(page.ticked, id, document, max_competitors);
                       if (!running) page.chosen = id;
                       if (running && page.chosen == id) page.chosen = page.ticked.empty() ? "" : page.ticked.front();
                     });
}

// The clean error of a competitor now, right-aligned in its cell.
void error_cell(Panel& panel, const Loss& loss) {
  if (!panel.lab_ready()) return;
  const Lab& lab = panel.lab();
  const int competitor = lab.competitor(loss.id());
  if (competitor < 0) return;
  const auto index = static_cast<std::size_t>(competitor);
  const Measures& now = lab.race().measures(index, lab.position());
  const double error = std::isnan(now.clean_error) ? now.given_error : now.clean_error;
  const std::string text = panel.screen() == Screen::regression ? brief(error) : percent(1 - error);
  const float width = ImGui::CalcTextSize(text.c_str()).x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.f, ImGui::GetContentRegionAvail().x - width));
  ImGui::AlignTextToFramePadding();
  const bool stopped = lab.race().divergence(index) && lab.race().divergence(index)->step <= lab.position();
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(stopped ? panel.theme().danger : panel.theme().foreground));
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopStyleColor();
}

// The row itself, without its error.
void competitor_name(Panel& panel, int index, bool running) {
  const Loss& loss = panel.document().losses[static_cast<std::size_t>(index)];
  SketchRow row = loss_row_of(panel, index);
  row.id = panel.state.lists.rows[static_cast<std::size_t>(index)].run_id.c_str();
  row.ticked = running;
  row.chosen = panel.page().chosen == loss.id();
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.toggled || (events.chosen && !running)) toggle_competitor(panel, loss, running);
  if (events.chosen && running) {
    edit_page(panel, "chosen loss", [id = std::string(loss.id())](LabPage& page) { page.chosen = id; });
  }
  if (events.hovered && running) panel.state.hovered_row = index;
}

void running_row(Panel& panel, int index) {
  const Loss& loss = panel.document().losses[static_cast<std::size_t>(index)];
  ImGui::PushID(index);
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, ImVec2(panel.ui.px(4), 0));
  const bool begun = ImGui::BeginTable("row", 2, ImGuiTableFlags_NoPadOuterX);
  ImGui::PopStyleVar();
  if (begun) {
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn("error", ImGuiTableColumnFlags_WidthFixed, panel.ui.px(60));
    ImGui::TableNextColumn();
    competitor_name(panel, index, true);
    ImGui::TableNextColumn();
    error_cell(panel, loss);
    ImGui::EndTable();
  }
  ImGui::PopID();
  parameter_sliders(panel, loss, false);
}

// Those that could run as well, to be searched.
void other_rows(Panel& panel, FamilySet families) {
  LossLists& lists = panel.state.lists;
  loss_search_field(panel, "search_competitors", families, lists.lab_query);
  const std::span<const int> found =
      lists.lab_found.find(lists.search, panel.document().losses, families, lists.lab_query);
  if (found.empty()) {
    say_nothing_found(panel, lists.lab_query);
    clear_button(panel, lists.lab_query);
    return;
  }
  HiddenRows hidden;
  for (const int index : found) {
    if (runs(panel.page(), panel.document().losses[static_cast<std::size_t>(index)].id())) continue;
    if (hidden.skip(sketch_row_height(panel.ui))) continue;
    hidden.take();
    competitor_name(panel, index, false);
  }
}

void match_button(Panel& panel) {
  const Setting& setting = panel.lab().setting();
  bool any = false;
  for (const std::string& id : panel.page().ticked) any |= !std::isnan(panel.loss(id).info().efficiency_95);
  if (!any || !setting.model || !setting.model->linear_in_parameters()) return;
  if (!button("match_noise", "Match thresholds to the noise", panel)) return;
  panel.actions.edit("thresholds matched to the noise", [setting, ids = panel.page().ticked](Document& document) {
    const double scale = residual_scale(setting);
    if (!(scale > 0)) throw InputError("The noise cannot be estimated: more than half of the points lie on one line.");
    for (const std::string& id : ids) {
      Loss& loss = document.loss(id);
      const double factor = loss.info().efficiency_95;
      if (!std::isnan(factor) && loss.parameters()[0].in_residual_units) loss.set(0, factor * scale);
    }
  });
}

}  // namespace

void competitor_list(Panel& panel) {
  section("Losses that run", panel.ui);
  const bool regression = panel.screen() == Screen::regression;
  hint(regression ? "Right: error on clean points. Click a name to see its landscape."
                  : "Right: true labels met. Click a name to see its decision surface.",
       panel);
  panel.state.lists.prepare(panel.document().losses, panel.ui.scale);
  const FamilySet families = suited(panel.screen());
  const std::vector<Loss>& losses = panel.document().losses;
  int others = 0;
  for (std::size_t i = 0; i < losses.size(); ++i) {
    if (!contains(families, losses[i].info().family)) continue;
    if (runs(panel.page(), losses[i].id())) {
      running_row(panel, static_cast<int>(i));
    } else {
      ++others;
    }
  }
  if (panel.page().ticked.empty()) hint("None yet: add one below.", panel);
  if (regression) match_button(panel);
  if (panel.page().ticked.size() >= max_competitors) {
    hint(fmt::format("{} losses run side by side; take one out to add another.", max_competitors), panel);
    return;
  }
  // The key that searches unfolds what it searches in.
  if (panel.state.lists.focus) panel.state.unfolded.insert("more_losses");
  if (fold("more_losses", fmt::format("Add a loss ({} more)", others), panel)) other_rows(panel, families);
}

}  // namespace losslab
