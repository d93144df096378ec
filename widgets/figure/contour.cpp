#include <cmath>
#include <cstdint>
#include <cstring>

#include "widgets/figure/layout.h"

namespace losslab {
namespace {

// Marching squares as a graph: its nodes are the edges of the grid that the line crosses, each crossed once and linked
// to at most two others, one in each of its cells.
class Tracer {
 public:
  Tracer(const std::vector<float>& values, int columns, int rows, Range x, Range y)
      : values_(values), columns_(columns), rows_(rows), x_(x), y_(y) {
    const std::size_t nodes = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    places_.resize(2 * nodes);
    above_.resize(nodes);
  }

  // Adds the lines of a level. The room for the grid is made once for all of them.
  void add_lines(double at, std::vector<std::vector<Point>>& result) {
    level_ = at;
    for (const std::int32_t edge : crossed_) places_[index(edge)] = 0;
    crossed_.clear();
    links_.clear();
    // Most cells are on one side as a whole, and so are most of eight in a row: those are passed over together.
    const auto width = static_cast<std::size_t>(columns_);
    // By values of its own, so that the compiler sees that the bytes are none of them.
    const float* const values = values_.data();
    const double level = level_;
    unsigned char* const marks = above_.data();
    const std::size_t count = above_.size();
    for (std::size_t k = 0; k < count; ++k) marks[k] = static_cast<double>(values[k]) >= level ? 1 : 0;
    for (int j = 0; j + 1 < rows_; ++j) {
      const unsigned char* const low = above_.data() + static_cast<std::size_t>(j) * width;
      const unsigned char* const high = low + width;
      for (int i = 0; i + 1 < columns_;) {
        if (i + 9 <= columns_ && all_alike(low + i, high + i)) {
          i += 8;
          continue;
        }
        cross_cell(i, j, low[i] | low[i + 1] << 1 | high[i + 1] << 2 | high[i] << 3);
        ++i;
      }
    }
    // Open lines first, from their ends; what is left are closed loops.
    for (const std::int32_t edge : crossed_) {
      if (!used(edge) && links_of(edge).second == none) result.push_back(trace(edge));
    }
    for (const std::int32_t edge : crossed_) {
      if (!used(edge)) {
        result.push_back(trace(edge));
        result.back().push_back(result.back().front());
      }
    }
  }

 private:
  static constexpr std::int32_t none = -1, visited = -2;
  using Links = std::pair<std::int32_t, std::int32_t>;

  static std::size_t index(std::int32_t edge) { return static_cast<std::size_t>(edge); }
  std::int32_t node(int i, int j) const { return j * columns_ + i; }
  // Edges are named by their lower left node: even to the right, odd upwards.
  std::int32_t across(int i, int j) const { return 2 * node(i, j); }
  std::int32_t upwards(int i, int j) const { return 2 * node(i, j) + 1; }
  double value(int i, int j) const { return values_[index(node(i, j))]; }
  bool used(std::int32_t edge) const { return links_of(edge).first == visited; }

  void link(std::int32_t a, std::int32_t b) {
    add_link(a, b);
    add_link(b, a);
  }
  void add_link(std::int32_t from, std::int32_t to) {
    std::int32_t& place = places_[index(from)];
    if (place == 0) {
      links_.emplace_back(to, none);
      crossed_.push_back(from);
      place = static_cast<std::int32_t>(links_.size());
    } else {
      links_[index(place - 1)].second = to;
    }
  }
  Links& links_of(std::int32_t edge) { return links_[index(places_[index(edge)] - 1)]; }
  const Links& links_of(std::int32_t edge) const { return links_[index(places_[index(edge)] - 1)]; }

  // Nine nodes of two rows.
  static bool all_alike(const unsigned char* low, const unsigned char* high) {
    std::uint64_t a = 0, b = 0;
    std::memcpy(&a, low, 8);
    std::memcpy(&b, high, 8);
    constexpr std::uint64_t ones = 0x0101010101010101;
    return a == b && (a == 0 || a == ones) && low[8] == low[0] && high[8] == low[0];
  }

  // `above`: a bit for each corner, from the lower left one anticlockwise, that is not below the level.
  void cross_cell(int i, int j, int above) {
    if (above == 0 || above == 15) return;
    const double a = value(i, j), b = value(i + 1, j), c = value(i + 1, j + 1), d = value(i, j + 1);
    const double sum = a + b + c + d;
    if (!std::isfinite(sum)) return;
    const std::int32_t bottom = across(i, j), top = across(i, j + 1), left = upwards(i, j), right = upwards(i + 1, j);
    const bool middle_above = sum / 4 >= level_;
    switch (above) {
      case 1:
      case 14:
        link(left, bottom);
        break;
      case 2:
      case 13:
        link(bottom, right);
        break;
      case 4:
      case 11:
        link(right, top);
        break;
      case 8:
      case 7:
        link(top, left);
        break;
      case 3:
      case 12:
        link(left, right);
        break;
      case 6:
      case 9:
        link(bottom, top);
        break;
      // At a saddle the mean of the corners tells which two of them are joined.
      default:
        if ((above == 5) == middle_above) {
          link(left, top);
          link(bottom, right);
        } else {
          link(left, bottom);
          link(right, top);
        }
    }
  }

  Point crossing(std::int32_t edge) const {
    const int i = (edge / 2) % columns_, j = (edge / 2) / columns_;
    const bool up = edge % 2 == 1;
    const double a = value(i, j), b = up ? value(i, j + 1) : value(i + 1, j);
    const double t = std::clamp((level_ - a) / (b - a), 0.0, 1.0);
    const double u = (i + (up ? 0 : t)) / (columns_ - 1), v = (j + (up ? t : 0)) / (rows_ - 1);
    return {x_.min + u * x_.span(), y_.min + v * y_.span()};
  }

  std::vector<Point> trace(std::int32_t edge) {
    std::vector<Point> line;
    while (edge != none) {
      const Links links = links_of(edge);
      links_of(edge).first = visited;
      const Point p = crossing(edge);
      if (line.empty() || !(line.back() == p)) line.push_back(p);
      const auto open = [this](std::int32_t next) { return next >= 0 && !used(next); };
      edge = open(links.first) ? links.first : open(links.second) ? links.second : none;
    }
    return line;
  }

  const std::vector<float>& values_;
  int columns_, rows_;
  Range x_, y_;
  double level_ = 0;
  std::vector<unsigned char> above_;  // of each node, whether it is not below the level
  std::vector<std::int32_t> places_;  // of each edge among the crossed ones, from 1; 0: it is not crossed
  std::vector<Links> links_;          // of the crossed ones
  std::vector<std::int32_t> crossed_;
};

}  // namespace

std::vector<std::vector<Point>> contour_lines(const std::vector<float>& values, int columns, int rows, Range x, Range y,
                                              std::span<const double> levels) {
  if (columns < 2 || rows < 2 || values.size() < static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows))
    return {};
  std::vector<std::vector<Point>> lines;
  Tracer tracer(values, columns, rows, x, y);
  for (const double level : levels) tracer.add_lines(level, lines);
  return lines;
}

std::vector<std::vector<Point>> contour_lines(const std::vector<float>& values, int columns, int rows, Range x, Range y,
                                              double level) {
  return contour_lines(values, columns, rows, x, y, std::span(&level, 1));
}

std::vector<double> even_levels(double highest, int count) {
  std::vector<double> levels;
  levels.reserve(static_cast<std::size_t>(count));
  for (int k = 1; k <= count; ++k) levels.push_back(highest * (k - 0.5) / count);
  return levels;
}

}  // namespace losslab
