#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/core/distributions/bell/bell_results.h"
#include "app/core/shell/state/camera.h"
#include "app/core/shell/state/view.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

// What the plots are made from.
struct BellScene {
  // A divergence that runs, as a figure shows it.
  struct Shown {
    const BellRun* run;
    int series;
    DivergenceKind kind;
    std::string label;
    SeriesStyle style;
    bool chosen, hidden;
    Stroke stroke() const;
  };

  const BellResults& results;
  const View& view;
  const BellView& look;
  const Theme& theme;
  const Language& text;
  std::string screen;  // whose cameras they are
  std::vector<Shown> shown;

  const BellPage& page() const { return results.page(); }
  const Shown* chosen() const;
  Camera camera(std::string_view plot) const;
};

// Densities above the histories on the left, the landscape above another history on the right.
Figure bell_figure(const BellResults& results, const View& view, const BellView& look, const Theme& theme,
                   const Language& text, const std::string& screen);
// The names of its plots, for cameras and files.
std::vector<std::string> bell_plots();
inline constexpr const char* bell_landscape_name = "bells";
inline constexpr const char* densities_name = "densities";

// "Forward KL", "α divergence, α = 0.5".
std::string bell_label(const Language& language, const BellPage& page, DivergenceKind kind);
// Its number among the styles.
inline int bell_series(DivergenceKind kind) { return static_cast<int>(kind); }

// Its course in a unit square, y upwards: what q costs at a place where p is 1, over log q from −2 to 2.
std::vector<Point> bell_sketch(DivergenceKind kind, double alpha);

// Keys of what stands in menus and on axes, in the order of the enumeration.
inline constexpr std::array<const char*, 3> bell_quantity_titles{"bell.history.value", "bell.history.mean",
                                                                 "bell.history.width"};
inline constexpr std::array<const char*, 3> bell_quantity_labels{"bell.history.value_label", "bell.history.mean_label",
                                                                 "bell.history.width_label"};

// Where the parts that can be dragged are in the densities: the top of a hump's own share, its shoulder one width to
// the right, and the same of the bell's start. The height gives back the hump's weight.
Point hump_top(const Hump& hump);
Point hump_shoulder(const Hump& hump);
double weight_of_height(const Hump& hump, double height);

Plot densities_plot(const BellScene& scene);
Plot bell_landscape_plot(const BellScene& scene);
Plot bell_history_plot(const BellScene& scene, BellQuantity quantity);

}  // namespace losslab
