#include <algorithm>
#include <cmath>

#include "widgets/imgui/controls.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/polyline.h"
#include "widgets/imgui/swatch.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

constexpr double kSwatch = 20, kSwatchGap = 8, kGap = 16, kLeastGap = 9, kLeastName = 56, kLeastHeader = 26;  // points
constexpr double kHeader = 0.86;  // of the text

// The part of a number that stands left of where the decimal points are aligned. What is no number (a dash, a word)
// ends there too, so that it stands under the whole digits.
std::string_view whole_part(std::string_view cell) { return cell.substr(0, cell.find('.')); }

struct Column {
  float whole = 0, rest = 0, header = 0;
  float width() const { return std::max(whole + rest, header); }
  // By how much the header may be shortened before something else decides the width.
  float spare(float least) const { return header - std::max(whole + rest, least); }
};

class Table {
 public:
  Table(std::span<const std::string> headers, std::span<const TableRow> rows, Ui& ui)
      : headers_(headers), rows_(rows), ui_(ui), room_(ImGui::GetContentRegionAvail().x) {
    choose_size();
    share_room();
  }

  // The row that was clicked.
  std::optional<int> draw(bool choosable) {
    std::optional<int> clicked;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float line = std::round(plain_.height() + ui_.px(9));
    float y = at.y + line * 0.5f;
    header(draw, at.x, y, line);
    const float rule = snapped(at.y + line - 1, 1);
    draw.AddRectFilled(ImVec2(at.x, rule - 0.5f), ImVec2(at.x + room_, rule + 0.5f), to_im(ui_.theme->border));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      y += line;
      ImGui::PushID(static_cast<int>(i));
      if (choosable && ground(draw, at.x, y, line)) clicked = static_cast<int>(i);
      row(draw, i, at.x, y, line, choosable);
      ImGui::PopID();
    }
    finish_row(at, ImVec2(room_, line * static_cast<float>(rows_.size() + 1)));
    return clicked;
  }

 private:
  // The cells of the rows as they are written, row by row.
  void typeset() {
    cells_.clear();
    for (const TableRow& row : rows_) {
      const TextPen& pen = row.strong ? bold_ : plain_;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const bool there = c < row.cells.size();
        cells_.push_back(!there ? std::string() : c == 0 ? row.cells[c] : typeset_number(pen, row.cells[c]));
      }
    }
  }
  const std::string& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_.size() + column]; }

  void measure(double factor) {
    plain_ = body_pen(ui_, FontStyle::regular, factor);
    bold_ = body_pen(ui_, FontStyle::bold, factor);
    header_ = body_pen(ui_, FontStyle::regular, factor * kHeader);
    columns_.assign(headers_.size(), {});
    typeset();
    swatches_ = std::any_of(rows_.begin(), rows_.end(), [](const TableRow& row) { return row.swatch.has_value(); });
    for (std::size_t c = 0; c < headers_.size(); ++c) {
      Column& column = columns_[c];
      column.header = text_width(header_, headers_[c]);
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        const TextPen& pen = rows_[r].strong ? bold_ : plain_;
        const std::string_view text = cell(r, c), whole = c == 0 ? text : whole_part(text);
        column.whole = std::max(column.whole, c == 0 ? text_width(pen, whole) : number_width(pen, whole));
        column.rest = std::max(column.rest, number_width(pen, text.substr(whole.size())));
      }
    }
  }

  float swatch_room() const { return swatches_ ? ui_.px(kSwatch + kSwatchGap) : 0; }

  float numbers_width() const {
    float sum = 0;
    for (std::size_t c = 1; c < columns_.size(); ++c) sum += columns_[c].width();
    return sum;
  }

  bool fits() const {
    if (columns_.empty()) return true;
    const float gaps = ui_.px(kLeastGap) * static_cast<float>(columns_.size() - 1);
    return swatch_room() + std::min(columns_[0].width(), ui_.px(kLeastName)) + gaps + numbers_width() <= room_;
  }

  // A little smaller text before headers are shortened, and smaller still before anything overlaps.
  void choose_size() {
    for (const double factor : {1.0, 0.92}) {
      measure(factor);
      if (fits()) return;
    }
    for (const double factor : {0.92, 0.85, 0.78}) {
      measure(factor);
      shorten_headers();
      if (fits()) return;
    }
  }

  // The gaps give way first, then the first column.
  void share_room() {
    gap_ = ui_.px(kGap);
    if (columns_.empty()) return;
    const auto gaps = static_cast<float>(columns_.size() - 1);
    const float name = columns_[0].width(), free = room_ - swatch_room() - numbers_width();
    if (gaps > 0 && free - gaps * gap_ < name) gap_ = std::max((free - name) / gaps, ui_.px(kLeastGap));
    name_width_ = std::max(std::min(columns_[0].width(), free - gaps * gap_), 0.f);
  }

  // Takes what is too much from the widest header that is wider than its numbers, as far as its numbers let it, again
  // and again.
  void shorten_headers() {
    if (columns_.empty()) return;
    const float gaps = ui_.px(kLeastGap) * static_cast<float>(columns_.size() - 1);
    const float least = ui_.px(kLeastHeader);
    for (std::size_t tries = columns_.size(); tries > 0; --tries) {
      const float name = std::min(columns_[0].width(), ui_.px(kLeastName));
      const float over = swatch_room() + name + gaps + numbers_width() - room_;
      if (over <= 0) return;
      Column* widest = nullptr;
      for (std::size_t c = 1; c < columns_.size(); ++c) {
        Column& column = columns_[c];
        if (column.spare(least) > 0 && (!widest || column.header > widest->header)) widest = &column;
      }
      if (!widest) return;
      widest->header -= std::min(over, widest->spare(least));
    }
  }

  // The right end of column c ≥ 1; the columns stand against the right edge.
  float right_of(std::size_t c, float left) const {
    float x = left + room_;
    for (std::size_t i = columns_.size() - 1; i > c; --i) x -= columns_[i].width() + gap_;
    return x;
  }

  void header(ImDrawList& draw, float left, float y, float line) {
    const ImU32 color = to_im(ui_.theme->muted);
    for (std::size_t c = 0; c < headers_.size(); ++c) {
      const float room = c == 0 ? name_width_ + swatch_room() : columns_[c].width();
      // A hair more, for what was measured is also what is asked for.
      const std::string shown = shortened(header_, headers_[c], room + 0.5f);
      const float x = c == 0 ? left : right_of(c, left) - text_width(header_, shown);
      draw_text(draw, header_, ImVec2(x, plain_.baseline_at(y)), color, shown);
      if (shown == headers_[c]) continue;
      ImGui::PushID(static_cast<int>(c));
      const float low = c == 0 ? left : right_of(c, left) - room;
      tooltip(place_tip("##header", ImVec2(low, y - line * 0.5f), ImVec2(room, line)), headers_[c], ui_);
      ImGui::PopID();
    }
  }

  // The row as something to click; true where it was.
  bool ground(ImDrawList& draw, float left, float y, float line) {
    const HitArea item = place_item("##row", ImVec2(left, y - line * 0.5f), ImVec2(room_, line), ui_, {group_});
    if (item.hovered) {
      draw.AddRectFilled(item.low, item.high, to_im(ui_.theme->hover), ui_.px(4));
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    item_ = item;
    return item.clicked;
  }

  void row(ImDrawList& draw, std::size_t number, float left, float y, float line, bool choosable) {
    const TableRow& row = rows_[number];
    const TextPen& pen = row.strong ? bold_ : plain_;
    const ImU32 color = to_im(ui_.theme->foreground);
    const float baseline = pen.baseline_at(y);
    if (row.swatch) draw_swatch(draw, *row.swatch, left, left + ui_.px(kSwatch), y, ui_);
    for (std::size_t c = 0; c < std::min(row.cells.size(), columns_.size()); ++c) {
      if (c == 0) {
        const std::string name = shortened(pen, row.cells[0], name_width_);
        draw_text(draw, pen, ImVec2(left + swatch_room(), baseline), color, name);
        if (name == row.cells[0]) continue;
        const HitArea item = choosable ? item_
                                       : place_tip("##name", ImVec2(left, y - line * 0.5f),
                                                   ImVec2(swatch_room() + std::max(name_width_, 1.f), line));
        tooltip(item, row.cells[0], ui_);
      } else {
        const std::string& text = cell(number, c);
        const float point = right_of(c, left) - columns_[c].rest;
        draw_number(draw, pen, ImVec2(point - number_width(pen, whole_part(text)), baseline), color, text);
      }
    }
  }

  std::span<const std::string> headers_;
  std::span<const TableRow> rows_;
  Ui& ui_;
  float room_, gap_ = 0, name_width_ = 0;
  bool swatches_ = false;
  TextPen plain_, bold_, header_;
  std::vector<Column> columns_;
  std::vector<std::string> cells_;
  ImGuiID group_ = ImGui::GetID("##rows");
  HitArea item_;  // the present row, where rows can be clicked
};

}  // namespace

std::optional<int> number_table(const char* id, std::span<const std::string> headers, std::span<const TableRow> rows,
                                Ui& ui, bool choosable) {
  ImGui::PushID(id);
  const std::optional<int> clicked = Table(headers, rows, ui).draw(choosable);
  ImGui::PopID();
  return clicked;
}

}  // namespace losslab
