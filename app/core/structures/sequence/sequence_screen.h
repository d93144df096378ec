#pragma once
#include "app/core/shell/state/screen.h"

namespace losslab {

// Losses of sequences: CTC's lattice and descents on the logits.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class SequenceScreen final : public Screen {
 public:
  const char* id() const override;
  const char* title() const override { return "sequence.page"; }
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

inline constexpr SequenceScreen sequence_screen;

}  // namespace losslab
