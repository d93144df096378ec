#include "widgets/figure/layout.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "samples.h"

namespace losslab {
namespace {

using samples::overlap;
using samples::PlacedText;

const FixedTextMeasure fixed;

std::string golden(const std::string& name) {
  const std::ifstream in(std::string(LOSSLAB_GOLDEN) + "/figure/" + name);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

TEST(Golden, OneLine) {
  EXPECT_EQ(to_text(lay_out(samples::one_line(), {280, 180}, {}, fixed).list), golden("one_line.txt"));
}

TEST(Golden, EveryOperation) {
  Figure figure;
  Plot plot;
  plot.name = "all";
  plot.x.range = {0, 4};
  plot.y.range = {0, 2};
  plot.x.ticks = {{0, "none"}, {4, "all"}};
  plot.y.visible = plot.grid = false;
  auto pixels = std::make_shared<Pixels>();
  pixels->width = pixels->height = 2;
  pixels->data.resize(4);
  plot.items.emplace_back(FieldItem{pixels, {0, 4}, {0, 2}});
  plot.items.emplace_back(BarsItem{{{{1, 0}, {2, 1}}}, rgb(0x8090a0), "bars"});
  CurveItem curve;
  curve.points = {{0, 0}, {1, 2}, {2, std::nan("")}, {3, 1}, {4, std::numeric_limits<double>::infinity()}};
  curve.stroke = {rgb(0x0072b2), 2, Dash::dashed};
  plot.items.emplace_back(curve);
  SegmentsItem sticks;
  sticks.segments = {{{1, 1}, {1, 9}}};
  sticks.stroke = {rgb(0x00ff00), 1};
  plot.items.emplace_back(sticks);
  PointsItem points;
  points.points = {{1, 1}, {2, 1}, {9, 9}};
  points.fill = {rgb(0xff0000)};
  points.ring = {false, true};
  points.ring_stroke = {rgb(0x0000ff), 1};
  plot.items.emplace_back(points);
  points.marker = Marker::square;
  points.ring.clear();
  points.points = {{3, 1}};
  plot.items.emplace_back(points);
  LineItem line;
  line.at = 0.5;
  line.stroke = {rgb(0x123456), 1, Dash::dotted};
  line.label = "half";
  plot.items.emplace_back(line);
  LabelItem label;
  label.text = "here";
  label.at = {2, 1.5};
  label.h = HAlign::center;
  label.boxed = true;
  plot.items.emplace_back(label);
  figure.plots.push_back(plot);
  EXPECT_EQ(to_text(lay_out(figure, {280, 180}, {}, fixed).list), golden("every_operation.txt"));
}

TEST(Layout, MapsThereAndBack) {
  for (const bool log : {false, true}) {
    for (const bool equal : {false, true}) {
      Figure figure;
      Plot plot;
      plot.name = "p";
      plot.x.label = "x";
      plot.x.range = {0.5, 400};
      plot.y.label = "y";
      plot.y.range = {0.01, 3};
      plot.x.log = plot.y.log = log;
      plot.equal_aspect = equal;
      figure.plots.push_back(plot);
      const Layout layout = lay_out(figure, {400, 300}, {}, fixed);
      const PlotLayout& p = *layout.find("p");
      for (const Point data : {Point{0.5, 0.01}, Point{3, 1}, Point{400, 3}, Point{77, 0.3}}) {
        const Point back = p.to_data(p.to_page(data));
        EXPECT_NEAR(back.x, data.x, 1e-9 * 400);
        EXPECT_NEAR(back.y, data.y, 1e-9 * 400);
        EXPECT_TRUE(p.frame.contains(p.to_page(data)) || equal);
      }
      EXPECT_NEAR(p.to_page({p.x.min, p.y.min}).x, p.frame.x, 1e-9);
      EXPECT_NEAR(p.to_page({p.x.min, p.y.min}).y, p.frame.bottom(), 1e-9);
      EXPECT_NEAR(p.to_page({p.x.max, p.y.max}).y, p.frame.y, 1e-9);
      if (equal && !log) {
        EXPECT_NEAR(p.x.span() / p.frame.width, p.y.span() / p.frame.height, 1e-12 * p.x.span());
        EXPECT_LE(p.x.min, 0.5);
        EXPECT_GE(p.x.max, 400);
      }
    }
  }
}

TEST(Layout, FindsPlotsByNameAndPlace) {
  const Layout layout = lay_out(samples::regression(light_theme()), {700, 500}, {}, fixed);
  ASSERT_EQ(layout.plots.size(), 3U);
  for (const PlotLayout& plot : layout.plots) {
    EXPECT_EQ(layout.find(plot.name), &plot);
    EXPECT_EQ(layout.at({plot.frame.x + 5, plot.frame.y + 5}), &plot);
    EXPECT_EQ(layout.at({plot.y_axis.x + 1, plot.y_axis.y + 1}), &plot);
    EXPECT_EQ(layout.at({plot.x_axis.x + 1, plot.x_axis.y + 1}), &plot);
  }
  EXPECT_EQ(layout.find("nothing"), nullptr);
  EXPECT_EQ(layout.at({-5, -5}), nullptr);
}

TEST(Layout, FramesOfAColumnAndOfARowAreAligned) {
  const Layout stacked = lay_out(samples::stacked_losses(light_theme(), 4), {640, 480}, {}, fixed);
  const Rect a = stacked.plots[0].frame, b = stacked.plots[1].frame;
  EXPECT_DOUBLE_EQ(a.x, b.x);
  EXPECT_DOUBLE_EQ(a.right(), b.right());
  const Layout grid = lay_out(samples::regression(light_theme()), {640, 480}, {}, fixed);
  EXPECT_DOUBLE_EQ(grid.plots[0].frame.bottom(), grid.plots[2].frame.bottom());
  EXPECT_DOUBLE_EQ(grid.plots[1].frame.x, grid.plots[2].frame.x);
}

TEST(Layout, SharedAxesShowTheirLabelsOnce) {
  const auto count = [](bool share) {
    Figure figure = samples::stacked_losses(light_theme(), 1);
    figure.share_x = share;
    int labels = 0;
    for (const PlacedText& text : samples::placed_texts(lay_out(figure, {640, 480}, {}, fixed).list, fixed))
      labels += text.op.text == "residual r = y − ŷ" ? 1 : 0;
    return labels;
  };
  EXPECT_EQ(count(true), 1);
  EXPECT_EQ(count(false), 2);
}

TEST(Layout, LegendEntriesCanBeClickedAndLieAboveTheFrame) {
  const Figure figure = samples::stacked_losses(light_theme(), 8);
  const Layout layout = lay_out(figure, {640, 600}, {}, fixed);
  ASSERT_EQ(layout.plots[0].legend.size(), 8U);
  EXPECT_TRUE(layout.plots[1].legend.empty());
  for (std::size_t i = 0; i < 8; ++i) {
    const auto& entry = layout.plots[0].legend[i];
    EXPECT_EQ(entry.series, static_cast<int>(i));
    EXPECT_LE(entry.rect.bottom(), layout.plots[0].frame.y);
    EXPECT_LE(entry.rect.right(), layout.plots[0].frame.right() + 1e-9);
    EXPECT_GE(entry.rect.y, layout.plots[0].cell.y - 1e-9);
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(overlap(entry.rect, layout.plots[0].legend[j].rect));
  }
}

TEST(Layout, ALongLegendSaysTheNamesAlone) {
  Figure figure = samples::one_line();
  const auto add = [&figure](int from, int to) {
    for (int i = from; i < to; ++i) {
      CurveItem curve;
      curve.points = {{0, 0}, {1, 1}};
      curve.series = i;
      curve.legend = "Curve" + std::to_string(i) + " (delta = 1.5)";
      figure.plots[0].items.emplace_back(std::move(curve));
    }
  };
  const auto texts_with = [&figure](std::string_view part) {
    const Layout layout = lay_out(figure, {500, 400}, {}, fixed);
    return std::count_if(layout.list.ops.begin(), layout.list.ops.end(), [part](const Op& op) {
      const auto* text = std::get_if<TextOp>(&op);
      return text && text->text.find(part) != std::string::npos;
    });
  };
  add(0, 3);
  EXPECT_EQ(texts_with("delta"), 3);
  add(3, 24);
  EXPECT_EQ(texts_with("delta"), 0);
  EXPECT_EQ(texts_with("Curve"), 24);
  // The entries can still be told apart by their whole text.
  EXPECT_EQ(lay_out(figure, {500, 400}, {}, fixed).plots[0].legend.back().text, "Curve23 (delta = 1.5)");
}

TEST(Layout, HighlightFadesTheOthersAndMovesNothing) {
  const Figure figure = samples::stacked_losses(light_theme(), 3);
  FigureStyle style;
  const Layout plain = lay_out(figure, {640, 480}, style, fixed);
  style.highlight = 1;
  const Layout lit = lay_out(figure, {640, 480}, style, fixed);
  EXPECT_EQ(plain.plots[0].frame, lit.plots[0].frame);
  const auto uses = [](const Layout& layout, Color color) {
    return std::count_if(layout.list.ops.begin(), layout.list.ops.end(), [color](const Op& op) {
      const auto* line = std::get_if<PolylineOp>(&op);
      return line && line->stroke.color == color;
    });
  };
  EXPECT_EQ(uses(lit, light_theme().series_colors[1]), uses(plain, light_theme().series_colors[1]));
  EXPECT_GT(uses(plain, light_theme().series_colors[0]), 0);
  EXPECT_EQ(uses(lit, light_theme().series_colors[0]), 0);
}

void expect_clean_texts(const Figure& figure, Size size, const FigureStyle& style) {
  const Layout layout = lay_out(figure, size, style, fixed);
  const std::vector<PlacedText> texts = samples::placed_texts(layout.list, fixed);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Rect& box = texts[i].box;
    EXPECT_TRUE(box.x >= 0 && box.y >= 0 && box.right() <= size.width && box.bottom() <= size.height)
        << "'" << texts[i].op.text << "' leaves the page: " << box.x << " " << box.y << " " << box.right() << " "
        << box.bottom();
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(box, texts[j].box)) << "'" << texts[i].op.text << "' over '" << texts[j].op.text << "'";
  }
  for (const PlotLayout& plot : layout.plots) {
    EXPECT_GT(plot.frame.width, 10);
    EXPECT_GT(plot.frame.height, 10);
    EXPECT_TRUE(plot.frame.x >= 0 && plot.frame.right() <= size.width && plot.frame.bottom() <= size.height);
  }
}

TEST(Layout, TextIsNeverClippedAndNeverOverlaps) {
  const std::vector<Figure> figures{samples::stacked_losses(light_theme(), 8),
                                    samples::stacked_losses(dark_theme(), 12), samples::regression(light_theme()),
                                    samples::one_line()};
  for (std::size_t f = 0; f < figures.size(); ++f) {
    for (double width = 280; width <= 1300; width += 127) {
      for (double height = 180; height <= 900; height += 89) {
        for (const double font : {8.0, 11.0, 16.0}) {
          SCOPED_TRACE(testing::Message() << "figure " << f << " " << width << "x" << height << " font " << font);
          FigureStyle style;
          style.font_size = font;
          expect_clean_texts(figures[f], {width, height}, style);
          if (testing::Test::HasFailure()) return;
        }
      }
    }
  }
}

TEST(Layout, TextIsCleanForRangesOfAllSizes) {
  for (int e = -300; e <= 300; e += 7) {
    for (const bool log : {false, true}) {
      Figure figure = samples::one_line();
      const double size = std::pow(10, e);
      figure.plots[0].x.range = log ? Range{size, size * 3000} : Range{-0.3 * size, 2 * size};
      figure.plots[0].y.range = log ? Range{size, size * 3e7} : Range{size, size * (1 + 1e-6)};
      figure.plots[0].x.log = figure.plots[0].y.log = log;
      SCOPED_TRACE(testing::Message() << "1e" << e << " log " << log);
      expect_clean_texts(figure, {280, 180}, {});
    }
  }
}

TEST(Layout, LabelsStayInTheFrame) {
  Figure figure = samples::one_line();
  for (const double at : {-1.0, -0.99, 0.0, 0.99, 1.0}) {
    for (const auto direction : {LineItem::Direction::horizontal, LineItem::Direction::vertical}) {
      LineItem line;
      line.direction = direction;
      line.at = at;
      line.label = "the line";
      figure.plots[0].items.emplace_back(line);
    }
    for (const HAlign h : {HAlign::left, HAlign::center, HAlign::right}) {
      LabelItem label;
      label.text = "a label";
      label.at = {at, -at};
      label.h = h;
      figure.plots[0].items.emplace_back(label);
    }
  }
  const Layout layout = lay_out(figure, {280, 180}, {}, fixed);
  const Rect frame = layout.plots[0].frame;
  int seen = 0;
  for (const PlacedText& text : samples::placed_texts(layout.list, fixed)) {
    if (text.op.text != "the line" && text.op.text != "a label") continue;
    ++seen;
    EXPECT_TRUE(text.box.x >= frame.x && text.box.right() <= frame.right() && text.box.y >= frame.y &&
                text.box.bottom() <= frame.bottom());
  }
  EXPECT_GE(seen, 16);
}

TEST(Layout, ClipsComeInPairsAndNumbersAreSane) {
  Figure figure = samples::regression(light_theme());
  CurveItem wild;
  const double inf = std::numeric_limits<double>::infinity();
  wild.points = {{0, 0}, {1, 1e308}, {2, -inf}, {inf, 3}, {3, 3}, {std::nan(""), 0}, {-1e308, 1e308}, {4, 4}};
  wild.stroke = {rgb(0), 1};
  for (Plot& plot : figure.plots) plot.items.emplace_back(wild);
  bool clipped = false;
  for (const Op& op : lay_out(figure, {500, 400}, {}, fixed).list.ops) {
    if (std::holds_alternative<ClipOp>(op) || std::holds_alternative<UnclipOp>(op)) {
      EXPECT_NE(clipped, std::holds_alternative<ClipOp>(op));
      clipped = !clipped;
    }
    if (const auto* line = std::get_if<PolylineOp>(&op)) {
      EXPECT_GE(line->points.size(), 2U);
      for (const Point p : line->points) EXPECT_TRUE(std::abs(p.x) < 1000 && std::abs(p.y) < 1000);
    }
  }
  EXPECT_FALSE(clipped);
}

TEST(Layout, StandsAnEmptyFigureAndATinyPage) {
  EXPECT_TRUE(lay_out(Figure{}, {300, 200}, {}, fixed).list.ops.empty());
  for (const Size size : {Size{0, 0}, Size{1, 1}, Size{30, 400}, Size{400, 30}})
    EXPECT_EQ(lay_out(samples::regression(dark_theme()), size, {}, fixed).plots.size(), 3U);
}

TEST(Layout, IsTheSameEachTime) {
  const Figure figure = samples::regression(dark_theme());
  EXPECT_EQ(to_text(lay_out(figure, {640, 480}, {}, fixed).list), to_text(lay_out(figure, {640, 480}, {}, fixed).list));
}

}  // namespace
}  // namespace losslab
