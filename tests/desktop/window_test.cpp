// The Losses screen, the dialogs, the keys and the files, by mouse and keyboard.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <fstream>

#include "app/core/losses/losses_figure.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/document.h"
#include "app/screens/shell/dialogs.h"
#include "driver.h"

namespace losslab {
namespace {

using WindowTest = Driver;

bool ticked(const Application& app, const std::string& id) {
  const auto& ids = losses_page(app.document()).ticked();
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string first_bytes(const std::string& path, std::size_t count) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(count, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

TEST_F(WindowTest, TicksALossAndDrawsIt) {
  ASSERT_FALSE(ticked(app(), "log_cosh"));
  const auto series = [this] { return window_.screen_state().figure_view.figure().plots.at(0).items.size(); };
  const std::size_t before = series();
  click(middle_of("loss.log_cosh.box"));
  EXPECT_TRUE(until([&] { return ticked(app(), "log_cosh") && series() > before; }));
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return !ticked(app(), "log_cosh"); }));
  key("ctrl+y");
  EXPECT_TRUE(until([&] { return ticked(app(), "log_cosh"); }));
}

TEST_F(WindowTest, DragsASliderAsOneStepOfUndo) {
  const double before = app().document().loss("huber").parameter("delta");
  drag(on_slider("parameter.huber.delta", 0.2), on_slider("parameter.huber.delta", 0.8));
  const double after = app().document().loss("huber").parameter("delta");
  EXPECT_GT(after, before);
  key("ctrl+z");
  EXPECT_TRUE(until([&] { return app().document().loss("huber").parameter("delta") == before; }));
  EXPECT_FALSE(app().can_undo());
}

TEST_F(WindowTest, DoubleClickResetsASlider) {
  const double initial = app().document().loss("huber").parameters()[0].initial;
  click(on_slider("parameter.huber.delta", 0.2));
  ASSERT_TRUE(until([&] { return app().document().loss("huber").parameter("delta") != initial; }));
  double_click(on_slider("parameter.huber.delta", 0.9));
  EXPECT_TRUE(until([&] { return app().document().loss("huber").parameter("delta") == initial; }));
}

TEST_F(WindowTest, DragsTheKneeInThePlot) {
  const auto found = knee(app().document());
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->loss, "huber");
  const Loss& huber = app().document().loss("huber");
  drag(in_plot("loss", found->at), in_plot("loss", {2.5, huber.at(2.5).value}));
  EXPECT_NEAR(app().document().loss("huber").parameter("delta"), 2.5, 0.05);
}

TEST_F(WindowTest, DragsTheProbe) {
  const double from = losses_view(app().view()).probe_at[0];
  drag(in_plot("gradient", {from, -2.0}), in_plot("gradient", {-3, -2.0}));
  EXPECT_NEAR(losses_view(app().view()).probe_at[0], -3, 0.05);
}

TEST_F(WindowTest, WheelZoomsAtTheCursorAndDoubleClickFits) {
  const PlotLayout* plot = window_.screen_state().figure_view.layout().find("loss");
  const Range before = plot->x;
  move_to(in_plot("loss", {2, 3}));
  wheel(true);
  const auto shown = [this] { return window_.screen_state().figure_view.layout().find("loss")->x; };
  ASSERT_TRUE(until([&] { return shown().span() < before.span() * 0.99; }));
  const double share = (2 - before.min) / before.span(), now = (2 - shown().min) / shown().span();
  EXPECT_NEAR(now, share, 0.01);  // what was under the cursor still is
  double_click(in_plot("loss", {2, 3}));
  EXPECT_TRUE(until([&] { return shown().span() > before.span() * 0.99; }));
}

TEST_F(WindowTest, LeftDragPansByWhatWasDragged) {
  const Range before = window_.screen_state().figure_view.layout().find("gradient")->x;
  const Rect frame = frame_of("gradient");
  const Point from{frame.x + 0.3 * frame.width, frame.y + 0.9 * frame.height};
  drag(from, {from.x + 0.1 * frame.width, from.y});
  const Range after = window_.screen_state().figure_view.layout().find("gradient")->x;
  EXPECT_NEAR(after.min, before.min - 0.1 * before.span(), 0.01 * before.span());
  EXPECT_NEAR(after.span(), before.span(), 1e-9 * before.span());
}

TEST_F(WindowTest, HelpOpensAndEscapeClosesIt) {
  key("F1");
  EXPECT_TRUE(until([this] { return window_.screen_state().dialog == &help_dialog; }));
  key("Escape");
  EXPECT_TRUE(until([this] { return window_.screen_state().dialog == nullptr; }));
}

TEST_F(WindowTest, SavesAFigureFromTheDialog) {
  key("ctrl+e");
  ASSERT_TRUE(until([this] { return window_.control("dialog_save") != nullptr; }));
  window_.settle();
  click(middle_of("dialog_save"));
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  window_.settle();
  key("ctrl+a");
  type(file("figure.pdf"));
  click(middle_of("dialog_agree"));
  ASSERT_TRUE(until([&] { return std::filesystem::exists(file("figure.pdf")); }));
  EXPECT_EQ(first_bytes(file("figure.pdf"), 5), "%PDF-");
}

TEST_F(WindowTest, SavesAFigureForAPurpose) {
  key("ctrl+e");
  ASSERT_TRUE(until([this] { return window_.control("dialog_size") != nullptr; }));
  window_.settle();
  click(middle_of("format.SVG"));
  ASSERT_TRUE(until([this] { return window_.control("figure_outlines") != nullptr; }));
  window_.settle();
  click(middle_of("dialog_size"));
  ASSERT_TRUE(until([this] { return window_.control("dialog_size.3") != nullptr; }));
  window_.settle();
  click(middle_of("dialog_size.3"));
  ASSERT_TRUE(until([this] { return window_.screen_state().export_width_mm == 339; }));
  window_.settle();
  click(middle_of("figure_transparent"));
  click(middle_of("figure_grey"));
  window_.settle();
  click(middle_of("dialog_save"));
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  window_.settle();
  key("ctrl+a");
  type(file("slide.svg"));
  click(middle_of("dialog_agree"));
  ASSERT_TRUE(until([&] { return std::filesystem::exists(file("slide.svg")); }));
  // 16:9 to the point, not what the fields show; with text in it.
  EXPECT_THAT(first_bytes(file("slide.svg"), 400), testing::HasSubstr("width=\"960pt\" height=\"540pt\""));
}

TEST_F(WindowTest, SavesASessionThatReopensExactly) {
  click(middle_of("loss.log_cosh.box"));
  click(on_slider("parameter.huber.delta", 0.7));
  key("ctrl+shift+s");
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  window_.settle();
  key("ctrl+a");
  type(file("lesson.toml"));
  click(middle_of("dialog_agree"));
  ASSERT_TRUE(until([&] { return std::filesystem::exists(file("lesson.toml")); }));
  const Session read = load_session(file("lesson.toml"));
  EXPECT_EQ(read.document, app().document());
  EXPECT_EQ(read.view, app().view());
}

TEST_F(WindowTest, ChangesThemeAndTextSizeByKey) {
  const double scale = window_.scale();
  key("ctrl+2");
  EXPECT_TRUE(until([&] { return window_.scale() == 1.25 * scale; }));
  key("ctrl+1");
  EXPECT_TRUE(until([&] { return window_.scale() == scale; }));
  click(middle_of("theme"));
  EXPECT_TRUE(until([this] { return app().view().theme == "dark"; }));
  const auto picture = window_.capture();
  EXPECT_LT(picture->data.back().r, 80);
}

TEST_F(WindowTest, FollowsItsSize) {
  glfwSetWindowSize(window_.handle(), 1600, 1000);
  const auto width = [this] { return frame_of("loss").width; };
  const double before = width();
  EXPECT_TRUE(until([&] { return width() > before + 200; }));
  glfwSetWindowSize(window_.handle(), 900, 600);
  EXPECT_TRUE(until([&] { return width() < before; }));
}

TEST_F(WindowTest, IdleDrawsNothing) {
  window_.settle();
  const long drawn = window_.frames_drawn();
  for (int i = 0; i < 10; ++i) window_.frame(0.05);
  EXPECT_EQ(window_.frames_drawn(), drawn);
}

}  // namespace
}  // namespace losslab
