#pragma once
#include <memory>
#include <vector>

#include "widgets/imgui/style.h"

namespace losslab {

// OpenGL textures for the images of figures: one for each pixels object that is still alive.
class TextureCache final : public TextureStore {
 public:
  ~TextureCache() override;
  ImTextureID texture(const std::shared_ptr<const Pixels>& pixels, bool smooth) override;
  void collect();  // deletes the textures whose pixels are gone; once a frame
  void clear();    // while the context still exists

 private:
  struct Entry {
    std::weak_ptr<const Pixels> pixels;
    bool smooth;
    unsigned name;
  };
  std::vector<Entry> entries_;
};

}  // namespace losslab
