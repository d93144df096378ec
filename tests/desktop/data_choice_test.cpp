// Data, models and the finer settings of the descent, chosen in the window.
#include "app/core/shell/state/document.h"
#include "driver.h"

namespace losslab {
namespace {

class DataChoice : public Driver {
 protected:
  void open_tab(const char* name, const char* screen) {
    click(middle_of(std::string("tab.") + name));
    ASSERT_TRUE(until([&] { return app().view().screen == screen; }));
    ASSERT_TRUE(until([&] { return lab().race().length() >= 100; }));
    window_.settle();
  }
  const LabPage& page() { return app().document().page<LabPage>(app().view().screen); }
  // An entry of a list, by mouse.
  void choose(const std::string& control, int entry) {
    reveal(control);
    click(middle_of(control));
    const std::string name = control + "." + std::to_string(entry);
    ASSERT_TRUE(until([&] { return window_.control(name) != nullptr; })) << name;
    window_.settle();
    const Document before = app().document();
    click(middle_of(name));
    EXPECT_TRUE(until([&] { return !(app().document() == before); })) << control;
    window_.settle();
  }
};

TEST_F(DataChoice, CurvesBringAModelThatFollowsThem) {
  open_tab("Regression", "regression");
  choose("source", 1);
  ASSERT_TRUE(until([&] { return page().data.kind == DataSpec::Kind::sinusoid; }));
  EXPECT_EQ(page().model.kind, ModelSpec::Kind::rbf);
  EXPECT_EQ(lab().data().name, "sinusoid");
  choose("outlier_kind", 2);
  EXPECT_EQ(page().data.outlier_kind, OutlierKind::clustered);
  choose("source", 2);
  EXPECT_EQ(lab().data().name, "steps");
  choose("source", 3);
  EXPECT_EQ(lab().data().name, "polynomial");
  choose("source", 4);
  EXPECT_EQ(lab().data().name, "inventory");
  EXPECT_EQ(lab().data().true_quantile, 0.8);
  EXPECT_TRUE(until([&] { return lab().race().length() > 10; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return lab().data().name == "polynomial"; }));
}

TEST_F(DataChoice, ClassesAndWrongLabels) {
  open_tab("Classification", "classification");
  choose("source", 2);
  ASSERT_TRUE(until([&] { return page().data.kind == DataSpec::Kind::circles; }));
  EXPECT_EQ(page().model.kind, ModelSpec::Kind::quadratic);
  choose("label_noise", 3);
  EXPECT_EQ(page().data.label_noise, LabelNoise::near);
  choose("source", 4);
  EXPECT_EQ(lab().data().name, "spirals");
  choose("model", 2);
  EXPECT_EQ(page().model.kind, ModelSpec::Kind::rbf);
  choose("model", 3);
  EXPECT_EQ(page().model.kind, ModelSpec::Kind::mlp);
  reveal("activation");
  click({middle_of("activation").x + 60, middle_of("activation").y});
  EXPECT_TRUE(until([&] { return page().model.activation == ModelSpec::Activation::relu; }));
  EXPECT_TRUE(until([&] { return lab().race().length() > 10; }));
}

TEST_F(DataChoice, MoreOfTheDescentUnfolds) {
  open_tab("Regression", "regression");
  choose("optimizer", 4);
  EXPECT_EQ(page().optimizer.kind, Optimizer::Kind::rmsprop);
  EXPECT_EQ(page().optimizer.second, 0.99);
  reveal("descent_more");
  EXPECT_EQ(window_.control("schedule"), nullptr);
  click(middle_of("descent_more"));
  ASSERT_TRUE(until([&] { return window_.control("schedule") != nullptr; }));
  reveal("l1");
  click({middle_of("schedule").x + 40, middle_of("schedule").y});
  ASSERT_TRUE(until([&] { return page().optimizer.schedule.kind == Schedule::Kind::cosine; }));
  click(on_slider("clip", 0.5));
  EXPECT_TRUE(until([&] { return page().optimizer.clip > 1; }));
  click(on_slider("l1", 0.5));
  EXPECT_TRUE(until([&] { return lab().setting().l1 > 0.1; }));
  EXPECT_EQ(lab().setting().l1, page().l1);
}

}  // namespace
}  // namespace losslab
