#include "app/core/lessons/handout/sheet.h"

#include <algorithm>
#include <cmath>

#include "widgets/figure/layout.h"

namespace losslab {
namespace {

constexpr double rule_width = 0.6, mark_width = 20, written_line = 24;

LineOp line(Point from, Point to, Color color, double width) { return {from, to, Stroke{color, width, Dash::solid}}; }

TextOp text_op(std::string text, Point at, const TextLook& look, HAlign align = HAlign::left) {
  return {std::move(text), at, align, VAlign::baseline, look.size, look.color, look.style, false};
}

}  // namespace

void Sheet::paragraph(const std::vector<SetPiece>& pieces, const TextLook& look, double indent) {
  std::vector<Block> all = lines(pieces, width() - indent, look);
  // A long paragraph may be divided between pages, a short one is not.
  if (all.size() > 6) {
    for (Block& block : all) flow_.add({std::move(block)}, indent);
  } else {
    flow_.add(std::move(all), indent);
  }
}

void Sheet::item(const std::string& mark, const std::vector<SetPiece>& pieces, bool box, bool bold) {
  TextLook look = body();
  if (bold) look.style = FontStyle::bold;
  std::vector<Block> all = lines(pieces, width() - mark_width - 6, look);
  if (all.empty()) return;
  for (Block& block : all) move_by(block.ops, mark_width, 0);
  const double middle = 0.5 * std::min(all.front().height, look.leading * look.size);
  Block& first = all.front();
  const double down = first.height - look.leading * look.size > 0 ? 0.5 * (first.height - look.leading * look.size) : 0;
  if (box) {
    first.ops.emplace_back(
        RectOp{{0, middle + down - 5.5, 11, 11}, std::nullopt, Stroke{light_theme().muted, 0.9, Dash::solid}, 1.5});
  }
  TextOp number =
      text_op(mark, {box ? 5.5 : 0, middle + down}, box ? small() : look, box ? HAlign::center : HAlign::left);
  number.v = VAlign::middle;
  if (box) number.size = 7.5;
  first.ops.emplace_back(std::move(number));
  flow_.add(std::move(all), 6);
  flow_.space(2);
}

void Sheet::ruled(int count, const std::string& word, double share) {
  std::vector<Block> all;
  const double right = width() * share;
  for (int i = 0; i < count; ++i) {
    Block block;
    block.height = written_line;
    double left = 0;
    if (i == 0 && !word.empty()) {
      const TextLook look = small();
      block.ops.emplace_back(text_op(word, {0, written_line - 5}, look));
      left = measure_.measure(word, look.size, look.style).width + 8;
    }
    block.ops.emplace_back(line({left, written_line - 3}, {right, written_line - 3}, light_theme().border, rule_width));
    all.push_back(std::move(block));
  }
  flow_.add(std::move(all));
  flow_.space(4);
}

void Sheet::step_title(const std::string& number, const std::vector<SetPiece>& title) {
  flow_.space(16);
  const TextLook label = {8.5, light_theme().accent, FontStyle::bold, 1.4}, look = heading(13);
  Block block;
  block.ops.emplace_back(text_op(number, {0, 10}, label));
  block.height = 15;
  std::vector<Block> all;
  all.push_back(std::move(block));
  for (Block& more : lines(title, width(), look)) all.push_back(std::move(more));
  // The title stays with what follows it.
  all.push_back({2, {}});
  flow_.keep_room(120);
  flow_.add(std::move(all));
}

void Sheet::figure(const Figure& figure, double height, double share) {
  FigureStyle style;
  style.font_size = 8.5;
  style.line_scale = 0.85;
  style.whole_texts = true;
  const double figure_width = width() * share;
  DisplayList list = lay_out(figure, {figure_width, height}, style, measure_).list;
  move_by(list.ops, 0.5 * (width() - figure_width), 0);
  Block block{height + 6, std::move(list.ops)};
  std::vector<Block> all;
  all.push_back(std::move(block));
  flow_.space(4);
  flow_.add(std::move(all));
}

void Sheet::scale(double from, double to, bool log) {
  const double left = 10, right = width() - 10, y = 16;
  const auto place = [&](double value) {
    const double share = log ? std::log(value / from) / std::log(to / from) : (value - from) / (to - from);
    return left + share * (right - left);
  };
  Block block;
  block.height = 44;
  block.ops.emplace_back(line({left, y}, {right, y}, light_theme().foreground, 0.9));
  TextLook look = small();
  look.size = 8;
  for (const auto& [value, label] : ticks_for({from, to}, log, 8)) {
    if (value < from || value > to) continue;
    block.ops.emplace_back(line({place(value), y - 4}, {place(value), y + 4}, light_theme().foreground, 0.9));
    block.ops.emplace_back(text_op(label, {place(value), y + 15}, look, HAlign::center));
  }
  std::vector<Block> all;
  all.push_back(std::move(block));
  flow_.add(std::move(all));
}

void Sheet::rule() {
  Block block;
  block.height = 10;
  block.ops.emplace_back(line({0, 5}, {width(), 5}, light_theme().border, rule_width));
  std::vector<Block> all;
  all.push_back(std::move(block));
  flow_.add(std::move(all));
}

}  // namespace losslab
