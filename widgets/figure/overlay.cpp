#include "widgets/figure/overlay.h"

#include <algorithm>

namespace losslab {
namespace {

constexpr double palest = 0.15, strongest = 0.6;  // how much of its strength an older figure keeps

Color faded(Color color, double strength) {
  return color.with_alpha(static_cast<std::uint8_t>(color.a * strength + 0.5));
}

// NaN breaks a curve in the same place before and after.
bool same_point(Point a, Point b) {
  const auto same = [](double u, double v) { return u == v || (u != u && v != v); };
  return same(a.x, b.x) && same(a.y, b.y);
}

// Whether all of the older points are the first of the newer ones.
bool begins_with(const std::vector<Point>& newer, const std::vector<Point>& older) {
  return older.size() <= newer.size() && std::equal(older.begin(), older.end(), newer.begin(), same_point);
}

std::optional<Item> pale(const Item& item, double strength) {
  if (const auto* curve = std::get_if<CurveItem>(&item)) {
    CurveItem older = *curve;
    older.stroke.color = faded(older.stroke.color, strength);
    older.marker = Marker::none;
    older.legend.clear();
    return older;
  }
  if (const auto* points = std::get_if<PointsItem>(&item)) {
    PointsItem older = *points;
    for (Color& fill : older.fill) fill = faded(fill, strength);
    if (older.outline) older.outline->color = faded(older.outline->color, strength);
    older.ring_stroke.color = faded(older.ring_stroke.color, strength);
    older.legend.clear();
    return older;
  }
  return std::nullopt;
}

const std::vector<Point>* points_of(const Item& item) {
  if (const auto* curve = std::get_if<CurveItem>(&item)) return &curve->points;
  if (const auto* points = std::get_if<PointsItem>(&item)) return &points->points;
  return nullptr;
}

// The item of that number in the plot of that name, where it is of the same kind.
const Item* item_in(const Figure& figure, const Plot& plot, std::size_t number) {
  const auto found = std::ranges::find(figure.plots, plot.name, &Plot::name);
  if (found == figure.plots.end() || number >= found->items.size()) return nullptr;
  const Item& item = found->items[number];
  return item.index() == plot.items[number].index() ? &item : nullptr;
}

}  // namespace

Figure overlaid(std::span<const Figure> figures) {
  Figure all = figures.back();
  const std::size_t older = figures.size() - 1;
  for (Plot& plot : all.plots) {
    std::vector<Item> items;
    for (std::size_t k = 0; k < plot.items.size(); ++k) {
      const std::vector<Point>* const newest = points_of(plot.items[k]);
      for (std::size_t i = 0; i < older && newest != nullptr; ++i) {
        const Item* const before = item_in(figures[i], plot, k);
        if (before == nullptr || begins_with(*newest, *points_of(*before))) continue;
        const Item* const next = item_in(figures[i + 1], plot, k);
        if (next != nullptr && begins_with(*points_of(*next), *points_of(*before))) continue;
        const double age = older == 1 ? 1 : static_cast<double>(i) / static_cast<double>(older - 1);
        if (auto item = pale(*before, palest + age * (strongest - palest))) items.push_back(std::move(*item));
      }
      items.push_back(std::move(plot.items[k]));
    }
    plot.items = std::move(items);
  }
  return all;
}

}  // namespace losslab
