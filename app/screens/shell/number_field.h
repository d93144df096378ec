#pragma once
#include "app/screens/shell/panel.h"

namespace losslab {

// A number of a dialog, in a cell of a table: typed, and held within its bounds once the field is left.
struct NumberField {
  const char* id;
  const char* label;  // a key
  int& value;
  int least, most;
};
void number_field(Panel& panel, const NumberField& field);

// The same for a number with decimals.
struct RealField {
  const char* id;
  const char* label;  // a key
  double& value;
  double least, most;
};
void number_field(Panel& panel, const RealField& field);

// Fields beside each other under their labels, in columns of the same width.
template <class... Fields>
void number_row(const char* id, Panel& panel, const Fields&... fields);

bool begin_number_row(const char* id, int count);
void number_label(Panel& panel, const char* label);

template <class... Fields>
void number_row(const char* id, Panel& panel, const Fields&... fields) {
  if (!begin_number_row(id, static_cast<int>(sizeof...(fields)))) return;
  (number_label(panel, fields.label), ...);
  (number_field(panel, fields), ...);
  ImGui::EndTable();
}

}  // namespace losslab
