// The losses of the axis, ticked and chosen.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/catalogue/loss_text.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"
#include "app/screens/catalogue/loss_list.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/losses/losses_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

void choose(Panel& panel, const Loss& loss) {
  panel.actions.edit(panel.text("losses_ticks.chosen"),
                     [id = std::string(loss.id())](Document& document) { losses_page(document).chosen() = id; });
}

void toggle_loss(Panel& panel, const Loss& loss, bool ticked) {
  panel.actions.edit(panel.text(ticked ? "losses_ticks.hidden" : "losses_ticks.shown",
                                {{"loss", name_text(panel.language(), loss.info())}}),
                     [id = std::string(loss.id()), ticked](Document& document) {
                       toggle(losses_page(document).ticked(), id, document);
                       if (!ticked) losses_page(document).chosen() = id;
                     });
}

void tick_all(Panel& panel, std::vector<std::string> ids, bool ticked) {
  panel.actions.edit(panel.text(ticked ? "losses_ticks.all_shown" : "losses_ticks.all_hidden"),
                     [ids = std::move(ids)](Document& document) {
                       for (const std::string& id : ids) toggle(losses_page(document).ticked(), id, document);
                     });
}

// Keys of what is said where losses were found on another axis.
constexpr std::array<const char*, axis_names.size()> found_on{
    "losses_ticks.found_on_residual", "losses_ticks.found_on_margin", "losses_ticks.found_on_probability",
    "losses_ticks.found_on_score", "losses_ticks.found_on_other"};

// Where nothing is found, what is looked for may belong to another axis.
void offer_other_axes(Panel& panel, FamilySet here, std::span<const LossMatch> found) {
  FamilySet offered = here;
  for (std::size_t i = 0; i < axis_names.size(); ++i) {
    const auto axis = static_cast<LossAxis>(i);
    const FamilySet there = families_on(axis) & ~offered;
    offered |= there;
    const auto is_there = [&](const LossMatch& one) {
      return contains(there, panel.document().losses[static_cast<std::size_t>(one.index)].info().family);
    };
    const long count = std::ranges::count_if(found, is_there);
    if (count == 0) continue;
    const LossMatch& best = *std::ranges::find_if(found, is_there);
    std::string what =
        name_text(panel.language(), panel.document().losses[static_cast<std::size_t>(best.index)].info());
    if (count > 1) {
      what = panel.text("losses_ticks.found_and_more", {{"loss", what}, {"count", fmt::format("{}", count - 1)}});
    }
    const std::string id = std::string("found_on.") + axis_names[i];
    if (button(id.c_str(), panel.text(found_on[i], {{"what", what}}), panel)) {
      panel.actions.edit(panel.text("loss_axis.changed"),
                         [axis](Document& document) { losses_page(document).axis = axis; });
    }
  }
}

}  // namespace

void loss_ticks(Panel& panel) {
  const LossesPage& page = losses_page(panel.document());
  const std::vector<std::string>& ids = page.ticked();
  const FamilySet families = families_on(page.axis);
  const LossList list{
      .search_id = "search_losses",
      .families = families,
      .ticked = [&](const Loss& loss) { return std::ranges::find(ids, loss.id()) != ids.end(); },
      .chosen = [&](const Loss& loss) { return page.chosen() == loss.id(); },
      .toggle = [&](const Loss& loss, bool ticked) { toggle_loss(panel, loss, ticked); },
      .choose = [&](const Loss& loss) { choose(panel, loss); },
      .tick_all = [&](std::vector<std::string> all, bool ticked) { tick_all(panel, std::move(all), ticked); },
      .below = [&](const Loss& loss) { parameter_sliders(panel, loss, true); },
      .own_heading = [&] { own_heading(panel); },
      .elsewhere = [&](std::span<const LossMatch> found) { offer_other_axes(panel, families, found); },
  };
  loss_list(panel, panel.state.memory<LossesMemory>().list, list);
}

}  // namespace losslab
