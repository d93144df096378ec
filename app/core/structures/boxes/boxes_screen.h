#pragma once
#include "app/core/structures/boxes/boxes_results.h"
#include "app/core/structures/structure_page_screen.h"

namespace losslab {

// A target and a prediction: the losses of boxes, their forces on the edges, and their descents.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class BoxesScreen final : public StructurePageScreen<BoxesPage, BoxesView, BoxesResults> {
 public:
  const char* id() const override { return boxes_id; }
  const char* title() const override { return "boxes.page"; }
  int series(const Document& document, std::string_view id) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;

 private:
  std::vector<std::string> plots() const override;
};

inline constexpr BoxesScreen boxes_screen;

}  // namespace losslab
