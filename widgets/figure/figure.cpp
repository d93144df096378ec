#include "widgets/figure/figure.h"

namespace losslab {

std::string_view legend_of(const Item& item) {
  return std::visit(
      [](const auto& of) -> std::string_view {
        if constexpr (requires { of.legend; }) {
          return of.legend;
        } else {
          return {};
        }
      },
      item);
}

int series_of(const Item& item) {
  return std::visit(
      [](const auto& of) {
        if constexpr (requires { of.series; }) {
          return of.series;
        } else {
          return -1;
        }
      },
      item);
}

}  // namespace losslab
