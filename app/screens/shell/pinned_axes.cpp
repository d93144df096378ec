#include "app/screens/shell/pinned_axes.h"

#include <utility>

#include "app/core/shell/application.h"
#include "app/screens/shell/screen_state.h"

namespace losslab {
namespace {

struct PinnedAxes {
  std::string key;  // of the camera; empty: none
  bool x = false, y = false;
};

}  // namespace

void pin_axes(Panel& panel, const std::string& plot) {
  const PlotLayout* const now = panel.state.figure_view.layout().find(plot);
  if (now == nullptr) return;
  const std::string key = panel.view().camera_key(panel.document(), plot);
  const auto at = panel.view().cameras.find(key);
  const Camera looked = at == panel.view().cameras.end() ? Camera() : at->second;
  panel.state.memory<PinnedAxes>() = {key, !looked.x, !looked.y};
  panel.actions.look([key, x = now->x, y = now->y](View& view) {
    Camera& camera = view.cameras[key];
    if (!camera.x) camera.x = x;
    if (!camera.y) camera.y = y;
  });
}

void free_axes(Panel& panel) {
  const PinnedAxes pinned = std::exchange(panel.state.memory<PinnedAxes>(), PinnedAxes());
  if (pinned.key.empty()) return;
  panel.actions.look([pinned](View& view) {
    Camera& camera = view.cameras[pinned.key];
    if (pinned.x) camera.x.reset();
    if (pinned.y) camera.y.reset();
  });
}

bool has_pinned_axes(const Panel& panel) { return !panel.state.memory<PinnedAxes>().key.empty(); }

}  // namespace losslab
