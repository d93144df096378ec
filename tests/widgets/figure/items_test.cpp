#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <set>

#include "widgets/figure/layout.h"
#include "widgets/figure/marker.h"

namespace losslab {
namespace {

using testing::HasSubstr;

const FixedTextMeasure fixed;

Plot plain_plot(Range x, Range y) {
  Plot plot;
  plot.name = "p";
  plot.x.range = x;
  plot.y.range = y;
  plot.x.visible = plot.y.visible = plot.grid = plot.legend = false;
  return plot;
}

// On a page where a unit of x is 40 points and a unit of y is 25.
Layout laid_out(const Plot& plot, FigureStyle style = {}) {
  Figure figure;
  figure.plots.push_back(plot);
  return lay_out(figure, {420, 270}, style, fixed);
}

template <class T>
std::vector<T> ops_of(const Layout& layout) {
  std::vector<T> found;
  bool clipped = false;
  for (const Op& op : layout.list.ops) {
    if (std::holds_alternative<ClipOp>(op)) clipped = true;
    if (std::holds_alternative<UnclipOp>(op)) clipped = false;
    if (const T* of = std::get_if<T>(&op); of && clipped) found.push_back(*of);
  }
  return found;
}

SquaresItem squares_on(std::vector<std::pair<Point, Point>> segments) {
  SquaresItem item;
  item.segments = std::move(segments);
  item.fill = rgb(0x0072b2).with_alpha(40);
  item.outline = {rgb(0x0072b2), 0.8, Dash::solid};
  return item;
}

TEST(Squares, AreAsWideOnThePageAsTheirStickIsLong) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  plot.items.emplace_back(squares_on({{{2, 3}, {2, 5}}, {{3, 8}, {3, 4}}}));
  const Layout layout = laid_out(plot);
  const std::vector<RectOp> rects = ops_of<RectOp>(layout);
  ASSERT_EQ(rects.size(), 2U);
  const PlotLayout& place = layout.plots[0];
  for (std::size_t i = 0; i < 2; ++i) {
    const double length = (i == 0 ? 2 : 4) * place.frame.height / 10;
    EXPECT_NEAR(rects[i].rect.width, length, 1e-9);
    EXPECT_NEAR(rects[i].rect.height, length, 1e-9);
    EXPECT_NEAR(rects[i].rect.x, place.to_page({i == 0 ? 2.0 : 3.0, 0}).x, 1e-9);
    EXPECT_TRUE(rects[i].fill && rects[i].outline);
  }
  EXPECT_NEAR(rects[0].rect.bottom(), place.to_page({0, 3}).y, 1e-9);
  EXPECT_NEAR(rects[1].rect.y, place.to_page({0, 8}).y, 1e-9);
}

TEST(Points, AreMadeSmallerWhereTheirCellHasNoRoom) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  PointsItem points;
  points.points = {{2, 2}, {4, 4}};
  points.radius = {20, 3};
  points.within = 0.8;
  plot.items.emplace_back(points);
  const Layout layout = laid_out(plot);
  const std::vector<CircleOp> circles = ops_of<CircleOp>(layout);
  ASSERT_EQ(circles.size(), 2U);
  EXPECT_NEAR(circles[0].radius, 0.4 * layout.plots[0].frame.height / 10, 1e-9);
  EXPECT_NEAR(circles[1].radius, 3, 1e-9);
}

TEST(Ticks, LesserOnesAreThereWhereAllHaveRoom) {
  Plot plot = plain_plot({0, 4}, {0, 4});
  plot.y.visible = true;
  plot.y.ticks = {{1, "b"}, {3, "a"}};
  plot.y.lesser_ticks = {{0, "-"}, {2, "-"}, {4, "-"}};
  const auto texts = [&](double height) {
    Figure figure;
    figure.plots.push_back(plot);
    std::multiset<std::string> found;
    for (const Op& op : lay_out(figure, {200, height}, {}, fixed).list.ops) {
      if (const auto* text = std::get_if<TextOp>(&op)) found.insert(text->text);
    }
    return found;
  };
  EXPECT_EQ(texts(270), (std::multiset<std::string>{"-", "-", "-", "a", "b"}));
  EXPECT_EQ(texts(70), (std::multiset<std::string>{"a", "b"}));
}

TEST(Squares, StandWhereMoreOfThemIsSeen) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  // Room on both sides, none on the right, a little more on the right than on the left.
  plot.items.emplace_back(squares_on({{{1, 1}, {1, 3}}, {{9.9, 1}, {9.9, 5}}, {{4.9, -40}, {4.9, 40}}}));
  const Layout layout = laid_out(plot);
  const std::vector<RectOp> rects = ops_of<RectOp>(layout);
  ASSERT_EQ(rects.size(), 3U);
  const PlotLayout& place = layout.plots[0];
  EXPECT_NEAR(rects[0].rect.x, place.to_page({1, 0}).x, 1e-9);
  EXPECT_NEAR(rects[1].rect.right(), place.to_page({9.9, 0}).x, 1e-9);
  EXPECT_NEAR(rects[2].rect.x, place.to_page({4.9, 0}).x, 1e-9);
  // What lies far outside is cut off near the frame.
  EXPECT_GT(rects[2].rect.right(), place.frame.right());
  EXPECT_LT(rects[2].rect.right(), place.frame.right() + 20);
}

TEST(Squares, LeaveOutWhatCannotBeSeenAndKeepTheLargestOfMany) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN(), most = std::numeric_limits<double>::infinity();
  Plot plot = plain_plot({0, 10}, {0, 10});
  plot.items.emplace_back(squares_on(
      {{{1, none}, {1, 3}}, {{2, 3}, {2, 3}}, {{50, 3}, {50, 4}}, {{-50, 3}, {-50, 4}}, {{none, 1}, {none, 3}}}));
  EXPECT_TRUE(ops_of<RectOp>(laid_out(plot)).empty());
  plot.items = {squares_on({{{1, 3}, {1, most}}})};
  EXPECT_EQ(ops_of<RectOp>(laid_out(plot)).size(), 1U);
  std::vector<std::pair<Point, Point>> many;
  for (int i = 0; i < 5000; ++i) many.push_back({{0.002 * i, 0}, {0.002 * i, 1 + (i * 7919 % 5000) / 5000.0}});
  plot.items = {squares_on(many)};
  const Layout layout = laid_out(plot);
  const std::vector<RectOp> rects = ops_of<RectOp>(layout);
  ASSERT_EQ(rects.size(), SquaresItem::most);
  const double least = (1 + (5000 - SquaresItem::most) / 5000.0) * layout.plots[0].frame.height / 10;
  for (const RectOp& rect : rects) EXPECT_GE(rect.rect.height, least - 1e-9);
  EXPECT_EQ(to_text(layout.list), to_text(laid_out(plot).list));
}

TEST(Squares, FadeForAnotherSeries) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  SquaresItem item = squares_on({{{2, 3}, {2, 5}}});
  item.series = 1;
  plot.items.emplace_back(item);
  FigureStyle style;
  style.highlight = 1;
  EXPECT_EQ(ops_of<RectOp>(laid_out(plot, style))[0].fill, item.fill);
  style.highlight = 0;
  const RectOp faded = ops_of<RectOp>(laid_out(plot, style))[0];
  EXPECT_NE(faded.fill, item.fill);
  EXPECT_EQ(faded.fill->a, item.fill.a);
}

BandItem band_of(std::vector<Point> low, std::vector<Point> high) {
  return {std::move(low), std::move(high), rgb(0xd55e00).with_alpha(50), "", -1};
}

// Of thousands of points only those that can be told apart are drawn; of few all are, and so are those with a ring.
TEST(Points, AreDrawnOnceWhereThousandsLieOnEachOther) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  PointsItem item;
  for (int i = 0; i < 3000; ++i) item.points.push_back({5 + 1e-6 * i, 5});
  item.points.push_back({2, 2});
  item.fill = {Color{0, 0, 0, 255}};
  plot.items.emplace_back(item);
  EXPECT_LE(ops_of<CircleOp>(laid_out(plot)).size(), 3u);
  EXPECT_GE(ops_of<CircleOp>(laid_out(plot)).size(), 2u);
  item.ring.assign(item.points.size(), false);
  for (std::size_t i = 0; i < 40; ++i) item.ring[i] = true;
  item.ring_stroke = {Color{255, 0, 0, 255}, 1, Dash::solid};
  plot.items = {item};
  EXPECT_GE(ops_of<CircleOp>(laid_out(plot)).size(), 80u);
  item.ring.clear();
  item.points.resize(1000);
  plot.items = {item};
  EXPECT_EQ(ops_of<CircleOp>(laid_out(plot)).size(), 1000u);
}

TEST(Band, IsOnePieceBetweenItsCurves) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  plot.items.emplace_back(band_of({{0, 1}, {5, 2}, {10, 1}}, {{0, 3}, {5, 6}, {10, 1}}));
  const Layout layout = laid_out(plot);
  const std::vector<BandOp> bands = ops_of<BandOp>(layout);
  ASSERT_EQ(bands.size(), 1U);
  ASSERT_EQ(bands[0].upper.size(), 3U);
  ASSERT_EQ(bands[0].lower.size(), 3U);
  const Point up = layout.plots[0].to_page({5, 6}), down = layout.plots[0].to_page({5, 2});
  EXPECT_NEAR(bands[0].upper[1].x, up.x, 1e-9);
  EXPECT_NEAR(bands[0].upper[1].y, up.y, 1e-9);
  EXPECT_NEAR(bands[0].lower[1].y, down.y, 1e-9);
  EXPECT_THAT(to_text(layout.list), HasSubstr("band #d55e0032 :"));
}

TEST(Band, BreaksAtNaNAndIsOrdered) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  Plot plot = plain_plot({0, 10}, {0, 10});
  plot.items.emplace_back(band_of({{0, 1}, {1, 1}, {2, none}, {3, 5}, {4, 5}, {5, 1}, {6, none}, {7, 1}},
                                  {{0, 3}, {1, 3}, {2, 3}, {3, 2}, {4, 2}, {5, none}, {6, 2}, {7, 2}}));
  const std::vector<BandOp> bands = ops_of<BandOp>(laid_out(plot));
  ASSERT_EQ(bands.size(), 2U);
  for (const BandOp& band : bands) {
    ASSERT_EQ(band.upper.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_LT(band.upper[i].y, band.lower[i].y);
  }
}

TEST(Band, LeavesALogarithmicFrameBelowWhereItIsNotPositive) {
  Plot plot = plain_plot({1, 100}, {0.1, 10});
  plot.x.log = plot.y.log = true;
  const double infinite = std::numeric_limits<double>::infinity();
  plot.items.emplace_back(band_of({{1, 0.5}, {10, -1}, {100, 0}}, {{1, 2}, {10, 2}, {100, infinite}}));
  const Layout layout = laid_out(plot);
  const std::vector<BandOp> bands = ops_of<BandOp>(layout);
  ASSERT_EQ(bands.size(), 1U);
  const Rect& frame = layout.plots[0].frame;
  EXPECT_NEAR(bands[0].lower[0].y, layout.plots[0].to_page({1, 0.5}).y, 1e-6);
  for (const std::size_t i : {1U, 2U}) {
    EXPECT_GT(bands[0].lower[i].y, frame.bottom() + 1000);
    EXPECT_TRUE(std::isfinite(bands[0].lower[i].y));
  }
  EXPECT_LT(bands[0].upper[2].y, frame.y - 1000);
}

TEST(Star, HasFivePointsAboutTheSizeOfItsCircle) {
  const Point center{10, 20};
  const std::vector<Point> corners = star_corners(center, 4);
  ASSERT_EQ(corners.size(), 10U);
  EXPECT_NEAR(corners[0].x, center.x, 1e-12);
  EXPECT_LT(corners[0].y, center.y);
  double area = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point a = corners[i], b = corners[(i + 1) % corners.size()];
    const double part = (a.x - center.x) * (b.y - center.y) - (b.x - center.x) * (a.y - center.y);
    EXPECT_GT(part, 0);  // clockwise, and seen whole from the centre
    area += 0.5 * part;
  }
  EXPECT_NEAR(area, 3.14159 * 16, 0.15 * 3.14159 * 16);
}

TEST(Star, IsDrawnAsAMarkerAndByNoSeries) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  PointsItem points;
  points.points = {{5, 5}};
  points.marker = Marker::star;
  points.outline = Stroke{rgb(0xffffff), 1, Dash::solid};
  plot.items.emplace_back(points);
  const std::vector<StarOp> stars = ops_of<StarOp>(laid_out(plot));
  ASSERT_EQ(stars.size(), 1U);
  EXPECT_TRUE(stars[0].fill && stars[0].outline);
  EXPECT_THAT(to_text(laid_out(plot).list), HasSubstr("star "));
  for (std::size_t i = 0; i < 60; ++i) EXPECT_NE(light_theme().series(i).marker, Marker::star);
}

TEST(Titles, LeaveOutWholePartsOfANote) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  plot.note = "○ start   ◆ truth   ★ minimum";
  const auto note = [&] {
    std::string found;
    for (const Op& op : laid_out(plot).list.ops) {
      const auto* text = std::get_if<TextOp>(&op);
      if (text && text->h == HAlign::right && text->text.starts_with("○")) found = text->text;
    }
    return found;
  };
  std::vector<std::string> notes;
  for (int n = 1; n < 80; ++n) {
    plot.title = std::string(static_cast<std::size_t>(n), 'm');
    if (notes.empty() || notes.back() != note()) notes.push_back(note());
  }
  ASSERT_GE(notes.size(), 3U);
  EXPECT_EQ(notes[0], plot.note);
  EXPECT_EQ(notes[1], "○ start   ◆ truth");
  EXPECT_EQ(notes[2], "○ start");
}

TEST(Titles, ThatOpenMenusKeepRoomForTheirMark) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  plot.title = "A title";
  plot.note = "a note that is so long that it needs all of the line beside the title, and then some more";
  const auto note_left = [](const Layout& layout) {
    double left = 1e9;
    for (const Op& op : layout.list.ops) {
      const auto* text = std::get_if<TextOp>(&op);
      if (!text || text->h != HAlign::right) continue;
      left = text->at.x - fixed.measure(text->text, text->size, text->style).width;
    }
    return left;
  };
  const Layout plain = laid_out(plot);
  EXPECT_FALSE(plain.plots[0].title_menu);
  EXPECT_GT(plain.plots[0].title.width, 0);
  plot.title_menu = true;
  const Layout menu = laid_out(plot);
  const Rect& title = menu.plots[0].title;
  EXPECT_TRUE(menu.plots[0].title_menu);
  EXPECT_EQ(title, plain.plots[0].title);
  EXPECT_LE(title.bottom(), menu.plots[0].frame.y);
  ASSERT_LT(note_left(menu), 1e9);
  EXPECT_GT(note_left(menu), title.right() + PlotLayout::title_mark * title.height);
  // A title that needs the whole line is shortened for its mark.
  plot.title = std::string(200, 'm');
  const Layout full = laid_out(plot);
  EXPECT_LE(full.plots[0].title.right() + PlotLayout::title_mark * title.height, full.plots[0].frame.right() + 1e-9);
}

TEST(Titles, HaveNoPlaceWhereThePageIsTooSmallForThem) {
  Plot plot = plain_plot({0, 10}, {0, 10});
  plot.title = "A title";
  plot.title_menu = true;
  Figure figure;
  figure.plots.push_back(plot);
  EXPECT_EQ(lay_out(figure, {60, 30}, {}, fixed).plots[0].title, Rect{});
}

}  // namespace
}  // namespace losslab
