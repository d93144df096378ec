// Texts in SVG: they stay text, whole and in their places, in every drawing that a parser of XML can read.
#include <gmock/gmock.h>
#include <pango/pangocairo.h>

#include <map>

#include "../figure/samples.h"
#include "widgets/export/painters.h"

namespace losslab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string content;  // with that of the elements in it
};

// Every element of a document; fails where it is not well-formed.
class Parsed {
 public:
  explicit Parsed(const std::string& xml) {
    const GMarkupParser parser{start, end, text, nullptr, nullptr};
    GMarkupParseContext* context = g_markup_parse_context_new(&parser, {}, this, nullptr);
    GError* error = nullptr;
    const bool read = g_markup_parse_context_parse(context, xml.data(), static_cast<gssize>(xml.size()), &error) != 0 &&
                      g_markup_parse_context_end_parse(context, &error) != 0;
    EXPECT_TRUE(read) << (error != nullptr ? error->message : "");
    g_clear_error(&error);
    g_markup_parse_context_free(context);
  }
  std::vector<Element> all(const std::string& name) const {
    std::vector<Element> found;
    std::copy_if(elements.begin(), elements.end(), std::back_inserter(found),
                 [&](const Element& element) { return element.name == name; });
    return found;
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> contents;
    for (const Element& element : all("text")) contents.push_back(element.content);
    return contents;
  }

  std::vector<Element> elements;

 private:
  static void start(GMarkupParseContext*, const char* name, const char** keys, const char** values, void* self,
                    GError**) {
    auto& parsed = *static_cast<Parsed*>(self);
    Element element{name, {}, {}};
    for (; *keys != nullptr; ++keys, ++values) element.attributes[*keys] = *values;
    parsed.open_.push_back(parsed.elements.size());
    parsed.elements.push_back(std::move(element));
  }
  static void end(GMarkupParseContext*, const char*, void* self, GError**) {
    static_cast<Parsed*>(self)->open_.pop_back();
  }
  static void text(GMarkupParseContext*, const char* data, gsize size, void* self, GError**) {
    auto& parsed = *static_cast<Parsed*>(self);
    for (const std::size_t at : parsed.open_) parsed.elements[at].content.append(data, size);
  }
  std::vector<std::size_t> open_;
};

DisplayList list_of(std::vector<TextOp> texts) {
  DisplayList list;
  list.size = {300, 200};
  for (TextOp& text : texts) list.ops.emplace_back(std::move(text));
  return list;
}

Parsed drawn(const DisplayList& list, SvgText as = SvgText::text) {
  return Parsed(paint_svg(list, {rgb(0xffffff), {}}, as));
}

TEST(Svg, TextsAreKeptAsTheyAre) {
  std::vector<TextOp> ops;
  const std::vector<std::string> texts{
      "a < b & \"c\" > 'd'", "]]>",        "<!-- x -->", "&amp;", "r² = 10⁻³ · ŷ₁", "均方误差 损失",
      "two   spaces  ",      " δ = 1.345", "שלום"};
  for (const std::string& text : texts) ops.push_back({.text = text, .at = {10, 20}, .color = rgb(0)});
  EXPECT_EQ(drawn(list_of(ops)).texts(), texts);
}

TEST(Svg, WhatXmlCannotHoldIsReplaced) {
  const auto shown = [](std::string text) {
    return drawn(list_of({{.text = std::move(text), .at = {10, 20}, .color = rgb(0)}})).texts();
  };
  EXPECT_THAT(shown("a\x01"
                    "b\x1f"),
              ElementsAre("a b "));
  EXPECT_THAT(shown("\xef\xbf\xbe\xef\xbf\xbf"), ElementsAre("\xef\xbf\xbd\xef\xbf\xbd"));
  for (int byte = 1; byte < 256; ++byte) {
    const std::vector<std::string> found = shown(std::string("a") + static_cast<char>(byte) + "b");
    ASSERT_EQ(found.size(), 1U) << byte;
    EXPECT_TRUE(std::none_of(found[0].begin(), found[0].end(), [](char c) { return c >= 0 && c < 0x20; })) << byte;
    EXPECT_TRUE(g_utf8_validate(found[0].c_str(), -1, nullptr)) << byte;
  }
}

TEST(Svg, TextsStandWhereTheListSays) {
  const PangoTextMeasure measure;
  const TextExtent extent = measure.measure("Text", 12, FontStyle::bold);
  const auto drawn_one = [](HAlign h, VAlign v, bool vertical) {
    return drawn(list_of({{"Text", {100, 50}, h, v, 12, Color{1, 2, 3, 51}, FontStyle::bold, vertical}}))
        .all("text")
        .at(0)
        .attributes;
  };
  const std::map<HAlign, std::string> anchors{{HAlign::left, ""}, {HAlign::center, "middle"}, {HAlign::right, "end"}};
  const std::map<VAlign, double> down{{VAlign::top, extent.ascent},
                                      {VAlign::middle, 0.5 * (extent.ascent - extent.descent)},
                                      {VAlign::baseline, 0},
                                      {VAlign::bottom, -extent.descent}};
  for (const auto& [h, anchor] : anchors) {
    for (const auto& [v, offset] : down) {
      auto upright = drawn_one(h, v, false);
      EXPECT_EQ(upright["text-anchor"], anchor);
      EXPECT_EQ(upright["x"], "100");
      EXPECT_NEAR(std::stod(upright["y"]), 50 + offset, 6e-4);
      EXPECT_EQ(upright["font-size"], "12");
      EXPECT_EQ(upright["font-weight"], "600");
      EXPECT_EQ(upright["fill"], "#010203");
      EXPECT_EQ(upright["fill-opacity"], "0.2");
      auto turned = drawn_one(h, v, true);
      EXPECT_EQ(turned["text-anchor"], anchor);
      double x = 0, y = 0;
      ASSERT_EQ(std::sscanf(turned["transform"].c_str(), "translate(%lf %lf) rotate(-90)", &x, &y), 2);
      EXPECT_NEAR(x, 100 + offset, 6e-4);
      EXPECT_EQ(y, 50);
    }
  }
}

TEST(Svg, FontsAreNamedWithOthersBehindThem) {
  const Parsed svg =
      drawn(list_of({{.text = "loss", .at = {}, .color = rgb(0)}, {.text = "loss 损失 x", .at = {}, .color = rgb(0)}}));
  std::string families;
  for (const Element& group : svg.all("g")) {
    const auto found = group.attributes.find("font-family");
    if (found != group.attributes.end()) families = found->second;
  }
  EXPECT_THAT(families, testing::EndsWith(", sans-serif"));
  EXPECT_THAT(families, testing::AnyOf(StartsWith("Inter, "), StartsWith("'DejaVu Sans', "), HasSubstr("Inter")));
  // The Chinese part is set in a font that has its letters, the rest in the usual one.
  const std::vector<Element> parts = svg.all("tspan");
  if (parts.empty()) GTEST_SKIP() << "no Chinese font here";
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_THAT(parts[0].content, HasSubstr("损失"));
  EXPECT_NE(parts[0].attributes.at("font-family"), families);
}

TEST(Svg, LettersCanBeOutlinesInstead) {
  const DisplayList list = list_of({{.text = "loss", .at = {10, 20}, .color = rgb(0)}});
  EXPECT_EQ(drawn(list).all("path").size() + drawn(list).all("use").size(), 0U);
  const Parsed paths = drawn(list, SvgText::paths);
  EXPECT_TRUE(paths.all("text").empty());
  EXPECT_GE(paths.all("path").size(), 3U);
}

TEST(Svg, EverythingElseIsTheSameWithBoth) {
  const PangoTextMeasure measure;
  const DisplayList list = lay_out(samples::regression(light_theme()), {450, 300}, {}, measure).list;
  const Parsed text = drawn(list), paths = drawn(list, SvgText::paths);
  const auto count =
      std::count_if(list.ops.begin(), list.ops.end(), [](const Op& op) { return std::holds_alternative<TextOp>(op); });
  EXPECT_EQ(text.all("text").size(), static_cast<std::size_t>(count));
  const auto shapes = [](const Parsed& svg) {
    std::vector<std::string> found;
    for (const Element& path : svg.all("path")) {
      // Letters are paths without a colour of their own.
      const auto style = path.attributes.find("style");
      if (style == path.attributes.end() || style->second != "stroke:none;") found.push_back(path.attributes.at("d"));
    }
    return found;
  };
  EXPECT_EQ(shapes(text), shapes(paths));
  EXPECT_EQ(text.all("image").size(), paths.all("image").size());
}

}  // namespace
}  // namespace losslab
