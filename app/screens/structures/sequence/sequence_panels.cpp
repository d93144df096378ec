#include "app/screens/structures/sequence/sequence_panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/structures/sequence/sequence_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/structures_panels.h"
#include "losses/structures/sequence/alignments.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr int along_handle = 1, first_cell = 100;
constexpr double least_share = 1e-3;  // of a symbol that is dragged: what is nearly 0 or 1 is at the edge of the plot
constexpr double logits_per_row = 2;  // by which a cell follows the pointer

// The cell that is dragged, and its logit when that began.
struct DraggedCell {
  std::size_t frame = 0, symbol = 0;
  double logit = 0;
};

const char* name_of(SequencePlot plot) { return sequence_plot_names[static_cast<std::size_t>(plot)]; }

// The iterate shown with one logit changed becomes the start, and is what is shown: nobody descends under the pointer.
void put_logit(Panel& panel, std::size_t frame, std::size_t symbol, double to) {
  const std::span<const double> shown = sequence_results(panel).logits_now();
  edit_sequence(
      panel, panel.text("sequence.logits_edit"),
      [frame, symbol, to, z = std::vector<double>(shown.begin(), shown.end())](SequencePage& page) {
        if (z.size() != page.logits.size()) return;
        page.logits = z;
        // A hundredth of a logit is finer than anybody sees, and can be read.
        page.logits[page.at(frame, symbol)] =
            std::clamp(std::round(100 * to) / 100, -largest_sequence_logit, largest_sequence_logit);
      },
      panel.drag_mark("sequence_logit"));
  panel.actions.seek = 0;
}

// The logit with which that symbol has that share of its frame, the others keeping theirs.
double logit_for(std::span<const double> frame, std::size_t symbol, double share) {
  double top = -1e300, sum = 0;
  for (std::size_t k = 0; k < frame.size(); ++k) top = k == symbol ? top : std::max(top, frame[k]);
  for (std::size_t k = 0; k < frame.size(); ++k) sum += k == symbol ? 0 : std::exp(frame[k] - top);
  share = std::clamp(share, least_share, 1 - least_share);
  return top + std::log(sum) + std::log(share / (1 - share));
}

void drag_cell(Panel& panel, std::size_t cell, const FigureEvents::HandleDrag& drag) {
  const SequenceResults& results = sequence_results(panel);
  const SequencePage& page = results.page();
  const std::size_t plot = cell / page.logits.size(), index = cell % page.logits.size();
  const std::size_t frame = index / page.symbols, symbol = index % page.symbols;
  const std::span<const double> z = results.logits_now();
  if (plot == 0) {
    put_logit(panel, frame, symbol, logit_for(z.subspan(page.at(frame, 0), page.symbols), symbol, drag.to.y));
    return;
  }
  DraggedCell& held = panel.state.memory<DraggedCell>();
  if (drag.begun || held.frame != frame || held.symbol != symbol) held = {frame, symbol, z[index]};
  const double from = drag.by_keys ? z[index] : held.logit;
  put_logit(panel, frame, symbol, from + logits_per_row * (drag.to.y - row_of(symbol)));
}

void choose_logit(Panel& panel, std::size_t frame, std::size_t symbol) {
  look_at_sequence(panel, [frame, symbol](SequenceView& view) {
    view.frame = static_cast<int>(frame);
    view.symbol = static_cast<int>(symbol);
  });
}

void click_cell(Panel& panel, Point at) {
  const SequencePage& page = sequence_results(panel).page();
  const double frame = std::round(at.x) - 1, symbol = std::round(-at.y);
  if (!(frame >= 0 && frame < static_cast<double>(page.frames))) return;
  if (!(symbol >= 0 && symbol < static_cast<double>(page.symbols))) return;
  choose_logit(panel, static_cast<std::size_t>(frame), static_cast<std::size_t>(symbol));
}

void drag_along(Panel& panel, double to) {
  const SequencePage& page = sequence_results(panel).page();
  const SequenceView& look = sequence_view(panel.view());
  const std::size_t frame = std::min(static_cast<std::size_t>(look.frame), page.frames - 1);
  put_logit(panel, frame, std::min(static_cast<std::size_t>(look.symbol), page.symbols - 1), to);
}

void shade_choice(Panel& panel) {
  hint(panel.text("sequence.shade_of_states"), panel);
  std::vector<std::string> names;
  names.reserve(lattice_shade_titles.size());
  for (const char* key : lattice_shade_titles) names.push_back(panel.text(key));
  const int now = static_cast<int>(sequence_view(panel.view()).shade);
  if (const auto clicked = segmented("sequence.shade", names, now, panel)) {
    look_at_sequence(panel, [to = static_cast<LatticeShade>(*clicked)](SequenceView& view) { view.shade = to; });
  }
}

// Every plot in this place, or alone on the page.
void plots(Panel& panel, const std::string& now, bool alone) {
  const auto at = static_cast<std::size_t>(std::ranges::find(sequence_plot_names, now) - sequence_plot_names.begin());
  const auto taken = plot_choice(panel, sequence_plot_names, sequence_plot_titles, at);
  if (!taken) return;
  look_at_sequence(panel, [to = static_cast<SequencePlot>(*taken), now, alone](SequenceView& view) {
    if (alone) {
      view.large = name_of(to);
      return;
    }
    const auto place = std::ranges::find_if(view.places, [&](SequencePlot plot) { return now == name_of(plot); });
    if (place != view.places.end()) put(view, static_cast<std::size_t>(place - view.places.begin()), to);
  });
}

}  // namespace

const SequenceResults& sequence_results(const Panel& panel) {
  return static_cast<const SequenceResults&>(structure_results(panel, sequence_id));
}

void edit_sequence(Panel& panel, const std::string& what, std::function<void(SequencePage&)> change,
                   const std::string& merge) {
  panel.actions.edit(
      what, [change = std::move(change)](Document& document) { change(sequence_page(document)); }, merge);
}

void look_at_sequence(Panel& panel, std::function<void(SequenceView&)> change) {
  panel.actions.look([change = std::move(change)](View& view) { change(sequence_view(view)); });
}

void SequencePanels::left(Panel& panel) const {
  if (!sequence_results(panel).followed()) return;
  sequence_controls(panel);
  sequence_descent_controls(panel);
  section(panel.text("lab.show.title"), panel.ui);
  hint(panel.text("sequence.show_hint"), panel);
  shade_choice(panel);
}

std::string SequencePanels::nothing(const Panel& panel) const {
  return sequence_page(panel.document()).ticked.empty() ? panel.text("lab.nothing_runs") : std::string();
}

void SequencePanels::banner(Panel& panel) const {
  const std::vector<Failure> failures = sequence_results(panel).descents().failures();
  if (failures.empty()) return;
  const SequencePage& page = sequence_results(panel).page();
  const std::size_t least = least_frames(symbols_of(page, page.label));
  const bool infeasible = page.frames < least;
  const std::string action = infeasible ? panel.text("sequence.lengthen", {{"least", fmt::format("{}", least)}})
                                        : panel.text("lab.findings.halve");
  const std::string sentence = panel.text("lab.findings.diverged", {{"sentence", failures.front().sentence}});
  if (!losslab::banner("sequence_failure", sentence, action, panel.ui)) return;
  edit_sequence(panel, action, [infeasible, least](SequencePage& changed) {
    if (infeasible) {
      reshape(changed, [&](SequencePage& one) { one.frames = std::max(one.frames, least); });
    } else {
      changed.optimizer.rate /= 2;
    }
  });
}

void SequencePanels::handles(const Panel& panel, std::vector<Handle>& handles) const {
  const SequenceResults& results = sequence_results(panel);
  if (!results.followed()) return;
  const SequencePage& page = results.page();
  const std::span<const double> z = results.logits_now();
  const std::vector<double>& p = results.now().lattice.at.p;
  const SequenceView& look = sequence_view(panel.view());
  const auto is_shown = [&](SequencePlot plot) {
    if (!look.large.empty()) return look.large == name_of(plot);
    return std::ranges::find(look.places, plot) != look.places.end();
  };
  const std::size_t count = page.logits.size();
  for (const SequencePlot plot : {SequencePlot::curves, SequencePlot::map}) {
    if (!is_shown(plot)) continue;
    const bool curves = plot == SequencePlot::curves;
    for (std::size_t i = 0; i < count; ++i) {
      const double y = curves ? p[i] : row_of(i % page.symbols);
      handles.push_back({first_cell + static_cast<int>(curves ? i : count + i),
                         name_of(plot),
                         {column_of(i / page.symbols), y},
                         Handle::Shape::point,
                         9});
    }
  }
  const std::size_t frame = std::min(static_cast<std::size_t>(look.frame), page.frames - 1);
  const std::size_t symbol = std::min(static_cast<std::size_t>(look.symbol), page.symbols - 1);
  for (const SequencePlot plot : {SequencePlot::along, SequencePlot::along_slope}) {
    handles.push_back({along_handle, name_of(plot), {z[page.at(frame, symbol)], 0}, Handle::Shape::vertical_line, 6});
  }
}

void SequencePanels::gestures(Panel& panel, const FigureEvents& events) const {
  if (!sequence_results(panel).followed()) return;
  const SequencePage& page = sequence_results(panel).page();
  const auto cell_of = [&](int id) { return static_cast<std::size_t>(id - first_cell); };
  if (events.drag && events.drag->id == along_handle) drag_along(panel, events.drag->to.x);
  if (events.drag && events.drag->id >= first_cell) drag_cell(panel, cell_of(events.drag->id), *events.drag);
  if (events.clicked_handle && *events.clicked_handle >= first_cell) {
    const std::size_t index = cell_of(*events.clicked_handle) % page.logits.size();
    choose_logit(panel, index / page.symbols, index % page.symbols);
  }
  if (events.click && events.click->plot == name_of(SequencePlot::gradient)) click_cell(panel, events.click->at);
}

std::string SequencePanels::id_of_series(const Panel&, int series) const {
  const std::vector<std::string> ids = sequence_losses().ids;
  return series >= 0 && static_cast<std::size_t>(series) < ids.size() ? ids[static_cast<std::size_t>(series)] : "";
}

bool SequencePanels::can_log_y(const std::string& plot) const {
  return plot == name_of(SequencePlot::loss) || plot == name_of(SequencePlot::slope);
}

void SequencePanels::title_menu(Panel& panel) const {
  const std::string& plot = panel.state.title_plot;
  const bool alone = !sequence_view(panel.view()).large.empty();
  plots(panel, plot, alone);
  ImGui::Separator();
  if (menu_item(panel.text(alone ? "distributions.four" : "distributions.alone"), panel.ui)) {
    look_at_sequence(panel, [plot, alone](SequenceView& view) { view.large = alone ? std::string() : plot; });
  }
  panel.ui.note("title.alone");
}

}  // namespace losslab
