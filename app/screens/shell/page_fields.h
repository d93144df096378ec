#pragma once
#include <string_view>

#include "app/screens/shell/panel.h"

namespace losslab {

// Which plot of the present figure is saved, or all of them; true where another was chosen.
bool plot_choice(Panel& panel);
// What a figure is made for, its size and its looks, for a file of that ending (".svg").
void page_fields(Panel& panel, std::string_view ending);
// The page again that suits what the figure is made for: after another plot was chosen.
void suit_page(Panel& panel);
// The figure as it was asked for; where it goes is asked next.
Actions::Export figure_request(const Panel& panel);

}  // namespace losslab
