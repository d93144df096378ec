// The pixels of a mask as a session has them.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/structures/masks/mask_grid.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

std::size_t digits_of(int side) { return static_cast<std::size_t>((side + 3) / 4); }

int value_of(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

std::vector<std::string> mask_rows(const MaskGrid& mask) {
  std::vector<std::string> rows;
  for (int j = mask.side - 1; j >= 0; --j) {
    std::string row;
    for (int i = 0; i < mask.side; i += 4) {
      int digit = 0;
      for (int k = i; k < i + 4; ++k) {
        const bool set = k < mask.side && mask.pixels[pixel_at(j, k, mask.side)] != 0;
        digit = 2 * digit + (set ? 1 : 0);
      }
      row += "0123456789abcdef"[digit];
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

MaskGrid mask_of_rows(const std::vector<std::string>& rows, int side) {
  if (rows.size() != static_cast<std::size_t>(side)) {
    throw InputError(fmt::format("expected {} rows, as many as the side, found {}", side, rows.size()));
  }
  MaskGrid mask{side, {}};
  mask.pixels.resize(rows.size() * rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string& digits = rows[row];
    const auto wrong = [&](std::string_view what) {
      throw InputError(fmt::format("row {}: {}, found \"{}\"", row + 1, what, digits));
    };
    const auto is_digit = [](char digit) { return value_of(digit) >= 0; };
    if (digits.size() != digits_of(side) || !std::ranges::all_of(digits, is_digit)) {
      wrong(fmt::format("expected {} digits 0–9, a–f", digits_of(side)));
    }
    for (std::size_t k = 0; k < 4 * digits.size(); ++k) {
      const bool set = (value_of(digits[k / 4]) >> (3 - k % 4) & 1) != 0;
      if (k < rows.size()) {
        mask.pixels[(rows.size() - 1 - row) * rows.size() + k] = set ? 1 : 0;
      } else if (set) {
        wrong(fmt::format("expected no pixels beyond the side of {}", side));
      }
    }
  }
  return mask;
}

}  // namespace losslab
