#pragma once
#include <array>
#include <string>

namespace losslab {

struct View;

// The plots: what the model says, the lattice, and what comes of it.
enum class SequencePlot : unsigned char {
  curves,
  map,
  lattice,
  gradient,
  along,
  along_slope,
  loss,
  slope,
  blank,
  peaks
};
inline constexpr std::array<const char*, 10> sequence_plot_names{
    "sequence_curves",      "sequence_map",  "sequence_lattice", "sequence_gradient", "sequence_along",
    "sequence_along_slope", "sequence_loss", "sequence_slope",   "sequence_blank",    "sequence_peaks"};
// Keys of their titles in menus.
inline constexpr std::array<const char*, 10> sequence_plot_titles{
    "sequence.curves.menu",   "sequence.map.menu",         "sequence.lattice.menu", "sequence.gradient.menu",
    "sequence.along.menu",    "sequence.along.slope_menu", "sequence.history.loss", "sequence.history.slope",
    "sequence.history.blank", "sequence.history.peaks"};
inline bool is_history(SequencePlot plot) { return plot >= SequencePlot::loss; }

// What the shade of a state in the lattice is, each as a share of its frame: of all alignments, of their beginnings up
// to the frame, of their ends from it on.
enum class LatticeShade : unsigned char { occupation, forward, backward };
inline constexpr std::array<const char*, 3> lattice_shade_names{"occupation", "forward", "backward"};
inline constexpr std::array<const char*, 3> lattice_shade_titles{"sequence.shade.occupation", "sequence.shade.forward",
                                                                 "sequence.shade.backward"};

// How the page is looked at.
struct SequenceView {
  // Column by column: left above and below, right above and below. All different.
  std::array<SequencePlot, 4> places{SequencePlot::curves, SequencePlot::lattice, SequencePlot::gradient,
                                     SequencePlot::blank};
  std::string large;  // the plot that has all of the page; empty: four share it
  LatticeShade shade = LatticeShade::occupation;
  int frame = 0, symbol = 0;  // whose logit moves in the plots along one; beyond the last: that
  friend bool operator==(const SequenceView&, const SequenceView&) = default;
};

SequenceView& sequence_view(View& view);
const SequenceView& sequence_view(const View& view);
// Puts a plot into a place; one that stands elsewhere changes places with it.
void put(SequenceView& view, std::size_t place, SequencePlot plot);

}  // namespace losslab
