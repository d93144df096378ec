#include "app/desktop/fonts.h"

#include <fontconfig/fontconfig.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "app/desktop/imgui_backend.h"
#include "losses/core/error.h"
#include "losses/core/loss.h"
#include "losses/humps/bell_divergence.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_loss.h"

namespace losslab {

namespace {

using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

struct Request {
  int weight = FC_WEIGHT_REGULAR;
  int slant = FC_SLANT_ROMAN;
  const char* language = nullptr;
  FcChar32 must_have = 'a';  // a glyph that decides whether the font is of use
};

// The first of the families that the system really has with the wanted glyph, or an empty path.
FontFiles::File match(std::initializer_list<const char*> families, const Request& request) {
  Pattern pattern(FcPatternCreate(), FcPatternDestroy);
  for (const char* family : families)
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, request.weight);
  FcPatternAddInteger(pattern.get(), FC_SLANT, request.slant);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse);
  if (request.language != nullptr)
    FcPatternAddString(pattern.get(), FC_LANG, reinterpret_cast<const FcChar8*>(request.language));
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  Pattern found(FcFontMatch(nullptr, pattern.get(), &result), FcPatternDestroy);
  if (!found) return {};
  FcChar8* file = nullptr;
  int index = 0;
  FcCharSet* glyphs = nullptr;
  if (FcPatternGetString(found.get(), FC_FILE, 0, &file) != FcResultMatch) return {};
  FcPatternGetInteger(found.get(), FC_INDEX, 0, &index);
  if (FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &glyphs) != FcResultMatch ||
      FcCharSetHasChar(glyphs, request.must_have) == FcFalse)
    return {};
  return {reinterpret_cast<const char*>(file), index};
}

}  // namespace

FontFiles find_fonts() {
  FontFiles files;
  const auto text = {"Inter", "DejaVu Sans", "sans-serif"};
  files.regular = match(text, {});
  files.bold = match(text, {.weight = FC_WEIGHT_DEMIBOLD});
  files.italic = match(text, {.slant = FC_SLANT_ITALIC});
  files.code = match({"DejaVu Sans Mono", "monospace"}, {});
  // Opening a font costs about a millisecond a size at every start: another one only where the first lacks signs.
  if (match(text, {.must_have = 0x2113}).path.empty())
    files.symbols = match({"DejaVu Sans", "sans-serif"}, {.must_have = 0x2113});
  files.chinese = match({"WenQuanYi Micro Hei", "Noto Sans CJK SC"}, {.language = "zh-cn", .must_have = 0x635f});
  if (files.regular.path.empty()) throw InputError("No font was found: install fonts-inter or fonts-dejavu-core.");
  if (files.bold.path.empty()) files.bold = files.regular;
  if (files.italic.path.empty()) files.italic = files.regular;
  if (files.code.path.empty()) files.code = files.regular;
  return files;
}

namespace {

// The glyphs of the program, and no more, since each has to be drawn at every start. All faces in which names of
// one's own appear, as those of the columns of a table, have Latin-1.
#define LOSSLAB_SIGNS                                                                                                 \
  0x2013, 0x2014, 0x2016, 0x2016, 0x2018, 0x201d, 0x2022, 0x2022, 0x2026, 0x2026, 0x2032, 0x2033, 0x2070, 0x208e,     \
      0x2113, 0x2113, 0x2190, 0x2193, 0x2202, 0x2202, 0x2205, 0x2212, 0x221a, 0x221a, 0x221d, 0x221e, 0x2225, 0x2225, \
      0x222b, 0x222b, 0x2248, 0x2248, 0x2260, 0x2260, 0x2264, 0x2265, 0x22c5, 0x22c5, 0x25c6, 0x25c7, 0x25cb, 0x25cb, \
      0x25cf, 0x25cf, 0x2605, 0x2605, 0x2713, 0x2713, 0
constexpr ImWchar symbol_ranges[] = {LOSSLAB_SIGNS};
constexpr ImWchar body_ranges[] = {0x20, 0x7e, 0xa0, 0xff, 0x176, 0x177, 0x391, 0x3c9, LOSSLAB_SIGNS};
constexpr ImWchar figure_ranges[] = {0x20, 0x7e, 0xa0, 0xff, 0x176, 0x177, 0x391, 0x3c9, LOSSLAB_SIGNS};
constexpr ImWchar code_ranges[] = {0x20, 0x7e, 0xa0, 0xff, 0x2013, 0x2014, 0x2212, 0x2212, 0x3b1, 0x3c9, 0};
constexpr ImWchar italic_ranges[] = {0x20, 0x7e, 0x176, 0x177, 0x3b1, 0x3c9, 0x2113, 0x2113, 0};
#undef LOSSLAB_SIGNS

bool is_chinese(ImWchar glyph) { return glyph >= 0x2e80; }

void add_chinese(ImFontGlyphRangesBuilder& builder, const char* text) {
  while (*text != '\0') {
    unsigned int code = 0;
    text += ImTextCharFromUtf8(&code, text, nullptr);
    if (is_chinese(static_cast<ImWchar>(code))) builder.AddChar(static_cast<ImWchar>(code));
  }
}

ImVector<ImWchar> ranges_of(ImFontGlyphRangesBuilder& builder) {
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  return ranges;
}

// The Chinese names in the catalogue, and names of one's own, need a few dozen glyphs of many thousands.
ImVector<ImWchar> glyphs_of_names(const std::string& letters) {
  ImFontGlyphRangesBuilder builder;
  for (const Loss& loss : Loss::all()) add_chinese(builder, loss.info().chinese);
  for (const VectorEntry& entry : vector_catalogue()) add_chinese(builder, entry.info->chinese);
  for (const BellDivergenceInfo& info : bell_divergences()) add_chinese(builder, info.chinese);
  for (const StructuredEntry& entry : structured_catalogue()) add_chinese(builder, entry.info->chinese);
  add_chinese(builder, "中文");  // the button that leads there
  add_chinese(builder, letters.c_str());
  return ranges_of(builder);
}

// Those of all texts, and the usual ones: names of one's own, as of classes and columns, may have any of these.
ImVector<ImWchar> glyphs_of_texts(const Language& language, const std::string& letters) {
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(ImGui::GetIO().Fonts->GetGlyphRangesChineseSimplifiedCommon());
  for (const auto& [key, text] : language.texts()) add_chinese(builder, text.c_str());
  add_chinese(builder, letters.c_str());
  return ranges_of(builder);
}

// The ranges of a face, with more letters.
ImVector<ImWchar> with_letters(const ImWchar* ranges, const std::string& letters) {
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(ranges);
  builder.AddText(letters.c_str());
  return ranges_of(builder);
}

ImFont* add(ImFontAtlas& atlas, const FontFiles::File& file, float pixels, const ImWchar* ranges, bool merge,
            float weight = 1) {
  ImFontConfig config;
  config.FontNo = file.index;
  config.OversampleH = pixels < 24 && !merge ? 2 : 1;
  config.OversampleV = 1;
  config.PixelSnapH = false;
  config.MergeMode = merge;
  config.RasterizerMultiply = weight;
  return atlas.AddFontFromFileTTF(file.path.c_str(), pixels, &config, ranges);
}

}  // namespace

bool needs_chinese(const Language& language) {
  ImFontGlyphRangesBuilder builder;
  for (const auto& [key, text] : language.texts()) add_chinese(builder, text.c_str());
  return std::ranges::any_of(builder.UsedChars, [](ImU32 bits) { return bits != 0; });
}

std::string unusual_letters(std::string_view text) {
  std::string unusual;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    unsigned int letter = 0;
    const int length = ImTextCharFromUtf8(&letter, at, end);
    if (length <= 0) break;
    const bool greek = letter >= 0x391 && letter <= 0x3c9;
    if (letter > 0xff && !greek &&
        unusual.find(std::string_view(at, static_cast<std::size_t>(length))) == std::string::npos)
      unusual.append(at, static_cast<std::size_t>(length));
    at += length;
  }
  return unusual;
}

FontSet load_fonts(const FontFiles& files, double scale, const Language& language, const std::string& letters) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  FontSet set;
  // Kept by the set: the atlas reads the ranges when it is built, which is after this function in newer versions.
  const bool in_chinese = !files.chinese.path.empty() && needs_chinese(language);
  if (!files.chinese.path.empty()) {
    set.chinese = in_chinese ? glyphs_of_texts(language, letters) : glyphs_of_names(letters);
  }
  struct Face {
    FontStyle style;
    double points;
    const ImWchar* ranges;
    bool symbols, chinese;  // whether it has them; Chinese in other languages, for names of losses alone
  };
  // The first is the default of all text. The others are the sizes of figures (labels, ticks and legends) and of
  // formulas with their indices; titles are near enough to the bold one.
  constexpr Face faces[] = {
      {FontStyle::regular, 14, body_ranges, true, true},    {FontStyle::regular, 12, figure_ranges, true, false},
      {FontStyle::regular, 11, figure_ranges, true, false}, {FontStyle::regular, 16, figure_ranges, true, false},
      {FontStyle::bold, 14, figure_ranges, false, false},   {FontStyle::italic, 16, italic_ranges, true, false},
      {FontStyle::italic, 11, italic_ranges, false, false}, {FontStyle::code, 12, code_ranges, false, false}};
  for (const Face& face : faces) {
    const auto pixels = static_cast<float>(std::round(face.points * scale));
    const FontFiles::File& file = face.style == FontStyle::bold     ? files.bold
                                  : face.style == FontStyle::italic ? files.italic
                                  : face.style == FontStyle::code   ? files.code
                                                                    : files.regular;
    const ImWchar* ranges = face.ranges;
    if (!letters.empty()) ranges = set.faces_with_letters.emplace_back(with_letters(face.ranges, letters)).Data;
    ImFont* font = add(atlas, file, pixels, ranges, false);
    if (face.symbols && !files.symbols.path.empty()) add(atlas, files.symbols, pixels, symbol_ranges, true);
    const bool chinese = face.chinese || ((in_chinese || !letters.empty()) && face.style != FontStyle::italic);
    if (chinese && !set.chinese.empty()) {
      // The usual Chinese fonts have no bold face; more ink comes near to one.
      add(atlas, files.chinese, pixels, set.chinese.Data, true, face.style == FontStyle::bold ? 1.8F : 1.0F);
    }
    set.faces.push_back({face.style, pixels, font});
  }
  build_atlas(atlas);
  return set;
}

}  // namespace losslab
