#pragma once
#include "app/core/structures/masks/masks_results.h"
#include "app/core/structures/structure_page_screen.h"

namespace losslab {

// A painted truth and a soft prediction: the losses of masks, their pull on each pixel, and their descents.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class MasksScreen final : public StructurePageScreen<MasksPage, MasksView, MasksResults> {
 public:
  const char* id() const override { return masks_id; }
  const char* title() const override { return "masks.page"; }
  int series(const Document& document, std::string_view id) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;

 private:
  std::vector<std::string> plots() const override;
};

inline constexpr MasksScreen masks_screen;

}  // namespace losslab
