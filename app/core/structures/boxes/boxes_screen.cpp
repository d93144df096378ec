#include "app/core/structures/boxes/boxes_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/structures/boxes/boxes_figure.h"
#include "app/core/structures/structures_page.h"

namespace losslab {
const char* BoxesScreen::id() const { return boxes_id; }

Part BoxesScreen::usual_page() const { return Part(BoxesPage()); }

Part BoxesScreen::usual_view() const { return Part(BoxesView()); }

std::unique_ptr<Results> BoxesScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<BoxesResults>(needs);
}

void BoxesScreen::make_valid(Part& page, const Part&) const { losslab::make_valid(page.as<BoxesPage>()); }

bool BoxesScreen::has_camera(std::string_view key) const {
  const std::vector<std::string> plots = boxes_plots();
  return std::ranges::any_of(plots,
                             [&](const std::string& plot) { return key == fmt::format("{}.{}", boxes_id, plot); });
}

}  // namespace losslab
