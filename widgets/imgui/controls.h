#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/imgui/style.h"

namespace losslab {

// Small controls in one look. Each takes the width that is left, keeps its label whole or shortens it with an ellipsis
// and a tooltip, and can be reached by keyboard as Dear ImGui's own can.

void section(std::string_view title, Ui& ui);      // a small bold heading with space above
void wrapped_text(std::string_view text, Ui& ui);  // in lines that fit the room, in the current colour
void muted_text(std::string_view text, Ui& ui);    // the same, muted
// A sample of a series' line with its marker, as wide as `points`.
void series_swatch(const SeriesStyle& style, double width_points, Ui& ui);

bool check_box(const char* id, const std::string& label, bool value, Ui& ui);  // true when clicked
// Segmented choice of one of few; returns the clicked index.
std::optional<int> segmented(const char* id, std::span<const std::string> choices, int current, Ui& ui);
// Labelled drop-down; returns the chosen index.
std::optional<int> combo(const char* id, const std::string& label, std::span<const std::string> choices, int current,
                         Ui& ui);
// `initial`: where the keyboard is when a dialog opens.
bool button(const char* id, const std::string& label, Ui& ui, bool wide = false, bool initial = false);
// Top tabs; the accent underlines the current one. They stand closer where `room`, in pixels, is scarce.
std::optional<int> tabs(const char* id, std::span<const std::string> names, int current, float room, Ui& ui);

// A table of numbers: first column left (with swatch), the others right-aligned on their decimal points.
struct TableRow {
  std::optional<SeriesStyle> swatch;
  std::vector<std::string> cells;
  bool strong = false;
};
// Headers and names that have no room are shortened and have a tooltip. Where `choosable`, rows can be clicked and are
// reached by keyboard; returns the row that was clicked.
std::optional<int> number_table(const char* id, std::span<const std::string> headers, std::span<const TableRow> rows,
                                Ui& ui, bool choosable = false);

// A banner over the top of a plot region: what happened and one thing to click. True when clicked.
bool banner(const char* id, const std::string& text, const std::string& action, Ui& ui);

// How far long work has come, 0..1, with a text over the bar and a cross behind it. True when the cross was clicked.
bool progress_row(const char* id, double share, const std::string& text, Ui& ui);

// A typeset formula, scaled down where it would not fit the width.
void formula(std::string_view tex, double font_points, Ui& ui);

}  // namespace losslab
