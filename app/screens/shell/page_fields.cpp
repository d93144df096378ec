#include "app/screens/shell/page_fields.h"

#include <algorithm>
#include <cmath>

#include "app/core/shell/figure_page.h"
#include "app/core/shell/figure_table.h"
#include "app/screens/shell/number_field.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

struct PageChoices {
  std::string size;              // the id of a FigureSize; empty: nothing special
  double width = 0, height = 0;  // mm, as it says; the fields show them rounded
  bool transparent = false, grey = false, outlines = false;
};

void size_fields(Panel& panel, bool pixels) {
  ScreenState& state = panel.state;
  const NumberField width{"##width", "dialog.width", state.export_width_mm, 10, 2000},
      height{"##height", "dialog.height", state.export_height_mm, 10, 2000},
      dots{"##dpi", "dialog.dots", state.export_dpi, 30, 2400};
  if (pixels) {
    number_row("size", panel, width, height, dots);
  } else {
    number_row("size", panel, width, height);
  }
}

void purpose_choice(Panel& panel) {
  PageChoices& choices = panel.state.memory<PageChoices>();
  std::vector<std::string> names{panel.text("dialog.size.any")}, ids{""};
  for (const FigureSize& size : figure_sizes()) {
    names.push_back(panel.text(size.name));
    ids.emplace_back(size.id);
  }
  const auto current = std::find(ids.begin(), ids.end(), choices.size) - ids.begin();
  if (const auto clicked =
          combo("dialog_size", panel.text("dialog.made_for"), names, static_cast<int>(current), panel)) {
    choices.size = ids[static_cast<std::size_t>(*clicked)];
    suit_page(panel);
  }
}

}  // namespace

// The plots of the present figure, and all of them together.
bool plot_choice(Panel& panel) {
  ScreenState& state = panel.state;
  std::vector<std::string> names{panel.text("dialog.all_plots")}, plots{""};
  for (const Plot& plot : state.figure_view.figure().plots) {
    plots.push_back(plot.name);
    names.push_back(plot.title.empty() ? plot.name : plot.title);
  }
  const auto now = std::find(plots.begin(), plots.end(), state.dialog_plot);
  const int current = now == plots.end() ? 0 : static_cast<int>(now - plots.begin());
  const auto clicked = combo("dialog_plot", panel.text("dialog.what"), names, current, panel);
  if (clicked) state.dialog_plot = plots[static_cast<std::size_t>(*clicked)];
  return clicked.has_value();
}

void suit_page(Panel& panel) {
  ScreenState& state = panel.state;
  PageChoices& choices = state.memory<PageChoices>();
  const FigureSize* const size = figure_size(choices.size);
  if (size == nullptr) return;
  Figure figure = state.figure_view.figure();
  if (!state.dialog_plot.empty()) figure = single_plot(figure, state.dialog_plot);
  ExportOptions options;
  make_for(*size, figure, options);
  choices.width = options.width_mm;
  choices.height = options.height_mm;
  state.export_width_mm = static_cast<int>(std::lround(options.width_mm));
  state.export_height_mm = static_cast<int>(std::lround(options.height_mm));
  state.export_dpi = static_cast<int>(std::lround(options.dpi));
}

void page_fields(Panel& panel, std::string_view ending) {
  PageChoices& choices = panel.state.memory<PageChoices>();
  if (panel.state.dialog_just_opened) suit_page(panel);
  purpose_choice(panel);
  size_fields(panel, ending == ".png");
  ImGui::Dummy({0, panel.ui.px(2)});
  if (check_box("figure_transparent", panel.text("dialog.transparent"), choices.transparent, panel))
    choices.transparent = !choices.transparent;
  if (check_box("figure_grey", panel.text("dialog.grey"), choices.grey, panel)) choices.grey = !choices.grey;
  if (ending == ".svg" && check_box("figure_outlines", panel.text("dialog.outlines"), choices.outlines, panel))
    choices.outlines = !choices.outlines;
}

Actions::Export figure_request(const Panel& panel) {
  ScreenState& state = panel.state;
  const PageChoices& choices = state.memory<PageChoices>();
  const auto exact = [](int field, double said) { return std::lround(said) == field ? said : field; };
  Actions::Export request;
  request.plot = state.dialog_plot;
  request.width_mm = exact(state.export_width_mm, choices.width);
  request.height_mm = exact(state.export_height_mm, choices.height);
  request.dpi = state.export_dpi;
  request.size = choices.size;
  request.svg_text = choices.outlines ? SvgText::paths : SvgText::text;
  request.transparent = choices.transparent;
  request.grey = choices.grey;
  return request;
}

}  // namespace losslab
