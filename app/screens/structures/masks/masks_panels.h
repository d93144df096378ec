#pragma once
#include <functional>
#include <string>

#include "app/core/structures/masks/masks_results.h"
#include "app/screens/catalogue/running_list.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class MasksPanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  std::string nothing(const Panel& panel) const override;
  void banner(Panel& panel) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  std::optional<Brush> brush(const Panel& panel) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool can_log_y(const std::string& plot) const override;
  void title_menu(Panel& panel) const override;
};

inline constexpr MasksPanels masks_panels;

// What the left button does in the picture.
enum class MaskTool : unsigned char { move, paint, erase };
struct MaskTools {
  MaskTool tool = MaskTool::move;
  bool on_start = false;  // the brush paints the start in place of the truth; of the pixels' model alone
  double radius = 3;      // of the brush, in pixels of the grid
};
namespace mask_limits {
inline constexpr double least_brush = 0.5, greatest_brush = 16;
}  // namespace mask_limits

const MasksResults& masks_results(const Panel& panel);
void edit_masks(Panel& panel, const std::string& what, std::function<void(MasksPage&)> change,
                const std::string& merge = {});
void look_at_masks(Panel& panel, std::function<void(MasksView&)> change);

// Parts of the left panel: what is true and the brush; the model and where it starts; what the plots show.
void mask_truth_controls(Panel& panel);
void mask_model_controls(Panel& panel);
void mask_show_controls(Panel& panel);
// The losses as their list and their table show them.
struct MaskEntries {
  MaskEntries();
  RunningKind kind;
  std::vector<RunningEntry> entries;
};

}  // namespace losslab
