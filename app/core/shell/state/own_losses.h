#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/shell/state/document.h"
#include "losses/expression/own_loss_text.h"

namespace losslab {

// The losses of one's own in a document: they stand behind those of the catalogue, in the order in which they were
// made, and are found, drawn and run like them.
std::span<const Loss> own_losses(const Document& document);
inline bool is_own(const Loss& loss) { return loss.own_text() != nullptr; }
// Their texts, which are all that there is to be kept of them.
std::vector<OwnLossText> own_texts(const Document& document);

// The id for a loss of that name, which no loss of the document has: "own_linex" of "LINEX", then "own_linex_2".
std::string free_loss_id(const Document& document, std::string_view name);

// Behind the others. Throws InputError where the text makes no loss or its id is taken, having changed nothing.
void add_own_loss(Document& document, const OwnLossText& text);
// Another text for the loss `id`, which may give it another id. Its parameters keep their values as far as they have
// any of their own. Where its family changes, it leaves the lists of those who draw and run it. Throws as above.
void change_own_loss(Document& document, std::string_view id, const OwnLossText& text);
// It leaves all lists, too.
void remove_own_loss(Document& document, std::string_view id);

}  // namespace losslab
