#include "app/screens/shell/panel.h"

#include "app/core/shell/state/screen.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

const ScreenPanels& Panel::panels() const { return *screen_panels()[screen_index(screen())]; }

}  // namespace losslab
