#include "app/screens/shell/panel.h"

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/screen.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

const ScreenPanels& Panel::panels() const { return *screen_panels()[screen_index(screen())]; }

const Loss& Panel::loss(std::string_view id) const { return document().loss(id); }

SeriesStyle Panel::style(std::string_view id) const {
  return theme().series(static_cast<std::size_t>(document().index(id)));
}

}  // namespace losslab
