#pragma once
#include <string>

#include "app/core/lessons/handout/page_flow.h"
#include "app/core/lessons/state/lesson_state.h"
#include "widgets/export/export.h"
#include "widgets/figure/language.h"
#include "widgets/figure/theme.h"

namespace losslab {

// What a handout is made with: texts, rules and figures, in the order in which they are added.
class Sheet {
 public:
  Sheet(const PageFlow::Paper& paper, const Language& text) : flow_(paper), text_(text) {}

  const Language& text() const { return text_; }
  PageFlow& flow() { return flow_; }

  static TextLook body() { return {10.5, light_theme().foreground, FontStyle::regular, 1.5}; }
  static TextLook small() { return {9, light_theme().muted, FontStyle::regular, 1.4}; }
  static TextLook heading(double size) { return {size, light_theme().foreground, FontStyle::bold, 1.35}; }

  void paragraph(const std::vector<SetPiece>& pieces, const TextLook& look, double indent = 0);
  void plain(const std::string& text, const TextLook& look, double indent = 0) {
    paragraph({{text, false}}, look, indent);
  }
  // An item of a list: a mark, and the text beside it. `box`: a box to tick in place of a bare mark.
  void item(const std::string& mark, const std::vector<SetPiece>& pieces, bool box, bool bold = false);
  // Lines to write on, behind an optional word.
  void ruled(int lines, const std::string& word = {}, double share = 1);
  // A title in bold, behind a short bar in the accent's colour.
  void step_title(const std::string& number, const std::vector<SetPiece>& title);
  // A figure as wide as the text, or narrower in the middle.
  void figure(const Figure& figure, double height, double share = 1);
  // A scale from one number to another, to mark a place on.
  void scale(double from, double to, bool log);
  void rule();

  double width() const { return flow_.width(); }
  const TextMeasure& measure() const { return measure_; }

 private:
  std::vector<Block> lines(const std::vector<SetPiece>& pieces, double width, const TextLook& look) const {
    return set_lines(pieces, width, look, measure_);
  }

  PageFlow flow_;
  const Language& text_;
  PangoTextMeasure measure_;
};

}  // namespace losslab
