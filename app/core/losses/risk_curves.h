#pragma once
#include <string>
#include <vector>

#include "losses/core/risk/conditional_risk.h"
#include "widgets/figure/geometry.h"
#include "widgets/figure/language.h"

namespace losslab {

// The minimisers of a conditional risk for all η, to be drawn: m*(η), or q* = σ(m*) on the probability axis.
struct LinkCurve {
  // Where the minimiser is one or where, of many, it is nearest to 0 (to ½). ±∞ where the risk falls for ever; NaN
  // between the sides of a jump.
  std::vector<Point> nearest;
  // Where many are as good as one another over a stretch of η: its corners.
  std::vector<std::pair<Point, Point>> bands;
  // The same at a single η, between the sides of a jump.
  std::vector<std::pair<Point, Point>> steps;
};
// `visible`: what is seen of the y-axis; a change within a thirtieth of that is not asked whether it is a jump.
LinkCurve link_curve(const ConditionalRisk& risk, bool as_probability, Range visible);

double probability_of(double score);

// A minimum in a few characters: "0.847", "≥ 1", "> 0", "[−1, 1]", "∞", "any", "±1.15".
std::string minimum_text(const ConditionalRisk& risk, double eta, const RiskMinimum& minimum, bool as_probability,
                         const Language& text);

}  // namespace losslab
