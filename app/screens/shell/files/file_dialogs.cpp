#include <array>

#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/page_fields.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr std::array endings{".pdf", ".svg", ".png", ".csv"};

void file_buttons(Panel& panel, const std::string& title, const std::vector<ListedFile>& files) {
  if (files.empty()) return;
  section(title, panel.ui);
  for (const ListedFile& file : files) {
    ImGui::PushID(file.path.c_str());
    if (list_row(panel.language().translated(file.title).c_str(), {.stays = true}, panel.ui).chosen &&
        open_wanted(panel, file.path))
      send(panel);
    panel.ui.note("open." + file.name);
    ImGui::PopID();
  }
}

void examples(Panel& panel, double) {
  dialog_error(panel);
  file_buttons(panel, panel.text("dialog.examples"), panel.state.files.sessions);
  file_buttons(panel, panel.text("dialog.data"), panel.state.files.data);
}

// Where the figure goes, in the form that was chosen; a name with another of the endings has its way.
void ask_where(Panel& panel, const Actions::Export& how) {
  ScreenState& state = panel.state;
  const std::string ending = endings[static_cast<std::size_t>(state.export_format)];
  FileQuestion question{true,     "dialog.save_figure_title",
                        {},       (how.plot.empty() ? panel.screen() : panel.screen() + "-" + how.plot) + ending,
                        {ending}, {}};
  question.filters = {{"files.of_this_form", {ending}}, {"files.all", {}}};
  question.endings.insert(question.endings.end(), endings.begin(), endings.end());
  question.chosen = [how](Panel& to, const std::string& path) {
    to.actions.save_figure = how;
    to.actions.save_figure->path = path;
    return true;
  };
  ask_for_file(state, panel.app, std::move(question));
}

void save_figure(Panel& panel, double) {
  ScreenState& state = panel.state;
  if (plot_choice(panel)) suit_page(panel);
  ImGui::Dummy({0, panel.ui.px(4)});
  const std::vector<std::string> formats{"PDF", "SVG", "PNG", "CSV"};
  if (const auto clicked = segmented("format", formats, state.export_format, panel)) state.export_format = *clicked;
  ImGui::Dummy({0, panel.ui.px(2)});
  const bool numbers = state.export_format == 3;
  if (numbers) {
    hint(panel.text("dialog.numbers_note"), panel);
  } else {
    page_fields(panel, endings[static_cast<std::size_t>(state.export_format)]);
  }
  if (numbers && state.dialog_plot.empty()) hint(panel.text("message.one_plot"), panel);
  // Enter agrees, unless it presses the control that the keyboard is with.
  const bool free = panel.ui.stops == nullptr || panel.ui.stops->presses(StopKey::enter) == 0;
  const bool entered =
      free && compat::key_pressed(ImGuiKey_Enter, false) && ImGui::IsWindowFocused() && !ImGui::IsAnyItemActive();
  ImGui::BeginDisabled(numbers && state.dialog_plot.empty());
  const bool save = dialog_buttons(panel, "dialog_save", panel.text("dialog.choose_file"));
  ImGui::EndDisabled();
  if (save || (entered && state.dialog == &save_figure_dialog && !(numbers && state.dialog_plot.empty()))) {
    ask_where(panel, figure_request(panel));
  }
}

}  // namespace

const Dialog examples_dialog{"dialog.examples_title", 460, examples};
const Dialog save_figure_dialog{"dialog.save_figure_title", 460, save_figure};

}  // namespace losslab
