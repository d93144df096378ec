#include "app/core/structures/boxes/boxes_screen.h"

#include "app/core/structures/boxes/boxes_figure.h"
#include "app/core/structures/boxes/boxes_page.h"
#include "app/core/structures/structures_page.h"

namespace losslab {

std::vector<std::string> BoxesScreen::plots() const { return boxes_plots(); }

int BoxesScreen::series(const Document&, std::string_view id) const { return box_losses().series(id); }

}  // namespace losslab
