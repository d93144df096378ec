#pragma once
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/core/distributions/distributions_page.h"
#include "widgets/figure/figure.h"

namespace losslab {

// The simplex of three classes as an equilateral triangle with sides of length 1: the first corner at the lower left,
// the second at the lower right, the third on top.
inline constexpr double simplex_height = 0.86602540378443865;
Point on_simplex(const std::array<double, 3>& shares);
// The shares of a place, those of the nearest place in the triangle for one outside of it.
std::array<double, 3> shares_at(Point place);

// Three of the classes span the simplex; what the others have of p stays as it is now, and so does the mean of the
// logits, which not every loss is indifferent to.
class SimplexView {
 public:
  SimplexView(std::array<int, 3> corners, std::span<const double> logits);

  // The shares that three classes of p have among them; thirds where they have nothing.
  std::array<double, 3> shares(std::span<const double> p) const;
  // The logits at a place.
  std::vector<double> logits(const std::array<double, 3>& shares) const;
  std::size_t corner(std::size_t i) const { return corners_[i]; }

 private:
  std::array<std::size_t, 3> corners_;
  std::vector<double> p_;  // now
  double together_ = 1;    // what the three have of it
  double mean_ = 0;        // of the logits
};

// The field of one loss as it is drawn: image, contours, its minimum, and arrows along which a small step of gradient
// descent in the logits moves p.
struct SimplexPicture {
  std::shared_ptr<const Pixels> pixels;
  std::shared_ptr<const FieldNumbers> numbers;  // NaN outside of the triangle
  std::vector<std::vector<Point>> contours;
  std::optional<Point> minimum;
  std::vector<std::pair<Point, Point>> arrows;  // shafts and heads
};

// The cells of the field within the triangle.
struct SimplexGrid {
  int columns = 0;
  std::vector<std::size_t> cells;                 // places in the field, row by row
  std::size_t stride = 0;                         // of samples in a batch
  std::array<std::vector<double>, 3> log_shares;  // by how much the logarithm of a share is above that of a third
};

// What is kept for the next picture.
struct SimplexParts {
  SimplexGrid grid;
  std::vector<std::vector<double>> of_classes;  // the values in all cells for each certain truth, or none
};

// Keeps the picture until something that it shows is another.
class SimplexField {
 public:
  const SimplexPicture& picture(const DistributionsPage& page, const std::array<int, 3>& corners,
                                std::span<const double> logits_now, const Theme& theme);

 private:
  struct Key {
    VectorLoss loss;
    std::vector<double> truth, teacher, logits;  // logits: what of them the whole field depends on, rounded
    std::array<int, 3> corners{};
    const Theme* theme = nullptr;
    friend bool operator==(const Key&, const Key&) = default;
  };
  std::optional<Key> key_;
  SimplexParts parts_;
  SimplexPicture picture_;
};

}  // namespace losslab
