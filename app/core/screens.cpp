// The lists of the screens and of the files that they take: who adds one enters it here and in app/screens/screens.cpp.
#include <array>

#include "app/core/distributions/distributions_screen.h"
#include "app/core/lab/lab_screen.h"
#include "app/core/lab/take_data.h"
#include "app/core/lessons/lessons_screen.h"
#include "app/core/lessons/open_lesson.h"
#include "app/core/losses/losses_screen.h"
#include "app/core/losses/own_loss_edits.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/screen.h"
#include "app/core/structures/structures_screen.h"

namespace losslab {
namespace {

constexpr auto all = std::to_array<const Screen*>({
    &lessons_screen,
    &losses_screen,
    &regression_screen,
    &classification_screen,
    &distributions_screen,
    &structures_screen,
});
constexpr auto kinds = std::to_array<FileKind>({
    {".csv", open_data},
    {".tsv", open_data},
    {".tab", open_data},
    {".txt", open_data},
    {".dat", open_data},
});

constexpr auto written = std::to_array<WrittenKind>({{is_lesson_file, open_lesson}});

}  // namespace

std::span<const Screen* const> screens() { return all; }

const Screen& usual_screen() { return losses_screen; }

std::span<const FileKind> file_kinds() { return kinds; }

std::span<const WrittenKind> written_kinds() { return written; }

Opening open_points(const Dataset& data, std::size_t left_out, const Document& before, const std::string& asset_folder,
                    const Language& text) {
  return take_points(data, left_out, before, asset_folder, text);
}

Opening open_loss(const OwnLossText& loss, const Document& before, const Language& text) {
  return take_loss(loss, before, text);
}

}  // namespace losslab
