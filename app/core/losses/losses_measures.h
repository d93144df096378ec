#pragma once
#include "app/core/measure/measure_value.h"

namespace losslab {

struct Document;
struct View;

// What lessons ask of the Losses screen: the losses that are ticked, by id, and probe, the place of the probe on the
// axis that is shown. Must not outlive what it is made from.
MeasureObjectPtr losses_measures(const Document& document, const View& view);

}  // namespace losslab
