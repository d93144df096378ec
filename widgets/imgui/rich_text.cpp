#include "widgets/imgui/rich_text.h"

#include <algorithm>
#include <cmath>

#include "widgets/figure/formula_box.h"
#include "widgets/imgui/item.h"
#include "widgets/imgui/painter.h"

namespace losslab {
namespace {

constexpr float leading = 1.28f;  // from line to line, times the height of the text

std::size_t character_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end - at;
}

// Chinese characters and their punctuation take three bytes or four from U+2E80 on.
bool is_ideograph(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  return first >= 0xE3 && (first < 0xEE || first >= 0xEF);
}
bool is_one_of(std::string_view character, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), character) != all.end();
}
bool closes(std::string_view character) {
  return is_one_of(character, {"，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "』", "】", "”", "’", "…"});
}
bool opens(std::string_view character) { return is_one_of(character, {"（", "《", "「", "『", "【", "“", "‘"}); }

}  // namespace

RichText::RichText(std::span<const RichPiece> pieces, const RichStyle& style, float width, const Ui& ui)
    : style_(style) {
  if (style_.points == 0) style_.points = body_points(ui);
  pen_ = text_pen(ui, style_.points, style_.font);
  bool free = true;
  float space = 0;
  for (const RichPiece& piece : pieces) {
    if (!piece.formula) {
      add_text(piece.text, free, space);
      continue;
    }
    add_formula(piece.text, width, free, space, ui);
    free = false;
    space = 0;
  }
  set_lines(width);
}

// `free` and `space`: whether a line may break before the next atom, and the space before it; left for what follows.
void RichText::add_text(std::string_view text, bool& free, float& space) {
  const float blank = text_width(pen_, " ");
  std::string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    Atom atom;
    atom.width = text_width(pen_, word);
    atom.text = std::move(word);
    atom.free = free;
    atom.space = space;
    atom.up = pen_.ascent;
    atom.down = pen_.descent;
    atoms_.push_back(std::move(atom));
    word.clear();
    free = false;
    space = 0;
  };
  bool opened = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_at(text, at);
    const std::string_view character = text.substr(at, length);
    at += length;
    if (character == " " || character == "\n") {
      end_word();
      free = true;
      space = blank;
    } else if (is_ideograph(character)) {
      if (!closes(character) && !opened) {
        end_word();
        free = true;
      } else if (word.empty() && space == 0) {
        free = false;
      }
      word += character;
      opened = opens(character);
      if (!opened) {
        end_word();
        free = true;
      }
    } else {
      if (closes(character)) free = free && space > 0;
      word += character;
      opened = false;
    }
  }
  end_word();
}

void RichText::add_formula(const std::string& tex, float room, bool free, float space, const Ui& ui) {
  const FontSet none;
  const ImGuiTextMeasure measure(ui.fonts != nullptr ? *ui.fonts : none, ui.scale);
  const double size = style_.points;
  FormulaBox box = formula_box(tex, size, style_.color, measure);
  if (const double wide = ui.px(box.width); wide > room && room > 0) {
    box = formula_box(tex, size * room / wide * 0.98, style_.color, measure);
  }
  Atom atom;
  atom.is_formula = true;
  atom.free = free;
  atom.space = space;
  atom.width = ui.px(box.width);
  atom.up = ui.px(box.up);
  atom.down = ui.px(box.down);
  atom.formula = {{box.width, box.up + box.down}, std::move(box.ops)};
  atoms_.push_back(std::move(atom));
}

// What stands together, from one place where a line may break to the next, goes to the next line together.
void RichText::set_lines(float room) {
  const float gap = (leading - 1) * pen_.height();
  std::size_t line = 0;
  float x = 0, top = 0;
  const auto end_line = [&](std::size_t end) {
    float up = pen_.ascent, down = pen_.descent;
    for (std::size_t i = line; i < end; ++i) {
      up = std::max(up, atoms_[i].up);
      down = std::max(down, atoms_[i].down);
    }
    for (std::size_t i = line; i < end; ++i) atoms_[i].baseline = top + up;
    top += up + down + gap;
    line = end;
    width_ = std::max(width_, x);
    x = 0;
  };
  for (std::size_t at = 0; at < atoms_.size();) {
    std::size_t end = at + 1;
    float width = atoms_[at].width;
    while (end < atoms_.size() && !atoms_[end].free) width += atoms_[end++].width;
    float space = at == line ? 0 : atoms_[at].space;
    if (at > line && x + space + width > room) {
      end_line(at);
      space = 0;
    }
    x += space;
    for (; at < end; ++at) {
      atoms_[at].x = x;
      x += atoms_[at].width;
    }
  }
  if (line < atoms_.size()) end_line(atoms_.size());
  height_ = std::max(0.f, top - gap);
}

void RichText::draw(ImDrawList& draw, ImVec2 at, Ui& ui) const {
  const ImU32 ink = to_im(style_.color);
  for (const Atom& atom : atoms_) {
    if (atom.is_formula) {
      paint(atom.formula, draw, {at.x + atom.x, std::round(at.y + atom.baseline)}, ui);
    } else {
      draw_text(draw, pen_, {at.x + atom.x, std::round(at.y + atom.baseline)}, ink, atom.text);
    }
  }
}

void rich_text(std::span<const RichPiece> pieces, const RichStyle& style, Ui& ui) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  const RichText text(pieces, style, room, ui);
  text.draw(*ImGui::GetWindowDrawList(), at, ui);
  finish_row(at, ImVec2(room, text.height()));
}

}  // namespace losslab
