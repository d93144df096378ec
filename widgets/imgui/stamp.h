#pragma once
#include <imgui.h>

namespace losslab {

// What a small shape put into a draw list, to be put there again at other places: figures draw the same marker hundreds
// of times in a row, and to copy its triangles costs a fifth of finding them.
class Stamp {
 public:
  // Around the drawing of the shape: it stands at `at` (pixels).
  void begin(const ImDrawList& draw, ImVec2 at);
  void end(const ImDrawList& draw);
  bool empty() const { return vertices_ == 0; }
  // The same shape at another place of the same list, under the same clip and texture.
  void repeat(ImDrawList& draw, ImVec2 at) const;

 private:
  ImVec2 at_;
  int first_vertex_ = 0, first_index_ = 0, vertices_ = 0, indices_ = 0;
  unsigned int base_ = 0;  // what the list numbered the first vertex
};

}  // namespace losslab
