// What a table looks like, and what its chosen columns would give.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/core/shell/figure_parts.h"
#include "app/screens/lab/import_preview.h"
#include "app/screens/shell/pieces.h"
#include "losses/learn/data/table/csv_text.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

constexpr std::size_t most_rows = 8, rows_in_low_window = 3;
constexpr double low_window = 660;                                     // points
constexpr double least_column = 44, most_column = 150, cell_gap = 14;  // points
constexpr std::size_t most_dots = 1500;

// What a column is taken for; empty where it is not.
std::string role_of(const Language& language, const ColumnChoice& choice, int column) {
  const bool classes = choice.task == Task::classification;
  if (column == choice.x1) return classes || !choice.more.empty() ? predictor_symbol(0) : "x";
  if (classes && column == choice.x2) return predictor_symbol(1);
  if (column == choice.y) return classes ? language("lab.import.label_role") : "y";
  if (classes && column == choice.true_label) return language("lab.import.true_label_role");
  if (!classes && column == choice.outlier) return language("lab.import.outlier_role");
  if (column == choice.weight) return language("lab.import.weight_role");
  const auto more = std::ranges::find(choice.more, column);
  if (more == choice.more.end()) return "";
  return predictor_symbol(static_cast<std::size_t>(more - choice.more.begin()) + (classes ? 2 : 1));
}

class Preview {
 public:
  Preview(Panel& panel, const ImportDraft& draft)
      : panel_(panel),
        ui_(panel.ui),
        theme_(panel.theme()),
        table_(*draft.table),
        choice_(draft.choice),
        rows_(std::min(rows_that_fit(), table_.rows())),
        room_(ImGui::GetContentRegionAvail().x) {
    choose_columns();
  }

  void draw() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = std::round(plain_.height() + ui_.px(5));
    const float height = role_line() + line * static_cast<float>(rows_ + 1) + ui_.px(4);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    float x = at.x;
    for (const Shown& one : shown_) {
      column(draw, one, {x, at.y}, line, height);
      x += one.width;
    }
    const float rule = std::round(at.y + role_line() + line);
    draw.AddRectFilled({at.x, rule}, {x, rule + std::max(1.f, std::floor(ui_.scale))}, to_im(theme_.border));
    finish_row(at, {room_, height});
    const std::size_t more = table_.columns().size() - shown_.size();
    if (more == 1) hint(panel_.text("lab.import.one_more_column"), panel_);
    if (more > 1) hint(panel_.text("lab.import.more_columns", {{"count", fmt::format("{}", more)}}), panel_);
  }

 private:
  struct Shown {
    int column;
    float width;
  };

  // The choice below the table should be in sight, too.
  std::size_t rows_that_fit() const {
    return ImGui::GetIO().DisplaySize.y < ui_.px(low_window) ? rows_in_low_window : most_rows;
  }

  float role_line() const { return std::round(small_.height() + ui_.px(3)); }

  float width_of(int column) const {
    const auto c = static_cast<std::size_t>(column);
    float width = text_width(bold_, table_.columns()[c].name);
    for (std::size_t row = 0; row < rows_; ++row) width = std::max(width, text_width(plain_, table_.cell(row, c)));
    return std::clamp(width, ui_.px(least_column), ui_.px(most_column)) + ui_.px(cell_gap);
  }

  // The chosen ones at any rate, and of the others as many as there is room for, in the order of the file.
  void choose_columns() {
    const int count = static_cast<int>(table_.columns().size());
    float used = 0;
    for (const bool chosen : {true, false}) {
      for (int c = 0; c < count; ++c) {
        if (role_of(panel_.language(), choice_, c).empty() == chosen) continue;
        const float width = width_of(c);
        if (used + width > room_ && (!chosen || !shown_.empty())) {
          if (!chosen) break;
          continue;
        }
        shown_.push_back({c, width});
        used += width;
      }
    }
    std::ranges::sort(shown_, {}, &Shown::column);
  }

  void column(ImDrawList& draw, const Shown& one, ImVec2 at, float line, float height) const {
    const CsvColumn& info = table_.columns()[static_cast<std::size_t>(one.column)];
    const std::string role = role_of(panel_.language(), choice_, one.column);
    const bool chosen = !role.empty();
    if (chosen) {
      const Color ground = mix(theme_.background, theme_.accent, theme_.dark ? 0.16 : 0.09);
      draw.AddRectFilled(at, {at.x + one.width - ui_.px(2), at.y + height}, to_im(ground), ui_.px(4));
    }
    const bool right = info.numeric();
    put(draw, small_, role, {at.x, at.y}, one.width, role_line(), right, theme_.accent);
    float y = at.y + role_line();
    put(draw, chosen ? bold_ : plain_, info.name, {at.x, y}, one.width, line, right, theme_.foreground);
    for (std::size_t row = 0; row < rows_; ++row) {
      y += line;
      cell(draw, one, row, {at.x, y + ui_.px(2)}, line, right, chosen);
    }
  }

  void cell(ImDrawList& draw, const Shown& one, std::size_t row, ImVec2 at, float line, bool right, bool chosen) const {
    const std::string text = table_.cell(row, static_cast<std::size_t>(one.column));
    const bool label = one.column == choice_.y && choice_.task == Task::classification;
    const CsvColumn& column = table_.columns()[static_cast<std::size_t>(one.column)];
    const bool category = choice_.code_words && column.numbers == 0;
    const bool number = chosen && !label && !category && one.column != choice_.true_label;
    const bool wrong = chosen && (number ? std::isnan(column.cells[row]) : table_.missing(text));
    const Color ink = wrong ? theme_.danger : chosen ? theme_.foreground : theme_.muted;
    put(draw, plain_, text.empty() ? std::string_view("–") : text, at, one.width, line, right, ink);
  }

  void put(ImDrawList& draw, const TextPen& pen, std::string_view text, ImVec2 at, float width, float height,
           bool right, Color ink) const {
    const float inset = ui_.px(cell_gap / 2);
    const std::string fitting = shortened(pen, text, width - 2 * inset + 1);
    const float x = right ? at.x + width - inset - text_width(pen, fitting) : at.x + inset;
    draw_text(draw, pen, {x, pen.baseline_at(at.y + height / 2)}, to_im(ink), fitting);
  }

  Panel& panel_;
  const Ui& ui_;
  const Theme& theme_;
  const CsvTable& table_;
  const ColumnChoice& choice_;
  TextPen plain_ = body_pen(ui_, FontStyle::regular, 0.92), bold_ = body_pen(ui_, FontStyle::bold, 0.92);
  TextPen small_ = body_pen(ui_, FontStyle::regular, 0.8);
  std::size_t rows_;
  float room_;
  std::vector<Shown> shown_;
};

// Halves, so that the span of the largest numbers stays finite.
struct HalfRange {
  double low, high;
  explicit HalfRange(const std::vector<double>& values)
      : low(0.5 * *std::ranges::min_element(values)), high(0.5 * *std::ranges::max_element(values)) {}
  float share(double value) const { return high > low ? static_cast<float>((0.5 * value - low) / (high - low)) : 0.5f; }
};

void dots(Panel& panel, const Dataset& data, ImVec2 low, ImVec2 high) {
  const bool classes = data.task == Task::classification;
  const std::vector<double>& up = classes ? data.x2 : data.y;
  const HalfRange across(data.x1), upwards(up);
  const float inset = panel.ui.px(8), radius = panel.ui.px(2.2);
  const std::size_t stride = 1 + (data.size() - 1) / most_dots;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < data.size(); i += stride) {
    const ImVec2 at{low.x + inset + across.share(data.x1[i]) * (high.x - low.x - 2 * inset),
                    high.y - inset - upwards.share(up[i]) * (high.y - low.y - 2 * inset)};
    const bool outlier = !data.outlier.empty() && data.outlier[i] != 0;
    const Theme& theme = panel.theme();
    if (classes && data.y[i] < 0) {
      draw.AddTriangleFilled({at.x, at.y - radius}, {at.x + radius, at.y + radius}, {at.x - radius, at.y + radius},
                             to_im(theme.negative));
    } else {
      const bool named = !data.class_names.empty();
      const Color ink = named     ? parts::class_style(theme, static_cast<std::size_t>(data.y[i])).color
                        : classes ? theme.positive
                                  : theme.foreground;
      if (outlier) {
        draw.AddCircle(at, radius, to_im(ink), 12);
      } else {
        draw.AddCircleFilled(at, radius, to_im(ink), 12);
      }
    }
  }
}

}  // namespace

std::string predictor_symbol(std::size_t j) {
  std::string symbol = "x";
  for (const char digit : fmt::format("{}", j + 1)) {
    symbol += "\xe2\x82";  // U+2080, subscript zero, and those after it
    symbol += static_cast<char>(0x80 + (digit - '0'));
  }
  return symbol;
}

void table_preview(Panel& panel, const ImportDraft& draft) { Preview(panel, draft).draw(); }

void points_preview(Panel& panel, const ImportDraft& draft, ImVec2 size) {
  Ui& ui = panel.ui;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const TextPen pen = body_pen(ui, FontStyle::regular, 0.85);
  const float line = std::round(pen.height() + ui.px(4));
  const ImVec2 low{at.x, at.y + line}, high{at.x + size.x, at.y + size.y - line};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRect(low, high, to_im(panel.theme().border), ui.px(4));
  const Dataset& data = draft.points;
  if (data.size() > 0) {
    const ImU32 ink = to_im(panel.theme().muted);
    const std::string up = shortened(pen, data.task == Task::classification ? data.x2_name : data.y_name, size.x);
    const std::string across = shortened(pen, data.x1_name, size.x);
    draw_text(draw, pen, {at.x, pen.baseline_at(at.y + line / 2)}, ink, up);
    draw_text(draw, pen, {high.x - text_width(pen, across), pen.baseline_at(high.y + line / 2)}, ink, across);
    dots(panel, data, low, high);
  }
  finish_row(at, size);
}

}  // namespace losslab
