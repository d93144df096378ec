#pragma once
#include "app/core/distributions/distributions_page.h"
#include "app/core/distributions/distributions_results.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class DistributionsPanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  std::string nothing(const Panel& panel) const override;
  void banner(Panel& panel) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool can_log_x(const std::string& plot) const override;
  bool can_log_y(const std::string& plot) const override;
  void title_menu(Panel& panel) const override;
};

inline constexpr DistributionsPanels distributions_panels;

// The panels' own view of the results, and edits of the page.
const DistributionsResults& distributions_results(const Panel& panel);
void edit_distributions(Panel& panel, const std::string& what, std::function<void(DistributionsPage&)> change,
                        const std::string& merge = {});
void look_at_distributions(Panel& panel, std::function<void(DistributionsView&)> change);

// The panel of the subject `humps`.
struct BellPanel;
BellPanel bell_panel(Panel& panel);

// Number of classes, the truth and the logits.
void class_controls(Panel& panel);
// Fields in which all of them are typed at once.
void class_names_field(Panel& panel);
void truth_field(Panel& panel);
void logits_field(Panel& panel);
// The losses that run, with their parameters, and those that could.
void vector_loss_list(Panel& panel);
void logit_descent_controls(Panel& panel);
void distribution_show_controls(Panel& panel);
// In the reading panel: what each loss's minimiser picks.
void decision_table(Panel& panel);

}  // namespace losslab
