// Which labels of generated classes are wrong.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "app/screens/lab/lab_panels.h"
#include "losses/learn/data/transition.h"
#include "widgets/imgui/slider_value.h"
#include "widgets/imgui/typed_field.h"

namespace losslab {
namespace {

struct NoiseChoice {
  LabelNoise noise;
  const char* name;  // a key
};
constexpr std::array of_two{
    NoiseChoice{LabelNoise::symmetric, "lab.labels.uniform"},
    NoiseChoice{LabelNoise::one_sided, "lab.labels.one_sided"}, NoiseChoice{LabelNoise::far, "lab.labels.far"},
    NoiseChoice{LabelNoise::near, "lab.labels.nearest"}, NoiseChoice{LabelNoise::far_flip, "lab.labels.farthest"}};
constexpr std::array of_several{
    NoiseChoice{LabelNoise::symmetric, "lab.labels.any_other"}, NoiseChoice{LabelNoise::pairs, "lab.labels.pairs"},
    NoiseChoice{LabelNoise::matrix, "lab.labels.matrix"}, NoiseChoice{LabelNoise::near, "lab.labels.nearest"},
    NoiseChoice{LabelNoise::far_flip, "lab.labels.farthest"}};

// What the cells of the matrix remember from frame to frame.
struct MatrixCells {
  std::map<std::size_t, TypedField> cells;
};

std::string percent_text(double share) { return fmt::format("{:.4g}", 100 * share); }

// One share of a row: what it takes the row's own label gives, as far as that goes; then the others.
void set_share(std::vector<double>& matrix, std::size_t classes, std::size_t row, std::size_t column, double share) {
  double* const shares = matrix.data() + row * classes;
  if (column == row) {
    const double rest = 1 - shares[row];
    for (std::size_t j = 0; j < classes; ++j) {
      if (j == row) continue;
      shares[j] = rest > 0 ? shares[j] * (1 - share) / rest : (1 - share) / static_cast<double>(classes - 1);
    }
    shares[row] = share;
    return;
  }
  const double before = shares[column];
  shares[column] = share;
  shares[row] -= share - before;
  if (shares[row] >= 0) return;
  shares[row] = 0;
  double others = 0;
  for (std::size_t j = 0; j < classes; ++j) others += j == column ? 0 : shares[j];
  for (std::size_t j = 0; j < classes; ++j) {
    if (j != column) shares[j] = others > 0 ? shares[j] * (1 - share) / others : shares[j];
  }
}

void matrix_cell(LabPanel& panel, std::size_t classes, std::size_t row, std::size_t column, float width) {
  const std::size_t index = row * classes + column;
  TypedField& cell = panel.state.memory<MatrixCells>().cells[index];
  const std::string id = fmt::format("##matrix.{}.{}", row, column);
  const std::string shown = percent_text(panel.page().data.transition[index]);
  const std::optional<std::string> text = typed_field(id.c_str(), shown, width, cell, panel.ui);
  if (!text) return;
  const double typed = parse_typed_number(*text).value_or(std::nan(""));
  panel.edit_page(
      panel.text("lab.labels.matrix_edit"),
      [classes, row, column, percent = typed, &wrong = panel.text("lab.labels.matrix_wrong")](LabPage& page) {
        if (!(percent >= 0 && percent <= 100)) throw InputError(wrong);
        if (page.data.transition.size() != classes * classes) return;
        set_share(page.data.transition, classes, row, column, percent / 100);
      });
}

// A row for each class, what its points are labelled across, in percent.
void matrix_grid(LabPanel& panel) {
  const auto classes = static_cast<std::size_t>(panel.page().data.classes);
  if (panel.page().data.transition.size() != classes * classes) return;
  hint(panel.text("lab.labels.matrix_hint"), panel);
  if (!ImGui::BeginTable("matrix", static_cast<int>(classes) + 1, ImGuiTableFlags_SizingStretchSame)) return;
  ImGui::TableSetupColumn("class", ImGuiTableColumnFlags_WidthFixed, panel.ui.px(20));
  for (std::size_t row = 0; row <= classes; ++row) {
    ImGui::TableNextRow();
    for (std::size_t column = 0; column <= classes; ++column) {
      ImGui::TableNextColumn();
      const std::size_t heading = row == 0 ? column : row;
      if (row > 0 && column > 0) {
        matrix_cell(panel, classes, row - 1, column - 1, ImGui::GetContentRegionAvail().x);
      } else if (heading > 0) {
        ImGui::AlignTextToFramePadding();
        ImGui::TextUnformatted(std::string(1, static_cast<char>('A' + heading - 1)).c_str());
      }
    }
  }
  ImGui::EndTable();
}

void share_slider(LabPanel& panel, const DataSpec& data) {
  const bool far = data.label_noise == LabelNoise::far;
  SliderSpec share;
  share.id = std::string("flips");
  share.label = panel.text(far ? "lab.labels.points_added" : "lab.labels.flips");
  share.role = panel.text("lab.labels.flips_role");
  share.value = data.flips;
  share.max = 0.5;
  const Language& language = panel.language();
  page_slider(panel, share, [&language, label = share.label](LabPage& page, double value) {
    if (!(value >= 0 && value <= 0.5)) throw InputError(out_of_range(language, label, 0, 0.5));
    page.data.flips = value;
  });
  if (!far) return;
  SliderSpec place;
  place.id = std::string("far_distance");
  place.label = panel.text("lab.labels.place");
  place.role = panel.text("lab.labels.place_role");
  place.value = data.far_distance;
  place.initial = 10, place.min = 2, place.max = 30;
  page_slider(panel, place, [&language, label = place.label](LabPage& page, double value) {
    if (!(value >= 2 && value <= 30)) throw InputError(out_of_range(language, label, 2, 30));
    page.data.far_distance = value;
  });
}

}  // namespace

void label_noise_controls(LabPanel& panel) {
  const DataSpec& data = panel.page().data;
  section(panel.text("lab.labels.title"), panel.ui);
  const std::span<const NoiseChoice> choices =
      has_several_classes(data) ? std::span<const NoiseChoice>(of_several) : std::span<const NoiseChoice>(of_two);
  std::vector<std::string> names;
  int current = -1;
  for (const NoiseChoice& choice : choices) {
    if (choice.noise == data.label_noise) current = static_cast<int>(names.size());
    names.push_back(panel.text(choice.name));
  }
  if (const auto clicked = combo("label_noise", panel.text("lab.labels.kind"), names, current, panel)) {
    panel.edit_page(panel.text("lab.labels.kind_edit"), [kind = choices[static_cast<std::size_t>(*clicked)].noise](
                                                            LabPage& page) { page.data.label_noise = kind; });
  }
  if (data.label_noise == LabelNoise::matrix) {
    matrix_grid(panel);
  } else {
    share_slider(panel, data);
  }
}

}  // namespace losslab
