#include "app/core/structures/sequence/sequence_screen.h"

#include <algorithm>

#include "app/core/shell/files/toml_section.h"
#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/sequence/sequence_results.h"
#include "app/core/structures/sequence/sequence_session.h"
#include "app/core/structures/sequence/sequence_view.h"

namespace losslab {

const char* SequenceScreen::id() const { return sequence_id; }

Part SequenceScreen::usual_page() const { return Part(SequencePage()); }

Part SequenceScreen::usual_view() const { return Part(SequenceView()); }

std::unique_ptr<Results> SequenceScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<SequenceResults>(needs);
}

void SequenceScreen::make_valid(Part& page, const Part&) const { losslab::make_valid(page.as<SequencePage>()); }

bool SequenceScreen::has_camera(std::string_view key) const {
  const std::string prefix = std::string(sequence_id) + ".";
  return key.starts_with(prefix) &&
         std::ranges::find(sequence_plot_names, key.substr(prefix.size())) != sequence_plot_names.end();
}

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
