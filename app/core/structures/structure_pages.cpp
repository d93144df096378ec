// The list of the pages of the Structures screen: who adds one enters it here and in
// app/screens/structures/structure_panels.cpp.
#include <array>

#include "app/core/shell/state/screen.h"
#include "app/core/structures/boxes/boxes_screen.h"
#include "app/core/structures/embedding/embedding_screen.h"
#include "app/core/structures/masks/masks_screen.h"
#include "app/core/structures/sequence/sequence_screen.h"
#include "app/core/structures/structures_page.h"

namespace losslab {
namespace {

constexpr auto all = std::to_array<const Screen*>({
    &embedding_screen,
    &boxes_screen,
    &masks_screen,
    &sequence_screen,
});

}  // namespace

std::span<const Screen* const> structure_pages() { return all; }

}  // namespace losslab
