#pragma once
#include "app/core/structures/boxes/boxes_results.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class BoxesPanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  std::string nothing(const Panel& panel) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool can_log_y(const std::string& plot) const override;
  void title_menu(Panel& panel) const override;
};

inline constexpr BoxesPanels boxes_panels;

const BoxesResults& boxes_results(const Panel& panel);
void edit_boxes(Panel& panel, const std::string& what, std::function<void(BoxesPage&)> change,
                const std::string& merge = {});
void look_at_boxes(Panel& panel, std::function<void(BoxesView&)> change);

// Parts of the left panel: what is true and where the prediction starts; what the plots show, and the experiment.
void box_controls(Panel& panel);
void box_show_controls(Panel& panel);
void experiment_controls(Panel& panel);

}  // namespace losslab
