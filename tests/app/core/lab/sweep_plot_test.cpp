#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <semaphore>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_view.h"
#include "app/core/shell/application.h"
#include "app/core/shell/figure_table.h"

namespace losslab {
namespace {

class SweepPlot : public testing::Test {
 protected:
  void open(const char* screen) {
    change([&](View& view) {
      view.screen = screen;
      lab_view(view, Task::regression).lower = lab_view(view, Task::classification).lower = LabPlot::sweep;
    });
  }
  void change(std::function<void(View&)> look) {
    Actions actions;
    actions.look(std::move(look));
    app_.apply(std::move(actions), 0);
  }
  void edit(std::function<void(Document&)> what) {
    Actions actions;
    actions.edit("something", std::move(what));
    app_.apply(std::move(actions), 0);
  }
  void run() {
    Actions actions;
    actions.requests.push_back({app_.view().screen, [](Results& results, const Document& document) {
                                  static_cast<LabResults&>(results).start_sweep(document);
                                }});
    app_.apply(std::move(actions), 0);
    while (static_cast<const LabResults&>(app_.results(app_.view().screen)).sweep().running()) {
      woken_.acquire();
      app_.tick(0);
    }
  }
  void make_small() {
    edit([](Document& document) {
      lab_page(document, Task::regression).sweep.over = {"outliers", 0, 0.4, 3, false};
      lab_page(document, Task::regression).sweep.seeds = lab_page(document, Task::classification).sweep.seeds = 2;
      lab_page(document, Task::classification).sweep.over = {"flips", 0.1, 0.4, 3, false};
    });
  }
  Plot plot() const {
    for (const Plot& one : app_.figure().plots) {
      if (one.name == "sweep") return one;
    }
    ADD_FAILURE() << "no sweep in the figure";
    return {};
  }
  template <class Kind>
  static std::vector<Kind> all(const Plot& plot) {
    std::vector<Kind> found;
    for (const Item& item : plot.items) {
      if (const auto* one = std::get_if<Kind>(&item)) found.push_back(*one);
    }
    return found;
  }

  std::counting_semaphore<> woken_{0};
  Application app_{LOSSLAB_ASSETS, [this] { woken_.release(); }};
};

TEST_F(SweepPlot, InvitesUntilThereIsAResult) {
  open("regression");
  const Plot empty = plot();
  EXPECT_EQ(empty.title, "Breakdown: error on clean data against the share of outliers");
  EXPECT_EQ(empty.x.label, "share of outliers");
  ASSERT_EQ(all<LabelItem>(empty).size(), 1u);
  EXPECT_EQ(all<LabelItem>(empty)[0].text, "Press “Run the sweep” at the left");
  EXPECT_TRUE(all<CurveItem>(empty).empty());
}

TEST_F(SweepPlot, HasACurveAndABandForEach) {
  open("regression");
  make_small();
  run();
  const Plot shown = plot();
  const auto curves = all<CurveItem>(shown);
  const auto bands = all<BandItem>(shown);
  const SweepResult& result = *lab_results(app_, Task::regression).sweep().result();
  ASSERT_EQ(curves.size(), 3u);
  ASSERT_EQ(bands.size(), 3u);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(curves[k].series, result.runners[k].series);
    ASSERT_EQ(curves[k].points.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
      const SweepRow& row = result.rows[3 * k + i];
      EXPECT_EQ(curves[k].points[i].x, row.at);
      EXPECT_EQ(curves[k].points[i].y, row.mean);
      EXPECT_EQ(bands[k].low[i].y, row.mean - row.sd);
      EXPECT_EQ(bands[k].high[i].y, row.mean + row.sd);
      EXPECT_LE(row.mean + row.sd, shown.y.range.max);
    }
  }
  EXPECT_TRUE(all<LabelItem>(shown).empty());
  // Where the page stands.
  ASSERT_EQ(all<LineItem>(shown).size(), 1u);
  EXPECT_EQ(all<LineItem>(shown)[0].at, 0.2);
  EXPECT_EQ(shown.note, "");
}

TEST_F(SweepPlot, ClassesAreCountedAsAccuracy) {
  open("classification");
  make_small();
  run();
  const Plot shown = plot();
  EXPECT_EQ(shown.y.label, "true labels met (%)");
  EXPECT_EQ(shown.title, "Breakdown: accuracy against the share of wrong points");
  const auto curves = all<CurveItem>(shown);
  ASSERT_EQ(curves.size(), 3u);
  const SweepRow& first = lab_results(app_, Task::classification).sweep().result()->rows[0];
  EXPECT_EQ(curves[0].points[0].y, 100 * (1 - first.mean));
}

TEST_F(SweepPlot, ItsNumbersAreAWideTable) {
  open("regression");
  make_small();
  run();
  const std::string csv = figure_csv(app_.figure(), "sweep");
  EXPECT_EQ(std::ranges::count(csv, '\n'), 4);
  EXPECT_THAT(csv, testing::StartsWith("x,"));
  EXPECT_EQ(std::ranges::count(csv, ','), 12);
}

TEST_F(SweepPlot, AResultOfOtherSettingsStays) {
  open("regression");
  make_small();
  run();
  edit([](Document& document) { lab_page(document, Task::regression).data.noise = 3; });
  EXPECT_EQ(plot().note, "settings have changed since");
  EXPECT_EQ(plot().title, "Breakdown: error on clean data");  // which leaves room for the note
  EXPECT_EQ(all<CurveItem>(plot()).size(), 3u);
  edit([](Document& document) { lab_page(document, Task::regression).data.noise = 1; });
  EXPECT_EQ(plot().note, "");
  // Of one who does not run any more.
  edit([](Document& document) { std::erase(lab_page(document, Task::regression).ticked, "huber"); });
  EXPECT_EQ(plot().note, "settings have changed since");
  EXPECT_EQ(all<CurveItem>(plot()).size(), 3u);
}

TEST_F(SweepPlot, AHiddenLossIsLeftOut) {
  open("regression");
  make_small();
  run();
  change([](View& view) { view.hidden.insert("huber"); });
  EXPECT_EQ(all<BandItem>(plot()).size(), 2u);
  EXPECT_EQ(all<PointsItem>(plot()).size(), 2u);
}

TEST_F(SweepPlot, ShapesAreOnALogarithmicAxis) {
  open("regression");
  edit([](Document& document) {
    lab_page(document, Task::regression).sweep.over = {"huber.delta", 0.1, 5, 3, true};
    lab_page(document, Task::regression).sweep.seeds = 2;
  });
  run();
  const Plot shown = plot();
  EXPECT_TRUE(shown.x.log);
  EXPECT_EQ(shown.x.label, "Huber δ");
  EXPECT_EQ(shown.title, "Error on clean data against Huber δ");
  EXPECT_EQ(all<CurveItem>(shown)[1].legend, "Huber");  // its δ is on the axis
}

TEST_F(SweepPlot, CancelledItSaysSo) {
  open("regression");
  edit([](Document& document) {
    lab_page(document, Task::regression).data.n = 5000;
    lab_page(document, Task::regression).sweep.over = {"outliers", 0, 0.4, 100, false};
    lab_page(document, Task::regression).sweep.seeds = 1000;
  });
  Actions begin, end;
  begin.requests.push_back({app_.view().screen, [](Results& results, const Document& document) {
                              static_cast<LabResults&>(results).start_sweep(document);
                            }});
  app_.apply(std::move(begin), 0);
  EXPECT_EQ(plot().note, "0 %");
  end.requests.push_back({app_.view().screen,
                          [](Results& results, const Document&) { static_cast<LabResults&>(results).cancel_sweep(); }});
  app_.apply(std::move(end), 0);
  EXPECT_EQ(plot().note, "cancelled");
}

TEST_F(SweepPlot, AnErrorIsAMessage) {
  open("regression");
  edit([](Document& document) { lab_page(document, Task::regression).sweep.over = {"outliers", 0.3, 0.3, 3, false}; });
  run();
  ASSERT_TRUE(app_.message().has_value());
  EXPECT_TRUE(app_.message()->error);
  EXPECT_EQ(app_.message()->text, lab_results(app_, Task::regression).sweep().error());
}

TEST_F(SweepPlot, IsThereForFiles) {
  open("regression");
  make_small();
  app_.catch_up();
  EXPECT_EQ(all<CurveItem>(plot()).size(), 3u);
}

}  // namespace
}  // namespace losslab
