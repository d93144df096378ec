#pragma once
#include "app/core/structures/embedding/embedding_results.h"
#include "app/core/structures/structure_page_screen.h"

namespace losslab {

// Points of a few classes that pull and push each other.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class EmbeddingScreen final : public StructurePageScreen<EmbeddingPage, EmbeddingView, EmbeddingResults> {
 public:
  const char* id() const override { return embedding_id; }
  const char* title() const override { return "embedding.page"; }
  std::string x_camera_key(const Document& document, std::string_view plot) const override;
  int series(const Document& document, std::string_view id) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;

 private:
  std::vector<std::string> plots() const override;
};

inline constexpr EmbeddingScreen embedding_screen;

}  // namespace losslab
