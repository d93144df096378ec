#include "app/core/structures/boxes/boxes_field.h"

#include <algorithm>
#include <cmath>

#include "app/core/shell/field_tones.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

constexpr int columns = 144, rows = 108, contour_count = 12, hatches = 44;

// Rising lines through the cells that are stalled.
std::vector<std::pair<Point, Point>> hatched(const std::vector<bool>& stalled, const Range& x, const Range& y) {
  std::vector<std::pair<Point, Point>> lines;
  constexpr int parts = columns + rows;
  const auto place = [&](double column, double row) {
    return Point{x.min + x.span() * column / (columns - 1), y.min + y.span() * row / (rows - 1)};
  };
  for (int line = 0; line < hatches; ++line) {
    const double from = -rows + (columns + rows) * (line + 0.5) / hatches;  // the column at row 0
    std::optional<double> begun;
    for (int part = 0; part <= parts; ++part) {
      const double row = static_cast<double>(part) * (rows - 1) / parts, column = from + row;
      const bool inside = column >= 0 && column <= columns - 1 && part < parts;
      const bool here =
          inside &&
          stalled[static_cast<std::size_t>(std::lround(row)) * columns + static_cast<std::size_t>(std::lround(column))];
      if (here && !begun) begun = row;
      if (!here && begun) {
        lines.emplace_back(place(from + *begun, *begun), place(column, row));
        begun.reset();
      }
    }
  }
  return lines;
}

}  // namespace

bool operator==(const BoxFieldKey& a, const BoxFieldKey& b) {
  // Of the present box only what stays while the other moves.
  const auto kept = [](const BoxFieldKey& key) {
    return key.over == BoxesField::centre ? std::array{width_of(key.present), height_of(key.present)}
                                          : centre_of(key.present);
  };
  return a.loss == b.loss && a.target == b.target && a.over == b.over && kept(a) == kept(b) && a.theme == b.theme &&
         a.x.min == b.x.min && a.x.max == b.x.max && a.y.min == b.y.min && a.y.max == b.y.max;
}

Box box_in_field(const Box& present, BoxesField over, Point place) {
  if (over == BoxesField::centre) return box_around({place.x, place.y}, width_of(present), height_of(present));
  return box_around(centre_of(present), place.x, place.y);
}

Point place_in_field(const Box& box, BoxesField over) {
  if (over == BoxesField::size) return {width_of(box), height_of(box)};
  return {centre_of(box)[0], centre_of(box)[1]};
}

BoxField box_field(const BoxFieldKey& key) {
  FieldNumbers numbers{columns, rows, key.x, key.y, {}};
  std::vector<float> values;
  std::vector<bool> stalled;
  std::array<double, 4> gradient{};
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i < columns; ++i) {
      const Point place{key.x.min + key.x.span() * i / (columns - 1), key.y.min + key.y.span() * j / (rows - 1)};
      const Box box = box_in_field(key.present, key.over, place);
      const bool defined = box[0] < box[2] && box[1] < box[3];
      const double value = defined ? key.loss.evaluate(box, key.target, gradient) : std::nan("");
      numbers.values.push_back(value);
      values.push_back(static_cast<float>(value));
      stalled.push_back(defined && value > 0 && std::ranges::all_of(gradient, [](double g) { return g == 0; }));
    }
  }
  BoxField field;
  const std::vector<float> tones = parts::toned(values);
  float highest = 0;
  for (const float tone : tones) highest = std::isfinite(tone) ? std::max(highest, tone) : highest;
  field.pixels = field_pixels(tones, columns, rows, {0, std::max(highest, 1e-6f)}, key.theme->sequential);
  field.numbers = std::make_shared<const FieldNumbers>(std::move(numbers));
  field.contours = contour_lines(tones, columns, rows, key.x, key.y, even_levels(highest, contour_count));
  field.stalled = hatched(stalled, key.x, key.y);
  field.stalled_share = static_cast<double>(std::ranges::count(stalled, true)) / (columns * rows);
  return field;
}

const BoxField& KeptBoxField::of(const BoxFieldKey& key) {
  if (!key_ || !(*key_ == key)) {
    field_ = box_field(key);
    key_ = key;
  }
  return field_;
}

}  // namespace losslab
