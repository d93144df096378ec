#include "widgets/figure/dash.h"

#include <array>

namespace losslab {
namespace {

constexpr std::array dashed{4.2, 2.2};
constexpr std::array dotted{1.2, 1.9};
constexpr std::array dash_dot{5.2, 1.8, 1.2, 1.8};
constexpr std::array long_dash{8.0, 2.2};
constexpr std::array dense_dot{1.0, 1.2};

}  // namespace

std::span<const double> dash_pattern(Dash dash) {
  switch (dash) {
    case Dash::solid:
      break;
    case Dash::dashed:
      return dashed;
    case Dash::dotted:
      return dotted;
    case Dash::dash_dot:
      return dash_dot;
    case Dash::long_dash:
      return long_dash;
    case Dash::dense_dot:
      return dense_dot;
  }
  return {};
}

}  // namespace losslab
