// The numbers behind a plot as a table.
#include "app/core/shell/figure_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace losslab {
namespace {

Figure figure_of_a_field() {
  FieldNumbers numbers{3, 2, {0, 1}, {-1, 1}, {0, 0.25, 0.5, std::nan(""), 1, 2}};
  FieldItem field;
  field.numbers = std::make_shared<const FieldNumbers>(std::move(numbers));
  Plot plot;
  plot.name = "field";
  plot.title = "Loss, over the centre";
  plot.items.emplace_back(std::move(field));
  Figure figure;
  figure.plots.push_back(std::move(plot));
  return figure;
}

// Also where curves alone would have a column each.
TEST(FigureTable, AFieldHasARowForEachOfItsPlaces) {
  Figure figure = figure_of_a_field();
  CurveItem path;
  path.points = {{0, 0}, {0.5, 1}};
  path.legend = "path";
  figure.plots[0].items.emplace_back(path);
  EXPECT_EQ(figure_csv(figure, "field"),
            "series,x,y,value\n"
            "\"Loss, over the centre\",0,-1,0\n"
            "\"Loss, over the centre\",0.5,-1,0.25\n"
            "\"Loss, over the centre\",1,-1,0.5\n"
            "\"Loss, over the centre\",0,1,\n"
            "\"Loss, over the centre\",0.5,1,1\n"
            "\"Loss, over the centre\",1,1,2\n"
            "path,0,0,\n"
            "path,0.5,1,\n");
  std::get<FieldItem>(figure.plots[0].items[0]).name = "GIoU";
  EXPECT_THAT(figure_cells(figure, "field"), testing::StartsWith("series\tx\ty\tvalue\nGIoU\t0\t-1\t0\n"));
}

TEST(FigureTable, WithoutFieldsThereIsNoColumnOfValues) {
  Figure figure = figure_of_a_field();
  std::get<FieldItem>(figure.plots[0].items[0]).numbers.reset();
  PointsItem points;
  points.points = {{1, 2}};
  points.legend = "start";
  figure.plots[0].items.emplace_back(points);
  EXPECT_EQ(figure_csv(figure, "field"), "series,x,y\nstart,1,2\n");
}

}  // namespace
}  // namespace losslab
