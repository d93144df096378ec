#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "losses/core/loss.h"

namespace losslab {

// Where one piece of a loss meets the next: what its slope and its curvature grow by there.
struct Bend {
  double at, slope, curvature;
  double size;  // of the two slopes whose difference `slope` is: |left| + |right|
};
// The bends of a loss that is continuous and quadratic between them (a straight line is, too), ascending; nothing for
// all other losses.
std::optional<std::vector<Bend>> quadratic_form(const Loss& loss);

// Sums of such a loss over samples with the arguments base + s·direction, as the rows of a landscape need them: for one
// direction, many bases and evenly spaced s. Along a row each sample's loss is a polynomial of s that changes only
// where a bend is crossed. So the loss is asked at the first s alone, the changes are put down at the cells behind
// their crossings, and one pass along the row adds them up: the work is that of samples plus cells, not samples times
// cells. The changes are whole multiples of one small number, so that adding many up and taking them away again is
// exact.
//
// A sum so small that the bound of its rounding errors is more than 2^-27 of it (a quarter of what the float of a
// landscape rounds off) is not given, nor are those of a row whose numbers leave the range. The digits do not depend on
// the machine's vectors.
class QuadraticGrid {
 public:
  // s: at least two, ascending.
  QuadraticGrid(const Loss& loss, std::span<const Bend> bends, std::span<const double> direction,
                std::span<const double> s);
  // `bases`: rows of as many values as the direction has. out: a sum for each row and s, row after row; NaN where it is
  // not given.
  void sums(std::span<const double> bases, std::span<double> out) const;

 private:
  struct Row;
  struct Start;
  // A change of the polynomial level + u·(slope + u·bend), where u runs from 0 to 1 along a row.
  struct Change {
    std::int64_t level, slope, bend;
  };

  Start start_of(Row& row) const;
  void put_changes(Row& row) const;
  void add_up(const Row& row, const Start& start, std::span<double> out) const;

  Loss loss_;
  std::vector<Bend> bends_;
  std::vector<double> direction_, along_;  // of each sample: by how much the argument grows with s, and on a whole row
  std::vector<double> inverse_;            // 1/along
  std::vector<double> turns_, curves_;  // of each bend and sample: what slope and curvature in u grow by, times unit_
  std::vector<double> s_;
  double changes_ = 0;  // bound on the sum of all changes
  double unit_ = 1;     // how many of the whole numbers in a change make 1
};

}  // namespace losslab
