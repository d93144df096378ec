#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/screens/shell/panel.h"
#include "widgets/imgui/controls.h"
#include "widgets/imgui/slider.h"

namespace losslab {

// A slider whose number can be drawn from anywhere: says what was wrong with a typed text, names itself for tests.
SliderEvents checked_slider(Panel& panel, const SliderSpec& spec);
// The controls of widgets/imgui/controls.h, which also tell tests where they are.
bool button(const char* id, const std::string& label, Panel& panel, bool initial = false);
bool check_box(const char* id, const std::string& label, bool value, Panel& panel);
std::optional<int> segmented(const char* id, std::span<const std::string> choices, int current, Panel& panel);
std::optional<int> combo(const char* id, const std::string& label, std::span<const std::string> choices, int current,
                         Panel& panel);
// A heading that folds what is below it; true while it is unfolded.
bool fold(const char* id, const std::string& title, Panel& panel);
// A line of text under a control, muted and small.
void hint(std::string_view text, Panel& panel);

// A number for a table or a status line: `digits` significant ones, a true minus, "–" where there is none.
std::string brief(double value, int digits = 4);
std::string percent(double share);
// How wide a button with that label is, in pixels.
float button_width(std::string_view label, const Ui& ui);
// Title and shortcut of a command, while the last item is under the pointer.
void command_tooltip(Command command, const Panel& panel);

// Whether the y-axis of a plot is logarithmic, and an action that changes it.
bool is_logarithmic(const Panel& panel, const std::string& plot);
void toggle_logarithmic(Panel& panel, const std::string& plot);

}  // namespace losslab
