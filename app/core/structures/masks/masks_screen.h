#pragma once
#include "app/core/shell/state/screen.h"

namespace losslab {

// A painted truth and a soft prediction: the losses of masks, their pull on each pixel, and their descents.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class MasksScreen final : public Screen {
 public:
  const char* id() const override;
  const char* title() const override { return "masks.page"; }
  Part usual_page() const override;
  Part usual_view() const override;
  std::unique_ptr<Results> results(const ResultsNeeds& needs) const override;
  void make_valid(Part& page, const Part& before) const override;
  bool has_camera(std::string_view key) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;
};

inline constexpr MasksScreen masks_screen;

}  // namespace losslab
