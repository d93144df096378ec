#include "losses/learn/landscape/quadratic_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace losslab {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// Places inside of a piece between two bends, or of one that reaches to infinity: to the left of `right`, to the right
// of `left`, or all there is.
std::vector<double> places_inside(std::optional<double> left, std::optional<double> right) {
  std::vector<double> places;
  if (left && right) {
    for (int k = 1; k < 16; ++k) places.push_back(*left + (*right - *left) * k / 16);
    return places;
  }
  for (double reach = 1.0 / 64; reach < 5000; reach *= 2.3) {
    if (left) places.push_back(*left + reach);
    if (right) places.push_back(*right - reach);
    if (!left && !right) places.insert(places.end(), {-reach, reach});
  }
  return places;
}

// A loss as it is between two bends: the jet that a quadratic has at `at`.
struct Piece {
  double at;
  Jet<double> jet;

  double gradient(double x) const { return jet.gradient + (x - at) * jet.curvature; }
  double value(double x) const { return jet.value + (x - at) * (jet.gradient + 0.5 * (x - at) * jet.curvature); }
  // How large the terms are that value(x) is added up from.
  double size(double x) const {
    const double step = std::abs(x - at);
    return std::abs(jet.value) + step * (std::abs(jet.gradient) + 0.5 * step * std::abs(jet.curvature));
  }
};

constexpr double rounding = 1e-12;  // of sums of a few terms, with room

// The piece in the middle of some places, if the loss is one quadratic at all of them.
std::optional<Piece> quadratic_piece(const Loss& loss, std::span<const double> places) {
  const double middle = places[places.size() / 2];
  const Piece piece{middle, loss.at(middle)};
  for (const double x : places) {
    const Jet<double> there = loss.at(x);
    const double slopes = std::abs(there.gradient) + std::abs(piece.jet.gradient);
    // Written so that NaN is no quadratic.
    const bool same = std::abs(there.curvature - piece.jet.curvature) <= rounding * std::abs(piece.jet.curvature) &&
                      std::abs(there.gradient - piece.gradient(x)) <= rounding * slopes &&
                      std::abs(there.value - piece.value(x)) <= rounding * piece.size(x);
    if (!same) return std::nullopt;
  }
  return piece;
}

}  // namespace

// By the loss's own numbers: nobody has to say of a new loss whether it has this form.
std::optional<std::vector<Bend>> quadratic_form(const Loss& loss) {
  const std::vector<double> ends = loss.kinks();
  std::vector<Piece> pieces;
  for (std::size_t k = 0; k <= ends.size(); ++k) {
    const auto left = k > 0 ? std::optional(ends[k - 1]) : std::nullopt;
    const auto right = k < ends.size() ? std::optional(ends[k]) : std::nullopt;
    const auto piece = quadratic_piece(loss, places_inside(left, right));
    if (!piece) return std::nullopt;
    pieces.push_back(*piece);
  }
  std::vector<Bend> bends;
  for (std::size_t k = 0; k < ends.size(); ++k) {
    const Piece &left = pieces[k], &right = pieces[k + 1];
    const double jump = std::abs(right.value(ends[k]) - left.value(ends[k]));
    if (!(jump <= rounding * (left.size(ends[k]) + right.size(ends[k])))) return std::nullopt;
    const double before = left.gradient(ends[k]), after = right.gradient(ends[k]);
    bends.push_back(
        {ends[k], after - before, right.jet.curvature - left.jet.curvature, std::abs(before) + std::abs(after)});
  }
  return bends;
}

// Scratch memory for one row after another.
struct QuadraticGrid::Row {
  std::vector<double> arguments, values, gradients, curvatures;  // at the first s
  std::vector<Change> cells;                                     // one for each s, and one for what is never crossed

  Row(std::size_t samples, std::size_t count)
      : arguments(samples), values(samples), gradients(samples), curvatures(samples), cells(count + 1) {}
};

// The polynomial from the first s on, and the sum of the sizes of what it was added up from.
struct QuadraticGrid::Start {
  double level, slope, bend, size;
};

QuadraticGrid::QuadraticGrid(const Loss& loss, std::span<const Bend> bends, std::span<const double> direction,
                             std::span<const double> s)
    : loss_(loss),
      bends_(bends.begin(), bends.end()),
      direction_(direction.begin(), direction.end()),
      s_(s.begin(), s.end()) {
  for (double d : direction) {
    along_.push_back(d * (s.back() - s.front()));
    inverse_.push_back(1 / along_.back());
  }
  for (const Bend& bend : bends_) {
    for (double d : along_) {
      turns_.push_back(std::abs(d) * bend.slope);
      curves_.push_back(0.5 * d * std::abs(d) * bend.curvature);
      changes_ += std::abs(d) * bend.size + 2 * std::abs(curves_.back());
    }
  }
  if (!(changes_ > 1e-200 && changes_ < 1e200)) {
    if (changes_ != 0) changes_ = unknown;
    return;
  }
  unit_ = std::ldexp(1, 61 - std::ilogb(changes_));
  for (double& turn : turns_) turn *= unit_;
  for (double& curve : curves_) curve *= unit_;
}

// Sample i goes to the partial sum i mod 8, and these are added in pairs.
QuadraticGrid::Start QuadraticGrid::start_of(Row& row) const {
  loss_.evaluate(row.arguments, row.values, row.gradients, row.curvatures);
  std::array<double, 8> level{}, slope{}, bend{}, size{};
  const auto add = [&](std::size_t i, std::size_t k) {
    const double along = along_[i], first = row.gradients[i] * along;
    const double second = (0.5 * row.curvatures[i]) * (along * along);
    level[k] += row.values[i];
    slope[k] += first;
    bend[k] += second;
    size[k] += (std::abs(row.values[i]) + std::abs(first)) + std::abs(second);
  };
  const std::size_t n = along_.size(), whole = n / 8 * 8;
  for (std::size_t i = 0; i < whole; i += 8) {
    for (std::size_t k = 0; k < 8; ++k) add(i + k, k);
  }
  for (std::size_t i = whole; i < n; ++i) add(i, i - whole);
  const auto total = [](const std::array<double, 8>& a) {
    return ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]));
  };
  return {total(level), total(slope), total(bend), total(size)};
}

// What a sample's loss gains behind u = x is turn·(u − x) + curve·(u − x)².
void QuadraticGrid::put_changes(Row& row) const {
  const auto last = static_cast<double>(s_.size() - 1);
  const std::size_t n = along_.size();
  for (std::size_t b = 0; b < bends_.size(); ++b) {
    const double* turns = turns_.data() + b * n;
    const double* curves = curves_.data() + b * n;
    for (std::size_t i = 0; i < n; ++i) {
      const double crossing = (bends_[b].at - row.arguments[i]) * inverse_[i];
      const double x = crossing > 0 && crossing < 1 ? crossing : 1;  // 1 where it is NaN, too
      const double bent = curves[i] * x;
      Change& cell = row.cells[static_cast<std::size_t>(static_cast<std::int64_t>(x * last)) + 1];
      cell.level += static_cast<std::int64_t>(x * (bent - turns[i]));
      cell.slope += static_cast<std::int64_t>(turns[i] - 2 * bent);
      cell.bend += static_cast<std::int64_t>(curves[i]);
    }
  }
}

void QuadraticGrid::add_up(const Row& row, const Start& start, std::span<double> out) const {
  // Each of the eight partial sums takes n/8 roundings, each term and the polynomial a few: 2^-53 of all sizes for
  // each. That must be below 2^-27 of the sum.
  const double least = (start.size + changes_) * (static_cast<double>(along_.size()) / 8 + 64) * 0x1p-26;
  const double part = 1 / unit_, step = 1 / static_cast<double>(s_.size() - 1);
  Change sum{};
  for (std::size_t k = 0; k < out.size(); ++k) {
    sum.level += row.cells[k].level;
    sum.slope += row.cells[k].slope;
    sum.bend += row.cells[k].bend;
    const double u = static_cast<double>(k) * step;
    const double changed =
        static_cast<double>(sum.level) + u * (static_cast<double>(sum.slope) + u * static_cast<double>(sum.bend));
    const double value = (start.level + u * (start.slope + u * start.bend)) + part * changed;
    out[k] = std::abs(value) >= least ? value : unknown;
  }
}

void QuadraticGrid::sums(std::span<const double> bases, std::span<double> out) const {
  const std::size_t n = direction_.size(), count = s_.size();
  Row row(n, count);
  for (std::size_t from = 0, to = 0; to < out.size(); from += n, to += count) {
    for (std::size_t i = 0; i < n; ++i) row.arguments[i] = bases[from + i] + s_.front() * direction_[i];
    const Start start = start_of(row);
    if (!std::isfinite(start.size + changes_)) {
      std::ranges::fill(out.subspan(to, count), unknown);
      continue;
    }
    std::ranges::fill(row.cells, Change{});
    put_changes(row);
    add_up(row, start, out.subspan(to, count));
  }
}

}  // namespace losslab
