#include "app/screens/shell/number_field.h"

#include <algorithm>

#include "app/screens/shell/pieces.h"
#include "widgets/imgui/compat.h"
#include "widgets/imgui/field.h"

namespace losslab {
namespace {

void begin_cell() {
  ImGui::TableNextColumn();
  ImGui::PushItemWidth(-1);
}

template <class Number>
void end_cell(Panel& panel, const char* id, Number& value, Number least, Number most) {
  panel.ui.note(id);
  const bool left = ImGui::IsItemDeactivatedAfterEdit();
  end_field(panel.ui);
  ImGui::PopItemWidth();
  if (left) value = value >= least ? std::min(value, most) : least;  // also what is no number
}

}  // namespace

void number_field(Panel& panel, const NumberField& field) {
  begin_cell();
  begin_field(field.id, panel.ui);
  ImGui::InputInt(field.id, &field.value, 0);
  end_cell(panel, field.id, field.value, field.least, field.most);
}

void number_field(Panel& panel, const RealField& field) {
  begin_cell();
  begin_field(field.id, panel.ui);
  ImGui::InputDouble(field.id, &field.value, 0, 0, "%.6g");
  end_cell(panel, field.id, field.value, field.least, field.most);
}

bool begin_number_row(const char* id, int count) {
  return ImGui::BeginTable(id, count, ImGuiTableFlags_SizingStretchSame, {ImGui::GetContentRegionAvail().x, 0});
}

void number_label(Panel& panel, const char* label) {
  ImGui::TableNextColumn();
  hint(panel.text(label), panel);
}

}  // namespace losslab
