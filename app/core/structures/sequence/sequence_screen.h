#pragma once
#include "app/core/structures/sequence/sequence_results.h"
#include "app/core/structures/sequence/sequence_view.h"
#include "app/core/structures/structure_page_screen.h"

namespace losslab {

// Losses of sequences: CTC's lattice and descents on the logits.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class SequenceScreen final : public StructurePageScreen<SequencePage, SequenceView, SequenceResults> {
 public:
  const char* id() const override { return sequence_id; }
  const char* title() const override { return "sequence.page"; }
  int series(const Document& document, std::string_view id) const override;
  void read(TomlSection& session, Document& document) const override;
  void write(TomlWriter& session, const Document& document) const override;
  void read_view(TomlSection& view, View& out) const override;
  void write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const override;

 private:
  std::vector<std::string> plots() const override;
};

inline constexpr SequenceScreen sequence_screen;

}  // namespace losslab
