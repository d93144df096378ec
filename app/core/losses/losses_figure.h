#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/core/losses/losses_page.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

// The figure of the Losses screen: "loss", "gradient" and, on demand, "curvature" and "weight", or "risk" and "link"
// where risks are shown.
Figure losses_figure(const Document& document, const View& view, const Theme& theme, const Language& text);

// What the probe reads of one loss on the axis of the Losses screen, in the units of the plots.
struct ProbeRow {
  int series;
  std::string label;  // of the family's members: "δ = 0.5"
  SeriesStyle style;
  bool chosen;
  double value, gradient, curvature, weight;  // NaN where not defined
};
std::vector<ProbeRow> probe_rows(const Document& document, const View& view, const Theme& theme, const Language& text);

// The point of the chosen residual loss that its threshold or scale moves: (δ, ℓ(δ)) for Huber, as the plot shows it.
// None on the other axes, in a family, and for losses without such a parameter (pinball).
struct Knee {
  std::string loss, parameter;
  Point at;
};
std::optional<Knee> knee(const Document& document);
// The parameter that brings the knee to x: |x| within the range of the slider.
double knee_value(const Document& document, const Knee& knee, double x);

}  // namespace losslab
