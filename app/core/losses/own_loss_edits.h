#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "app/core/losses/losses_page.h"
#include "app/core/shell/state/opening.h"
#include "losses/core/loss.h"
#include "losses/expression/own_loss_text.h"

namespace losslab {

// Edits of the document that make and change one's own losses, as the Losses screen shows them.

// The axis on which a loss of a family is drawn, being written in its variable.
LossAxis own_axis(Family family);
// What a new loss starts from, on an axis: the simplest loss of its variable.
OwnLossText first_own_text(LossAxis axis);
// The same loss as somebody's own, with the values that its parameters have now; none where it has no expression.
std::optional<OwnLossText> copied_text(const Loss& loss);

// Adds a loss under a free id and a free name (a number behind `name` where there is one of that name), and shows it:
// its axis, ticked and chosen. Returns its id.
std::string make_own_loss(Document& document, OwnLossText text, const std::string& name);
// Another text, from which the id is made anew where the name has changed. A loss that changes its family is shown on
// its new axis.
void edit_own_loss(Document& document, std::string_view id, OwnLossText text);

// A loss that was read from a file: it is shown, and added where there is none like it.
Opening take_loss(const OwnLossText& loss, const Document& before, const Language& text);

}  // namespace losslab
