#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/core/shell/state/camera.h"
#include "app/core/shell/state/view.h"
#include "app/core/structures/sequence/sequence_page.h"
#include "app/core/structures/sequence/sequence_results.h"
#include "app/core/structures/sequence/sequence_view.h"
#include "app/core/structures/structure_scene.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

// What the plots are made from. Frames are counted from 1 on axes; rows of symbols and states go downwards from 0, so
// that a label begins at the left above and ends at the right below.
struct SequenceScene {
  const SequenceResults& results;
  const View& view;
  const Theme& theme;
  const Language& text;
  std::vector<ShownLoss> shown;

  const SequencePage& page() const { return results.page(); }
  const SequenceView& look() const { return sequence_view(view); }
  const ShownLoss* chosen() const { return chosen_of(shown); }
  Camera camera(std::string_view plot) const { return page_camera(view, sequence_id, plot); }
  // The logit that moves in the plots along one.
  std::size_t frame() const;
  std::size_t symbol() const;
};

Figure sequence_figure(const SequenceResults& results, const View& view, const Theme& theme, const Language& text);

// The row at which a symbol or a state stands in a plot, its middle.
inline double row_of(std::size_t index) { return -static_cast<double>(index); }
inline double column_of(std::size_t frame) { return static_cast<double>(frame) + 1; }

// A plot over the frames.
Plot frames_plot(const SequenceScene& scene, SequencePlot which);
// How a symbol looks: letters as classes do, the blank muted and dotted.
SeriesStyle symbol_style(const SequenceScene& scene, std::size_t symbol);
// The states that an alignment goes through; empty where it does not read as the label.
std::vector<std::size_t> states_of_alignment(const SequencePage& page, std::span<const std::size_t> alignment);

// p of each symbol against the frame, of the chosen loss's iterate.
Plot curves_plot(const SequenceScene& scene);
// The same, frames × symbols.
Plot map_plot(const SequenceScene& scene);
// The states' occupation as shade, and the flow between them as the width of lines.
Plot lattice_plot(const SequenceScene& scene);
// The chosen loss's gradient in the logits, frames × symbols.
Plot gradient_plot(const SequenceScene& scene);
// The losses, or their slopes, while one logit moves.
Plot logit_plot(const SequenceScene& scene, bool slope);
Plot sequence_history(const SequenceScene& scene, SequencePlot which);

}  // namespace losslab
