#pragma once
#include "app/core/document.h"
#include "app/core/lab.h"
#include "app/core/view.h"
#include "widgets/figure/figure.h"

namespace losslab::parts {

// The landscape of the chosen loss with everybody's path; for a line alone.
Plot landscape_plot(const Document& document, const View& view, const Lab& lab, const Theme& theme);

}  // namespace losslab::parts
