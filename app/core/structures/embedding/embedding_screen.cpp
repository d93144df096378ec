#include "app/core/structures/embedding/embedding_screen.h"

#include "app/core/structures/embedding/embedding_figure.h"
#include "app/core/structures/embedding/embedding_page.h"

namespace losslab {

// Both plots of a path are over one range.
std::string EmbeddingScreen::x_camera_key(const Document& document, std::string_view plot) const {
  return camera_key(document, plot == "embedding_slope" ? "embedding_along" : plot);
}

std::vector<std::string> EmbeddingScreen::plots() const { return embedding_plots(); }

int EmbeddingScreen::series(const Document&, std::string_view id) const { return embedding_losses().series(id); }

}  // namespace losslab
