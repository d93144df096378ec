#pragma once
#include "app/core/structures/embedding/embedding_results.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class EmbeddingPanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  std::string nothing(const Panel& panel) const override;
  void banner(Panel& panel) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool can_log_y(const std::string& plot) const override;
  void title_menu(Panel& panel) const override;
  void popups(Panel& panel) const override;
};

inline constexpr EmbeddingPanels embedding_panels;

const EmbeddingResults& embedding_results(const Panel& panel);
void edit_embedding(Panel& panel, const std::string& what, std::function<void(EmbeddingPage&)> change,
                    const std::string& merge = {});
void look_at_embedding(Panel& panel, std::function<void(EmbeddingView&)> change);
// Points become one's own: `samples`, changed.
void edit_points(Panel& panel, const std::string& what, EmbeddingSamples samples, const std::string& merge = {});

// Parts of the left panel: where the points begin; what the plots show.
void start_controls(Panel& panel);
void embedding_show_controls(Panel& panel);

// Whether a point is held: nothing may move the plots then.
bool embedding_is_dragged(const Panel& panel);
// Changes of single points: another label, the label taken for the true one, a point less.
void relabel_point(Panel& panel, std::size_t point, int label);
void accept_label(Panel& panel, std::size_t point);
void delete_point(Panel& panel, std::size_t point);

}  // namespace losslab
