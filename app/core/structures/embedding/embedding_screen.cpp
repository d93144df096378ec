#include "app/core/structures/embedding/embedding_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/structures/embedding/embedding_figure.h"

namespace losslab {

const char* EmbeddingScreen::id() const { return embedding_id; }

Part EmbeddingScreen::usual_page() const { return Part(EmbeddingPage()); }

Part EmbeddingScreen::usual_view() const { return Part(EmbeddingView()); }

std::unique_ptr<Results> EmbeddingScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<EmbeddingResults>(needs);
}

void EmbeddingScreen::make_valid(Part& page, const Part&) const { losslab::make_valid(page.as<EmbeddingPage>()); }

// Both plots of a path are over one range.
std::string EmbeddingScreen::x_camera_key(const Document& document, std::string_view plot) const {
  return camera_key(document, plot == "embedding_slope" ? "embedding_along" : plot);
}

bool EmbeddingScreen::has_camera(std::string_view key) const {
  const std::vector<std::string> plots = embedding_plots();
  return std::ranges::any_of(plots,
                             [&](const std::string& plot) { return key == fmt::format("{}.{}", embedding_id, plot); });
}

}  // namespace losslab
