#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/core/distributions/bell/bell_page.h"
#include "app/core/distributions/bell/bell_results.h"
#include "app/screens/shell/panel.h"
#include "widgets/imgui/plot_view.h"

namespace losslab {

// The panels and gestures of the Distributions screen where it is about humps. It is told how its page and its view are
// changed, for they are parts of the screen's own.
struct BellPanel {
  Panel& panel;
  const BellPage& page;
  const BellView& look;
  const BellResults& results;
  std::function<void(const std::string& what, std::function<void(BellPage&)> change, const std::string& merge)> edit;
  std::function<void(std::function<void(BellView&)> change)> look_at;

  const std::string& text(std::string_view key) const { return panel.text(key); }
};

void bell_left(const BellPanel& bell);
void bell_reading(const BellPanel& bell);
// Says which descent stopped and where, and offers what helps; not while something is dragged, for the plots would move
// from under the pointer.
void bell_banner(const BellPanel& bell);
bool bell_is_dragged(const BellPanel& bell);
void bell_handles(const BellPage& page, std::vector<Handle>& handles);
void bell_gestures(const BellPanel& bell, const FigureEvents& events);
std::string bell_id_of_series(int series);
bool bell_can_log_y(const std::string& plot);
void bell_title_menu(const BellPanel& bell);

// Parts of the left panel: the humps and the start; the divergences; how the bell descends.
void hump_controls(const BellPanel& bell);
void divergence_list(const BellPanel& bell);
void bell_descent_controls(const BellPanel& bell);

}  // namespace losslab
