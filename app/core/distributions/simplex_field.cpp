#include "app/core/distributions/simplex_field.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "app/core/distributions/expected_loss.h"
#include "app/core/shell/field_tones.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

// Of the grid in which the triangle lies; the rows that make its cells square are so many.
constexpr int many_columns = 256, few_columns = 128;
int rows_of(int columns) { return columns * 111 / 128; }
constexpr int contour_count = 12, arrows_each = 11;
// Probabilities at the edge are those of the middle of the outermost cell: there the logits are finite.
constexpr double edge = 1e-9;

std::array<double, 3> raw_shares(Point place) {
  const double c = place.y / simplex_height, b = place.x - 0.5 * c;
  return {1 - b - c, b, c};
}

Point place_of(int column, int row, int columns) {
  return {static_cast<double>(column) / (columns - 1), simplex_height * row / (rows_of(columns) - 1)};
}

SimplexGrid make_grid(int columns) {
  SimplexGrid grid;
  grid.columns = columns;
  const int rows = rows_of(columns);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const std::array<double, 3> shares = raw_shares(place_of(column, row, columns));
      if (*std::ranges::min_element(shares) < -1e-12) continue;
      grid.cells.push_back(static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column));
      for (std::size_t i = 0; i < 3; ++i) grid.log_shares[i].push_back(std::log(3 * std::max(shares[i], edge)));
    }
  }
  grid.stride = (grid.cells.size() + 7) / 8 * 8;
  return grid;
}

class Painter {
 public:
  Painter(const DistributionsPage& page, const SimplexView& view, const VectorLoss& loss)
      : page_(page), view_(view), loss_(loss, teacher_of(page, loss)) {}

  SimplexPicture paint(const Theme& theme, SimplexParts& parts) const {
    SimplexPicture picture;
    const int columns = parts.grid.columns, rows = rows_of(columns);
    const std::vector<float> values = field(parts);
    const std::vector<float> tones = losslab::parts::toned(values);
    float highest = 0;
    for (const float tone : tones) highest = std::isfinite(tone) ? std::max(highest, tone) : highest;
    picture.pixels = field_pixels(tones, columns, rows, {0, std::max(highest, 1e-6f)}, theme.sequential);
    picture.contours =
        contour_lines(tones, columns, rows, {0, 1}, {0, simplex_height}, even_levels(highest, contour_count));
    picture.numbers = std::make_shared<const FieldNumbers>(
        FieldNumbers{columns, rows, {0, 1}, {0, simplex_height}, {values.begin(), values.end()}});
    picture.minimum = minimum(values, columns);
    picture.arrows = arrows();
    return picture;
  }

 private:
  double value(const std::array<double, 3>& shares) const { return loss_.value(view_.logits(shares), page_.truth); }

  // NaN outside of the triangle. All samples of the loss at once. Under a loss that takes a class the values are a mean
  // over the classes, of which the parts stay while the truth is dragged.
  std::vector<float> field(SimplexParts& parts) const {
    const std::vector<std::size_t>& cells = parts.grid.cells;
    const std::size_t n = cells.size(), stride = parts.grid.stride;
    std::vector<double> values(n, 0.0);
    if (loss_.is_mean_of_classes()) {
      if (parts.of_classes.empty()) {
        parts.of_classes.resize(page_.classes());
        const std::vector<double> z = grid_logits(parts.grid);
        for (std::size_t k = 0; k < page_.classes(); ++k) {
          std::vector<double> truth(page_.classes(), 0.0);
          truth[k] = 1;
          parts.of_classes[k] = loss_.values(truth, n, stride, z);
        }
      }
      for (std::size_t k = 0; k < page_.classes(); ++k) {
        if (page_.truth[k] == 0) continue;
        for (std::size_t i = 0; i < n; ++i) values[i] += page_.truth[k] * parts.of_classes[k][i];
      }
    } else {
      values = loss_.values(page_.truth, n, stride, grid_logits(parts.grid));
    }
    const int columns = parts.grid.columns;
    std::vector<float> field(static_cast<std::size_t>(columns) * rows_of(columns), std::nanf(""));
    for (std::size_t i = 0; i < n; ++i) field[cells[i]] = static_cast<float>(values[i]);
    return field;
  }

  // The logits at all cells, class by class: what view_.logits() gives, but for rounding.
  std::vector<double> grid_logits(const SimplexGrid& grid) const {
    const std::size_t classes = page_.classes(), n = grid.cells.size(), stride = grid.stride;
    const std::vector<double> middle = view_.logits({1.0 / 3, 1.0 / 3, 1.0 / 3});
    std::vector<double> z(classes * stride, 0.0), shift(n, 0.0);
    for (std::size_t k = 0; k < classes; ++k)
      std::fill_n(z.begin() + static_cast<std::ptrdiff_t>(k * stride), n, middle[k]);
    const double share = 1 / static_cast<double>(classes);
    for (std::size_t corner = 0; corner < 3; ++corner) {
      double* const row = z.data() + view_.corner(corner) * stride;
      const std::vector<double>& more = grid.log_shares[corner];  // than at the middle
      for (std::size_t i = 0; i < n; ++i) {
        row[i] += more[i];
        shift[i] += share * more[i];
      }
    }
    if (loss_.loss().properties().shift_invariant) return z;
    for (std::size_t k = 0; k < classes; ++k) {
      for (std::size_t i = 0; i < n; ++i) z[k * stride + i] -= shift[i];
    }
    return z;
  }

  // From the lowest cell by ever smaller steps within the triangle.
  std::optional<Point> minimum(const std::vector<float>& values, int columns) const {
    std::size_t best = values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isfinite(values[i]) && (best == values.size() || values[i] < values[best])) best = i;
    }
    if (best == values.size()) return std::nullopt;
    Point at = place_of(static_cast<int>(best % columns), static_cast<int>(best / columns), columns);
    double least = value(shares_at(at));
    for (double step = 1.0 / columns; step > 1e-7;) {
      bool moved = false;
      for (int direction = 0; direction < 6; ++direction) {
        const double angle = direction * 1.0471975511965976;
        const std::array<double, 3> shares = shares_at({at.x + step * std::cos(angle), at.y + step * std::sin(angle)});
        const double there = value(shares);
        if (!(there < least)) continue;
        least = there;
        at = on_simplex(shares);
        moved = true;
      }
      if (!moved) step *= 0.5;
    }
    return at;
  }

  // Where a small step against the gradient in the logits takes p: dp = −(diag p − p pᵀ) ∇ℓ, all to one scale.
  std::vector<std::pair<Point, Point>> arrows() const {
    struct Arrow {
      Point at, by;
    };
    std::vector<Arrow> all;
    double longest = 0;
    std::vector<double> gradient(page_.classes());
    for (int i = 0; i < arrows_each; ++i) {
      for (int j = 0; i + j < arrows_each; ++j) {
        const double a = (i + 1.0 / 3) / arrows_each, b = (j + 1.0 / 3) / arrows_each;
        const std::array<double, 3> shares{1 - a - b, a, b};
        const std::vector<double> z = view_.logits(shares), p = softmax(z);
        loss_.evaluate(z, page_.truth, gradient);
        const double mean = std::inner_product(p.begin(), p.end(), gradient.begin(), 0.0);
        std::vector<double> moved = p;
        constexpr double small = 1e-4;
        for (std::size_t k = 0; k < p.size(); ++k) moved[k] -= small * p[k] * (gradient[k] - mean);
        const Point from = on_simplex(shares), to = on_simplex(view_.shares(moved));
        const Point by{(to.x - from.x) / small, (to.y - from.y) / small};
        const double length = std::hypot(by.x, by.y);
        if (!std::isfinite(length)) continue;
        longest = std::max(longest, length);
        all.push_back({from, by});
      }
    }
    std::vector<std::pair<Point, Point>> segments;
    const double scale = longest > 0 ? 0.75 / arrows_each / longest : 0;
    for (const Arrow& one : all) {
      const Point tip{one.at.x + scale * one.by.x, one.at.y + scale * one.by.y};
      const double dx = tip.x - one.at.x, dy = tip.y - one.at.y, length = std::hypot(dx, dy);
      if (length < 0.004) continue;
      const double head = std::min(0.35 * length, 0.014);
      const double ux = dx / length, uy = dy / length;
      segments.push_back({one.at, tip});
      for (const double side : {-0.5, 0.5}) {
        segments.push_back({tip, {tip.x - head * (ux - side * uy), tip.y - head * (uy + side * ux)}});
      }
    }
    return segments;
  }

  const DistributionsPage& page_;
  const SimplexView& view_;
  ExpectedLoss loss_;
};

// Logits like these, but with what a descent moves a little in each step rounded to what can be seen in a field: the
// probabilities of the classes that are no corners, to an eighth of themselves, and the mean logit to a 16th. Where a
// common shift costs nothing the mean is 0.
std::vector<double> coarse_logits(std::span<const double> logits, const std::array<int, 3>& corners, bool shifts_cost) {
  const auto rounded = [](double x) { return std::round(8 * x) / 8; };
  const double largest = *std::ranges::max_element(logits);
  double sum = 0, together = 0;
  for (std::size_t k = 0; k < logits.size(); ++k) {
    const double part = std::exp(logits[k] - largest);
    sum += part;
    if (std::ranges::find(corners, static_cast<int>(k)) != corners.end()) together += part;
  }
  std::vector<double> coarse;
  for (const double z : logits) coarse.push_back(rounded(z - largest - std::log(sum)));
  // Among themselves the three move all over the simplex.
  for (const int k : corners) {
    coarse[static_cast<std::size_t>(k)] =
        logits.size() == 3 ? 0 : rounded(std::log(std::max(together / sum, 1e-300) / 3));
  }
  const auto mean_of = [](std::span<const double> z) {
    return std::accumulate(z.begin(), z.end(), 0.0) / static_cast<double>(z.size());
  };
  const double shift = (shifts_cost ? std::round(16 * mean_of(logits)) / 16 : 0) - mean_of(coarse);
  for (double& z : coarse) z += shift;
  return coarse;
}

}  // namespace

Point on_simplex(const std::array<double, 3>& shares) {
  return {shares[1] + 0.5 * shares[2], simplex_height * shares[2]};
}

std::array<double, 3> shares_at(Point place) {
  std::array<double, 3> shares = raw_shares(place);
  // The projection on the triangle: classes that would be negative have nothing, the others give alike.
  for (int round = 0; round < 2; ++round) {
    double excess = -1;
    int counted = 0;
    for (double& share : shares) {
      share = std::max(share, 0.0);
      excess += share;
      counted += share > 0 ? 1 : 0;
    }
    for (double& share : shares) share -= share > 0 ? excess / counted : 0;
  }
  double sum = 0;
  for (double& share : shares) sum += share = std::max(share, 0.0);
  for (double& share : shares) share /= sum;
  return shares;
}

SimplexView::SimplexView(std::array<int, 3> corners, std::span<const double> logits) : p_(softmax(logits)) {
  together_ = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    corners_[i] = std::min(static_cast<std::size_t>(std::max(corners[i], 0)), logits.size() - 1);
    together_ += p_[corners_[i]];
  }
  for (const double z : logits) mean_ += z / static_cast<double>(logits.size());
}

std::array<double, 3> SimplexView::shares(std::span<const double> p) const {
  std::array<double, 3> result{};
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) sum += result[i] = p[corners_[i]];
  for (double& one : result) one = sum > 0 ? one / sum : 1.0 / 3;
  return result;
}

std::vector<double> SimplexView::logits(const std::array<double, 3>& shares) const {
  std::vector<double> z(p_.size());
  for (std::size_t k = 0; k < z.size(); ++k) z[k] = std::log(std::max(p_[k], 1e-300));
  for (std::size_t i = 0; i < 3; ++i)
    z[corners_[i]] = std::log(std::max(shares[i], edge) * std::max(together_, 1e-300));
  double mean = 0;
  for (const double one : z) mean += one / static_cast<double>(z.size());
  for (double& one : z) one += mean_ - mean;
  return z;
}

const SimplexPicture& SimplexField::picture(const DistributionsPage& page, const std::array<int, 3>& corners,
                                            std::span<const double> logits_now, const Theme& theme) {
  const VectorLoss loss = vector_loss(page, page.chosen.empty() ? "softmax_ce_soft" : page.chosen);
  Key key{loss,
          page.truth,
          teacher_of(page, loss),
          coarse_logits(logits_now, corners, !loss.properties().shift_invariant),
          corners,
          &theme};
  if (key_ != key) {
    // Of many classes each takes its time, and with them the field is made anew more often.
    const bool often = page.classes() > 3 && loss.properties().needs_hard_target;
    const int columns = often ? few_columns : many_columns;
    if (parts_.grid.columns != columns) parts_.grid = make_grid(columns);
    const auto without_truth = [](Key of) {
      of.truth.clear();
      return of;
    };
    if (!key_ || without_truth(*key_) != without_truth(key)) parts_.of_classes.clear();
    const SimplexView view(corners, key.logits);
    picture_ = Painter(page, view, loss).paint(theme, parts_);
    key_ = std::move(key);
  }
  return picture_;
}

}  // namespace losslab
