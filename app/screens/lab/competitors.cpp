#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_sketch.h"
#include "app/core/lab/page/suiting.h"
#include "app/core/lab/plots/lab_rows.h"
#include "app/core/lab/results/parameter_titles.h"
#include "app/core/shell/state/document.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/catalogue/loss_rows.h"
#include "app/screens/catalogue/vector_rows.h"
#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

bool runs(const LabPage& page, std::string_view id) {
  return std::find(page.ticked.begin(), page.ticked.end(), id) != page.ticked.end();
}

void let_run(LabPanel& panel, std::string_view loss) {
  if (panel.page().ticked.size() >= max_competitors) return;
  const std::string name = loss_name(panel.document(), panel.page(), loss, panel.language());
  panel.edit(panel.text("lab.competitors.let_run_edit", {{"loss", name}}),
             [id = std::string(loss)](Document& document, LabPage& page) {
               toggle_runner(document, page, id);
               page.chosen = id;
             });
}

void take_out(LabPanel& panel, const std::string& runner) {
  const std::string name = runner_name(panel.document(), panel.page(), runner, panel.language());
  panel.edit_page(panel.text("lab.competitors.take_out_edit", {{"loss", name}}),
                  [runner](LabPage& page) { remove_run(page, runner); });
}

// The clean error of a competitor now, or how much of a rare class it finds.
std::string score(const LabPanel& panel, std::size_t competitor) {
  const Lab& lab = panel.lab();
  if (const int rare = rare_class(lab.data()); rare != 0) {
    const Recalls found = class_recalls(lab, competitor);
    return percent(rare > 0 ? found.positive : found.negative);
  }
  const Measures& now = lab.race().measures(competitor, lab.position());
  const double error = !std::isnan(now.cost)         ? now.cost
                       : std::isnan(now.clean_error) ? now.given_error
                                                     : now.clean_error;
  return panel.task == Task::regression ? brief(error) : percent(1 - error);
}

// Right-aligned in its cell.
void error_cell(LabPanel& panel, const std::string& runner) {
  if (!panel.ready()) return;
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
void other_row(LabPanel& panel, const LossMatch& match) {
  const int index = match.index;
  SketchRow row = loss_row_of(panel, index);
  const std::string why = why_found(panel, match);
  row.note = why;
  row.id = panel.state.memory<LossRows>().rows[static_cast<std::size_t>(index)].run_id.c_str();
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.toggled || events.chosen) {
    let_run(panel, panel.document().losses[static_cast<std::size_t>(index)].id());
  }
}

// The row itself, without its error.
void runner_name_row(LabPanel& panel, const std::string& runner) {
  const std::string id = "run." + runner, name = runner_name(panel.document(), panel.page(), runner, panel.language());
  SketchRow row;
  std::vector<Point> own_sketch;
  if (panel.page().several_classes) {
    const VectorLoss loss = runner_class_loss(panel.page(), runner).loss;
    row = vector_row_of(panel, loss);
    if (is_further_run(runner)) own_sketch = loss_sketch(loss);
  } else {
    row = loss_row_of(panel, panel.document().index(loss_of(runner)));
    if (is_further_run(runner)) own_sketch = loss_sketch(runner_loss(panel.document(), panel.page(), runner));
  }
  if (!own_sketch.empty()) row.curve = own_sketch;
  row.id = id.c_str();
  row.name = name;
  row.style = panel.runner_style(runner);
  row.ticked = true;
  row.chosen = panel.page().chosen == runner;
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.toggled) take_out(panel, runner);
  if (events.chosen) {
    panel.edit_page(panel.text("lab.competitors.chosen_edit"), [runner](LabPage& page) { page.chosen = runner; });
  }
  if (events.hovered) panel.state.hovered_row = runner_series(panel.document(), panel.page(), runner);
}

// What only the chosen one shows: whether it descends in its own way, and a button for a second run of its loss.
void chosen_controls(LabPanel& panel, const std::string& runner) {
  const LabPage& page = panel.page();
  const auto own = page.own.find(runner);
  const bool has_own = own != page.own.end() && own->second.optimizer.has_value();
  const float indent = panel.ui.px(24);
  ImGui::Indent(indent);
  if (!is_further_run(runner) && check_box("own_descent", panel.text("lab.competitors.own_descent"), has_own, panel)) {
    panel.edit(panel.text("lab.competitors.own_descent_edit"), [runner, has_own](Document& document, LabPage& changed) {
      if (has_own) {
        changed.own[runner].optimizer.reset();
        if (changed.own[runner] == OwnSettings()) changed.own.erase(runner);
      } else {
        changed.own[runner].optimizer = runner_optimizer(document, changed, runner);
      }
    });
  }
  if (has_own) own_descent_controls(panel, runner);
  if (page.several_classes) correction_choice(panel, runner);
  if (page.ticked.size() < max_competitors && button("run_again", panel.text("lab.competitors.again"), panel)) {
    panel.edit(panel.text("lab.competitors.again_edit"),
               [runner, &text = panel.language()](Document& document, LabPage& changed) {
                 add_run(document, changed, runner, text);
               });
  }
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip("%s", panel.text("lab.competitors.again_tip").c_str());
  }
  ImGui::Unindent(indent);
}

// Those of a further run are its own.
void further_run_sliders(LabPanel& panel, const std::string& runner, const Loss& loss) {
  const auto set = [runner, task = panel.task](Document& document, const std::string& name, double value) {
    LabPage& page = lab_page(document, task);
    Loss changed = runner_loss(document, page, runner);
    changed.set_held(name, value);
    std::vector<double>& own = page.own.at(runner).parameters;
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = changed.parameter(i);
  };
  parameter_sliders(panel, {runner, panel.runner_style(runner), false, set}, loss, false);
}

void runner_sliders(LabPanel& panel, const std::string& runner) {
  if (panel.page().several_classes) {
    class_runner_sliders(panel, runner);
    return;
  }
  const Loss loss = runner_loss(panel.document(), panel.page(), runner);
  if (is_further_run(runner)) {
    further_run_sliders(panel, runner, loss);
  } else {
    parameter_sliders(panel, loss, false);
  }
}

void running_row(LabPanel& panel, const std::string& runner) {
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
void other_rows(LabPanel& panel, FamilySet families) {
  LossListMemory& memory = panel.state.memory<LabMemory>().losses;
  LossSearch& search = panel.state.memory<LossRows>().search;
  search.speak(panel.language(), panel.app.language_code());
  loss_search_field(panel, "search_competitors", families, memory.query);
  const std::span<const LossMatch> found = memory.found.find(search, panel.document().losses, families, memory.query);
  if (found.empty()) {
    say_nothing_found(panel, memory.query);
    clear_button(panel, memory.query);
    return;
  }
  HiddenRows hidden(panel.ui);
  for (const LossMatch& match : found) {
    if (runs(panel.page(), panel.document().losses[static_cast<std::size_t>(match.index)].id())) continue;
    if (hidden.skip(sketch_row_height(panel.ui, is_explained(match)))) continue;
    hidden.take();
    other_row(panel, match);
  }
}

// Says which fit so many points lie on that there is no noise to be matched.
std::string on_fit_sentence(const FitOnPoints& on_fit, const Setting& setting, const std::vector<std::string>& names,
                            const Language& language) {
  const std::vector<double> values = setting.model->to_original(on_fit.theta);
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < names.size(); ++i) parameters.push_back(fmt::format("{} = {:.6g}", names[i], values[i]));
  return language("lab.competitors.on_fit", {{"points", fmt::format("{}", on_fit.points)},
                                             {"n", fmt::format("{}", setting.data->size())},
                                             {"fit", fmt::format("{}", fmt::join(parameters, ", "))}});
}

void match_button(LabPanel& panel) {
  const Setting& setting = panel.lab().setting();
  bool any = false;
  for (const std::string& runner : panel.page().ticked) {
    any |= !std::isnan(panel.loss(loss_of(runner)).info().efficiency_95);
  }
  if (!any || !setting.model || !setting.model->linear_in_parameters()) return;
  if (!button("match_noise", panel.text("lab.competitors.match"), panel)) return;
  const Language& language = panel.language();
  panel.edit(panel.text("lab.competitors.match_edit"),
             [setting, names = parameter_titles(panel.lab(), language), &language](Document& document, LabPage& page) {
               const ResidualScale scale = match_thresholds(document, page, setting);
               if (scale.on_fit) throw InputError(on_fit_sentence(*scale.on_fit, setting, names, language));
               if (!(scale.value > 0)) throw InputError(language("lab.competitors.match_wrong"));
             });
}

// What stands at the right of each row, and what a click on it shows.
void competitor_hint(LabPanel& panel) {
  const bool regression = panel.task == Task::regression;
  const bool costs = regression && panel.ready() && panel.lab().data().true_quantile.has_value();
  const bool unknown = regression && panel.ready() && panel.lab().data().outlier.empty();
  const bool labelled = panel.ready() && !panel.lab().data().true_label.empty();
  const bool rare = panel.ready() && rare_class(panel.lab().data()) != 0;
  hint(panel.text(rare         ? "lab.competitors.rare_hint"
                  : costs      ? "lab.competitors.cost_hint"
                  : unknown    ? "lab.competitors.error_hint"
                  : regression ? "lab.competitors.clean_hint"
                  : labelled   ? "lab.competitors.true_hint"
                               : "lab.competitors.label_hint"),
       panel);
}

struct ClassQuery {
  std::string text;
};

// How many could run as well.
std::ptrdiff_t others_of(const LabPanel& panel) {
  if (panel.page().several_classes) {
    return std::ranges::count_if(class_losses(), [&](int index) {
      return !runs(panel.page(), vector_catalogue()[static_cast<std::size_t>(index)].info->id);
    });
  }
  return std::ranges::count_if(panel.document().losses, [&](const Loss& loss) {
    return contains(panel.words().families, loss.info().family) && !runs(panel.page(), loss.id());
  });
}

}  // namespace

void competitor_list(LabPanel& panel) {
  section(panel.text("lab.competitors.title"), panel.ui);
  competitor_hint(panel);
  panel.state.memory<LossRows>().prepare(panel.document().losses, panel.ui.scale);
  for (const std::string& runner : panel.page().ticked) running_row(panel, runner);
  if (panel.page().ticked.empty()) hint(panel.text("lab.competitors.none"), panel);
  if (panel.task == Task::regression) match_button(panel);
  if (panel.page().ticked.size() >= max_competitors) {
    hint(panel.text("lab.competitors.full", {{"count", fmt::format("{}", max_competitors)}}), panel);
    return;
  }
  // The key that searches unfolds what it searches in, and who unfolds it can type at once.
  std::set<std::string>& unfolded = panel.state.unfolded;
  if (panel.state.search_wanted) unfolded.insert("more_losses");
  const bool before = unfolded.contains("more_losses");
  const std::string add = panel.text("lab.competitors.add", {{"count", fmt::format("{}", others_of(panel))}});
  if (!fold("more_losses", add, panel)) return;
  if (!before) panel.state.search_wanted = true;
  if (panel.page().several_classes) {
    std::string& query = panel.state.memory<ClassQuery>().text;
    vector_search_field(panel, "search_class_losses", query);
    for (const int index : class_losses()) {
      const VectorInfo& info = *vector_catalogue()[static_cast<std::size_t>(index)].info;
      if (!runs(panel.page(), info.id) && is_found(info, query) && class_loss_row(panel, info.id)) {
        let_run(panel, info.id);
      }
    }
  } else {
    other_rows(panel, panel.words().families);
  }
}

}  // namespace losslab
