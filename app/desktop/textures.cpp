#include "app/desktop/textures.h"

#include <glad/gl.h>

namespace losslab {

namespace {
// A pointer in old versions of Dear ImGui, a number in new ones: only the old cast is right for both.
ImTextureID as_id(unsigned name) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  return (ImTextureID) static_cast<intptr_t>(name);
}
}  // namespace

TextureCache::~TextureCache() { clear(); }

ImTextureID TextureCache::texture(const std::shared_ptr<const Pixels>& pixels, bool smooth) {
  for (const Entry& entry : entries_)
    if (entry.smooth == smooth && !entry.pixels.expired() && entry.pixels.lock() == pixels) return as_id(entry.name);
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  const GLint filter = smooth ? GL_LINEAR : GL_NEAREST;
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, pixels->width, pixels->height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               pixels->data.data());
  entries_.push_back({pixels, smooth, name});
  return as_id(name);
}

void TextureCache::collect() {
  std::erase_if(entries_, [](const Entry& entry) {
    if (!entry.pixels.expired()) return false;
    glDeleteTextures(1, &entry.name);
    return true;
  });
}

void TextureCache::clear() {
  for (const Entry& entry : entries_) glDeleteTextures(1, &entry.name);
  entries_.clear();
}

}  // namespace losslab
