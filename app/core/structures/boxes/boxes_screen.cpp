#include "app/core/structures/boxes/boxes_screen.h"

#include "app/core/structures/boxes/boxes_figure.h"
#include "app/core/structures/structures_page.h"

namespace losslab {

std::vector<std::string> BoxesScreen::plots() const { return boxes_plots(); }

}  // namespace losslab
