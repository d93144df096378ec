// The list of the pages of the Structures screen as the window knows them, in the order of
// app/core/structures/structure_pages.cpp.
#include <array>

#include "app/screens/structures/boxes/boxes_panels.h"
#include "app/screens/structures/embedding/embedding_panels.h"
#include "app/screens/structures/masks/masks_panels.h"
#include "app/screens/structures/sequence/sequence_panels.h"
#include "app/screens/structures/structures_panels.h"

namespace losslab {
namespace {

constexpr auto all = std::to_array<const ScreenPanels*>({
    &embedding_panels,
    &boxes_panels,
    &masks_panels,
    &sequence_panels,
});

}  // namespace

std::span<const ScreenPanels* const> structure_panels() { return all; }

}  // namespace losslab
