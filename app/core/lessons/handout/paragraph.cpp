#include "app/core/lessons/handout/paragraph.h"

#include <algorithm>
#include <string_view>

#include "widgets/figure/formula_box.h"

namespace losslab {
namespace {

std::size_t length_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) ++end;
  return end - at;
}

bool is_wide(std::string_view character) {
  // In UTF-8 all of them have three bytes or more, the first from E2 80 on: dashes and quotes do not count.
  return character.size() >= 3 && static_cast<unsigned char>(character[0]) >= 0xe3;
}
bool is_one_of(std::string_view character, std::string_view all) {
  return !character.empty() && all.find(character) != std::string_view::npos;
}
bool closes(std::string_view character) { return is_one_of(character, "，。、；：？！）」』》】”’%.,;:?!)]"); }
bool opens(std::string_view character) { return is_one_of(character, "（「『《【“‘(["); }

// What stays together on a line.
struct Atom {
  std::string text;     // without the blank behind it
  std::string formula;  // in place of the text
  bool blank = false;   // a blank follows, where the line goes on
  bool ends_line = false;
};

// Takes a text apart where its lines may end.
class Atoms {
 public:
  explicit Atoms(std::span<const SetPiece> pieces) {
    for (const SetPiece& piece : pieces) {
      if (piece.formula) {
        // A formula stays with what stands before and behind it without a blank only if that is a mark.
        end_atom();
        atoms_.push_back({{}, piece.text, false, false});
        after_formula_ = true;
      } else {
        plain(piece.text);
      }
    }
    end_atom();
  }
  std::vector<Atom> take() { return std::move(atoms_); }

 private:
  void end_atom() {
    if (!now_.empty()) atoms_.push_back({std::move(now_), {}, false, false});
    now_.clear();
  }
  void plain(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view character = text.substr(at, length_at(text, at));
      at += character.size();
      if (character == "\n" || character == " ") {
        const bool paragraph = character == "\n" && text.substr(at).starts_with("\n");
        end_atom();
        if (atoms_.empty()) continue;
        // Chinese is written without blanks: a line of the file that ends in it says nothing.
        if (character == " " || !is_wide(last_)) atoms_.back().blank = true;
        if (paragraph) atoms_.back().ends_line = true;
        after_formula_ = false;
        continue;
      }
      // A mark goes with the formula before it.
      if (after_formula_ && now_.empty() && closes(character)) {
        atoms_.back().text += character;
        continue;
      }
      after_formula_ = false;
      const bool joined = closes(character) || opens(last_);
      if (!now_.empty() && (is_wide(character) || is_wide(last_)) && !joined) end_atom();
      now_ += character;
      last_ = character;
    }
  }

  std::vector<Atom> atoms_;
  std::string now_, last_;
  bool after_formula_ = false;
};

class LineSetter {
 public:
  LineSetter(double width, const TextLook& look, const TextMeasure& measure)
      : width_(width), look_(look), measure_(measure), blank_(measure.measure(" ", look.size, look.style).width) {}

  void add(const Atom& atom) {
    FormulaBox box = box_of(atom);
    if (!line_.ops.empty() && line_.width + pending_blank_ + box.width > width_) end_line();
    const double x = line_.width + (line_.ops.empty() ? 0 : pending_blank_);
    line_.width = x;
    BoxBuilder::put(line_, std::move(box), x, 0);
    pending_blank_ = atom.blank ? blank_ : 0;
    if (atom.ends_line) end_line();
  }
  std::vector<Block> take() {
    end_line();
    return std::move(blocks_);
  }

 private:
  FormulaBox text_box(const std::string& text) const {
    FormulaBox box;
    const TextExtent extent = measure_.measure(text, look_.size, look_.style);
    box.width = extent.width;
    box.up = extent.ascent;
    box.down = extent.descent;
    box.ops.emplace_back(
        TextOp{text, {0, 0}, HAlign::left, VAlign::baseline, look_.size, look_.color, look_.style, false});
    return box;
  }
  FormulaBox box_of(const Atom& atom) const {
    if (atom.formula.empty()) return text_box(atom.text);
    FormulaBox box = formula_box(atom.formula, look_.size, look_.color, measure_);
    if (!atom.text.empty()) BoxBuilder::append(box, text_box(atom.text));
    return box;
  }
  void end_line() {
    if (line_.ops.empty()) return;
    const double usual = look_.leading * look_.size, up = 0.74 * usual, down = usual - up;
    // A high formula needs more room.
    const double above = std::max(up, line_.up + 2), below = std::max(down, line_.down + 2);
    move_by(line_.ops, 0, above);
    blocks_.push_back({above + below, std::move(line_.ops)});
    line_ = {};
    pending_blank_ = 0;
  }

  double width_;
  const TextLook& look_;
  const TextMeasure& measure_;
  double blank_, pending_blank_ = 0;
  FormulaBox line_;
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> set_lines(std::span<const SetPiece> text, double width, const TextLook& look,
                             const TextMeasure& measure) {
  LineSetter setter(width, look, measure);
  for (const Atom& atom : Atoms(text).take()) setter.add(atom);
  return setter.take();
}

}  // namespace losslab
