#include "app/core/structures/masks/masks_screen.h"

#include "app/core/structures/masks/masks_figure.h"
#include "app/core/structures/masks/masks_page.h"
#include "app/core/structures/structures_page.h"

namespace losslab {

std::vector<std::string> MasksScreen::plots() const { return masks_plots(); }

int MasksScreen::series(const Document&, std::string_view id) const { return mask_losses().series(id); }

}  // namespace losslab
