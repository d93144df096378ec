#pragma once
#include <vector>

#include "app/core/lessons/handout/paragraph.h"

namespace losslab {

// Blocks one under the other on pages of paper. Sizes in points.
class PageFlow {
 public:
  struct Paper {
    Size size{595.276, 841.89};  // A4
    double side = 56, top = 50, bottom = 52;
  };

  explicit PageFlow(const Paper& paper) : paper_(paper) {}

  double width() const { return paper_.size.width - 2 * paper_.side; }
  double room() const { return paper_.size.height - paper_.top - paper_.bottom; }

  // Blocks that stay together where a page has room for them all; `indent` from the left edge of the text.
  void add(std::vector<Block> blocks, double indent = 0);
  void space(double height);  // not at the head of a page
  // Begins a page where this one has less room than that left.
  void keep_room(double height);
  // Begins a page, unless this one is still empty.
  void new_page();
  // The pages, each with what `foot` draws on it, in page coordinates.
  template <class Foot>
  std::vector<DisplayList> take(Foot&& foot);

 private:
  std::vector<Op>& page();

  Paper paper_;
  std::vector<DisplayList> pages_;
  double y_ = 0;  // from the top of the text
};

template <class Foot>
std::vector<DisplayList> PageFlow::take(Foot&& foot) {
  if (pages_.empty()) new_page();
  for (std::size_t i = 0; i < pages_.size(); ++i) foot(pages_[i], i + 1, pages_.size());
  return std::move(pages_);
}

}  // namespace losslab
