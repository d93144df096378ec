// The losses while one logit moves, and what happens over the iterations.
#include <algorithm>
#include <cmath>
#include <optional>

#include "app/core/descent/history_plot.h"
#include "app/core/shell/figure_parts.h"
#include "app/core/structures/sequence/frame_course.h"
#include "app/core/structures/sequence/sequence_entry.h"
#include "app/core/structures/sequence/sequence_figure.h"

namespace losslab {

Plot logit_plot(const SequenceScene& scene, bool slope) {
  const SequencePage& page = scene.page();
  const scalar::CtcLattice<double>& lattice = scene.results.now().lattice;
  const std::size_t frame = scene.frame(), symbol = scene.symbol();
  const std::span<const double> now = scene.results.logits_now().subspan(page.at(frame, 0), page.symbols);
  std::vector<FrameCourse> courses;
  for (const ShownLoss& who : scene.shown) {
    courses.push_back(who.loss.id() == "ctc" ? FrameCourse(lattice, frame)
                                             : FrameCourse(lattice.at, alignment_of(page), frame));
  }
  const std::string name =
      sequence_plot_names[static_cast<std::size_t>(slope ? SequencePlot::along_slope : SequencePlot::along)];
  const std::initializer_list<Language::Argument> moving{{"symbol", shown_symbol(page, symbol)},
                                                         {"frame", std::to_string(frame + 1)}};
  // Round ends, so that the axis stays while the logit moves a little.
  const double middle = 4 * std::round(now[symbol] / 4);
  std::vector<double> z(now.begin(), now.end());
  Plot plot = path_plot(
      {.name = name,
       .title = scene.text(slope ? "sequence.along.slope_title" : "sequence.along.title", moving),
       .note = {},
       .x_label = scene.text("sequence.along.logit", moving),
       .y_label = scene.text(slope ? "sequence.along.slope" : "sequence.along.loss"),
       .camera = scene.camera(name),
       .usual = {middle - 8, middle + 8},
       .present = now[symbol],
       .from_zero = slope},
      scene.shown,
      [&](const ShownLoss& who, double along) {
        z[symbol] = along;
        return slope ? courses[who.run].slope(z, symbol) : courses[who.run].value(z);
      },
      scene.theme);
  plot.legend = true;
  return plot;
}

Plot sequence_history(const SequenceScene& scene, SequencePlot which) {
  const auto index = static_cast<std::size_t>(which);
  const SequenceDescents& descents = scene.results.descents();
  std::vector<HistoryCurve> curves;
  for (const ShownLoss& who : scene.shown) {
    if (who.hidden) continue;
    const SequenceRun& run = descents.runs()[who.run];
    curves.push_back({who.label, who.series, who.stroke(), who.style.marker, run.length(),
                      [&scene, &run, which, at = who.run](long step) {
                        if (which == SequencePlot::loss) return run.loss(step);
                        if (which == SequencePlot::slope) return run.slope(step);
                        const SequencePeaks found = scene.results.peaks(at, step);
                        return which == SequencePlot::blank ? found.blank : found.peaks;
                      }});
  }
  const char* const label = which == SequencePlot::loss    ? "sequence.along.loss"
                            : which == SequencePlot::slope ? "sequence.history.slope_label"
                                                           : "sequence.curves.p";
  Plot plot = history_plot({.name = sequence_plot_names[index],
                            .title = scene.text(sequence_plot_titles[index]),
                            .x_label = scene.text("distributions.descent.iteration"),
                            .y_label = scene.text(label),
                            .camera = scene.camera(sequence_plot_names[index]),
                            .length = descents.length(),
                            .position = descents.position(),
                            .share = which == SequencePlot::blank || which == SequencePlot::peaks},
                           curves, scene.theme);
  plot.legend = true;
  return plot;
}

}  // namespace losslab
