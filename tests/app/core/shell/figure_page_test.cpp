// The figures of all sessions and of every plot, on pages of all sizes: nothing cut off, no label longer than its axis.
#include "app/core/shell/figure_page.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "../../../widgets/figure/samples.h"
#include "app/core/shell/application.h"
#include "app/core/shell/figure_table.h"

namespace losslab {
namespace {

std::vector<std::string> sessions() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(LOSSLAB_ASSETS "/sessions"))
    paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The whole figure, and each of its plots alone.
std::vector<Figure> figures_of(const Figure& figure) {
  std::vector<Figure> all{figure};
  for (const Plot& plot : figure.plots) all.push_back(single_plot(figure, plot.name));
  return all;
}

constexpr double points_per_mm = 72 / 25.4;

void expect_whole(const Figure& figure, const std::string& what) {
  const PangoTextMeasure text;
  for (const auto& [width, height] : {std::pair{85, 60}, {160, 100}, {200, 140}}) {
    for (const double by : {1.0, 2.0}) {
      const FigureStyle style = scaled({}, by);
      EXPECT_EQ(samples::complaints(figure, {width * points_per_mm, height * points_per_mm}, style, text), "")
          << what << " " << width << "x" << height << " scale " << by;
    }
  }
  for (const FigureSize& size : figure_sizes()) {
    Figure made = figure;
    ExportOptions options;
    make_for(size, made, options);
    const Size page{options.width_mm * points_per_mm, options.height_mm * points_per_mm};
    EXPECT_EQ(samples::complaints(made, page, options.style, text), "") << what << " " << size.id;
    options.style.whole_texts = true;
    for (const Op& op : lay_out(made, page, options.style, text).list.ops) {
      const auto* one = std::get_if<TextOp>(&op);
      if (one == nullptr || !options.style.even_text) continue;
      EXPECT_NEAR(one->size, size.text_pt, 1e-9) << what << one->text;
    }
  }
}

TEST(FigurePage, TextsOfAllSessionsAreWholeAtEverySize) {
  for (const std::string& path : sessions()) {
    Application app(LOSSLAB_ASSETS, [] {});
    app.open(path);
    app.catch_up();
    for (const Figure& figure : figures_of(app.figure())) expect_whole(figure, path);
  }
}

TEST(FigurePage, InOneColumnPlotsStandUnderEachOther) {
  Figure figure = samples::regression(light_theme());
  ExportOptions options;
  make_for(*figure_size("one-column"), figure, options);
  ASSERT_EQ(figure.plots.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(figure.plots[i].row, static_cast<int>(i));
    EXPECT_EQ(figure.plots[i].column, 0);
    EXPECT_EQ(figure.plots[i].row_span, 1);
  }
  EXPECT_EQ(figure.plots[0].name, "data");
  EXPECT_EQ(options.width_mm, 85);
  Figure beside = samples::regression(light_theme());
  make_for(*figure_size("two-columns"), beside, options);
  EXPECT_EQ(beside.plots[1].column, 1);
  EXPECT_EQ(options.width_mm, 170);
  EXPECT_EQ(figure_size("poster"), nullptr);
}

}  // namespace
}  // namespace losslab
