// How a table was understood, and the controls that read it in another way.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "app/core/shell/table_remarks.h"
#include "app/screens/lab/import_preview.h"
#include "app/screens/lab/lab_memory.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/field.h"

namespace losslab {
namespace {

constexpr std::array delimiters{',', ';', '\t', '|', ' '};
constexpr std::array decimals{'.', ','};

// The table as it was before stays where the text is none in that reading.
void read_as(ImportDraft& draft, TableReading reading) {
  draft.reading_problem.clear();
  try {
    CsvTable table = draft.table->read_as(std::move(reading));
    expect_rows(table);
    const bool leave_out = draft.choice.leave_out_incomplete;
    draft.table = std::make_shared<const CsvTable>(std::move(table));
    ColumnChoice choice = guess_columns(*draft.table);
    choice.leave_out_incomplete = leave_out;
    choose_columns(draft, std::move(choice));
  } catch (const InputError& error) {
    draft.reading_problem = error.what();
  }
}

// A drop-down over the marks that a table may have.
template <std::size_t n>
void mark_choice(Panel& panel, const char* id, const std::string& label, const std::array<char, n>& marks,
                 const std::vector<std::string>& names, char now, std::optional<char> TableReading::*field) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const int current = static_cast<int>(std::ranges::find(marks, now) - marks.begin());
  const auto clicked = combo(id, label, names, current, panel);
  if (!clicked || *clicked == current) return;
  TableReading reading = draft.table->reading();
  reading.*field = marks[static_cast<std::size_t>(*clicked)];
  read_as(draft, std::move(reading));
}

void header_choice(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const bool header = draft.table->understanding().header;
  if (!check_box("import_header", panel.text("lab.import.header"), header, panel)) return;
  TableReading reading = draft.table->reading();
  reading.header = !header;
  read_as(draft, std::move(reading));
}

// Typed texts that stand for a missing value, divided by blanks.
void missing_field(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  hint(panel.text("lab.import.missing"), panel);
  ImGui::PushItemWidth(panel.ui.px(160));
  begin_field("##import_missing", panel.ui);
  const bool entered = ImGui::InputText("##import_missing", draft.missing.data(), draft.missing.size(),
                                        ImGuiInputTextFlags_EnterReturnsTrue);
  panel.ui.note("##import_missing");
  const bool left = ImGui::IsItemDeactivatedAfterEdit();
  draft.typing = ImGui::IsItemActive() || ImGui::IsItemDeactivated() || entered;
  end_field(panel.ui);
  ImGui::PopItemWidth();
  if (!entered && !left) return;
  TableReading reading = draft.table->reading();
  reading.missing.clear();
  const std::string typed(draft.missing.data());
  for (std::size_t at = typed.find_first_not_of(' '); at != std::string::npos;) {
    const std::size_t end = std::min(typed.find(' ', at), typed.size());
    reading.missing.push_back(typed.substr(at, end - at));
    at = typed.find_first_not_of(' ', end);
  }
  if (!(reading == draft.table->reading())) read_as(draft, std::move(reading));
}

}  // namespace

void reading_choices(Panel& panel) {
  ImportDraft& draft = panel.state.memory<LabMemory>().import;
  const TableUnderstanding& understood = draft.table->understanding();
  const std::vector<std::string> remarks = table_remarks(understood, panel.language());
  if (!remarks.empty()) {
    ImGui::PushTextWrapPos(0);
    hint(fmt::format("{}", fmt::join(remarks, " ")), panel);
    ImGui::PopTextWrapPos();
  }
  draft.typing = false;
  if (!draft.reading_problem.empty()) danger_text(panel, draft.reading_problem);
  if (!fold("import_reading", panel.text("lab.import.reading"), panel)) return;
  const std::vector<std::string> names{panel.text("lab.import.comma"), panel.text("lab.import.semicolon"),
                                       panel.text("lab.import.tab"), "|", panel.text("lab.import.blanks")};
  mark_choice(panel, "import_delimiter", panel.text("lab.import.delimiter"), delimiters, names, understood.delimiter,
              &TableReading::delimiter);
  mark_choice(panel, "import_decimal", panel.text("lab.import.decimal"), decimals,
              {panel.text("lab.import.point"), panel.text("lab.import.comma")}, draft.table->understanding().decimal,
              &TableReading::decimal);
  header_choice(panel);
  missing_field(panel);
}

}  // namespace losslab
