#pragma once
#include "app/core/losses/losses_page.h"

namespace losslab {

class TomlSection;
class TomlWriter;

// The Losses screen in a session: its page and the parameters of the losses, and how it is looked at. Readers throw
// InputError with the place.
void read_losses(TomlSection& session, Document& document);
void write_losses(TomlWriter& session, const Document& document);
void read_losses_view(TomlSection& view, LossesView& out);
void write_losses_view(TomlWriter& keys, const LossesView& view);

}  // namespace losslab
