#pragma once
#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/sequence/sequence_results.h"
#include "app/core/structures/sequence/sequence_view.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class SequencePanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override { return left + right + 760; }
  std::string nothing(const Panel& panel) const override;
  void banner(Panel& panel) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool can_log_y(const std::string& plot) const override;
  void title_menu(Panel& panel) const override;
};

inline constexpr SequencePanels sequence_panels;

// The panels' own view of the results, and edits of the page.
const SequenceResults& sequence_results(const Panel& panel);
void edit_sequence(Panel& panel, const std::string& what, std::function<void(SequencePage&)> change,
                   const std::string& merge = {});
void look_at_sequence(Panel& panel, std::function<void(SequenceView&)> change);

// The sizes, the label, the logits and the alignment.
void sequence_controls(Panel& panel);
// The losses that run, and how they descend.
void sequence_loss_list(Panel& panel);
void sequence_descent_controls(Panel& panel);

}  // namespace losslab
