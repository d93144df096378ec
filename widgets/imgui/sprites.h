#pragma once
#include <imgui.h>

#include <memory>
#include <span>
#include <vector>

#include "widgets/figure/display_list.h"

namespace losslab {

// Small filled shapes as pictures of white ink, to be tinted: figures draw dots by the ten thousand, and a picture
// takes two triangles, soft edges included, where the shape itself takes ten to thirty.
class Sprites {
 public:
  static constexpr float largest = 8;  // pixels from the centre to the farthest point

  struct Sprite {
    std::shared_ptr<const Pixels> pixels;
    float half = 0;    // pixels from the centre to the edge of what is drawn
    float margin = 0;  // share of the picture that is left out at each side
  };
  // Of a disc, or of a convex polygon whose corners (pixels) are given from its centre. Null where it is too large, or
  // has no extent. Valid until the next call.
  const Sprite* disc(float radius);
  const Sprite* polygon(std::span<const ImVec2> corners);

 private:
  struct Entry {
    float radius = 0;             // of a disc
    std::vector<ImVec2> corners;  // of a polygon
    Sprite sprite;
  };
  template <class Inside>
  const Sprite* add(Entry entry, float reach, const Inside& inside);
  std::vector<Entry> entries_;
};

}  // namespace losslab
