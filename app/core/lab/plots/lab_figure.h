#pragma once
#include "app/core/lab/results/lab.h"
#include "app/core/lab/results/sweep_job.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

struct Document;
struct View;

// The figure of a laboratory: "data" and what its view asks for (see plot_name()). `sweep`: the one of this laboratory;
// null: none.
Figure lab_figure(const Document& document, const View& view, const Lab& lab, const Theme& theme, const Language& text,
                  const SweepJob* sweep = nullptr);

}  // namespace losslab
