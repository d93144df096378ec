#pragma once
#include <imgui.h>

#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "widgets/figure/display_list.h"
#include "widgets/figure/language.h"
#include "widgets/figure/theme.h"

namespace losslab {

// The fonts in Dear ImGui's atlas. Text is drawn from the face whose size is nearest, so that it stays sharp.
struct FontSet {
  struct Face {
    FontStyle style;
    float size;  // pixels
    ImFont* font;
  };
  std::vector<Face> faces;
  // Ranges that the atlas refers to for as long as it lives.
  ImVector<ImWchar> chinese;
  std::list<ImVector<ImWchar>> faces_with_letters;
  ImFont* pick(FontStyle style, float pixels) const;
  // The face of that style, or else of the regular one, whose size is nearest; nullptr only where there is no face.
  const Face* face(FontStyle style, float pixels) const;
};

// Gives textures for the images of a display list; implemented over OpenGL by the desktop. The texture lives as long as
// the pixels object does, and is made anew for another one.
class TextureStore {
 public:
  virtual ~TextureStore() = default;
  virtual ImTextureID texture(const std::shared_ptr<const Pixels>& pixels, bool smooth) = 0;
};

class Sprites;
class Stops;

// What every widget needs, handed down: no globals.
struct Ui {
  const Theme* theme = nullptr;
  const Language* language = nullptr;
  const FontSet* fonts = nullptr;
  TextureStore* textures = nullptr;
  Sprites* sprites = nullptr;  // only where there are textures
  float scale = 1;             // pixels for one point: content scale × text size
  double time = 0;             // seconds, for widgets that animate; the frame loop is told through `animating`
  bool animating = false;      // set by whoever needs another frame
  Stops* stops = nullptr;      // whom the keyboard is with; null: nobody
  // Set by a widget that uses the left and right arrow keys in this frame: the screen's shortcuts leave them alone
  // then.
  bool arrows_taken = false;
  // Where named controls were drawn in this frame (pixels), for tests that drive the real window; not recorded if null.
  std::map<std::string, Rect>* controls = nullptr;
  // Notes the last item of Dear ImGui under a name.
  void note(const std::string& id) {
    if (controls == nullptr) return;
    const ImVec2 low = ImGui::GetItemRectMin(), size = ImGui::GetItemRectSize();
    (*controls)[id] = {low.x, low.y, size.x, size.y};
  }
  // The sentence of a key; the key where there is no table.
  std::string text(std::string_view key) const { return language != nullptr ? (*language)(key) : std::string(key); }
  std::string text(std::string_view key, std::initializer_list<Language::Argument> arguments) const {
    return language != nullptr ? (*language)(key, arguments) : std::string(key);
  }
  float px(double points) const { return static_cast<float>(points) * scale; }
};

inline ImU32 to_im(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }
inline ImVec4 to_im4(Color c) { return ImVec4(c.r / 255.f, c.g / 255.f, c.b / 255.f, c.a / 255.f); }

// Sets Dear ImGui's colours and metrics for the theme at this scale, from the defaults each time (never scaled twice).
void apply_style(const Theme& theme, float scale);

}  // namespace losslab
