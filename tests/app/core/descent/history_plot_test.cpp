// The axes of what is plotted against the iteration.
#include "app/core/descent/history_plot.h"

#include <gtest/gtest.h>

#include "widgets/figure/theme.h"

namespace losslab {
namespace {

Range axis_of(double value, bool from_zero = true, bool share = false) {
  HistoryLook look;
  look.length = 10;
  look.from_zero = from_zero;
  look.share = share;
  const HistoryCurve curve{"a", 0, {}, Marker::none, 10, [value](long) { return value; }};
  return history_plot(look, {curve}, light_theme()).y.range;
}

TEST(HistoryPlot, ZerosHaveAnAxisThatSaysNothingSmall) {
  EXPECT_EQ(axis_of(0).min, 0);
  EXPECT_GE(axis_of(0).max, 1);
  EXPECT_LE(axis_of(0).max, 1.2);
  EXPECT_GE(axis_of(0, false).span(), 0.5);
  EXPECT_LE(axis_of(3).max, 3.5);
}

TEST(HistoryPlot, SharesAreFromZeroToOne) {
  for (const double value : {0.0, 0.3, 1.0}) {
    EXPECT_EQ(axis_of(value, true, true).min, 0);
    EXPECT_EQ(axis_of(value, true, true).max, 1.05);
  }
}

// What leaves all proportion later is cut off, a start from which everybody comes down is not.
TEST(HistoryPlot, AStartStaysInSight) {
  HistoryLook look;
  look.length = 100;
  look.cut_tenth = true;
  const auto top = [&](const std::function<double(long)>& quantity) {
    const HistoryCurve curve{"a", 0, {}, Marker::none, 100, quantity};
    return history_plot(look, {curve}, light_theme()).y.range.max;
  };
  EXPECT_GT(top([](long step) { return step < 5 ? 8.0 : 0.1; }), 8);
  EXPECT_LT(top([](long step) { return step > 95 ? 800.0 : 1.0; }), 5);
}

}  // namespace
}  // namespace losslab
