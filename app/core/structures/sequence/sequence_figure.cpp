// The figure of the page: four plots of one's choice, or one.
#include "app/core/structures/sequence/sequence_figure.h"
#include "app/core/catalogue/loss_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/shell/figure_parts.h"
#include "losses/structures/sequence/alignments.h"

namespace losslab {
namespace {

Plot plot_of(const SequenceScene& scene, SequencePlot which) {
  switch (which) {
    case SequencePlot::curves:
      return curves_plot(scene);
    case SequencePlot::map:
      return map_plot(scene);
    case SequencePlot::lattice:
      return lattice_plot(scene);
    case SequencePlot::gradient:
      return gradient_plot(scene);
    case SequencePlot::along:
      return logit_plot(scene, false);
    case SequencePlot::along_slope:
      return logit_plot(scene, true);
    case SequencePlot::loss:
    case SequencePlot::slope:
    case SequencePlot::blank:
    case SequencePlot::peaks:
      break;
  }
  return sequence_history(scene, which);
}

}  // namespace

std::size_t SequenceScene::frame() const {
  return std::min(static_cast<std::size_t>(std::max(look().frame, 0)), page().frames - 1);
}

std::size_t SequenceScene::symbol() const {
  return std::min(static_cast<std::size_t>(std::max(look().symbol, 0)), page().symbols - 1);
}

Plot frames_plot(const SequenceScene& scene, SequencePlot which) {
  Plot plot;
  plot.name = sequence_plot_names[static_cast<std::size_t>(which)];
  plot.x = parts::axis(scene.text("sequence.frame"), {0.5, static_cast<double>(scene.page().frames) + 0.5},
                       scene.camera(plot.name).x);
  // Whole frames, so many that their numbers have room.
  const std::size_t frames = scene.page().frames, step = frames <= 12 ? 1 : frames <= 24 ? 2 : 5;
  for (std::size_t number = step; number <= frames; number += step) {
    plot.x.ticks.emplace_back(static_cast<double>(number), fmt::format("{}", number));
  }
  return plot;
}

SeriesStyle symbol_style(const SequenceScene& scene, std::size_t symbol) {
  if (symbol == scene.page().blank) return {scene.theme.muted, Dash::dotted, Marker::none};
  return parts::class_style(scene.theme, static_cast<std::size_t>(letter_of(scene.page(), symbol) - 'a'));
}

std::vector<std::size_t> states_of_alignment(const SequencePage& page, std::span<const std::size_t> alignment) {
  if (read_alignment(alignment, page.blank) != symbols_of(page, page.label)) return {};
  std::vector<std::size_t> states;
  for (std::size_t t = 0; t < alignment.size(); ++t) {
    const bool blank = alignment[t] == page.blank;
    if (t == 0) {
      states.push_back(blank ? 0 : 1);
    } else if (alignment[t] == alignment[t - 1]) {
      states.push_back(states.back());
    } else {
      const bool after_blank = alignment[t - 1] == page.blank;
      states.push_back(states.back() + (blank || after_blank ? 1 : 2));
    }
  }
  return states;
}

Figure sequence_figure(const SequenceResults& results, const View& view, const Theme& theme, const Language& text) {
  Figure figure;
  figure.theme = &theme;
  if (!results.followed()) return figure;
  SequenceScene scene{results, view, theme, text, shown_losses(results.page(), sequence_losses(), view, theme, text)};
  for (ShownLoss& who : scene.shown) {
    who.loss = sequence_loss(results.page(), results.page().ticked[who.run]);
    who.label = short_name(text, who.loss.info());
  }
  if (const std::string& large = scene.look().large; !large.empty()) {
    const auto at = std::ranges::find(sequence_plot_names, large) - sequence_plot_names.begin();
    figure.plots.push_back(plot_of(scene, static_cast<SequencePlot>(at)));
    figure.plots.back().title_menu = true;
    return figure;
  }
  figure.column_weights = {1.35, 1};
  figure.row_weights = {1, 1.15};
  for (const auto& shown : scene.look().places) {
    figure.plots.push_back(plot_of(scene, shown));
    figure.plots.back().title_menu = true;
  }
  parts::stand_in_pairs(figure);
  return figure;
}

}  // namespace losslab
