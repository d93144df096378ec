#pragma once
#include <array>
#include <string>
#include <vector>

#include "app/core/distributions/distributions_page.h"
#include "app/core/shell/state/view.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

class DistributionsResults;
struct LogitCompetitor;
template <class Who>
class KeptDescent;
struct DistributionScene;

Figure distributions_figure(const DistributionsResults& results, const View& view, const Theme& theme,
                            const Language& text);

// The names of its plots, for cameras and files.
std::vector<std::string> distribution_plots();

// Keys of what stands in menus and titles, in the order of the enumerations.
inline constexpr std::array<const char*, 10> distribution_plot_titles{
    "distributions.forces.title",      "distributions.along.menu",        "distributions.along.slope_menu",
    "distributions.ledger.title",      "distributions.temperature.title", "distributions.map.menu",
    "distributions.link.menu",         "distributions.link.logit_menu",   "distributions.heated.loss_title",
    "distributions.heated.slope_title"};
inline constexpr std::array<const char*, 4> descent_titles{
    "distributions.descent.loss", "distributions.descent.divergence", "distributions.descent.confidence",
    "distributions.descent.size"};
inline constexpr std::array<const char*, 4> descent_labels{
    "distributions.descent.loss_label", "distributions.descent.divergence_label",
    "distributions.descent.confidence_label", "distributions.descent.size_label"};

// A plot without axes around a triangle, with room for the names at its corners.
Plot triangle_plot(const DistributionScene& scene, const char* name);
// The triangle of three classes with their names at its corners, and a place in it.
void add_corners(Plot& plot, const DistributionScene& scene, const std::array<std::size_t, 3>& corners);
PointsItem mark(Point at, Marker marker, double radius, Color fill, Color outline, std::string legend = {});

// What the plots are made from.
struct DistributionScene {
  // A loss that runs, as a figure shows it.
  struct Shown {
    const KeptDescent<LogitCompetitor>* run;
    int series;
    std::string id, label;
    SeriesStyle style;
    bool chosen, hidden;
    Stroke stroke() const;
  };

  const DistributionsResults& results;
  const View& view;
  const Theme& theme;
  const Language& text;
  std::vector<Shown> shown;

  const DistributionsPage& page() const;
  const DistributionsView& look() const { return distributions_view(view); }
  const Shown* chosen() const;
  std::string class_name(std::size_t k) const;
  Camera camera(std::string_view plot) const;
};

Plot simplex_plot(const DistributionScene& scene);
// −∂ℓ/∂z of each class for each loss, beside t − p.
Plot forces_plot(const DistributionScene& scene);
// The losses, or their slopes, while one logit moves and the others stay.
Plot along_plot(const DistributionScene& scene, bool slope);
// H(t) + KL(t ‖ p) = CE, and the divergences the other way round.
Plot ledger_plot(const DistributionScene& scene);
// p and its entropy against the temperature.
Plot temperature_plot(const DistributionScene& scene);
// The class that the minimiser of the chosen loss picks, over all truths; with two classes of all losses.
Plot map_plot(const DistributionScene& scene);
// p, or the logit, of one class of the minimisers while its truth goes from 0 to 1.
Plot link_plot(const DistributionScene& scene, bool logit);
// The losses, or the lengths of their gradients, against the temperature.
Plot heated_plot(const DistributionScene& scene, bool gradient);
// A quantity of everybody against the iteration.
Plot descent_plot(const DistributionScene& scene);

}  // namespace losslab
