// The left panel of the embedding and what the titles of its plots offer.
#include "app/screens/structures/embedding/embedding_panels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/core/structures/embedding/embedding_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/structures_panels.h"
#include "widgets/imgui/menu.h"

namespace losslab {
namespace {

constexpr double least_plots = 700;  // width that the plots keep while there is a choice
constexpr RunningRates rates{1, 0.01, 100};

struct EmbeddingEntries {
  RunningKind kind = embedding_losses();
  std::vector<RunningEntry> entries = structured_entries(kind);
};

// Its course while a stranger goes half around the circle, past an anchor and its partner; that of a centre loss, which
// knows no strangers, while the partner goes.
std::vector<Point> sketch(const RunningEntry& entry, std::span<const double> parameters) {
  const EmbeddingObjective objective = objective_of(structured_loss(entry, parameters), Mining::all, 0);
  EmbeddingEvaluator evaluator;
  std::vector<Point> curve;
  const std::array<int, 3> labels{0, 0, 1};
  const bool centre = objective.kind == EmbeddingKind::centre;
  double lowest = 1e300, highest = -1e300;
  constexpr int count = 61;
  for (int i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / (count - 1), turn = std::numbers::pi * (share - 0.5);
    std::array<double, 6> x{1, 0, std::cos(0.3), std::sin(0.3), std::cos(turn), std::sin(turn)};
    if (centre) x[2] = x[4], x[3] = x[5];
    curve.push_back({share, evaluator.evaluate(objective, {2, x, labels}, {}).value});
    lowest = std::min(lowest, curve.back().y);
    highest = std::max(highest, curve.back().y);
  }
  for (Point& at : curve) at.y = 0.06 + 0.88 * (at.y - lowest) / std::max(highest - lowest, 1e-9);
  return curve;
}

RunningList list_of(Panel& panel) {
  const EmbeddingEntries& all = panel.state.memory<EmbeddingEntries>();
  return {"embedding",
          embedding_page(panel.document()),
          all.kind,
          all.entries,
          sketch,
          [&panel](const std::string& what, std::function<void(RunningLosses&)> change, const std::string& merge) {
            edit_embedding(
                panel, what, [change = std::move(change)](EmbeddingPage& page) { change(page); }, merge);
          }};
}

void mining_choice(Panel& panel) {
  section(panel.text("embedding.mining.title"), panel.ui);
  std::vector<std::string> names;
  names.reserve(mining_titles.size());
  for (const char* key : mining_titles) names.push_back(panel.text(key));
  const EmbeddingPage& page = embedding_page(panel.document());
  if (const auto clicked = segmented("mining", names, static_cast<int>(page.mining), panel)) {
    edit_embedding(panel, panel.text("embedding.mining.edit"),
                   [to = static_cast<Mining>(*clicked)](EmbeddingPage& changed) { changed.mining = to; });
  }
  const bool taken = std::ranges::any_of(
      page.ticked, [](const std::string& id) { return takes_mining(embedding_objective(id).kind); });
  constexpr std::array hints{"embedding.mining.all_hint", "embedding.mining.random_hint",
                             "embedding.mining.semi_hard_hint", "embedding.mining.hardest_hint"};
  const bool hardest = taken && page.mining == Mining::hardest;
  hint(panel.text(taken ? hints[static_cast<std::size_t>(page.mining)] : "embedding.mining.none_hint"), panel);
  if (!hardest || page.spec.kind == EmbeddingStart::alike) return;
  if (button("show_collapse", panel.text("embedding.mining.show_collapse"), panel)) {
    edit_embedding(panel, panel.text("embedding.start.edit"),
                   [](EmbeddingPage& changed) { changed.spec.kind = EmbeddingStart::alike; });
  }
}

// Which of the three places a plot is in.
EmbeddingPlot EmbeddingView::*place_of(const EmbeddingView& look, EmbeddingPlot plot) {
  if (plot == look.under) return &EmbeddingView::under;
  return plot == look.upper ? &EmbeddingView::upper : &EmbeddingView::lower;
}

void plots_of_place(Panel& panel, EmbeddingPlot now) {
  const EmbeddingView& look = embedding_view(panel.view());
  EmbeddingPlot EmbeddingView::*const place = place_of(look, now);
  const auto taken = plot_choice(panel, embedding_plot_names, embedding_plot_titles, static_cast<std::size_t>(now));
  if (!taken) return;
  // What stands in another place changes places with it.
  look_at_embedding(panel, [place, now, to = static_cast<EmbeddingPlot>(*taken)](EmbeddingView& view) {
    for (auto other : {&EmbeddingView::under, &EmbeddingView::upper, &EmbeddingView::lower}) {
      if (view.*other == to) view.*other = now;
    }
    view.*place = to;
  });
}

void every_plot(Panel& panel) {
  const std::string now = embedding_view(panel.view()).large;
  const auto item = [&](const std::string& name, const char* title) {
    if (menu_item(panel.text(title), panel.ui, {}, now == name)) {
      look_at_embedding(panel, [name](EmbeddingView& view) { view.large = name; });
    }
    panel.ui.note("title." + name);
  };
  item(embedding_plane_name, "embedding.plots.plane");
  for (std::size_t i = 0; i < embedding_plot_names.size(); ++i) item(embedding_plot_names[i], embedding_plot_titles[i]);
}

}  // namespace

const EmbeddingResults& embedding_results(const Panel& panel) {
  return static_cast<const EmbeddingResults&>(structure_results(panel, embedding_id));
}

void edit_embedding(Panel& panel, const std::string& what, std::function<void(EmbeddingPage&)> change,
                    const std::string& merge) {
  panel.actions.edit(
      what, [change = std::move(change)](Document& document) { change(embedding_page(document)); }, merge);
}

void look_at_embedding(Panel& panel, std::function<void(EmbeddingView&)> change) {
  panel.actions.look([change = std::move(change)](View& view) { change(embedding_view(view)); });
}

void EmbeddingPanels::left(Panel& panel) const {
  mining_choice(panel);
  const RunningList list = list_of(panel);
  running_list(panel, list);
  start_controls(panel);
  running_optimizer(panel, list, rates);
  embedding_show_controls(panel);
}

double EmbeddingPanels::all_columns(double left, double right) const { return left + right + least_plots; }

std::string EmbeddingPanels::nothing(const Panel& panel) const {
  return embedding_page(panel.document()).ticked.empty() ? panel.text("lab.nothing_runs") : std::string();
}

std::string EmbeddingPanels::id_of_series(const Panel&, int series) const {
  const RunningKind kind = embedding_losses();
  if (series < 0 || static_cast<std::size_t>(series) >= kind.ids.size()) return {};
  return kind.ids[static_cast<std::size_t>(series)];
}

bool EmbeddingPanels::can_log_y(const std::string& plot) const {
  const auto what = embedding_plot_named(plot);
  return what && *what != EmbeddingPlot::second && *what != EmbeddingPlot::accuracy &&
         *what != EmbeddingPlot::true_accuracy;
}

void EmbeddingPanels::title_menu(Panel& panel) const {
  const std::string& plot = panel.state.title_plot;
  const bool alone = !embedding_view(panel.view()).large.empty();
  const auto what = embedding_plot_named(plot);
  if (alone) {
    every_plot(panel);
  } else if (what) {
    plots_of_place(panel, *what);
  }
  if (alone || what) ImGui::Separator();
  if (menu_item(panel.text(alone ? "distributions.four" : "distributions.alone"), panel.ui)) {
    look_at_embedding(panel, [plot, alone](EmbeddingView& view) { view.large = alone ? std::string() : plot; });
  }
  panel.ui.note("title.alone");
}

}  // namespace losslab
