#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/losses/losses_page.h"
#include "app/core/shell/animation/animation_stage.h"
#include "app/core/shell/animation/onion.h"
#include "app/core/shell/animation/render_animation.h"
#include "app/core/shell/files/language_file.h"
#include "losses/core/error.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

using testing::HasSubstr;

Session example(const std::string& name) {
  return load_session(std::string(LOSSLAB_ASSETS) + "/sessions/" + name + ".toml");
}

class AnimationTest : public testing::Test {
 protected:
  AnimationRequest request_ = [] {
    AnimationRequest request;
    request.seconds = 1;
    request.frames_per_second = 6;
    request.width = 320;
    request.height = 200;
    return request;
  }();
  const Language language_ = english();

  std::unique_ptr<AnimationStage> stage(const Session& session) const {
    return std::make_unique<AnimationStage>(session, request_, LOSSLAB_ASSETS, language_);
  }
  std::string refusal(const Session& session) const {
    try {
      stage(session);
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  }
  static std::string drawn(const Figure& figure) {
    return to_text(lay_out(figure, {600, 400}, {}, FixedTextMeasure()).list);
  }
  // As `losslab figure` draws it: the session opened at that iterate.
  std::string at_step(Session session, long step) const {
    session.view.runs[session.view.screen] = {step, 300};
    AnimationRequest alone = request_;
    alone.subject = AnimationSubject::path;
    alone.stops = {session.view, session.view};
    return drawn(AnimationStage(session, alone, LOSSLAB_ASSETS, language_).figure(0));
  }
};

TEST_F(AnimationTest, ARunGoesFromItsFirstStepToItsLast) {
  const auto run = stage(example("outliers"));
  EXPECT_EQ(run->frames(), 6);
  EXPECT_EQ(run->last_step(), 300);
  const auto far = stage(example("outliers"));
  for (long frame = 0; frame < 6; ++frame) {
    EXPECT_EQ(drawn(run->figure(frame)), drawn(far->figure(frame)));
  }
  EXPECT_NE(drawn(run->figure(0)), drawn(run->figure(5)));
  EXPECT_EQ(drawn(run->figure(0)), drawn(far->figure(0))) << "also backwards";
}

TEST_F(AnimationTest, StepsAreChosenAsAskedFor) {
  request_.from = 20;
  request_.to = 70;
  const auto run = stage(example("outliers"));
  request_.from = 0;
  request_.to = 300;
  request_.seconds = 301 / 6.0;
  const auto all = stage(example("outliers"));
  ASSERT_EQ(all->frames(), 301);
  // The plot of the errors shows the whole length of a run, the data do not.
  const auto data = [](const Figure& figure) {
    Figure alone = figure;
    std::erase_if(alone.plots, [](const Plot& plot) { return plot.name != "data"; });
    return drawn(alone);
  };
  for (long frame = 0; frame < 6; ++frame) EXPECT_EQ(data(run->figure(frame)), data(all->figure(20 + 10 * frame)));
}

TEST_F(AnimationTest, AFrameThatShowsTheSameIsNotMadeAgain) {
  request_.to = 2;
  const auto run = stage(example("outliers"));
  int made = 0;
  for (long frame = 0; frame < run->frames(); ++frame) made += run->next(frame) ? 1 : 0;
  EXPECT_EQ(made, 3);
}

TEST_F(AnimationTest, EvenProgressSpendsItsFramesWhereSomethingMoves) {
  const auto figure_at = [](long step) {
    Figure figure;
    Plot plot;
    plot.name = "data";
    CurveItem curve;
    curve.points = {{std::min(1.0, static_cast<double>(step) / 40), 0.5}};  // moves for 40 steps, then rests
    plot.items.emplace_back(curve);
    figure.plots.push_back(plot);
    return figure;
  };
  const RunProgress progress(0, 1000, figure_at, [] { return false; });
  EXPECT_EQ(progress.at(0), 0);
  for (const double share : {0.1, 0.25, 0.5, 0.9}) EXPECT_NEAR(progress.at(share), 40 * share, 1) << share;
  EXPECT_EQ(progress.at(1), 1000) << "the end is the end";
}

TEST_F(AnimationTest, EvenProgressOfARunGoesForward) {
  request_.even_progress = true;
  request_.seconds = 4;
  const auto run = stage(example("outliers"));
  const RunProgress still(
      3, 40, [](long) { return Figure{}; }, [] { return false; });
  EXPECT_EQ(still.at(0.5), 22) << "a run in which nothing moves goes by its steps";
  EXPECT_EQ(run->first_step(), 0);
  EXPECT_NE(drawn(run->figure(0)), drawn(run->figure(1)));
}

TEST_F(AnimationTest, AParameterGoesThereAndBack) {
  request_.subject = AnimationSubject::parameter;
  request_.loss = "huber";
  request_.parameter = "delta";
  request_.low = 0.5;
  request_.high = 2;
  request_.frames_per_second = 5;
  const auto played = stage(example("losses"));
  EXPECT_EQ(drawn(played->figure(0)), drawn(played->figure(4)));
  EXPECT_EQ(drawn(played->figure(1)), drawn(played->figure(3)));
  EXPECT_NE(drawn(played->figure(0)), drawn(played->figure(2)));
  Session highest = example("losses");
  highest.document.loss("huber").set("delta", 2);
  request_.subject = AnimationSubject::path;
  request_.stops = {highest.view, highest.view};
  EXPECT_EQ(drawn(played->figure(2)), drawn(stage(highest)->figure(0)));
}

TEST_F(AnimationTest, ARunUnderAPlayedParameterIsMadeAnewForEachValue) {
  request_.subject = AnimationSubject::parameter;
  request_.loss = "huber";
  request_.parameter = "delta";
  request_.low = 1;
  request_.high = 3;
  request_.there_and_back = false;
  const Session session = example("outliers");
  const auto played = stage(session);
  played->figure(0);
  const std::string last = drawn(played->figure(5));
  Session other = session;
  other.document.loss("huber").set("delta", 3);
  EXPECT_EQ(last, at_step(other, 300));
}

TEST_F(AnimationTest, APathGlidesThroughStepsAndViews) {
  Session session = example("outliers");
  View first = session.view, second = session.view;
  first.runs["regression"] = {0, 300};
  second.runs["regression"] = {100, 300};
  second.cameras["regression.data"].x = Range{2, 4};
  request_.subject = AnimationSubject::path;
  request_.stops = {first, second, first};
  request_.frames_per_second = 5;
  const auto path = stage(session);
  const auto x_of = [&](long frame) {
    const Figure figure = path->figure(frame);
    return figure.plots.at(0).x.range;
  };
  ASSERT_EQ(path->figure(0).plots.at(0).name, "data");
  const Range whole = x_of(0);
  EXPECT_EQ(x_of(2), (Range{2, 4}));
  EXPECT_DOUBLE_EQ(x_of(1).min, (whole.min + 2) / 2);
  EXPECT_DOUBLE_EQ(x_of(3).max, (whole.max + 4) / 2);
  EXPECT_EQ(x_of(4), whole);
}

TEST_F(AnimationTest, TheViewOfAWindowIsNotTouched) {
  const Session session = example("simplex");
  const Session before = session;
  const auto run = stage(session);
  run->figure(3);
  EXPECT_EQ(session, before);
}

TEST_F(AnimationTest, WhatASessionDoesNotHaveIsRefused) {
  EXPECT_THAT(refusal(example("losses")), HasSubstr("has no run to go through"));
  request_.from = 300;
  EXPECT_EQ(
      refusal(example("outliers")),
      "The run goes from step 300 to step 300: it must end after it begins, and the session has made no more steps.");
  request_.from = 0;
  request_.plot = "nothing";
  EXPECT_THAT(refusal(example("outliers")), HasSubstr("The session has no plot 'nothing'; it has data, "));
  request_.plot.clear();
  request_.subject = AnimationSubject::parameter;
  request_.loss = "hubr";
  request_.parameter = "delta";
  EXPECT_THAT(refusal(example("outliers")), HasSubstr("hubr"));
  request_.loss = "huber";
  request_.parameter = "gamma";
  EXPECT_EQ(refusal(example("outliers")), "Huber has no parameter 'gamma'; it has delta.");
  request_.parameter = "delta";
  request_.low = -1;
  EXPECT_THAT(refusal(example("outliers")), HasSubstr("delta"));
  request_.subject = AnimationSubject::path;
  EXPECT_EQ(refusal(example("outliers")), "A path goes through two views at least.");
}

TEST_F(AnimationTest, TheSameSessionGivesTheSameBytes) {
  const auto render = [&] {
    const auto run = stage(example("outliers"));
    return render_animation(*run, *animation_format("x.gif"), Pace::full, [](double) { return true; })->at(0).bytes;
  };
  EXPECT_EQ(render(), render());
}

TEST_F(AnimationTest, ItCanBeGivenUpAtAnyFrame) {
  const auto run = stage(example("outliers"));
  double last = 0;
  const auto go_on = [&](double share) {
    EXPECT_GE(share, last);
    last = share;
    return share < 0.4;
  };
  EXPECT_FALSE(render_animation(*run, *animation_format("x.webp"), Pace::full, go_on).has_value());
  EXPECT_LT(last, 0.6);
}

TEST_F(AnimationTest, NumbersOutOfBoundsAreRefused) {
  const auto sentence = [&](const char* name) {
    try {
      check_animation(request_, *animation_format(name), language_);
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  EXPECT_EQ(sentence("x.gif"), "accepted");
  request_.frames_per_second = 60;
  EXPECT_EQ(sentence("x.gif"), "The frames a second of GIF must be from 1 to 50, got 60.");
  EXPECT_EQ(sentence("x.webp"), "accepted");
  request_.seconds = 600;
  EXPECT_THAT(sentence("x.webp"), HasSubstr("These are 36000 frames, of which there can be 10000"));
  request_.seconds = 1;
  request_.width = 9;
  EXPECT_EQ(sentence("x.png"), "The width in pixels must be from 64 to 3840, got 9.");
}

TEST_F(AnimationTest, AnOnionShowsSeveralMoments) {
  const auto curves = [](const Figure& figure) {
    long count = 0;
    for (const Item& item : figure.plots.at(0).items) count += std::holds_alternative<CurveItem>(item) ? 1 : 0;
    return count;
  };
  const auto never = [] { return false; };
  request_.plot = "data";
  const auto onion = onion_figure(example("outliers"), request_, 5, LOSSLAB_ASSETS, language_, never);
  const auto run = stage(example("outliers"));
  // Four older lines of each of three losses, but for those that have come to rest.
  EXPECT_GT(curves(*onion), curves(run->figure(5)) + 8);
  EXPECT_LE(curves(*onion), curves(run->figure(5)) + 12);
  EXPECT_FALSE(onion_figure(example("outliers"), request_, 5, LOSSLAB_ASSETS, language_, [] { return true; }));
}

}  // namespace
}  // namespace losslab
