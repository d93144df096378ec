#pragma once
#include <string>
#include <vector>

#include "app/core/losses/losses_page.h"
#include "losses/core/risk/conditional_risk.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

// What losses_figure() is where risks are shown: the conditional risk (on the probability axis the expected score) of
// every ticked loss under the document's η, and where it is least for each η.
Figure risk_figure(const Document& document, const View& view, const Theme& theme, const Language& text);

// Where the risk of a ticked loss is least, under the η of the document. Such a loss has a margin or a probability.
struct RiskRow {
  std::string id, label;
  SeriesStyle style;
  RiskMinimum minimum;  // its risk in the units of the plot
  // "0.847", "≥ 1", "[−1, 1]", "∞", "any", "±1.15": the scores m*, and the probabilities q* = σ(m*).
  std::string score, probability;
};
std::vector<RiskRow> risk_rows(const Document& document, const Theme& theme, const Language& text);

}  // namespace losslab
