#include "app/screens/shell/page_fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "app/core/shell/figure_page.h"
#include "app/core/shell/figure_table.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/compat.h"
#include "widgets/imgui/field.h"

namespace losslab {
namespace {

struct PageChoices {
  std::string size;              // the id of a FigureSize; empty: nothing special
  double width = 0, height = 0;  // mm, as it says; the fields show them rounded
  bool transparent = false, grey = false, outlines = false;
};

struct NumberField {
  const char* id;
  const char* label;  // a key
  int& value;
  int least, most;
};

void number_field(Panel& panel, const NumberField& field) {
  ImGui::TableNextColumn();
  ImGui::PushItemWidth(-1);
  begin_field(field.id, panel.ui);
  ImGui::InputInt(field.id, &field.value, 0);
  panel.ui.note(field.id);
  const bool left = ImGui::IsItemDeactivatedAfterEdit();
  end_field(panel.ui);
  ImGui::PopItemWidth();
  if (left) field.value = std::clamp(field.value, field.least, field.most);
}

void size_fields(Panel& panel, bool pixels) {
  ScreenState& state = panel.state;
  const std::array fields{NumberField{"##width", "dialog.width", state.export_width_mm, 10, 2000},
                          NumberField{"##height", "dialog.height", state.export_height_mm, 10, 2000},
                          NumberField{"##dpi", "dialog.dots", state.export_dpi, 30, 2400}};
  const std::span<const NumberField> shown(fields.data(), pixels ? 3 : 2);
  if (!ImGui::BeginTable("size", static_cast<int>(shown.size()), ImGuiTableFlags_SizingStretchSame,
                         {ImGui::GetContentRegionAvail().x, 0})) {
    return;
  }
  for (const NumberField& field : shown) {
    ImGui::TableNextColumn();
    hint(panel.text(field.label), panel);
  }
  for (const NumberField& field : shown) number_field(panel, field);
  ImGui::EndTable();
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
