#include <algorithm>
#include <array>
#include <filesystem>

#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/page_fields.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

constexpr std::array endings{".pdf", ".svg", ".png", ".csv"};

int ending_of(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  for (std::size_t i = 0; i < endings.size(); ++i) {
    if (extension == endings[i]) return static_cast<int>(i);
  }
  return -1;
}

// The plots of the present figure, and all of them together.
void plot_choice(Panel& panel) {
  ScreenState& state = panel.state;
  std::vector<std::string> names{panel.text("dialog.all_plots")}, plots{""};
  for (const Plot& plot : state.figure_view.figure().plots) {
    plots.push_back(plot.name);
    names.push_back(plot.title.empty() ? plot.name : plot.title);
  }
  const auto now = std::find(plots.begin(), plots.end(), state.dialog_plot);
  const int current = now == plots.end() ? 0 : static_cast<int>(now - plots.begin());
  if (const auto clicked = combo("dialog_plot", panel.text("dialog.what"), names, current, panel)) {
    state.dialog_plot = plots[static_cast<std::size_t>(*clicked)];
    suit_page(panel);
  }
}

void file_buttons(Panel& panel, const std::string& title, const std::vector<ListedFile>& files) {
  if (files.empty()) return;
  section(title, panel.ui);
  for (const ListedFile& file : files) {
    ImGui::PushID(file.path.c_str());
    if (ImGui::Selectable(file.title.c_str(), panel.state.path == file.path, ImGuiSelectableFlags_DontClosePopups)) {
      panel.state.path = file.path;
      panel.actions.open_file = file.path;
      send(panel);
    }
    panel.ui.note("open." + file.name);
    ImGui::PopID();
  }
}

void save_session(Panel& panel, double) {
  const bool entered = path_field(panel, "##session_path");
  hint(panel.text("dialog.session_note"), panel);
  dialog_error(panel);
  if (dialog_buttons(panel, "dialog_save", panel.text("dialog.save")) || entered) {
    std::string& path = panel.state.path;
    if (std::filesystem::path(path).extension() != ".toml") path += ".toml";
    panel.actions.save_session_as = path;
    send(panel);
  }
}

void open_file(Panel& panel, double) {
  const bool entered = path_field(panel, "##open_path");
  hint(panel.text("dialog.open_note"), panel);
  dialog_error(panel);
  if (dialog_buttons(panel, "dialog_open", panel.text("dialog.open")) || entered) {
    panel.actions.open_file = panel.state.path;
    send(panel);
  }
  file_buttons(panel, panel.text("dialog.examples"), panel.state.files.sessions);
  file_buttons(panel, panel.text("dialog.data"), panel.state.files.data);
}

void save_figure(Panel& panel, double) {
  ScreenState& state = panel.state;
  plot_choice(panel);
  ImGui::Dummy({0, panel.ui.px(4)});
  hint(panel.text("dialog.file"), panel);
  const bool entered = path_field(panel, "##figure_path");
  const std::vector<std::string> formats{"PDF", "SVG", "PNG", "CSV"};
  const int ending = ending_of(state.path);
  if (const auto clicked = segmented("format", formats, ending, panel)) {
    state.path =
        std::filesystem::path(state.path).replace_extension(endings[static_cast<std::size_t>(*clicked)]).string();
  }
  ImGui::Dummy({0, panel.ui.px(2)});
  if (ending == 3) {
    hint(panel.text("dialog.numbers_note"), panel);
  } else {
    page_fields(panel, endings[static_cast<std::size_t>(std::max(ending, 0))]);
  }
  dialog_error(panel);
  if (dialog_buttons(panel, "dialog_save", panel.text("dialog.save")) || entered) {
    panel.actions.save_figure = figure_request(panel);
    send(panel);
  }
}

}  // namespace

const Dialog save_session_dialog{"dialog.save_session_title", 460, save_session};
const Dialog open_file_dialog{"dialog.open_title", 460, open_file};
const Dialog save_figure_dialog{"dialog.save_figure_title", 460, save_figure};

}  // namespace losslab
