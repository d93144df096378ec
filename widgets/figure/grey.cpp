#include "widgets/figure/grey.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace losslab {
namespace {

// Where an item has a marker; null where it can have none.
Marker* marker_of(Item& item) {
  if (auto* curve = std::get_if<CurveItem>(&item)) return &curve->marker;
  if (auto* points = std::get_if<PointsItem>(&item)) return &points->marker;
  return nullptr;
}

// How a series looks without colour: as its first curve with a marker does.
struct Look {
  Marker marker = Marker::none;
  Dash dash = Dash::solid;
};

struct Looks {
  std::vector<int> order;  // of appearance
  std::map<int, Look> of;
};

Looks looks_of(Figure& figure) {
  Looks looks;
  for (Plot& plot : figure.plots) {
    for (Item& item : plot.items) {
      const auto* curve = std::get_if<CurveItem>(&item);
      if (curve == nullptr || curve->series < 0) continue;
      const auto [at, fresh] = looks.of.try_emplace(curve->series, Look{curve->marker, curve->stroke.dash});
      if (fresh) looks.order.push_back(curve->series);
      if (at->second.marker == Marker::none) at->second = {curve->marker, curve->stroke.dash};
    }
  }
  return looks;
}

constexpr std::array all_markers{Marker::circle, Marker::square, Marker::triangle,     Marker::diamond,
                                 Marker::cross,  Marker::plus,   Marker::down_triangle};
constexpr std::array all_dashes{Dash::solid,    Dash::dashed,    Dash::dotted,
                                Dash::dash_dot, Dash::long_dash, Dash::dense_dot};

// The one wanted if it is among them and is free, else the first that is; the one wanted where none is.
template <class T, class Test>
std::optional<T> free_one(const auto& all, T wanted, const Test& is_free) {
  const auto is_usable = [&](T one) { return std::find(all.begin(), all.end(), one) != all.end() && is_free(one); };
  if (is_usable(wanted)) return wanted;
  const auto found = std::find_if(all.begin(), all.end(), is_free);
  return found == all.end() ? std::nullopt : std::optional<T>(*found);
}

// What the series look like in the end: by their markers different, while there are any left, then by marker and dash.
std::map<int, Look> assigned(const Looks& looks) {
  std::map<int, Look> result;
  std::set<Marker> taken;
  std::set<std::pair<Marker, Dash>> pairs;
  for (const int series : looks.order) {
    Look look = looks.of.at(series);
    const auto free_with = [&](Dash dash) {
      return free_one(all_markers, look.marker, [&](Marker m) { return !pairs.contains({m, dash}); });
    };
    std::optional<Marker> marker = free_one(all_markers, look.marker, [&](Marker m) { return !taken.contains(m); });
    if (!marker) {
      look.dash = free_one(all_dashes, look.dash, [&](Dash d) { return free_with(d).has_value(); }).value_or(look.dash);
      marker = free_with(look.dash);
    }
    look.marker = marker.value_or(look.marker);
    taken.insert(look.marker);
    pairs.emplace(look.marker, look.dash);
    result[series] = look;
  }
  return result;
}

}  // namespace

Color grey_of(Color c) {
  if (c.r == c.g && c.g == c.b) return c;
  const auto linear = [](double v) {
    v /= 255;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  const double y = 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
  const double v = y <= 0.0031308 ? 12.92 * y : 1.055 * std::pow(y, 1 / 2.4) - 0.055;
  const auto level = static_cast<std::uint8_t>(std::lround(255 * std::clamp(v, 0.0, 1.0)));
  return {level, level, level, c.a};
}

namespace {

struct TurnGrey {
  static void turn(Color& color) { color = grey_of(color); }
  static void turn(Stroke& stroke) { turn(stroke.color); }
  template <class T>
  static void turn(std::optional<T>& value) {
    if (value) turn(*value);
  }
  template <class Operation>
  void operator()(Operation& op) const {
    if constexpr (requires { op.stroke; }) turn(op.stroke);
    if constexpr (requires { op.fill; }) turn(op.fill);
    if constexpr (requires { op.outline; }) turn(op.outline);
    if constexpr (requires { op.color; }) turn(op.color);
  }
  void operator()(ImageOp& op) const {
    if (!op.pixels) return;
    auto pixels = std::make_shared<Pixels>(*op.pixels);
    for (Color& color : pixels->data) turn(color);
    op.pixels = std::move(pixels);
  }
};

}  // namespace

void mark_series(Figure& figure) {
  const Looks looks = looks_of(figure);
  const std::map<int, Look> after = assigned(looks);
  for (Plot& plot : figure.plots) {
    for (Item& item : plot.items) {
      const auto look = after.find(series_of(item));
      Marker* const marker = marker_of(item);
      if (look == after.end() || marker == nullptr) continue;
      const Look& before = looks.of.at(look->first);
      auto* const curve = std::get_if<CurveItem>(&item);
      // Other markers and dashes of a series say something of their own.
      if (*marker == before.marker || (curve != nullptr && *marker == Marker::none)) *marker = look->second.marker;
      if (curve != nullptr && curve->stroke.dash == before.dash) curve->stroke.dash = look->second.dash;
    }
  }
}

void turn_grey(DisplayList& list) {
  for (Op& op : list.ops) std::visit(TurnGrey{}, op);
}

}  // namespace losslab
