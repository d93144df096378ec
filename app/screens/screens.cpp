// The list of the screens as the window knows them, in the order of the list in app/core/screens.cpp.
#include <array>

#include "app/screens/lab/lab_panels.h"
#include "app/screens/losses/losses_panels.h"

namespace losslab {
namespace {

constexpr LossesPanels losses;
constexpr LabPanels regression(Task::regression);
constexpr LabPanels classification(Task::classification);

constexpr std::array<const ScreenPanels*, 3> all{&losses, &regression, &classification};

}  // namespace

std::span<const ScreenPanels* const> screen_panels() { return all; }

}  // namespace losslab
