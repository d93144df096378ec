#pragma once
#include <span>
#include <string>
#include <vector>

#include "widgets/figure/display_list.h"
#include "widgets/imgui/text.h"

namespace losslab {

// A piece of running text, or a formula in the TeX of widgets/figure/formula.h.
struct RichPiece {
  bool formula = false;
  std::string text;
};
struct RichStyle {
  double points = 0;  // em; 0: that of ordinary text
  FontStyle font = FontStyle::regular;
  Color color{};
};

// Text with formulas in it, broken into lines. Lines break at spaces and between Chinese characters, never before a
// closing sign or behind an opening one; a formula is as high as it has to be, and smaller where it is too wide.
class RichText {
 public:
  // `width` in pixels.
  RichText(std::span<const RichPiece> pieces, const RichStyle& style, float width, const Ui& ui);
  float height() const { return height_; }  // pixels
  float width() const { return width_; }    // of the longest line
  // `at`: the upper left corner.
  void draw(ImDrawList& draw, ImVec2 at, Ui& ui) const;

 private:
  // What is drawn as one: text, or a formula. A line may break before it where `free` is true.
  struct Atom {
    std::string text;
    DisplayList formula;  // around its place on the baseline
    bool is_formula = false, free = false;
    float space = 0, width = 0, up = 0, down = 0;  // pixels; space: before it, unless it begins a line
    float x = 0, baseline = 0;
  };
  void add_text(std::string_view text, bool& free, float& space);
  void add_formula(const std::string& tex, float room, bool free, float space, const Ui& ui);
  void set_lines(float room);

  std::vector<Atom> atoms_;
  TextPen pen_;
  RichStyle style_;
  float height_ = 0, width_ = 0;
};

// In the flow of the layout, over the width that is left.
void rich_text(std::span<const RichPiece> pieces, const RichStyle& style, Ui& ui);

}  // namespace losslab
