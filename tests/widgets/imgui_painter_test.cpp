#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "imgui_harness.h"
#include "widgets/figure/dash.h"
#include "widgets/imgui/painter.h"
#include "widgets/imgui/polyline.h"
#include "widgets/imgui/sprites.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

constexpr Color kInk = rgb(0x224466);

class PainterTest : public testing::Test {
 protected:
  struct Painted {
    std::vector<ImDrawVert> vertices;
    int commands = 0;
  };
  Painted painted(std::vector<Op> ops, ImVec2 at = ImVec2(100, 50)) {
    const DisplayList list{{400, 300}, std::move(ops)};
    return harness.frame([&](Ui& ui) {
      ImDrawList& draw = *ImGui::GetWindowDrawList();
      const int first = draw.VtxBuffer.Size, commands = draw.CmdBuffer.Size;
      paint(list, draw, at, ui);
      return Painted{{draw.VtxBuffer.begin() + first, draw.VtxBuffer.end()}, draw.CmdBuffer.Size - commands};
    });
  }
  static std::pair<ImVec2, ImVec2> extent(const Painted& p) {
    ImVec2 low(1e9f, 1e9f), high(-1e9f, -1e9f);
    for (const ImDrawVert& v : p.vertices) {
      low = ImVec2(std::min(low.x, v.pos.x), std::min(low.y, v.pos.y));
      high = ImVec2(std::max(high.x, v.pos.x), std::max(high.y, v.pos.y));
    }
    return {low, high};
  }

  ImGuiHarness harness;
};

TEST_F(PainterTest, ThinLinesLieOnThePixels) {
  const Painted p = painted({PolylineOp{{{10.3, 20.2}, {10.3, 80.2}}, {kInk, 1, Dash::solid}}});
  ASSERT_EQ(p.vertices.size(), 4U);
  const auto [low, high] = extent(p);
  EXPECT_EQ(low.x, 110);
  EXPECT_EQ(high.x, 111);
  EXPECT_EQ(p.vertices[0].col, to_im(kInk));
}

TEST_F(PainterTest, WidthsAreWholePixelsAndAtLeastOne) {
  EXPECT_EQ(line_pixels(0.2, 1), 1);
  EXPECT_EQ(line_pixels(1.5, 1), 2);
  EXPECT_EQ(line_pixels(1.5, 2), 3);
}

TEST_F(PainterTest, CurvesTakeTwoVerticesForAPoint) {
  std::vector<Point> points;
  for (int i = 0; i < 100; ++i) points.push_back({static_cast<double>(i), 20 + 10 * std::sin(i * 0.1)});
  EXPECT_EQ(painted({PolylineOp{points, {kInk, 2, Dash::solid}}}).vertices.size(), 200U);
}

TEST_F(PainterTest, DashesCoverTheirShareOfTheLine) {
  const std::span<const double> pattern = dash_pattern(Dash::dashed);
  ASSERT_FALSE(pattern.empty());
  double period = 0, ink = 0;
  const double half_gap = pattern.back();
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    period += 2 * pattern[i];
    if (i % 2 == 0) ink += 2 * pattern[i];
  }
  const double length = 12 * period - half_gap;  // ends within a gap
  const Painted p = painted({PolylineOp{{{0, 40}, {length, 40}}, {kInk, 2, Dash::dashed}}}, ImVec2(0, 0));
  // Level dashes are rectangles of four vertices.
  ASSERT_EQ(p.vertices.size(), 12 * 4 * pattern.size() / 2);
  double covered = 0;
  for (std::size_t i = 0; i < p.vertices.size(); i += 4) covered += p.vertices[i + 2].pos.x - p.vertices[i].pos.x;
  EXPECT_NEAR(covered, 12 * ink, 1e-2);
}

TEST_F(PainterTest, DashesFollowCornersWithoutGaps) {
  const std::vector<ImVec2> points = {{0, 0}, {4, 3}, {10, 3}};
  const std::vector<double> one_long_dash = {100, 1};
  const int vertices = harness.frame([&](Ui&) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const int first = draw.VtxBuffer.Size;
    draw_dashes(draw, points, to_im(kInk), 2, one_long_dash, 1);
    return draw.VtxBuffer.Size - first;
  });
  EXPECT_EQ(vertices, 6);
}

// The run of a rate that is too high: nearly upright lines up and down. A mitre there would lie along the line, and the
// ribbon between two of them would have no width.
TEST_F(PainterTest, LinesThatTurnBackKeepTheirWidth) {
  std::vector<Point> points;
  for (int i = 0; i < 60; ++i) points.push_back({20 + 1.3 * i, i % 2 == 0 ? 20.0 : 80.0});
  for (const Dash dash : {Dash::solid, Dash::dashed}) {
    const Painted p = painted({PolylineOp{points, {kInk, 2, dash}}});
    ASSERT_GE(p.vertices.size(), 2 * points.size());
    for (std::size_t i = 0; i + 1 < p.vertices.size(); i += 2) {
      EXPECT_GT(std::abs(p.vertices[i].pos.x - p.vertices[i + 1].pos.x), 1.9f) << i;
    }
  }
}

TEST_F(PainterTest, ShapesStayWithinTheirBounds) {
  const Painted p = painted({
      RectOp{{20, 20, 60, 40}, kInk, Stroke{kInk, 1, Dash::solid}, 3},
      CircleOp{{50, 40}, 12, kInk, Stroke{kInk, 1, Dash::solid}},
      PolygonOp{{{30, 30}, {60, 30}, {45, 55}}, kInk, std::nullopt},
  });
  EXPECT_GT(p.vertices.size(), 20U);
  const auto [low, high] = extent(p);
  EXPECT_GE(low.x, 118);
  EXPECT_GE(low.y, 68);
  EXPECT_LE(high.x, 182);
  EXPECT_LE(high.y, 112);
}

// Textures without a screen: numbers.
class CountedTextures final : public TextureStore {
 public:
  ImTextureID texture(const std::shared_ptr<const Pixels>& pixels, bool) override {
    const auto known = std::ranges::find(all, pixels);
    if (known == all.end()) all.push_back(pixels);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a pointer in old versions of Dear ImGui
    return (ImTextureID) static_cast<intptr_t>(100 + (known - all.begin()));
  }
  std::vector<std::shared_ptr<const Pixels>> all;
};

TEST_F(PainterTest, RepeatedDotsWithoutAnOutlineArePictures) {
  CountedTextures textures;
  Sprites sprites;
  harness.ui.textures = &textures;
  harness.ui.sprites = &sprites;
  const auto diamond = [](double x, double y) {
    return PolygonOp{{{x + 3, y}, {x, y + 3}, {x - 3, y}, {x, y - 3}}, kInk, std::nullopt};
  };
  const std::vector<Op> discs = {CircleOp{{50, 40}, 2, kInk, std::nullopt}, CircleOp{{70, 60}, 2, kInk, std::nullopt},
                                 CircleOp{{90, 10}, 2, kInk, std::nullopt}};
  const std::vector<Op> diamonds = {diamond(50, 40), diamond(70.25, 60.5), diamond(90, 10)};
  for (const std::vector<Op>& ops : {discs, diamonds}) {
    const double reach = std::holds_alternative<CircleOp>(ops[0]) ? 2 : 3;
    const Painted first = painted({ops[0]}), all = painted(ops);
    ASSERT_EQ(all.vertices.size(), first.vertices.size() + 8);
    EXPECT_EQ(all.vertices.back().col, to_im(kInk));
    const auto [low, high] = extent({{all.vertices.end() - 4, all.vertices.end()}, 0});
    EXPECT_NEAR(0.5 * (low.x + high.x), 190, 1e-3);
    EXPECT_NEAR(0.5 * (low.y + high.y), 60, 1e-3);
    EXPECT_GE(high.x - low.x, 2 * reach);
  }
  EXPECT_EQ(textures.all.size(), 2U);
  harness.ui.textures = nullptr;
  harness.ui.sprites = nullptr;
}

TEST(SpritesTest, CoverAsMuchAsTheShape) {
  Sprites sprites;
  const auto covered = [](const Sprites::Sprite& sprite) {
    double sum = 0;
    for (const Color c : sprite.pixels->data) sum += c.a / 255.0;
    return sum;
  };
  for (const float radius : {0.6F, 1.7F, 2.8F, 7.5F}) {
    const Sprites::Sprite* disc = sprites.disc(radius);
    ASSERT_NE(disc, nullptr);
    EXPECT_NEAR(covered(*disc), 3.14159 * radius * radius, 0.02 * radius * radius + 0.02) << radius;
    EXPECT_GE(disc->half, radius);
  }
  // Of either sense of rotation.
  const std::vector<ImVec2> corners = {{-3, 2}, {3, 2}, {0, -4}}, turned = {corners.rbegin(), corners.rend()};
  EXPECT_NEAR(covered(*sprites.polygon(corners)), 18, 0.3);
  EXPECT_NEAR(covered(*sprites.polygon(turned)), 18, 0.3);
  EXPECT_EQ(sprites.disc(9), nullptr);
  EXPECT_EQ(sprites.disc(0), nullptr);
  EXPECT_EQ(sprites.disc(NAN), nullptr);
}

TEST(SpritesTest, AreMadeOnceAndDoNotPileUp) {
  Sprites sprites;
  const std::shared_ptr<const Pixels> first = sprites.disc(2)->pixels;
  EXPECT_EQ(sprites.disc(2)->pixels, first);
  for (int i = 1; i < 1000; ++i) ASSERT_NE(sprites.disc(0.007F * static_cast<float>(i)), nullptr);
  EXPECT_EQ(first.use_count(), 1);
}

TEST_F(PainterTest, RepeatedMarkersHaveTheTrianglesOfTheFirst) {
  const Stroke rim{kInk, 1, Dash::solid};
  const std::vector<Op> shapes = {CircleOp{{50, 40}, 3, kInk, rim},
                                  PolygonOp{{{30, 30}, {60, 30}, {45, 55}}, kInk, rim}};
  const std::vector<Op> moved = {CircleOp{{91.25, 60.5}, 3, kInk, rim},
                                 PolygonOp{{{71.25, 50.5}, {101.25, 50.5}, {86.25, 75.5}}, kInk, rim}};
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Painted alone = painted({moved[i]}), twice = painted({shapes[i], moved[i]});
    const std::size_t count = alone.vertices.size();
    ASSERT_EQ(twice.vertices.size(), 2 * count);
    for (std::size_t v = 0; v < count; ++v) {
      EXPECT_NEAR(twice.vertices[count + v].pos.x, alone.vertices[v].pos.x, 1e-3);
      EXPECT_NEAR(twice.vertices[count + v].pos.y, alone.vertices[v].pos.y, 1e-3);
      EXPECT_EQ(twice.vertices[count + v].col, alone.vertices[v].col);
    }
  }
  // Another radius or colour is another shape.
  const Painted other = painted({CircleOp{{50, 40}, 3, kInk, rim}, CircleOp{{90, 40}, 6, kInk, rim}});
  EXPECT_NEAR(extent(other).second.y - extent(painted({CircleOp{{90, 40}, 6, kInk, rim}})).second.y, 0, 1e-3);
}

TEST_F(PainterTest, PolygonsOfEitherSenseFillAlike) {
  const Corners there = {{30, 30}, {60, 30}, {45, 55}}, back = {{45, 55}, {60, 30}, {30, 30}};
  const auto a = extent(painted({PolygonOp{there, kInk, std::nullopt}}));
  const auto b = extent(painted({PolygonOp{back, kInk, std::nullopt}}));
  EXPECT_NEAR(a.first.x, b.first.x, 1e-3);
  EXPECT_NEAR(a.second.y, b.second.y, 1e-3);
}

TEST_F(PainterTest, ClipsEndWithTheList) {
  harness.frame([&](Ui& ui) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImVec2 before = draw.GetClipRectMax();
    const DisplayList list{{400, 300},
                           {ClipOp{{10, 10, 50, 50}}, CircleOp{{20, 20}, 5, kInk, std::nullopt}, UnclipOp{}, UnclipOp{},
                            ClipOp{{0, 0, 5, 5}}}};
    paint(list, draw, ImVec2(0, 0), ui);
    EXPECT_EQ(draw.GetClipRectMax().x, before.x);
    EXPECT_EQ(draw.GetClipRectMax().y, before.y);
  });
}

TEST_F(PainterTest, TextIsAlignedByItsMeasure) {
  double width = 0;
  harness.frame([&](Ui& ui) {
    const ImGuiTextMeasure measure(*ui.fonts, ui.scale);
    const TextExtent extent = measure.measure("Huber", 13, FontStyle::regular);
    width = extent.width;
    EXPECT_NEAR(measure.measure("HuberHuber", 13, FontStyle::regular).width, 2 * width, 1e-4);
    EXPECT_GT(width, 15);
    EXPECT_GT(extent.ascent, 5);
    EXPECT_NEAR(extent.ascent + extent.descent, 13, 1.01);
  });
  TextOp text{"Huber", {200, 100}, HAlign::right, VAlign::middle, 13, kInk};
  auto [low, high] = extent(painted({text}, ImVec2(0, 0)));
  EXPECT_NEAR(high.x, 200, 2);
  EXPECT_NEAR(low.x, 200 - width, 2);
  EXPECT_NEAR((low.y + high.y) / 2, 100, 2.5);
  text.vertical = true;
  text.h = HAlign::left;
  std::tie(low, high) = extent(painted({text}, ImVec2(0, 0)));
  EXPECT_NEAR(low.y, 100 - width, 2);
  EXPECT_NEAR(high.y, 100, 2);
  EXPECT_NEAR((low.x + high.x) / 2, 200, 2.5);
}

TEST_F(PainterTest, UprightTextIsWholeEvenAtTheRightEdge) {
  TextOp text{"objective in (w, b)", {990, 400}, HAlign::left, VAlign::baseline, 13, kInk};
  const std::size_t level = painted({text}, ImVec2(-900, 0)).vertices.size();
  text.vertical = true;
  EXPECT_EQ(painted({text}, ImVec2(0, 0)).vertices.size(), level);
}

TEST_F(PainterTest, LongTextIsShortenedBetweenCharacters) {
  harness.frame([&](Ui& ui) {
    const TextPen pen = body_pen(ui);
    EXPECT_EQ(shortened(pen, "short", 500), "short");
    const std::string less = shortened(pen, "na\u00efve losses", 50);
    EXPECT_LE(text_width(pen, less), 50);
    EXPECT_LT(less.size(), 14U);
    EXPECT_EQ(shortened(pen, "anything", 3), "");
    EXPECT_EQ(number_width(pen, "1.5"), number_width(pen, "0.1"));
  });
}

TEST_F(PainterTest, TheNearestFaceOfTheStyleIsTaken) {
  FontSet set;
  ImFont* const font = harness.fonts.faces[0].font;
  set.faces = {{FontStyle::regular, 12, font}, {FontStyle::regular, 24, font}, {FontStyle::bold, 16, font}};
  EXPECT_EQ(set.face(FontStyle::regular, 14)->size, 12);
  EXPECT_EQ(set.face(FontStyle::regular, 19)->size, 24);
  EXPECT_EQ(set.face(FontStyle::bold, 40)->size, 16);
  EXPECT_EQ(set.face(FontStyle::italic, 23)->size, 24);
  EXPECT_EQ(FontSet{}.pick(FontStyle::regular, 12), nullptr);
}

TEST_F(PainterTest, AStyleIsNeverScaledTwice) {
  apply_style(dark_theme(), 2);
  const float once = ImGui::GetStyle().FramePadding.x;
  apply_style(dark_theme(), 2);
  EXPECT_EQ(ImGui::GetStyle().FramePadding.x, once);
  apply_style(light_theme(), 1);
  EXPECT_EQ(ImGui::GetStyle().FramePadding.x * 2, once);
}

}  // namespace
}  // namespace losslab
