// Which fonts there are.
#include <fontconfig/fontconfig.h>

#include <memory>
#include <string>

#include "losses/core/error.h"
#include "widgets/export/export.h"
#include "widgets/export/fonts.h"

namespace losslab {
namespace {

struct FontconfigDeleter {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
  void operator()(FcObjectSet* objects) const { FcObjectSetDestroy(objects); }
  void operator()(FcFontSet* fonts) const { FcFontSetDestroy(fonts); }
};
template <class T>
using Owned = std::unique_ptr<T, FontconfigDeleter>;

const FcChar8* in_fontconfig(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

Owned<FcPattern> pattern_of(const std::string& family) {
  Owned<FcPattern> pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, in_fontconfig(family.c_str()));
  return pattern;
}

// In any of the languages that a font names its family in.
bool is_installed(const std::string& family) {
  const Owned<FcPattern> pattern = pattern_of(family);
  const Owned<FcObjectSet> objects(FcObjectSetBuild(FC_FAMILY, nullptr));
  const Owned<FcFontSet> found(FcFontList(nullptr, pattern.get(), objects.get()));
  return found && found->nfont > 0;
}

// What would be taken in its place.
std::string stand_in(const std::string& family) {
  const Owned<FcPattern> pattern = pattern_of(family);
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  const Owned<FcPattern> match(FcFontMatch(nullptr, pattern.get(), &result));
  FcChar8* name = nullptr;
  if (!match || FcPatternGetString(match.get(), FC_FAMILY, 0, &name) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(name);
}

}  // namespace

bool has_font_with(char32_t character) {
  const Owned<FcPattern> pattern(FcPatternCreate());
  FcCharSet* const characters = FcCharSetCreate();
  FcCharSetAddChar(characters, character);
  FcPatternAddCharSet(pattern.get(), FC_CHARSET, characters);
  FcCharSetDestroy(characters);
  const Owned<FcObjectSet> objects(FcObjectSetBuild(FC_FAMILY, nullptr));
  const Owned<FcFontSet> found(FcFontList(nullptr, pattern.get(), objects.get()));
  return found && found->nfont > 0;
}

void require_font(const std::string& family) {
  // A list would be taken apart later; this is to be one.
  if (is_generic(family) || (family.find(',') == std::string::npos && is_installed(family))) return;
  const std::string other = stand_in(family);
  throw InputError("There is no font '" + family + "' on this machine" +
                   (other.empty() ? "" : "; '" + other + "' would be taken for it") +
                   ". 'fc-list : family' lists those that there are.");
}

}  // namespace losslab
