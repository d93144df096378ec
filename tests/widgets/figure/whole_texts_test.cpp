// In files no text is cut off: it wraps, the legend says names alone, a small page is laid out as at a smaller scale.
#include <gmock/gmock.h>

#include "samples.h"
#include "widgets/figure/plan.h"

namespace losslab {
namespace {

using samples::complaints;
using testing::ElementsAre;

const FixedTextMeasure fixed;  // every letter 0.55 em wide

FigureStyle whole(double font_size = 11) {
  FigureStyle style;
  style.font_size = font_size;
  style.whole_texts = true;
  return style;
}

std::vector<std::string> texts(const Figure& figure, Size size, const FigureStyle& style) {
  std::vector<std::string> found;
  for (const auto& [op, box] : samples::placed_texts(lay_out(figure, size, style, fixed).list, fixed))
    found.push_back(op.text);
  return found;
}

// A figure whose only texts are a title, a note, the label of y and a legend.
Figure captioned(const std::string& title, const std::string& note, const std::string& label,
                 const std::vector<std::string>& legend = {}) {
  Figure figure = samples::one_line();
  Plot& plot = figure.plots[0];
  plot.title = title;
  plot.note = note;
  plot.y.label = label;
  plot.x.visible = false;
  plot.y.ticks = {{100, "none"}};
  plot.items.clear();
  for (const std::string& text : legend) {
    CurveItem curve;
    curve.legend = text;
    curve.series = static_cast<int>(plot.items.size());
    plot.items.emplace_back(curve);
  }
  return figure;
}

std::vector<std::string> fitted(const std::string& title, double width) {
  const Figure figure;
  const Page page(figure, {500, 500}, whole(10), fixed);
  return page.fitted(title, width, 10, FontStyle::bold).lines;
}

TEST(WholeTexts, BreakWhereTheyMayAndEvenly) {
  // 5.5 points a letter.
  EXPECT_THAT(fitted("one line", 44), ElementsAre("one line"));
  EXPECT_THAT(fitted("two lines", 44), ElementsAre("two", "lines"));
  EXPECT_THAT(fitted("a title of four even words", 80), ElementsAre("a title of", "four even", "words"));
  EXPECT_THAT(fitted("Margins on Focal (γ = 2)", 75), ElementsAre("Margins on", "Focal (γ = 2)"));
  EXPECT_THAT(fitted("Margins on Focal (γ = 2)", 60), ElementsAre("Margins", "on Focal", "(γ = 2)"));
  EXPECT_THAT(fitted("the residual r = y − ŷ", 80), ElementsAre("the residual", "r = y − ŷ"));
  EXPECT_THAT(fitted("均方误差，损失函数", 30), ElementsAre("均方误差，", "损失函数"));
  EXPECT_THAT(fitted("", 30), ElementsAre());
}

TEST(WholeTexts, WhatFitsIsAsOnTheScreen) {
  for (const Figure& figure : {samples::stacked_losses(light_theme(), 3), samples::one_line()}) {
    FigureStyle screen = whole();
    screen.whole_texts = false;
    EXPECT_EQ(to_text(lay_out(figure, {640, 480}, whole(), fixed).list),
              to_text(lay_out(figure, {640, 480}, screen, fixed).list));
  }
}

TEST(WholeTexts, OfOneWordShrinkAndThenBreak) {
  const Figure figure;
  const Page page(figure, {500, 500}, whole(10), fixed);
  const Lines smaller = page.fitted("standardised", 55, 10);
  EXPECT_THAT(smaller.lines, ElementsAre("standardised"));
  EXPECT_LT(smaller.size, 10);
  EXPECT_LE(smaller.width, 55);
  const Lines broken = page.fitted("standardised", 40, 10);
  EXPECT_THAT(broken.lines, ElementsAre("standa-", "rdised"));
  EXPECT_EQ(page.fitted("standardised", 1, 10).count(), 0);
}

TEST(WholeTexts, ANoteThatDoesNotFitBesideTheTitleStandsBelow) {
  const std::string note = "a note that is long";
  EXPECT_THAT(texts(captioned("A title", note, ""), {300, 200}, whole()), ElementsAre("A title", note));
  const Figure narrow = captioned("A title that is long", note, "");
  EXPECT_THAT(texts(narrow, {180, 200}, whole()), ElementsAre("A title that is long", note));
  const Layout layout = lay_out(narrow, {180, 200}, whole(), fixed);
  const auto placed = samples::placed_texts(layout.list, fixed);
  EXPECT_EQ(placed[0].box.x, placed[1].box.x);
  EXPECT_GE(placed[1].box.y, placed[0].box.bottom() - 1e-9);
  EXPECT_LE(placed[1].box.bottom(), layout.plots[0].frame.y);
}

TEST(WholeTexts, LegendsThatDoNotFitSayNamesThenWrap) {
  EXPECT_THAT(texts(captioned("", "", "", {"Huber (δ = 1), step 3", "Squared"}), {125, 200}, whole()),
              ElementsAre("Huber, step 3", "Squared"));
  EXPECT_THAT(texts(captioned("", "", "", {"Generalised cross-entropy (q = 1)", "L2"}), {130, 200}, whole()),
              ElementsAre("Generalised", "cross-entropy", "L2"));
  // Names that say nothing keep what tells them apart.
  EXPECT_THAT(
      texts(captioned("", "", "", {"Huber (δ = 1)", "Huber (δ = 2)", "Tukey biweight (c = 4)"}), {130, 200}, whole()),
      ElementsAre("Huber (δ = 1)", "Huber (δ = 2)", "Tukey biweight"));
}

TEST(WholeTexts, LegendsOfSeveralLinesLieAboveTheFrameAndApart) {
  const Figure figure = captioned("", "", "", {"Generalised cross-entropy", "L2", "Absolute error of the median", "x"});
  const Layout layout = lay_out(figure, {130, 300}, whole(), fixed);
  ASSERT_EQ(layout.plots[0].legend.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_LE(layout.plots[0].legend[i].rect.bottom(), layout.plots[0].frame.y);
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(samples::overlap(layout.plots[0].legend[i].rect, layout.plots[0].legend[j].rect));
  }
}

TEST(WholeTexts, LabelsAreNoLongerThanTheirAxes) {
  const Figure figure = captioned("Title", "", "the share of the class that was meant", {"curve"});
  EXPECT_EQ(complaints(figure, {300, 140}, {}, fixed), "");
  EXPECT_GT(texts(figure, {300, 140}, whole()).size(), 3U);
}

TEST(WholeTexts, StayWholeAtEverySize) {
  std::vector<Figure> figures{samples::stacked_losses(light_theme(), 8), samples::stacked_losses(dark_theme(), 5),
                              samples::regression(light_theme()), samples::one_line()};
  figures[0].plots[1].y.label = "influence of a residual";
  figures[2].plots[1].title = "The objective of the generalised cross-entropy (q = 0.7) over both weights";
  for (std::size_t f = 0; f < figures.size(); ++f) {
    for (double width = 241; width <= 1100; width += 143) {
      for (double height = 170; height <= 700; height += 106) {
        for (const double font : {8.0, 11.0, 22.0}) {
          EXPECT_EQ(complaints(figures[f], {width, height}, whole(font), fixed), "")
              << "figure " << f << " " << width << "x" << height << " font " << font;
          if (HasFailure()) return;
        }
      }
    }
  }
}

TEST(WholeTexts, OfOneSizeAreAllOfTheFontSize) {
  FigureStyle style = whole(8);
  style.even_text = true;
  for (const Op& op : lay_out(samples::regression(light_theme()), {700, 500}, style, fixed).list.ops) {
    const auto* text = std::get_if<TextOp>(&op);
    EXPECT_TRUE(text == nullptr || text->size == 8);
  }
}

}  // namespace
}  // namespace losslab
