#include <algorithm>
#include <array>

#include "app/core/shell/commands.h"
#include "app/core/shell/state/screen.h"
#include "app/screens/shell/frame.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/shell/rows.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

struct TopButton {
  const char* id;
  const char* label;  // a key
  Command command;
  bool enabled;
};

void press(Panel& panel, Command command) {
  switch (command) {
    case Command::help:
    case Command::open_file:
    case Command::save_figure:
    case Command::save_animation:
      open_dialog(panel.state, command, panel.app);
      break;
    default:
      panel.actions.commands.push_back(command);
  }
}

template <std::size_t N>
void button_row(Panel& panel, const std::array<TopButton, N>& buttons) {
  bool first = true;
  for (const TopButton& each : buttons) {
    if (!first) ImGui::SameLine();
    first = false;
    ImGui::BeginDisabled(!each.enabled);
    if (button(each.id, panel.text(each.label), panel)) press(panel, each.command);
    ImGui::EndDisabled();
    command_tooltip(each.command, panel);
  }
}

// Where the buttons do not fit beside the tabs they move into a menu.
template <std::size_t N>
void button_menu(Panel& panel, const std::array<TopButton, N>& buttons) {
  if (button("top_menu", panel.text("top_row.menu"), panel)) ImGui::OpenPopup("top menu");
  const ImVec2 high = ImGui::GetItemRectMax();
  ImGui::SetNextWindowPos({high.x, high.y + panel.ui.px(3)}, ImGuiCond_Appearing, {1, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(panel.ui.px(10), panel.ui.px(8)));
  if (ImGui::BeginPopup("top menu")) {
    for (const TopButton& each : buttons) {
      const std::string& label = panel.text(each.label);
      if (menu_item(label, panel.ui, info(each.command).shortcut, false, each.enabled)) press(panel, each.command);
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

}  // namespace

void top_row(Panel& panel) {
  std::vector<std::string> names;
  for (const Screen* screen : screens()) names.push_back(panel.text(screen->title()));
  const ImVec2 at = ImGui::GetCursorPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  if (const auto clicked = tabs("tabs", names, static_cast<int>(screen_index(panel.screen())), panel.ui)) {
    panel.actions.commands.push_back(screen_command(static_cast<std::size_t>(*clicked)));
  }
  const float end_of_tabs = ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x;
  const std::array buttons{
      TopButton{"undo", "top_row.undo", Command::undo, panel.app.can_undo()},
      TopButton{"redo", "top_row.redo", Command::redo, panel.app.can_redo()},
      TopButton{"open", "top_row.open", Command::open_file, true},
      TopButton{"save", panel.app.dirty() ? "top_row.save_changed" : "top_row.save", Command::save_session, true},
      TopButton{"save_figure", "top_row.save_figure", Command::save_figure, true},
      TopButton{"save_animation", "top_row.save_animation", Command::save_animation, true},
      TopButton{"theme", panel.theme().dark ? "top_row.light" : "top_row.dark", Command::toggle_theme, true},
      TopButton{"help", "top_row.help", Command::help, true},
  };
  float width = 0;
  for (const TopButton& each : buttons) {
    width += button_width(panel.text(each.label), panel.ui) + ImGui::GetStyle().ItemSpacing.x;
  }
  width -= ImGui::GetStyle().ItemSpacing.x;
  const bool fits = end_of_tabs + panel.ui.px(16) + width < right;
  if (!fits) width = button_width(panel.text("top_row.menu"), panel.ui);
  ImGui::SetCursorPos({std::max(end_of_tabs, right - width), at.y + panel.ui.px(3)});
  if (fits) {
    button_row(panel, buttons);
  } else {
    button_menu(panel, buttons);
  }
}

}  // namespace losslab
