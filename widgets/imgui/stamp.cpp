#include "widgets/imgui/stamp.h"

namespace losslab {

void Stamp::begin(const ImDrawList& draw, ImVec2 at) {
  at_ = at;
  first_vertex_ = draw.VtxBuffer.Size;
  first_index_ = draw.IdxBuffer.Size;
  base_ = draw._VtxCurrentIdx;
  vertices_ = indices_ = 0;
}

void Stamp::end(const ImDrawList& draw) {
  const int vertices = draw.VtxBuffer.Size - first_vertex_;
  // The list began to number anew in between, as it does where its indices are used up: then there is no stamp.
  if (draw._VtxCurrentIdx != base_ + static_cast<unsigned int>(vertices)) return;
  vertices_ = vertices;
  indices_ = draw.IdxBuffer.Size - first_index_;
}

void Stamp::repeat(ImDrawList& draw, ImVec2 at) const {
  draw.PrimReserve(indices_, vertices_);
  const ImVec2 by(at.x - at_.x, at.y - at_.y);
  const ImDrawVert* from = draw.VtxBuffer.Data + first_vertex_;
  for (int i = 0; i < vertices_; ++i) {
    ImDrawVert vertex = from[i];
    vertex.pos = ImVec2(vertex.pos.x + by.x, vertex.pos.y + by.y);
    draw._VtxWritePtr[i] = vertex;
  }
  const ImDrawIdx* index = draw.IdxBuffer.Data + first_index_;
  const unsigned int shift = draw._VtxCurrentIdx - base_;
  for (int i = 0; i < indices_; ++i) draw._IdxWritePtr[i] = static_cast<ImDrawIdx>(index[i] + shift);
  draw._VtxWritePtr += vertices_;
  draw._IdxWritePtr += indices_;
  draw._VtxCurrentIdx += static_cast<unsigned int>(vertices_);
}

}  // namespace losslab
