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
  std::string label;
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

// By its own name where that can be drawn.
std::string other_language(const Panel& panel) {
  const KnownLanguage& next = panel.app.next_language();
  return panel.ui.fonts == nullptr || panel.ui.fonts->chinese.empty() ? next.in_english : next.name;
}

void top_button(Panel& panel, const TopButton& each) {
  ImGui::BeginDisabled(!each.enabled);
  if (button(each.id, each.label, panel)) press(panel, each.command);
  ImGui::EndDisabled();
  command_tooltip(each.command, panel);
}

template <std::size_t N>
void button_row(Panel& panel, const std::array<TopButton, N>& buttons) {
  bool first = true;
  for (const TopButton& each : buttons) {
    if (!first) ImGui::SameLine();
    first = false;
    top_button(panel, each);
  }
}

bool stays(const TopButton& each) { return each.command == Command::next_language; }

// Where the buttons do not fit beside the tabs they move into a menu, but for that which has to be a click away; that
// one too where there is `no_room` even for it.
template <std::size_t N>
void button_menu(Panel& panel, const std::array<TopButton, N>& buttons, bool no_room) {
  for (const TopButton& each : buttons) {
    if (no_room || !stays(each)) continue;
    top_button(panel, each);
    ImGui::SameLine();
  }
  if (button("top_menu", panel.text("top_row.menu"), panel)) ImGui::OpenPopup("top menu");
  const ImVec2 high = ImGui::GetItemRectMax();
  ImGui::SetNextWindowPos({high.x, high.y + panel.ui.px(3)}, ImGuiCond_Appearing, {1, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(panel.ui.px(10), panel.ui.px(8)));
  if (ImGui::BeginPopup("top menu")) {
    for (const TopButton& each : buttons) {
      if (!no_room && stays(each)) continue;
      if (menu_item(each.label, panel.ui, info(each.command).shortcut, false, each.enabled)) press(panel, each.command);
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

}  // namespace

void top_row(Panel& panel) {
  std::vector<std::string> names;
  for (const Screen* screen : screens()) names.push_back(panel.text(screen->title()));
  const auto text = [&](const char* key) { return panel.text(key); };
  const std::array buttons{
      TopButton{"undo", text("top_row.undo"), Command::undo, panel.app.can_undo()},
      TopButton{"redo", text("top_row.redo"), Command::redo, panel.app.can_redo()},
      TopButton{"open", text("top_row.open"), Command::open_file, true},
      TopButton{"save", text(panel.app.dirty() ? "top_row.save_changed" : "top_row.save"), Command::save_session, true},
      TopButton{"save_figure", text("top_row.save_figure"), Command::save_figure, true},
      TopButton{"save_animation", text("top_row.save_animation"), Command::save_animation, true},
      TopButton{"theme", text(panel.theme().dark ? "top_row.light" : "top_row.dark"), Command::toggle_theme, true},
      TopButton{"language", other_language(panel), Command::next_language, panel.app.languages().size() > 1},
      TopButton{"help", text("top_row.help"), Command::help, true},
  };
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const float menu = button_width(panel.text("top_row.menu"), panel.ui);
  float width = -gap, in_menu = menu;
  for (const TopButton& each : buttons) {
    const float one = button_width(each.label, panel.ui) + gap;
    width += one;
    if (stays(each)) in_menu += one;
  }
  const ImVec2 at = ImGui::GetCursorPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x, between = panel.ui.px(16);
  const float room = right - at.x - between - in_menu;
  if (const auto clicked = tabs("tabs", names, static_cast<int>(screen_index(panel.screen())), room, panel.ui)) {
    panel.actions.commands.push_back(screen_command(static_cast<std::size_t>(*clicked)));
  }
  const float end_of_tabs = ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x;
  const bool fits = end_of_tabs + between + width < right;
  const bool no_room = end_of_tabs + in_menu >= right;
  if (!fits) width = no_room ? menu : in_menu;
  ImGui::SetCursorPos({std::max(end_of_tabs, right - width), at.y + panel.ui.px(3)});
  if (fits) {
    button_row(panel, buttons);
  } else {
    button_menu(panel, buttons, no_room);
  }
}

}  // namespace losslab
