#pragma once
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "app/core/structures/structures_page.h"
#include "app/screens/catalogue/running_list.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

// The page that is shown among those of the Structures screen, below a choice of them.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class StructuresPanels final : public ScreenPanels {
 public:
  void left(Panel& panel) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  double tools_width() const override { return 0; }
  bool ready(const Panel& panel) const override;
  std::string nothing(const Panel& panel) const override;
  void banner(Panel& panel) const override;
  bool status(Panel& panel, float room) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  std::optional<Brush> brush(const Panel& panel) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool can_log_x(const std::string& plot) const override;
  bool can_log_y(const std::string& plot) const override;
  void title_menu(Panel& panel) const override;
  void popups(Panel& panel) const override;
};

inline constexpr StructuresPanels structures_panels;

// The panels of the pages, in the order of structure_pages() (see app/screens/structures/structure_panels.cpp).
std::span<const ScreenPanels* const> structure_panels();

// The results of a page, by its id.
const Results& structure_results(const Panel& panel, std::string_view page);

// Asks the results of a page for something, once the frame is over.
void ask_structure(Panel& panel, std::string_view page, std::function<void(Results&)> ask);

// A title's menu: an item for each of these plots, named by a key of texts, the present one ticked; the one that was
// taken.
std::optional<std::size_t> plot_choice(Panel& panel, std::span<const char* const> names,
                                       std::span<const char* const> titles, std::size_t now);
// The same where two places right of the picture share the plots: what stands in the other changes places with it.
template <class View, std::size_t count>
void choose_plot(Panel& panel, const std::array<const char*, count>& names,
                 const std::array<const char*, count>& titles, const View& look, const std::string& plot,
                 void (*look_at)(Panel&, std::function<void(View&)>)) {
  using Which = decltype(look.upper);
  const bool upper = plot == names[static_cast<std::size_t>(look.upper)];
  const Which now = upper ? look.upper : look.lower;
  const std::optional<std::size_t> taken = plot_choice(panel, names, titles, static_cast<std::size_t>(now));
  if (!taken) return;
  look_at(panel, [upper, now, to = static_cast<Which>(*taken)](View& view) {
    Which& other = upper ? view.lower : view.upper;
    if (other == to) other = now;
    (upper ? view.upper : view.lower) = to;
  });
}

// The losses of one structure as running_list() takes them.
std::vector<RunningEntry> structured_entries(const RunningKind& kind);
// The loss of an entry with these parameters.
StructuredLoss structured_loss(const RunningEntry& entry, std::span<const double> parameters);
// Heading, Chinese name, formula, remark and source of a loss.
void describe_loss(Panel& panel, const StructuredLoss& loss, int series);

}  // namespace losslab
