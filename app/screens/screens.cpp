// The list of the screens as the window knows them, in the order of the list in app/core/screens.cpp.
#include <array>

#include "app/screens/distributions/distributions_panels.h"
#include "app/screens/lab/lab_panels.h"
#include "app/screens/lessons/lessons_panels.h"
#include "app/screens/losses/losses_panels.h"
#include "app/screens/structures/structures_panels.h"

namespace losslab {
namespace {

constexpr auto all = std::to_array<const ScreenPanels*>({
    &lessons_panels,
    &losses_panels,
    &regression_panels,
    &classification_panels,
    &distributions_panels,
    &structures_panels,
});

}  // namespace

std::span<const ScreenPanels* const> screen_panels() { return all; }

}  // namespace losslab
