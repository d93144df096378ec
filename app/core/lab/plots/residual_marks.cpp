#include "app/core/lab/plots/residual_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace losslab::parts {
namespace {

constexpr std::size_t most_numbers = 5;

}  // namespace

std::size_t marked_each(std::size_t points) { return points <= 1000 ? 1 : (points + 399) / 400; }

void add_residual_marks(Plot& plot, const LabScene& scene, const Shown& who,
                        std::vector<std::pair<Point, Point>> segments) {
  if (scene.look().residuals == ResidualMarks::sticks) {
    SegmentsItem sticks;
    sticks.segments = std::move(segments);
    sticks.stroke = {who.style.color.with_alpha(95), 0.9, Dash::solid};
    sticks.series = who.series;
    plot.items.emplace_back(std::move(sticks));
  } else {
    SquaresItem squares;
    squares.segments = std::move(segments);
    squares.fill = who.style.color.with_alpha(26);
    squares.outline = {who.style.color.with_alpha(95), 0.8, Dash::solid};
    squares.series = who.series;
    plot.items.emplace_back(std::move(squares));
  }
}

void add_numbers(Plot& plot, const LabScene& scene, std::span<const Point> at, std::span<const double> size,
                 double least) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < size.size(); ++i) {
    if (std::abs(size[i]) > least) order.push_back(i);
  }
  const auto larger = [&](std::size_t a, std::size_t b) { return std::abs(size[a]) > std::abs(size[b]); };
  const std::size_t count = std::min(order.size(), most_numbers);
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count), larger);
  for (std::size_t k = 0; k < count; ++k) {
    LabelItem number;
    number.text = fmt::format("{}", order[k] + 1);
    number.at = at[order[k]];
    const bool at_the_end = number.at.x > plot.x.range.min + 0.93 * plot.x.range.span();
    number.h = at_the_end ? HAlign::right : HAlign::left;
    number.dx = at_the_end ? -5 : 5;
    number.dy = -5;
    number.color = scene.theme.muted;
    plot.items.emplace_back(std::move(number));
  }
}

}  // namespace losslab::parts
