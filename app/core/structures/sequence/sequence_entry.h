#pragma once
#include <string>
#include <string_view>

#include "app/core/structures/sequence/sequence_page.h"
#include "widgets/figure/language.h"

namespace losslab {

// What is typed for a label: letters; capitals are taken for small ones, and blanks between are left out. Throws
// InputError with one sentence, which names the letter that does not exist.
std::string typed_label(std::string_view typed, const SequencePage& page, const Language& text);
// An alignment: a letter or "-" for each frame; nothing: the label spread evenly.
std::string typed_alignment(std::string_view typed, const SequencePage& page, const Language& text);

// As it is shown: "ε" where it has no letters.
std::string shown_label(std::string_view letters);
// "a", or "–" for the blank: on axes. (In alignments dashes would run together.)
std::string shown_symbol(const SequencePage& page, std::size_t symbol);

}  // namespace losslab
