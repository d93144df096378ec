// The lattice of the label: which states alignments go through, and how much of their probability goes where.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "app/core/shell/figure_parts.h"
#include "app/core/structures/sequence/sequence_entry.h"
#include "app/core/structures/sequence/sequence_figure.h"
#include "losses/structures/sequence/alignments.h"

namespace losslab {
namespace {

using Lattice = scalar::CtcLattice<double>;

constexpr double least_flow = 0.004;  // less is not drawn
constexpr int flow_widths = 7;
constexpr double widest_flow = 6;

Point place(std::size_t frame, std::size_t state) { return {column_of(frame), row_of(state)}; }

Color color_of_ctc(const SequenceScene& scene) {
  return scene.theme.series(static_cast<std::size_t>(sequence_losses().series("ctc"))).color;
}

// Lines of one width each: the more flows along them, the wider.
void add_flows(Plot& plot, const SequenceScene& scene, const Lattice& lattice) {
  std::array<SegmentsItem, flow_widths> widths;
  for (std::size_t t = 0; t + 1 < lattice.frames; ++t) {
    for (std::size_t from = 0; from < lattice.states(); ++from) {
      for (std::size_t to = from; to < std::min(from + 3, lattice.states()); ++to) {
        const double flow = lattice.flow(t, from, to);
        if (flow < least_flow) continue;
        const auto width = static_cast<std::size_t>(std::min(std::ceil(flow * flow_widths), 1.0 * flow_widths)) - 1;
        widths[width].segments.push_back({place(t, from), place(t + 1, to)});
      }
    }
  }
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const double share = static_cast<double>(i + 1) / flow_widths;
    widths[i].stroke = {mix(scene.theme.background, color_of_ctc(scene), 0.25 + 0.6 * share), widest_flow * share,
                        Dash::solid};
    if (!widths[i].segments.empty()) plot.items.emplace_back(std::move(widths[i]));
  }
}

// The share that each state has of its frame, frame by frame; 0 where no alignment fits.
std::vector<double> shares_of(const Lattice& lattice, LatticeShade shade) {
  const std::size_t states = lattice.states();
  std::vector<double> shares(lattice.frames * states, 0);
  if (!lattice.feasible()) return shares;
  for (std::size_t t = 0; t < lattice.frames; ++t) {
    const auto level = [&](std::size_t state) {
      const std::size_t i = t * states + state;
      if (shade == LatticeShade::forward) return lattice.forward[i];
      // The frame's own probability stands with its beginnings, and is taken to its ends here.
      return lattice.backward[i] - lattice.at.s[t * lattice.classes + lattice.symbols[state]];
    };
    double total = -std::numeric_limits<double>::infinity();
    for (std::size_t state = 0; state < states; ++state) total = scalar::add_logs(total, level(state));
    for (std::size_t state = 0; state < states; ++state) {
      shares[t * states + state] =
          shade == LatticeShade::occupation ? lattice.occupation(t, state) : std::exp(level(state) - total);
    }
  }
  return shares;
}

// Circles whose shade is their share of the frame; a state that no alignment is in at a frame is a small dot.
void add_states(Plot& plot, const SequenceScene& scene, const Lattice& lattice) {
  const std::vector<double> shares = shares_of(lattice, scene.look().shade);
  PointsItem states, never;
  states.radius = {8};
  states.within = 0.72;
  states.outline = Stroke{mix(scene.theme.muted, scene.theme.background, 0.45), 0.8, Dash::solid};
  never.radius = {1.1};
  never.fill = {scene.theme.grid};
  for (std::size_t t = 0; t < lattice.frames; ++t) {
    for (std::size_t state = 0; state < lattice.states(); ++state) {
      const std::size_t i = t * lattice.states() + state;
      const bool possible = lattice.feasible() && lattice.forward[i] + lattice.backward[i] > -1e300;
      if (!possible) {
        never.points.push_back(place(t, state));
        continue;
      }
      states.points.push_back(place(t, state));
      states.fill.push_back(mix(scene.theme.background, color_of_ctc(scene), std::min(std::sqrt(shares[i]), 1.0)));
    }
  }
  // For tables alone: circles are drawn.
  FieldNumbers numbers{static_cast<int>(lattice.frames),
                       static_cast<int>(lattice.states()),
                       {1, static_cast<double>(lattice.frames)},
                       {0, static_cast<double>(lattice.states()) - 1},
                       {}};
  for (std::size_t state = 0; state < lattice.states(); ++state) {
    for (std::size_t t = 0; t < lattice.frames; ++t) numbers.values.push_back(shares[t * lattice.states() + state]);
  }
  FieldItem table;
  table.numbers = std::make_shared<const FieldNumbers>(std::move(numbers));
  table.name = scene.text(lattice_shade_titles[static_cast<std::size_t>(scene.look().shade)]);
  plot.items.emplace_back(std::move(table));
  plot.items.emplace_back(std::move(never));
  if (!states.points.empty()) plot.items.emplace_back(std::move(states));
}

void add_path(Plot& plot, const std::vector<std::size_t>& states, const Stroke& stroke, const std::string& legend) {
  if (states.empty()) return;
  CurveItem path;
  for (std::size_t t = 0; t < states.size(); ++t) path.points.push_back(place(t, states[t]));
  path.stroke = stroke;
  path.legend = legend;
  plot.items.emplace_back(std::move(path));
}

void add_given(Plot& plot, const SequenceScene& scene) {
  for (const ShownLoss& who : scene.shown) {
    if (who.loss.id() != "frame_ce" || who.hidden) continue;
    add_path(plot, states_of_alignment(scene.page(), alignment_of(scene.page())),
             {who.style.color, parts::curve_width, Dash::dashed}, scene.text("sequence.given"));
  }
}

std::string count_text(double count) {
  return count < 1e6 ? fmt::format("{:.0f}", count) : fmt::format("{:.3g}", count);
}

void add_objection(Plot& plot, const SequenceScene& scene) {
  const SequencePage& page = scene.page();
  LabelItem label;
  label.text = scene.text("sequence.lattice.too_short",
                          {{"least", fmt::format("{}", least_frames(symbols_of(page, page.label)))},
                           {"frames", fmt::format("{}", page.frames)}});
  label.at = {0.5 * (plot.x.range.min + plot.x.range.max), 0.5 * (plot.y.range.min + plot.y.range.max)};
  label.h = HAlign::center;
  label.color = scene.theme.danger;
  label.boxed = true;
  plot.items.emplace_back(std::move(label));
}

}  // namespace

Plot lattice_plot(const SequenceScene& scene) {
  const SequenceState& now = scene.results.now();
  const Lattice& lattice = now.lattice;
  Plot plot = frames_plot(scene, SequencePlot::lattice);
  plot.title = scene.text("sequence.lattice.title", {{"label", shown_label(scene.page().label)}});
  plot.grid = false;
  plot.y = parts::axis(scene.text("sequence.lattice.state"), {0.5 - static_cast<double>(lattice.states()), 0.5},
                       scene.camera(plot.name).y);
  // Where there is no room for all, the letters are named; between them are blanks.
  const bool none = lattice.states() == 1;
  for (std::size_t state = 0; state < lattice.states(); ++state) {
    auto& ticks = state % 2 == 1 || none ? plot.y.ticks : plot.y.lesser_ticks;
    ticks.emplace_back(row_of(state), shown_symbol(scene.page(), lattice.symbols[state]));
  }
  plot.note = scene.text("sequence.lattice.note",
                         {{"shade", scene.text(lattice_shade_titles[static_cast<std::size_t>(scene.look().shade)])},
                          {"count", count_text(count_alignments(lattice.frames, now.of.label))}});
  // Lines are shares of whole alignments, as the occupation is.
  if (lattice.feasible() && scene.look().shade == LatticeShade::occupation) add_flows(plot, scene, lattice);
  add_states(plot, scene, lattice);
  add_given(plot, scene);
  if (now.best) {
    add_path(plot, states_of_alignment(scene.page(), now.best->symbols), {scene.theme.foreground, 1.8, Dash::solid},
             scene.text("sequence.lattice.best"));
  }
  if (!lattice.feasible()) add_objection(plot, scene);
  return plot;
}

}  // namespace losslab
