#pragma once
#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/sequence/sequence_view.h"

namespace losslab {

class TomlSection;
class TomlWriter;

// The parts of a session that belong to the page of sequences. Readers throw InputError with the place.
void read_sequence(TomlSection in, SequencePage& page);
void write_sequence(TomlWriter& out, const SequencePage& page);
void read_sequence_view(TomlSection in, SequenceView& view);
void write_sequence_view(TomlWriter& out, const SequenceView& view);

}  // namespace losslab
