// The lists of the screens and of the files that they take: who adds one enters it here and in app/screens/screens.cpp.
#include <array>

#include "app/core/lab/lab_screen.h"
#include "app/core/lab/take_data.h"
#include "app/core/losses/losses_screen.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/screen.h"

namespace losslab {
namespace {

constexpr auto all = std::to_array<const Screen*>({
    &losses_screen,
    &regression_screen,
    &classification_screen,
});
constexpr std::array<FileKind, 1> kinds{FileKind{".csv", open_data}};

}  // namespace

std::span<const Screen* const> screens() { return all; }

std::span<const FileKind> file_kinds() { return kinds; }

}  // namespace losslab
