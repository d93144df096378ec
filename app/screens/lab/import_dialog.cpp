// The columns of a table, chosen.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/lab/take_data.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/table_remarks.h"
#include "app/screens/lab/import_preview.h"
#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"
#include "app/screens/shell/dialogs.h"

namespace losslab {
namespace {

constexpr double controls_width = 380;  // points

const CsvColumn* column_of(const ImportDraft& draft, int column) {
  const auto& columns = draft.table->columns();
  return column >= 0 && column < static_cast<int>(columns.size()) ? &columns[static_cast<std::size_t>(column)]
                                                                  : nullptr;
}

void task_choice(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const std::vector<std::string> names{panel.text("lab.import.regression"), panel.text("lab.import.classes")};
  const int current = draft.choice.task == Task::classification ? 1 : 0;
  if (const auto clicked = segmented("import_task", names, current, panel)) {
    ColumnChoice next = guess_columns(*draft.table, static_cast<Task>(*clicked));
    next.leave_out_incomplete = draft.choice.leave_out_incomplete;
    choose_columns(draft, std::move(next));
  }
}

// A drop-down over the columns; `optional` ones can be none.
void column_choice(Panel& panel, const char* id, const std::string& label, int ColumnChoice::*field,
                   bool optional = false) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  std::vector<std::string> names;
  if (optional) names.push_back(panel.text("lab.import.no_column"));
  for (const CsvColumn& column : draft.table->columns()) names.push_back(column.name);
  const int shift = optional ? 1 : 0;
  const auto clicked = combo(id, label, names, draft.choice.*field + shift, panel);
  if (!clicked) return;
  ColumnChoice next = draft.choice;
  next.*field = *clicked - shift;
  if (field == &ColumnChoice::y) {
    const CsvColumn* labels = column_of(draft, next.y);
    next.positive = labels != nullptr ? likely_positive(*labels) : std::string();
  }
  choose_columns(draft, std::move(next));
}

// Those after x: each can be another column, or none; and a button for one more.
void predictor_choices(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const bool classes = draft.choice.task == Task::classification;
  std::vector<std::string> names{panel.text("lab.import.no_column")};
  for (const CsvColumn& column : draft.table->columns()) names.push_back(column.name);
  for (std::size_t k = 0; k < draft.choice.more.size(); ++k) {
    const std::size_t number = k + (classes ? 2 : 1);
    const auto clicked = combo(fmt::format("import_x{}", number + 1).c_str(), predictor_symbol(number), names,
                               draft.choice.more[k] + 1, panel);
    if (!clicked) continue;
    ColumnChoice next = draft.choice;
    const auto at = next.more.begin() + static_cast<std::ptrdiff_t>(k);
    if (*clicked == 0) {
      next.more.erase(at);
    } else {
      *at = *clicked - 1;
    }
    choose_columns(draft, std::move(next));
    return;
  }
  std::vector<int> taken{draft.choice.x1, draft.choice.y, draft.choice.weight};
  taken.push_back(classes ? draft.choice.x2 : draft.choice.outlier);
  if (classes) taken.push_back(draft.choice.true_label);
  taken.insert(taken.end(), draft.choice.more.begin(), draft.choice.more.end());
  const int free = likely_input(*draft.table, taken);
  if (free < 0 ||
      !button("import_add_x", panel.text(classes ? "lab.import.add_input" : "lab.import.add_predictor"), panel)) {
    return;
  }
  ColumnChoice next = draft.choice;
  next.more.push_back(free);
  choose_columns(draft, std::move(next));
}

// Which of the two labels is the class +1.
void positive_choice(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const CsvColumn* labels = column_of(draft, draft.choice.y);
  if (labels == nullptr || !labels->two_values() || takes_several_classes(*draft.table, draft.choice)) return;
  const int current = same_value(labels->values[0], draft.choice.positive) ? 0 : 1;
  if (const auto clicked =
          combo("import_positive", panel.text("lab.import.positive"), labels->values, current, panel)) {
    ColumnChoice next = draft.choice;
    next.positive = labels->values[static_cast<std::size_t>(*clicked)];
    choose_columns(draft, std::move(next));
  }
}

void leave_out_choice(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const bool on = draft.choice.leave_out_incomplete;
  if (draft.incomplete == 0 && !on) return;
  const std::string label =
      draft.incomplete == 1 ? panel.text("lab.import.leave_out_row")
                            : panel.text("lab.import.leave_out_rows", {{"count", fmt::format("{}", draft.incomplete)}});
  if (!check_box("import_leave_out", label, on, panel)) return;
  ColumnChoice next = draft.choice;
  next.leave_out_incomplete = !on;
  choose_columns(draft, std::move(next));
}

void column_choices(Panel& panel) {
  task_choice(panel);
  ImGui::Dummy({0, panel.ui.px(2)});
  if (panel.state.memory<LabMemory>().import.choice.task == Task::regression) {
    const bool several = !panel.state.memory<LabMemory>().import.choice.more.empty();
    column_choice(panel, "import_x", several ? predictor_symbol(0) : "x", &ColumnChoice::x1);
    predictor_choices(panel);
    column_choice(panel, "import_y", "y", &ColumnChoice::y);
    column_choice(panel, "import_outlier", panel.text("lab.import.outliers"), &ColumnChoice::outlier, true);
  } else {
    column_choice(panel, "import_x1", "x₁", &ColumnChoice::x1);
    column_choice(panel, "import_x2", "x₂", &ColumnChoice::x2);
    predictor_choices(panel);
    column_choice(panel, "import_label", panel.text("lab.import.label"), &ColumnChoice::y);
    positive_choice(panel);
    column_choice(panel, "import_true_label", panel.text("lab.import.true_label"), &ColumnChoice::true_label, true);
  }
  column_choice(panel, "import_weight", panel.text("lab.import.weight"), &ColumnChoice::weight, true);
  leave_out_choice(panel);
}

// The choice at the left, what it gives at the right, or below it where the window is narrow.
void choice_and_points(Panel& panel) {
  const ImportDraft& draft = panel.state.memory<LabMemory>().import;
  Ui& ui = panel.ui;
  const float room = ImGui::GetContentRegionAvail().x, gap = ui.px(18);
  const float left = std::min(ui.px(controls_width), room);
  const float right = room - left - gap, top = ImGui::GetCursorPosY();
  if (right < ui.px(150)) {
    column_choices(panel);
    return;
  }
  const ImVec2 at = ImGui::GetCursorPos();
  ImGui::SetCursorPos({at.x + left + gap, top});
  points_preview(panel, draft, {right, ui.px(196)});
  const float bottom = ImGui::GetCursorPosY();
  ImGui::SetCursorPos(at);
  // A table of one column, whose contents end where the points begin.
  if (ImGui::BeginTable("choices", 1, ImGuiTableFlags_None, {left, 0})) {
    ImGui::TableSetupColumn("choice", ImGuiTableColumnFlags_WidthFixed, left);
    ImGui::TableNextColumn();
    column_choices(panel);
    ImGui::EndTable();
  }
  ImGui::SetCursorPosY(std::max(bottom, ImGui::GetCursorPosY()));
}

std::string join_names(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

void verdict(Panel& panel) {
  const ImportDraft& draft = panel.state.memory<LabMemory>().import;
  if (!draft.problem.empty()) {
    danger_text(panel, draft.problem);
  } else if (panel.state.dialog_error.empty()) {
    for (const std::string& remark : category_remarks(*draft.table, draft.categories, panel.language())) {
      hint(remark, panel);
    }
    const std::string n = fmt::format("{}", draft.points.size());
    const std::string positive = fmt::format("{}", std::ranges::count(draft.points.y, 1.0));
    hint(draft.points.task == Task::regression ? panel.text("lab.import.points", {{"count", n}})
         : !draft.points.class_names.empty()
             ? panel.text("lab.import.class_points", {{"count", n}, {"classes", join_names(draft.points.class_names)}})
             : panel.text("lab.import.labelled_points", {{"count", n}, {"positive", positive}}),
         panel);
  }
}

void import_buttons(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const bool usable = draft.problem.empty();
  ImGui::Dummy({0, panel.ui.px(4)});
  ImGui::BeginDisabled(!usable);
  bool agreed = button("dialog_import", panel.text("lab.import.import"), panel);
  ImGui::EndDisabled();
  ImGui::SameLine();
  if (button("dialog_cancel", panel.text("lab.import.cancel"), panel)) {
    panel.state.dialog = nullptr;
    return;
  }
  // Not while one of the lists is open over the dialog.
  agreed |= compat::key_pressed(ImGuiKey_Enter, false) && ImGui::IsWindowFocused() && !draft.typing;
  if (!agreed || !usable) return;
  const std::size_t left_out = draft.choice.leave_out_incomplete ? draft.incomplete : 0;
  panel.actions.take = [points = draft.points, left_out, folder = panel.app.asset_folder(), &text = panel.language()](
                           const Document& before) { return take_points(points, left_out, before, folder, text); };
  send(panel);
}

void import_contents(Panel& panel, double) {
  const ImportDraft& draft = panel.state.memory<LabMemory>().import;
  if (!draft.table) return;
  section(draft.table->name(), panel.ui);
  hint(panel.text("lab.import.size", {{"rows", fmt::format("{}", draft.table->rows())},
                                      {"columns", fmt::format("{}", draft.table->columns().size())}}),
       panel);
  reading_choices(panel);
  table_preview(panel, draft);
  ImGui::Dummy({0, panel.ui.px(6)});
  choice_and_points(panel);
  verdict(panel);
  dialog_error(panel);
  import_buttons(panel);
}

}  // namespace

void choose_columns(ImportDraft& draft, ColumnChoice choice) {
  draft.choice = std::move(choice);
  draft.incomplete = 0;
  draft.problem.clear();
  draft.points = Dataset();
  draft.categories.clear();
  draft.choice.code_words = draft.choice.task == Task::regression;
  try {
    draft.incomplete = incomplete_rows(*draft.table, draft.choice);
    draft.points = take_columns(*draft.table, draft.choice);
    draft.categories = categories(*draft.table, draft.choice);
  } catch (const InputError& error) {
    draft.problem = error.what();
  }
}

const Dialog import_dialog{"lab.import.title", 720, import_contents};

void follow_offer(Panel& panel) {
  ScreenState& state = panel.state;
  ImportDraft& draft = state.memory<LabMemory>().import;
  const std::shared_ptr<const CsvTable>& offered = panel.app.offered_table();
  if (!offered) {
    draft = ImportDraft();
  } else if (offered != draft.offered) {
    draft = ImportDraft();
    draft.offered = draft.table = offered;
    choose_columns(draft, guess_columns(*offered));
    begin_dialog(state, import_dialog);
  } else if (state.dialog != &import_dialog) {
    panel.actions.put_table_away = true;
  }
}

}  // namespace losslab
