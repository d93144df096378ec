// Classification with several classes in the laboratory: its page, its runs, its plots, its sessions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_view.h"
#include "app/core/lab/page/runners.h"
#include "app/core/lab/plots/class_scene.h"
#include "app/core/lab/plots/lab_figure.h"
#include "app/core/lab/plots/lab_rows.h"
#include "app/core/lab/results/sweep_axes.h"
#include "app/core/lab/take_data.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/view.h"
#include "in_english.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto never = [] { return false; };

class SeveralClasses : public testing::Test {
 protected:
  SeveralClasses() {
    edit([](LabPage& page) {
      page.data =
          parse_data_spec("gaussians:classes=3,n=120,separation=3,noise=0.8,flips=0.2,label_noise=pairs,seed=4");
      page.optimizer = parse_optimizer("adam");
      page.optimizer.rate = 0.05;
    });
    view_.screen = "classification";
  }
  LabPage& page() { return lab_page(document_, Task::classification); }
  LabView& look() { return lab_view(view_, Task::classification); }

  void edit(const std::function<void(LabPage&)>& change) {
    const LabPage before = page();
    change(page());
    make_valid(page(), before);
  }

  Figure figure() {
    lab_ = std::make_unique<Lab>(
        Task::classification, LOSSLAB_ASSETS, [] {}, in_english());
    lab_->follow(document_);
    lab_->advance(200, never);
    lab_->wait_for_pictures(document_, view_, light_theme());
    return lab_figure(document_, view_, *lab_, light_theme(), in_english());
  }
  static const Plot& plot(const Figure& figure, const std::string& name) {
    for (const Plot& one : figure.plots) {
      if (one.name == name) return one;
    }
    throw InputError("no plot " + name);
  }

  Document document_;
  View view_;
  std::unique_ptr<Lab> lab_;
};

TEST_F(SeveralClasses, LossesOfLogitsTakeTheirPlaceAndGiveItBack) {
  EXPECT_TRUE(page().several_classes);
  EXPECT_THAT(page().ticked, ElementsAre("softmax_ce", "gce_softmax", "mae_softmax"));
  EXPECT_EQ(page().chosen, "softmax_ce");
  edit([](LabPage& page) { page.data.classes = 2; });
  EXPECT_FALSE(page().several_classes);
  EXPECT_THAT(page().ticked, ElementsAre("logistic", "exponential", "gce"));
  EXPECT_EQ(page().data.label_noise, LabelNoise::symmetric);
  edit([](LabPage& page) { page.data.classes = 5; });
  EXPECT_THAT(page().ticked, ElementsAre("softmax_ce", "gce_softmax", "mae_softmax"));
}

TEST_F(SeveralClasses, AMatrixFollowsTheNumberOfClasses) {
  edit([](LabPage& page) { page.data.label_noise = LabelNoise::matrix; });
  ASSERT_EQ(page().data.transition.size(), 9U);
  EXPECT_DOUBLE_EQ(page().data.transition[0], 0.8);
  edit([](LabPage& page) { page.data.classes = 4; });
  EXPECT_EQ(page().data.transition.size(), 16U);
}

TEST_F(SeveralClasses, RunnersOfTheirOwn) {
  set_class_parameter(page(), "gce_softmax", "q", 0.3);
  EXPECT_EQ(runner_class_loss(page(), "gce_softmax").loss.parameter(0), 0.3);
  add_run(document_, page(), "gce_softmax", in_english());
  page().own.at("gce_softmax#2").correction = Correction::forward;
  EXPECT_THAT(page().ticked, ElementsAre("softmax_ce", "gce_softmax", "gce_softmax#2", "mae_softmax"));
  set_class_parameter(page(), "gce_softmax", "q", 0.7);
  EXPECT_TRUE(page().class_parameters.empty());  // the usual value again
  EXPECT_EQ(runner_class_loss(page(), "gce_softmax#2").loss.parameter(0), 0.3);
  EXPECT_THAT(runner_name(document_, page(), "gce_softmax#2", in_english()), HasSubstr("forward corrected"));
  EXPECT_EQ(competitor_of(document_, page(), "gce_softmax#2").of_classes->correction, Correction::forward);
  EXPECT_TRUE(toggle_runner(document_, page(), "brier_softmax"));
  EXPECT_LT(std::ranges::find(page().ticked, "brier_softmax"), page().ticked.end());
}

TEST_F(SeveralClasses, TheDataAreInTheClassesColours) {
  const Figure shown = figure();
  const Plot& data = plot(shown, "data");
  EXPECT_TRUE(std::holds_alternative<FieldItem>(data.items.front()));
  std::size_t points = 0, ringed = 0;
  std::vector<std::string> legends;
  for (const Item& item : data.items) {
    const auto* one = std::get_if<PointsItem>(&item);
    if (one == nullptr) continue;
    points += one->points.size();
    ringed += static_cast<std::size_t>(std::ranges::count(one->ring, true));
    legends.push_back(one->legend);
  }
  EXPECT_EQ(points, 120U);
  EXPECT_EQ(ringed, 24U);
  EXPECT_THAT(legends, ElementsAre("A", "B", "C"));
}

// Far out each region is that of the class that lies there.
TEST_F(SeveralClasses, RegionsHaveTheColourOfTheirClass) {
  const Figure shown = figure();
  const Plot& data = plot(shown, "data");
  const auto& field = std::get<FieldItem>(data.items.front());
  const auto color_at = [&](double x, double y) {
    const auto column = static_cast<std::size_t>((x - field.x.min) / field.x.span() * (field.pixels->width - 1));
    const auto row = static_cast<std::size_t>((field.y.max - y) / field.y.span() * (field.pixels->height - 1));
    return field.pixels->data[row * static_cast<std::size_t>(field.pixels->width) + column];
  };
  // A lies at the top, B and C follow against the clock.
  const double turn = 2 * 3.14159265358979 / 3;
  for (std::size_t k = 0; k < 3; ++k) {
    const double at = 0.25 * 2 * 3.14159265358979 + static_cast<double>(k) * turn;
    const Color here = color_at(3 * std::cos(at), 3 * std::sin(at)), own = parts::class_style(light_theme(), k).color;
    for (std::size_t other = 0; other < 3; ++other) {
      const Color another = parts::class_style(light_theme(), other).color;
      const auto distance = [&](Color c) {
        const Color pale = mix(light_theme().background, c, 0.35);
        return std::abs(here.r - pale.r) + std::abs(here.g - pale.g) + std::abs(here.b - pale.b);
      };
      if (other != k) {
        EXPECT_LT(distance(own), distance(another)) << k << other;
      }
    }
  }
}

TEST_F(SeveralClasses, ConfusionCountsEverybody) {
  look().upper = LabPlot::confusion;
  for (const bool given : {false, true}) {
    look().confusion_of_given = given;
    const Figure shown = figure();
    const Plot& confusion = plot(shown, "confusion");
    int sum = 0, diagonal = 0;
    for (const Item& item : confusion.items) {
      const auto* label = std::get_if<LabelItem>(&item);
      if (label == nullptr) continue;
      sum += std::stoi(label->text);
      if (label->at.x == 2 - label->at.y) diagonal += std::stoi(label->text);
    }
    EXPECT_EQ(sum, 120);
    const Measures& now = lab_->race().measures(0, lab_->position());
    EXPECT_NEAR(diagonal / 120.0, 1 - (given ? now.given_error : now.clean_error), 1e-12);
  }
}

TEST_F(SeveralClasses, CalibrationOfAClassAndOfThePredictedOne) {
  look().upper = LabPlot::calibration;
  const Figure of_predicted = figure();
  EXPECT_EQ(plot(of_predicted, "calibration").y.label, "share that is of it");
  look().reliability_of = 1;
  const Figure of_one = figure();
  EXPECT_EQ(plot(of_one, "calibration").x.label, "stated probability of B");
  look().reliability_of = 7;  // of data that had so many
  const Figure of_none = figure();
  EXPECT_EQ(plot(of_none, "calibration").y.label, "share that is of it");
}

TEST_F(SeveralClasses, EveryPlotIsMade) {
  for (const LabPlot which : {LabPlot::landscape, LabPlot::riding, LabPlot::slope, LabPlot::histogram,
                              LabPlot::calibration, LabPlot::confusion, LabPlot::sweep}) {
    look().upper = which;
    look().lower = LabPlot::histogram;
    for (const RunQuantity quantity : {RunQuantity::error, RunQuantity::wrong_pull, RunQuantity::objective}) {
      look().history = quantity;
      EXPECT_EQ(figure().plots.size(), 4U);
    }
  }
  edit([](LabPage& page) { page.model = parse_model("mlp:6", Task::classification); });
  look().upper = LabPlot::landscape;
  const Figure shown = figure();
  EXPECT_TRUE(std::ranges::any_of(plot(shown, "landscape").items,
                                  [](const Item& item) { return std::holds_alternative<FieldItem>(item); }));
}

TEST_F(SeveralClasses, PullsAreInTheHistoryAndSmallForMae) {
  const Figure shown = figure();
  const Race& race = lab_->race();
  EXPECT_GT(race.measures(0, 200).wrong_pull, race.measures(2, 200).wrong_pull);
  EXPECT_EQ(lab_rows(document_, *lab_)[1].label, "Generalised CE");
}

TEST_F(SeveralClasses, IrisHasFourMeasures) {
  edit([](LabPage& page) {
    page.data.kind = DataSpec::Kind::file;
    page.data.file = "iris-species.csv";
    page.standardize = true;
    page.model = parse_model("rbf:3", Task::classification);
  });
  EXPECT_TRUE(page().several_classes);
  EXPECT_EQ(page().model.kind, ModelSpec::Kind::linear);  // bumps take two inputs alone
  const Figure shown = figure();
  EXPECT_THAT(plot(shown, "data").note, HasSubstr("other measures as they go with these"));
  EXPECT_LT(lab_->race().measures(0, 200).given_error, 0.06);
}

TEST_F(SeveralClasses, SweepsTakeTheirLosses) {
  page().sweep.over = parse_sweep_axis("flips=0:0.4:3");
  const SweepSpec spec = sweep_spec(document_, page());
  EXPECT_EQ(spec.of_classes.size(), 3U);
  EXPECT_TRUE(spec.losses.empty());
  EXPECT_FALSE(spec.exact);
  EXPECT_NO_THROW(check_sweep(spec, Task::classification, true));
  EXPECT_TRUE(sweep_choice(document_, page(), "gce_softmax.q", in_english()));
  EXPECT_FALSE(sweep_choice(document_, page(), "imbalance", in_english()));
}

TEST_F(SeveralClasses, TablesOfSeveralClassesAreTaken) {
  const Dataset points = parse_csv("x1,x2,x3,label\n1,2,3,a\n2,1,4,b\n5,3,1,c\n4,4,2,a\n", "mine.csv");
  Document before;
  const Opening opening = take_points(points, 0, before, LOSSLAB_ASSETS, in_english());
  const LabPage& taken = lab_page(opening.document, Task::classification);
  EXPECT_TRUE(taken.several_classes);
  EXPECT_THAT(taken.ticked, ElementsAre("softmax_ce", "gce_softmax", "mae_softmax"));
  Session session;
  session.document = opening.document;
  EXPECT_TRUE(parse_session(to_toml(session), "s") == session);
}

TEST_F(SeveralClasses, SessionsAreReadBack) {
  set_class_parameter(page(), "gce_softmax", "q", 0.3);
  add_run(document_, page(), "softmax_ce", in_english());
  page().own.at("softmax_ce#2").correction = Correction::backward;
  page().own["mae_softmax"].correction = Correction::forward;
  page().others.ticked = {"hinge"};
  page().others.chosen = "hinge";
  look().reliability_of = 2;
  look().confusion_of_given = true;
  look().upper = LabPlot::confusion;
  look().history = RunQuantity::wrong_pull;
  Session session{document_, view_};
  const std::string text = to_toml(session);
  EXPECT_TRUE(parse_session(text, "s") == session) << text;
  // Without a word of its own the data say which losses run.
  const Session bare =
      parse_session("[classification]\ndata = \"moons:classes=3,n=30\"\nlosses = [\"brier_softmax\"]\n", "s");
  EXPECT_TRUE(lab_page(bare.document, Task::classification).several_classes);
}

TEST_F(SeveralClasses, BadSessionsAreNamed) {
  const auto refused = [](const std::string& text) -> std::string {
    try {
      parse_session(text, "s.toml");
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_THAT(refused("[classification]\ndata = \"moons:classes=3\"\nlosses = [\"huber\"]\n"),
              HasSubstr("s.toml, line 3"));
  EXPECT_THAT(refused("[classification]\ndata = \"moons:classes=3\"\nlosses = [\"distillation\"]\n"),
              HasSubstr("compares with a teacher"));
  EXPECT_THAT(refused("[classification.points]\nclass_names = [\"a\", \"b\", \"c\"]\nx1 = [1, 2]\nx2 = [1, 2]\n"
                      "y = [0, 3]\n[classification]\ndata = \"points\"\n"),
              HasSubstr("expected labels from 0 to 2"));
}

}  // namespace
}  // namespace losslab
