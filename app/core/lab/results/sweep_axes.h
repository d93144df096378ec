#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/core/lab/page/lab_page.h"
#include "widgets/figure/language.h"

namespace losslab {

struct Document;

// One thing that a sweep of a laboratory can vary.
struct SweepChoice {
  std::string label;   // in words: "share of outliers", "Huber δ"
  SweepAxis usual;     // a range that shows something
  double least, most;  // how far the sliders of its ends reach
  Scale scale = Scale::linear;
  bool whole = false;         // whole numbers
  std::optional<double> now;  // what the page has
};

// The numbers of the page's generator that make a difference, the shape parameters of those who run, and the rate.
std::vector<SweepChoice> sweep_choices(const Document& document, const LabPage& page, const Language& text);
// The one with that name (of its axis), or none.
std::optional<SweepChoice> sweep_choice(const Document& document, const LabPage& page, const std::string& name,
                                        const Language& text);

// What the page's sweep settings come to. The losses are those of page.ticked, in their order, with the parameters that
// they run with; whoever descends does it by its own method, or the page's. What is varied has its first value, and
// what an exact fit does not depend on its usual one, so that two specifications are the same where their results are.
SweepSpec sweep_spec(const Document& document, const LabPage& page);
// Whether the page's sweep asks for exact minimisers and can have them.
bool sweeps_exactly(const LabPage& page);

}  // namespace losslab
