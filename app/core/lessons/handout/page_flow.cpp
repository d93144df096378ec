#include "app/core/lessons/handout/page_flow.h"

#include <utility>

namespace losslab {

std::vector<Op>& PageFlow::page() {
  if (pages_.empty()) pages_.push_back({paper_.size, {}});
  return pages_.back().ops;
}

void PageFlow::new_page() {
  if (!pages_.empty() && pages_.back().ops.empty()) return;
  pages_.push_back({paper_.size, {}});
  y_ = 0;
}

void PageFlow::space(double height) {
  if (y_ > 0) y_ += height;
}

void PageFlow::keep_room(double height) {
  if (y_ > 0 && y_ + height > room()) new_page();
}

void PageFlow::add(std::vector<Block> blocks, double indent) {
  double all = 0;
  for (const Block& block : blocks) all += block.height;
  if (y_ > 0 && y_ + all > room() && all <= room()) new_page();
  for (Block& block : blocks) {
    if (y_ > 0 && y_ + block.height > room()) new_page();
    std::vector<Op>& onto = page();
    move_by(block.ops, paper_.side + indent, paper_.top + y_);
    for (Op& op : block.ops) onto.push_back(std::move(op));
    y_ += block.height;
  }
}

}  // namespace losslab
