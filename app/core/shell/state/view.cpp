#include "app/core/shell/state/view.h"

#include "app/core/shell/state/screen.h"

namespace losslab {

View::View() : screen(usual_screen().id()) {
  for (const Screen* each : screens()) {
    parts.emplace(each->id(), each->usual_view());
    if (const auto place = each->usual_place()) runs.emplace(each->id(), *place);
  }
}

std::string View::camera_key(const Document& document, std::string_view plot) const {
  return screen_named(screen).camera_key(document, plot);
}

std::string View::x_camera_key(const Document& document, std::string_view plot) const {
  return screen_named(screen).x_camera_key(document, plot);
}

}  // namespace losslab
