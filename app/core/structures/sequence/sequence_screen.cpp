#include "app/core/structures/sequence/sequence_screen.h"

#include "app/core/shell/files/toml_section.h"
#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/sequence/sequence_results.h"
#include "app/core/structures/sequence/sequence_session.h"
#include "app/core/structures/sequence/sequence_view.h"

namespace losslab {

std::vector<std::string> SequenceScreen::plots() const {
  return {sequence_plot_names.begin(), sequence_plot_names.end()};
}

int SequenceScreen::series(const Document&, std::string_view id) const { return sequence_losses().series(id); }

void SequenceScreen::read(TomlSection& session, Document& document) const {
  if (auto section = session.section(sequence_id)) read_sequence(std::move(*section), sequence_page(document));
}

void SequenceScreen::write(TomlWriter& session, const Document& document) const {
  write_sequence(session, sequence_page(document));
}

void SequenceScreen::read_view(TomlSection& view, View& out) const {
  if (auto section = view.section(sequence_id)) read_sequence_view(std::move(*section), sequence_view(out));
}

void SequenceScreen::write_view(TomlWriter&, TomlWriter& sections, const View& view) const {
  write_sequence_view(sections, sequence_view(view));
}

}  // namespace losslab
