// The window in another language, by one click and back.
#include <imgui.h>

#include "app/core/shell/files/language_file.h"
#include "app/core/shell/state/screen.h"
#include "driver.h"

namespace losslab {
namespace {

using LanguageTest = Driver;

// The characters of a text that a face lacks.
std::string lacking(const ImFont& face, const std::string& text) {
  std::string all;
  for (const char* at = text.c_str(); *at != '\0';) {
    int length = 1;
    while ((static_cast<unsigned char>(at[length]) & 0xC0U) == 0x80U) ++length;
    const std::string one(at, static_cast<std::size_t>(length));
    at += length;
    if (one == "\n") continue;
    unsigned code = static_cast<unsigned char>(one[0]);
    if (length > 1) code &= 0x7FU >> length;
    for (int i = 1; i < length; ++i) code = code << 6U | (static_cast<unsigned char>(one[i]) & 0x3FU);
    if (face.FindGlyphNoFallback(static_cast<ImWchar>(code)) == nullptr) all += one;
  }
  return all;
}

// Of all texts; those of the command line alone are not drawn.
std::string lacking_in(const ImFont& face, const Language& language) {
  std::string all;
  for (const auto& [key, text] : language.texts()) {
    if (!key.starts_with("english.")) all += lacking(face, text);
  }
  return all;
}

TEST_F(LanguageTest, OneClickChangesItAndTheSameClickGoesBack) {
  ASSERT_EQ(app().language_code(), "en");
  click(middle_of("language"));
  ASSERT_TRUE(until([&] { return app().language_code() == "zh"; }));
  EXPECT_EQ(app().figure().plots.back().x.label, "残差 r = y − ŷ");
  click(middle_of("language"));
  ASSERT_TRUE(until([&] { return app().language_code() == "en"; }));
  EXPECT_EQ(app().figure().plots.back().x.label, "residual r = y − ŷ");
  EXPECT_FALSE(app().dirty());
}

TEST_F(LanguageTest, EveryCharacterOfEveryTextIsInTheFonts) {
  const auto faces = [] { return ImGui::GetIO().Fonts->Fonts; };
  EXPECT_EQ(lacking_in(*faces()[0], app().language()), "");
  key("ctrl+l");
  ASSERT_TRUE(until([&] { return app().language_code() == "zh"; }));
  EXPECT_EQ(lacking_in(*faces()[0], app().language()), "");
  // Titles, labels and legends of figures.
  for (const int face : {1, 2, 4}) {
    for (const auto& [key, text] : app().language().texts()) {
      std::string chinese;
      for (const char c : text) chinese += static_cast<unsigned char>(c) < 0x80 ? std::string() : std::string(1, c);
      if (!key.starts_with("figure.") && !key.ends_with(".name")) continue;
      EXPECT_EQ(lacking(*faces()[face], chinese), "") << key << " in face " << face;
    }
  }
}

TEST_F(LanguageTest, EveryScreenIsShownInBothAtEverySize) {
  for (const char* const language : {"en", "zh"}) {
    if (app().language_code() != language) {
      key("ctrl+l");
      ASSERT_TRUE(until([&] { return app().language_code() == language; }));
    }
    for (std::size_t i = 0; i < screens().size(); ++i) {
      key(std::to_string(i + 1));
      ASSERT_TRUE(until([&] { return app().view().screen == screens()[i]->id(); }));
      for (int size = 0; size < 3; ++size) {
        key("ctrl+" + std::to_string(size + 1));
        ASSERT_TRUE(until([&] { return app().view().text_size == size; }));
        window_.settle();
        const Rect* const button = window_.control("language");
        ASSERT_NE(button, nullptr) << "the way back is a click away";
        EXPECT_LE(button->x + button->width, 1280) << app().view().screen << " in " << language;
        // The door of the lessons has pictures of its own.
        ASSERT_EQ(app().figure().plots.empty(), app().view().screen == "lessons");
      }
    }
  }
}

}  // namespace
}  // namespace losslab
