// Regression on several predictors in the real window.
#include <fstream>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/plots/lab_plots.h"
#include "app/core/shell/state/document.h"
#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"
#include "driver.h"
#include "losses/learn/data/real_data.h"

namespace losslab {
namespace {

class Predictors : public Driver {
 protected:
  const LabPage& page() { return app().document().page<LabPage>("regression"); }
  const LabView& look() { return app().view().part<LabView>("regression"); }
  const ImportDraft& draft() const { return window_.screen_state().memory<LabMemory>().import; }

  void pick(const std::string& control, int entry) {
    click(middle_of(control));
    const std::string name = control + "." + std::to_string(entry);
    ASSERT_TRUE(until([&] { return window_.control(name) != nullptr; })) << name;
    window_.settle();
    click(middle_of(name));
    window_.settle();
  }
  // The place in the list of sources of a shipped file.
  int source_of(const std::string& file) {
    int place = 0;
    for (const Generator& generator : generators()) place += generator.task == Task::regression ? 1 : 0;
    for (const ListedFile& listed : window_.screen_state().files.data) {
      if (listed.name == file) return place;
      if (!listed.name.starts_with("iris")) ++place;  // those are of classes
    }
    ADD_FAILURE() << file;
    return 0;
  }
  void open_stack_loss() {
    click(middle_of("tab.Regression"));
    ASSERT_TRUE(until([&] { return app().view().screen == "regression"; }));
    reveal("source");
    pick("source", source_of("stackloss.csv"));
    ASSERT_TRUE(until([&] { return lab().data().name == "stackloss.csv" && lab().race().length() > 100; }));
    window_.settle();
  }
  // Where a point is in the plot of the data, for the chosen loss.
  Point place(std::size_t point) {
    const auto chosen = static_cast<std::size_t>(lab().competitor(page().chosen));
    return in_plot("data", observed_places(lab(), chosen)[point]);
  }
};

TEST_F(Predictors, StackLossBringsItsPlotsAndItsModel) {
  click(middle_of("tab.Regression"));
  ASSERT_TRUE(until([&] { return app().view().screen == "regression"; }));
  reveal("source");
  pick("source", 3);  // a polynomial
  ASSERT_TRUE(until([&] { return page().model.kind == ModelSpec::Kind::poly; }));
  reveal("source");
  pick("source", source_of("stackloss.csv"));
  ASSERT_TRUE(until([&] { return lab().data().name == "stackloss.csv"; }));
  EXPECT_EQ(page().model.kind, ModelSpec::Kind::line);
  EXPECT_EQ(look().upper, LabPlot::residual_plot);
  EXPECT_EQ(look().lower, LabPlot::leverage);
  EXPECT_EQ(lab().setting().model->parameter_count(), 4U);
  key("ctrl+z");
  EXPECT_TRUE(
      until([&] { return page().model.kind == ModelSpec::Kind::poly && lab().data().name != "stackloss.csv"; }));
}

TEST_F(Predictors, PointsAreChosenMarkedAndDeletedButNotMoved) {
  open_stack_loss();
  window_.settle();
  click(place(20));
  ASSERT_TRUE(until([&] { return look().chosen_point == 20; }));
  const Dataset before = lab().data();
  drag(place(20), {place(20).x + 40, place(20).y - 40});
  window_.settle();
  EXPECT_EQ(lab().data(), before);
  ASSERT_EQ(window_.control("point_tool.Add"), nullptr);
  click(middle_of("point_tool.Outlier"));
  click(place(20));
  ASSERT_TRUE(until([&] { return lab().data().outlier.size() == 21 && lab().data().outlier[20] == 1; }));
  EXPECT_EQ(predictor_count(lab().data()), 3U);
  click(middle_of("point_tool.Delete"));
  window_.settle();
  click(place(20));
  ASSERT_TRUE(until([&] { return lab().data().size() == 20; }));
  EXPECT_EQ(predictor(lab().data(), 2).size(), 20U);
  key("ctrl+z");
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return lab().data() == before; }));
}

TEST_F(Predictors, TheResidualPlotStandsAgainstWhatIsChosen) {
  open_stack_loss();
  reveal("against");
  pick("against", 2);
  ASSERT_TRUE(until([&] { return look().residuals_against == 1; }));
  EXPECT_GT(frame_of("residual_plot").width, 50);
  reveal("against");
  pick("against", 0);
  EXPECT_TRUE(until([&] { return look().residuals_against == -1; }));
}

TEST_F(Predictors, TheLandscapeIsOverTheTwoThatAreChosen) {
  open_stack_loss();
  click(middle_of("title.leverage"));
  ASSERT_TRUE(until([&] { return window_.control("title.landscape") != nullptr; }));
  click(middle_of("title.landscape"));
  ASSERT_TRUE(until([&] { return look().lower == LabPlot::landscape; }));
  window_.settle();
  reveal("plane_up");
  pick("plane_up", 3);
  ASSERT_TRUE(until([&] { return look().plane.up == 3; }));
  EXPECT_EQ(look().plane.across, 0);
}

TEST_F(Predictors, ATableGivesSeveralAndCategories) {
  std::ofstream(file("staff.csv"))
      << "pay,sex,age,grade\n10,f,30,2\n12,m,40,3\n11,f,35,1\n15,m,50,3\n9,f,20,1\n8,m,22,2\n";
  window_.application().offer(file("staff.csv"));
  ASSERT_TRUE(until([this] { return window_.control("dialog_import") != nullptr; }));
  window_.settle();
  pick("import_x", 2);
  pick("import_y", 0);
  ASSERT_TRUE(until([&] { return draft().problem.empty(); })) << draft().problem;
  click(middle_of("import_add_x"));
  ASSERT_TRUE(until([&] { return draft().choice.more.size() == 1; }));
  window_.settle();
  pick("import_x2", 2);
  ASSERT_TRUE(until([&] { return draft().choice.more == std::vector<int>{1}; }));
  EXPECT_EQ(draft().problem, "");
  ASSERT_EQ(draft().categories.size(), 1U);
  click(middle_of("import_add_x"));
  ASSERT_TRUE(until([&] { return draft().choice.more.size() == 2; }));
  window_.settle();
  pick("import_x3", 0);
  ASSERT_TRUE(until([&] { return draft().choice.more.size() == 1; }));
  click(middle_of("dialog_import"));
  ASSERT_TRUE(until([&] { return lab().data().name == "staff.csv"; }));
  EXPECT_EQ(predictor_name(lab().data(), 1), "sex = m");
  EXPECT_EQ(look().upper, LabPlot::residual_plot);
}

}  // namespace
}  // namespace losslab
