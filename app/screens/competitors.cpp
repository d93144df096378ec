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

// Whether a loss can be asked to run on this screen.
bool suits(Screen screen, const Loss& loss) {
  const Family family = loss.info().family;
  return screen == Screen::regression ? is_of_residual(family) : is_of_margin(family);
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

void competitor_row(Panel& panel, const Loss& loss, bool running) {
  const std::string id(loss.id());
  ImGui::PushID(id.c_str());
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, ImVec2(panel.ui.px(4), 0));
  const bool begun = ImGui::BeginTable("row", 2, ImGuiTableFlags_NoPadOuterX);
  ImGui::PopStyleVar();
  if (begun) {
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn("error", ImGuiTableColumnFlags_WidthFixed, panel.ui.px(64));
    ImGui::TableNextColumn();
    const SeriesRowEvents events = series_row(("run." + id).c_str(), loss.info().english, running,
                                              panel.page().chosen == id, panel.style(id), panel.ui);
    panel.ui.note("run." + id);
    if (events.toggled) toggle_competitor(panel, loss, running);
    if (events.chosen && running) edit_page(panel, "chosen loss", [id](LabPage& page) { page.chosen = id; });
    if (events.chosen && !running) toggle_competitor(panel, loss, running);
    if (events.hovered && running) panel.state.hovered_row = panel.document().index(id);
    ImGui::TableNextColumn();
    if (running) error_cell(panel, loss);
    ImGui::EndTable();
  }
  ImGui::PopID();
  if (running) parameter_sliders(panel, loss, false);
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
  int others = 0;
  for (const Loss& loss : panel.document().losses) {
    if (!suits(panel.screen(), loss)) continue;
    if (runs(panel.page(), loss.id())) {
      competitor_row(panel, loss, true);
    } else {
      ++others;
    }
  }
  if (panel.page().ticked.empty()) hint("None yet: add one below.", panel);
  if (regression) match_button(panel);
  if (panel.page().ticked.size() >= max_competitors) {
    hint(fmt::format("{} losses run side by side; take one out to add another.", max_competitors), panel);
  } else if (fold("more_losses", fmt::format("Add a loss ({} more)", others), panel)) {
    for (const Loss& loss : panel.document().losses) {
      if (suits(panel.screen(), loss) && !runs(panel.page(), loss.id())) competitor_row(panel, loss, false);
    }
  }
}

}  // namespace losslab
