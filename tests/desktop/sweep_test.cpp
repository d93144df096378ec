// Sweeps in the window: unfolded, run, watched, cancelled.
#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/results/sweep_axes.h"
#include "driver.h"

namespace losslab {
namespace {

class SweepWindow : public Driver {
 protected:
  void unfold() {
    click(middle_of("tab.Regression"));
    ASSERT_TRUE(until([&] { return app().view().screen == "regression"; }));
    window_.settle();
    reveal("sweep");
    click(middle_of("sweep"));
    ASSERT_TRUE(until([&] { return window_.control("sweep_over") != nullptr; }));
    window_.settle();
  }
  const SweepJob& sweep() { return lab_results(app(), Task::regression).sweep(); }
  const SweepAxis& axis() { return lab_page(app().document(), Task::regression).sweep.over; }
  const Plot* plot() {
    for (const Plot& one : window_.screen_state().figure_view.figure().plots) {
      if (one.name == "sweep") return &one;
    }
    return nullptr;
  }
  std::size_t curves() {
    std::size_t count = 0;
    for (const Item& item : plot()->items) count += std::holds_alternative<CurveItem>(item) ? 1 : 0;
    return count;
  }
  void choose_last() {
    const auto count =
        sweep_choices(app().document(), lab_page(app().document(), Task::regression), app().language()).size();
    const std::string entry = "sweep_over." + std::to_string(count - 1);
    click(middle_of("sweep_over"));
    ASSERT_TRUE(until([&] { return window_.control(entry) != nullptr; }));
    window_.settle();
    click(middle_of(entry));
  }
  void run() {
    reveal("sweep_run");
    click(middle_of("sweep_run"));
  }
};

// One case, for it takes long to scroll to where sweeps are.
TEST_F(SweepWindow, RunsIsCancelledAndOffersOtherRanges) {
  unfold();
  ASSERT_EQ(plot(), nullptr);
  run();
  ASSERT_TRUE(until([&] { return sweep().result() != nullptr; }));
  ASSERT_TRUE(until([&] { return plot() != nullptr && curves() == 3; }));
  EXPECT_EQ(app().view().part<LabView>(app().view().screen).lower, LabPlot::sweep);
  EXPECT_EQ(sweep().result()->rows.size(), 33u);
  EXPECT_EQ(sweep().error(), "");

  const auto before = sweep().result();
  Actions actions;
  actions.edit("a long sweep", [](Document& document) {
    lab_page(document, Task::regression).data.n = 1000;
    lab_page(document, Task::regression).sweep.seeds = 1000;
    lab_page(document, Task::regression).sweep.over.count = 100;
  });
  window_.application().apply(std::move(actions), 0);
  run();
  ASSERT_TRUE(until([&] { return sweep().running() && sweep().done() > 0; }));
  ASSERT_TRUE(until([&] { return window_.control("sweep_progress.cancel") != nullptr; }));
  click(middle_of("sweep_progress.cancel"));
  EXPECT_TRUE(until([&] { return !sweep().running(); }));
  EXPECT_TRUE(sweep().cancelled());
  EXPECT_EQ(sweep().result(), before);
  EXPECT_TRUE(until([&] { return plot()->note == "cancelled"; }));

  const SweepChoice rate =
      sweep_choices(app().document(), lab_page(app().document(), Task::regression), app().language()).back();
  choose_last();
  EXPECT_TRUE(until([&] { return axis() == rate.usual; }));
  window_.settle();
  EXPECT_EQ(window_.control("sweep_exact"), nullptr);  // a rate is of a descent
}

}  // namespace
}  // namespace losslab
