#pragma once
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/core/structures/boxes/boxes_page.h"
#include "widgets/figure/figure.h"

namespace losslab {

// What a field shows: a loss over the places of the prediction's centre, or over its widths and heights.
struct BoxFieldKey {
  StructuredLoss loss;
  Box target, present;  // the present one keeps its size, or its centre
  BoxesField over;
  Range x, y;
  const Theme* theme;
  friend bool operator==(const BoxFieldKey& a, const BoxFieldKey& b);
};

struct BoxField {
  std::shared_ptr<const Pixels> pixels;
  std::shared_ptr<const FieldNumbers> numbers;
  std::vector<std::vector<Point>> contours;
  std::vector<std::pair<Point, Point>> stalled;  // hatches where the loss is not least and yet has no gradient
  double stalled_share = 0;                      // of the picture
};
BoxField box_field(const BoxFieldKey& key);

// The box that a place of the field stands for.
Box box_in_field(const Box& present, BoxesField over, Point place);
Point place_in_field(const Box& box, BoxesField over);

// Keeps the field until it is another.
class KeptBoxField {
 public:
  const BoxField& of(const BoxFieldKey& key);

 private:
  std::optional<BoxFieldKey> key_;
  BoxField field_;
};

}  // namespace losslab
