#pragma once
#include <cmath>
#include <cstddef>
#include <vector>

namespace losslab::testing {

// The least c·x over x ≥ 0 with A x ≥ b for c ≥ 0, by the simplex method on the dual: the greatest b·y over y ≥ 0 with
// Aᵀy ≤ c, which has the vertex y = 0 to begin with. Bland's rule, so that it always ends. Assumes that it is bounded.
inline double linear_programme(const std::vector<std::vector<double>>& a, const std::vector<double>& b,
                               const std::vector<double>& c) {
  const std::size_t rows = c.size(), free = b.size(), columns = free + rows + 1;
  std::vector<std::vector<double>> table(rows + 1, std::vector<double>(columns, 0.0));
  std::vector<std::size_t> basis(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < free; ++j) table[i][j] = a[j][i];
    table[i][free + i] = 1;
    table[i].back() = c[i];
    basis[i] = free + i;
  }
  for (std::size_t j = 0; j < free; ++j) table[rows][j] = -b[j];
  constexpr double small = 1e-11;
  for (;;) {
    std::size_t enter = 0;
    while (enter + 1 < columns && table[rows][enter] >= -small) ++enter;
    if (enter + 1 == columns) return table[rows].back();
    std::size_t leave = rows;
    double least = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      if (table[i][enter] <= small) continue;
      const double ratio = table[i].back() / table[i][enter];
      if (leave == rows || ratio < least - 1e-14 || (ratio <= least + 1e-14 && basis[i] < basis[leave])) {
        leave = i;
        least = ratio;
      }
    }
    if (leave == rows) return INFINITY;  // the programme has no x
    const double pivot = table[leave][enter];
    for (double& x : table[leave]) x /= pivot;
    for (std::size_t i = 0; i <= rows; ++i) {
      const double by = table[i][enter];
      if (i == leave || by == 0) continue;
      for (std::size_t j = 0; j < columns; ++j) table[i][j] -= by * table[leave][j];
    }
    basis[leave] = enter;
  }
}

}  // namespace losslab::testing
