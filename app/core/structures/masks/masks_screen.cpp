#include "app/core/structures/masks/masks_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/structures/masks/masks_figure.h"
#include "app/core/structures/structures_page.h"

namespace losslab {
const char* MasksScreen::id() const { return masks_id; }

Part MasksScreen::usual_page() const { return Part(MasksPage()); }

Part MasksScreen::usual_view() const { return Part(MasksView()); }

std::unique_ptr<Results> MasksScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<MasksResults>(needs);
}

void MasksScreen::make_valid(Part& page, const Part&) const { losslab::make_valid(page.as<MasksPage>()); }

bool MasksScreen::has_camera(std::string_view key) const {
  const std::vector<std::string> plots = masks_plots();
  return std::ranges::any_of(plots,
                             [&](const std::string& plot) { return key == fmt::format("{}.{}", masks_id, plot); });
}

}  // namespace losslab
