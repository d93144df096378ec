#pragma once
#include "app/screens/catalogue/loss_list.h"
#include "app/screens/losses/own_editor.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

// What the screen remembers from frame to frame.
struct LossesMemory {
  LossListMemory list;
  OwnEditorMemory own;
};

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class LossesPanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  std::string nothing(const Panel& panel) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool highlights_others() const override { return true; }  // the members of a family
  bool can_log_y(const std::string& plot) const override;
  void follow(Panel& panel) const override;
};

inline constexpr LossesPanels losses_panels;

// What the losses are drawn against, which plots are shown, and how curves are made comparable.
void comparison_controls(Panel& panel);
// The losses of the axis, to be ticked and chosen, with their sliders.
void loss_ticks(Panel& panel);

}  // namespace losslab
