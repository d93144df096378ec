#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_sketch.h"
#include "app/core/lab/page/suiting.h"
#include "app/screens/shell/panels.h"

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

void let_run(Panel& panel, const Loss& loss) {
  if (panel.page().ticked.size() >= max_competitors) return;
  panel.actions.edit(std::string("let run ") + loss.info().english,
                     [id = std::string(loss.id()), screen = panel.screen()](Document& document) {
                       LabPage& page = document.lab(screen);
                       toggle(page.ticked, id, document, max_competitors);
                       page.chosen = id;
                     });
}

void take_out(Panel& panel, const std::string& runner) {
  edit_page(panel, "take out " + runner_name(panel.document(), panel.page(), runner),
            [runner](LabPage& page) { remove_run(page, runner); });
}

// The clean error of a competitor now, or how much of a rare class it finds.
std::string score(const Panel& panel, std::size_t competitor) {
  const Lab& lab = panel.lab();
  if (const int rare = rare_class(lab.data()); rare != 0) {
    const Recalls found = class_recalls(lab, competitor);
    return percent(rare > 0 ? found.positive : found.negative);
  }
  const Measures& now = lab.race().measures(competitor, lab.position());
  const double error = !std::isnan(now.cost)         ? now.cost
                       : std::isnan(now.clean_error) ? now.given_error
                                                     : now.clean_error;
  return panel.screen() == Screen::regression ? brief(error) : percent(1 - error);
}

// Right-aligned in its cell.
void error_cell(Panel& panel, const std::string& runner) {
  if (!panel.lab_ready()) return;
  const Lab& lab = panel.lab();
  const int competitor = lab.competitor(runner);
  if (competitor < 0) return;
  const auto index = static_cast<std::size_t>(competitor);
  const std::string text = score(panel, index);
  const float width = ImGui::CalcTextSize(text.c_str()).x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.f, ImGui::GetContentRegionAvail().x - width));
  ImGui::AlignTextToFramePadding();
  const bool stopped = lab.race().divergence(index) && lab.race().divergence(index)->step <= lab.position();
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(stopped ? panel.theme().danger : panel.theme().foreground));
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopStyleColor();
}

// The row of a loss that could run.
void other_row(Panel& panel, int index) {
  SketchRow row = loss_row_of(panel, index);
  row.id = panel.state.lists.rows[static_cast<std::size_t>(index)].run_id.c_str();
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.toggled || events.chosen) let_run(panel, panel.document().losses[static_cast<std::size_t>(index)]);
}

// The row itself, without its error.
void runner_name_row(Panel& panel, const std::string& runner) {
  const std::string id = "run." + runner, name = runner_name(panel.document(), panel.page(), runner);
  SketchRow row = loss_row_of(panel, panel.document().index(loss_of(runner)));
  std::vector<Point> own_sketch;
  if (is_further_run(runner)) {
    own_sketch = loss_sketch(runner_loss(panel.document(), panel.page(), runner));
    row.curve = own_sketch;
  }
  row.id = id.c_str();
  row.name = name;
  row.style = panel.runner_style(runner);
  row.ticked = true;
  row.chosen = panel.page().chosen == runner;
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.toggled) take_out(panel, runner);
  if (events.chosen) edit_page(panel, "chosen loss", [runner](LabPage& page) { page.chosen = runner; });
  if (events.hovered) panel.state.hovered_row = runner_series(panel.document(), panel.page(), runner);
}

// What only the chosen one shows: whether it descends in its own way, and a button for a second run of its loss.
void chosen_controls(Panel& panel, const std::string& runner) {
  const LabPage& page = panel.page();
  const auto own = page.own.find(runner);
  const bool has_own = own != page.own.end() && own->second.optimizer.has_value();
  const float indent = panel.ui.px(24);
  ImGui::Indent(indent);
  if (!is_further_run(runner) && check_box("own_descent", "Its own descent", has_own, panel)) {
    panel.actions.edit("own descent", [runner, has_own, screen = panel.screen()](Document& document) {
      LabPage& changed = document.lab(screen);
      if (has_own) {
        changed.own.erase(runner);
      } else {
        changed.own[runner].optimizer = runner_optimizer(document, changed, runner);
      }
    });
  }
  if (has_own) own_descent_controls(panel, runner);
  if (page.ticked.size() < max_competitors && button("run_again", "Run it once more, changed", panel)) {
    panel.actions.edit("a further run", [runner, screen = panel.screen()](Document& document) {
      add_run(document, document.lab(screen), runner);
    });
  }
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip("%s", "Beside itself, with its own method, rate and shape parameters");
  }
  ImGui::Unindent(indent);
}

void running_row(Panel& panel, const std::string& runner) {
  ImGui::PushID(runner.c_str());
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, ImVec2(panel.ui.px(4), 0));
  const bool begun = ImGui::BeginTable("row", 2, ImGuiTableFlags_NoPadOuterX);
  ImGui::PopStyleVar();
  if (begun) {
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn("error", ImGuiTableColumnFlags_WidthFixed, panel.ui.px(60));
    ImGui::TableNextColumn();
    runner_name_row(panel, runner);
    ImGui::TableNextColumn();
    error_cell(panel, runner);
    ImGui::EndTable();
  }
  ImGui::PopID();
  runner_sliders(panel, runner);
  if (panel.page().chosen == runner) chosen_controls(panel, runner);
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
    other_row(panel, index);
  }
}

void match_button(Panel& panel) {
  const Setting& setting = panel.lab().setting();
  bool any = false;
  for (const std::string& runner : panel.page().ticked) {
    any |= !std::isnan(panel.loss(loss_of(runner)).info().efficiency_95);
  }
  if (!any || !setting.model || !setting.model->linear_in_parameters()) return;
  if (!button("match_noise", "Match thresholds to the noise", panel)) return;
  panel.actions.edit("thresholds matched to the noise", [setting, screen = panel.screen()](Document& document) {
    if (!match_thresholds(document, document.lab(screen), setting)) {
      throw InputError("The noise cannot be estimated: more than half of the points lie on one line.");
    }
  });
}

}  // namespace

void competitor_list(Panel& panel) {
  section("Losses that run", panel.ui);
  const bool regression = panel.screen() == Screen::regression;
  const bool costs = regression && panel.lab_ready() && panel.lab().data().true_quantile.has_value();
  const bool unknown = regression && panel.lab_ready() && panel.lab().data().outlier.empty();
  const bool labelled = panel.lab_ready() && !panel.lab().data().true_label.empty();
  const bool rare = panel.lab_ready() && rare_class(panel.lab().data()) != 0;
  hint(rare         ? "Right: how much of the rare class is found. Click a name to see its decision surface."
       : costs      ? "Right: mean cost. Click a name to see its landscape."
       : unknown    ? "Right: error on all points, outliers too. Click a name to see its landscape."
       : regression ? "Right: error on clean points. Click a name to see its landscape."
       : labelled   ? "Right: true labels met. Click a name to see its decision surface."
                    : "Right: labels met. Click a name to see its decision surface.",
       panel);
  panel.state.lists.prepare(panel.document().losses, panel.ui.scale);
  const FamilySet families = suited(panel.screen());
  const std::vector<Loss>& losses = panel.document().losses;
  for (const std::string& runner : panel.page().ticked) running_row(panel, runner);
  const auto others = std::ranges::count_if(losses, [&](const Loss& loss) {
    return contains(families, loss.info().family) && !runs(panel.page(), loss.id());
  });
  if (panel.page().ticked.empty()) hint("None yet: add one below.", panel);
  if (regression) match_button(panel);
  if (panel.page().ticked.size() >= max_competitors) {
    hint(fmt::format("{} losses run side by side; take one out to add another.", max_competitors), panel);
    return;
  }
  // The key that searches unfolds what it searches in, and who unfolds it can type at once.
  std::set<std::string>& unfolded = panel.state.unfolded;
  if (panel.state.lists.focus) unfolded.insert("more_losses");
  const bool before = unfolded.contains("more_losses");
  if (!fold("more_losses", fmt::format("Add a loss ({} more)", others), panel)) return;
  if (!before) panel.state.lists.focus = true;
  other_rows(panel, families);
}

}  // namespace losslab
