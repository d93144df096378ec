// Classification with several classes in the real window.
#include "app/core/shell/state/document.h"
#include "driver.h"

namespace losslab {
namespace {

class ClassesWindow : public Driver {
 protected:
  void open() {
    click(middle_of("tab.Classification"));
    ASSERT_TRUE(until([&] { return app().view().screen == "classification"; }));
    ASSERT_TRUE(until([&] { return lab().race().length() >= 100; }));
    window_.settle();
    reveal("classes");
    click(on_slider("classes", 0.125));
    ASSERT_TRUE(until([&] { return page().several_classes; }));
    window_.settle();
  }
  const LabPage& page() { return app().document().page<LabPage>("classification"); }
  const LabView& look() { return app().view().part<LabView>("classification"); }
  void choose(const std::string& control, int entry) {
    reveal(control);
    click(middle_of(control));
    const std::string name = control + "." + std::to_string(entry);
    ASSERT_TRUE(until([&] { return window_.control(name) != nullptr; })) << name;
    window_.settle();
    click(middle_of(name));
    window_.settle();
  }
};

TEST_F(ClassesWindow, ASliderMakesThreeOfTwo) {
  open();
  EXPECT_EQ(page().data.classes, 3);
  EXPECT_EQ(lab().data().class_names.size(), 3U);
  EXPECT_EQ(page().ticked, (std::vector<std::string>{"softmax_ce", "gce_softmax", "mae_softmax"}));
  reveal("vector.gce_softmax.q");
  click(on_slider("vector.gce_softmax.q", 0.2));
  EXPECT_TRUE(until([&] { return page().class_parameters.contains("gce_softmax"); }));
  key("ctrl+z");
  ASSERT_TRUE(until([&] { return page().class_parameters.empty(); }));
  key("ctrl+z");
  ASSERT_TRUE(until([&] { return !page().several_classes; }));
  EXPECT_TRUE(until([&] { return lab().data().class_names.empty(); }));
  EXPECT_EQ(page().ticked.front(), "logistic");
}

TEST_F(ClassesWindow, TheMatrixIsTyped) {
  open();
  choose("label_noise", 2);
  ASSERT_TRUE(until([&] { return page().data.label_noise == LabelNoise::matrix; }));
  reveal("##matrix.0.1");
  click(middle_of("##matrix.0.1"));
  window_.settle();
  key("ctrl+a");
  type("40");
  key("Return");
  ASSERT_TRUE(until([&] { return page().data.transition[1] == 0.4; }));
  double sum = 0;
  for (std::size_t j = 0; j < 3; ++j) sum += page().data.transition[j];
  EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_TRUE(until([&] { return lab().data().y != lab().data().true_label; }));
}

TEST_F(ClassesWindow, PlotsToolsAndCorrections) {
  open();
  click(middle_of("title.margins"));
  ASSERT_TRUE(until([&] { return window_.control("title.confusion") != nullptr; }));
  window_.settle();
  click(middle_of("title.confusion"));
  ASSERT_TRUE(until([&] { return look().lower == LabPlot::confusion; }));
  window_.settle();
  reveal("correction.Forward");
  click(middle_of("correction.Forward"));
  ASSERT_TRUE(until([&] { return page().own.contains("softmax_ce"); }));
  EXPECT_EQ(page().own.at("softmax_ce").correction, Correction::forward);
  window_.settle();
  const std::size_t before = lab().data().size();
  click(middle_of("point_tool.Add B"));  // adds points of the class B
  window_.settle();
  click(in_plot("data", {0.5, 0.5}));
  ASSERT_TRUE(until([&] { return lab().data().size() == before + 1; }));
  EXPECT_EQ(lab().data().y.back(), 1);
  window_.settle();
  click(middle_of("point_tool.Relabel"));  // the next class
  window_.settle();
  click(in_plot("data", {0.5, 0.5}));
  EXPECT_TRUE(until([&] { return lab().data().y.back() == 2; }));
}

}  // namespace
}  // namespace losslab
