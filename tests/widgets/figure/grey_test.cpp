#include "widgets/figure/grey.h"

#include <gmock/gmock.h>

#include <set>

#include "samples.h"

namespace losslab {
namespace {

const FixedTextMeasure fixed;

Figure figure_of(const std::vector<std::size_t>& series) {
  Figure figure = samples::one_line();
  figure.plots[0].items.clear();
  for (const std::size_t i : series) {
    const SeriesStyle style = light_theme().series(i);
    CurveItem curve;
    curve.stroke = {style.color, 1, style.dash};
    curve.marker = style.marker;
    curve.series = static_cast<int>(i);
    curve.legend = "series " + std::to_string(i);
    figure.plots[0].items.emplace_back(curve);
  }
  return figure;
}

const CurveItem& curve(const Figure& figure, std::size_t i, std::size_t plot = 0) {
  return std::get<CurveItem>(figure.plots[plot].items[i]);
}

TEST(Grey, SeriesKeepTheirMarkersWhereTheyDiffer) {
  Figure figure = figure_of({0, 1, 2, 3});
  const Figure before = figure;
  mark_series(figure);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(curve(figure, i).marker, curve(before, i).marker);
}

TEST(Grey, NoTwoSeriesLookAlikeWhateverIsChosen) {
  for (std::size_t first = 0; first < 80; ++first) {
    for (std::size_t step = 1; step < 15; ++step) {
      std::vector<std::size_t> series;
      for (std::size_t i = 0; i < 14; ++i) series.push_back(first + i * step);
      Figure figure = figure_of(series);
      mark_series(figure);
      std::set<Marker> markers;
      std::set<std::pair<Marker, Dash>> looks;
      for (std::size_t i = 0; i < series.size(); ++i) {
        const CurveItem& one = curve(figure, i);
        EXPECT_TRUE(i >= 7 || markers.insert(one.marker).second);
        EXPECT_NE(one.marker, Marker::none);
        EXPECT_TRUE(looks.emplace(one.marker, one.stroke.dash).second) << first << " " << step << " " << i;
      }
    }
  }
}

TEST(Grey, ASeriesHasOneMarkerInAllPlots) {
  Figure figure = figure_of({0, 28});  // both usually solid with a circle
  figure.plots.push_back(figure.plots[0]);
  std::get<CurveItem>(figure.plots[1].items[1]).marker = Marker::none;
  PointsItem points;
  points.series = 28;
  points.marker = curve(figure, 1).marker;
  figure.plots[1].items.emplace_back(points);
  points.marker = Marker::star;  // means something of its own
  figure.plots[1].items.emplace_back(points);
  mark_series(figure);
  EXPECT_NE(curve(figure, 0).marker, curve(figure, 1).marker);
  EXPECT_EQ(curve(figure, 0, 1).marker, curve(figure, 0).marker);
  EXPECT_EQ(curve(figure, 1, 1).marker, curve(figure, 1).marker);
  EXPECT_EQ(std::get<PointsItem>(figure.plots[1].items[2]).marker, curve(figure, 1).marker);
  EXPECT_EQ(std::get<PointsItem>(figure.plots[1].items[3]).marker, Marker::star);
}

TEST(Grey, ColoursBecomeGreysOfTheirLuminance) {
  DisplayList list;
  list.ops.emplace_back(RectOp{{}, rgb(0xff0000), Stroke{rgb(0x00ff00), 1, Dash::solid}});
  list.ops.emplace_back(TextOp{.text = "a", .at = {}, .color = rgb(0x0000ff).with_alpha(9)});
  list.ops.emplace_back(ImageOp{std::make_shared<Pixels>(Pixels{1, 1, {rgb(0xffff00)}}), {}, true});
  list.ops.emplace_back(LineOp{{}, {}, {rgb(0x777777), 1, Dash::solid}});
  const auto kept = std::get<ImageOp>(list.ops[2]).pixels;
  turn_grey(list);
  EXPECT_EQ(std::get<RectOp>(list.ops[0]).fill, rgb(0x7f7f7f));
  EXPECT_EQ(std::get<RectOp>(list.ops[0]).outline->color, rgb(0xdcdcdc));
  EXPECT_EQ(std::get<TextOp>(list.ops[1]).color, rgb(0x4c4c4c).with_alpha(9));
  EXPECT_EQ(std::get<ImageOp>(list.ops[2]).pixels->data[0], rgb(0xf7f7f7));
  EXPECT_EQ(kept->data[0], rgb(0xffff00)) << "pixels are never changed once made";
  EXPECT_EQ(std::get<LineOp>(list.ops[3]).stroke.color, rgb(0x777777));
}

TEST(Grey, DecisionsGoOneWay) {
  for (const Theme* theme : {&in_grey(light_theme()), &in_grey(dark_theme())}) {
    for (std::size_t i = 1; i < theme->diverging.size(); ++i) {
      const bool darker = theme->diverging[i].r < theme->diverging[i - 1].r;
      EXPECT_EQ(darker, !theme->dark);
    }
  }
}

}  // namespace
}  // namespace losslab
