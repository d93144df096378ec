#include "app/core/structures/masks/masks_screen.h"

#include "app/core/structures/masks/masks_figure.h"
#include "app/core/structures/structures_page.h"

namespace losslab {

std::vector<std::string> MasksScreen::plots() const { return masks_plots(); }

}  // namespace losslab
