#pragma once
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_view.h"
#include "losses/learn/exact/residual_scale.h"
#include "losses/learn/optimise/problem.h"

namespace losslab {

// Sets the thresholds in units of the residuals, of those who run with the shared parameters, to what is 95 % efficient
// at the noise of the data (see LossInfo::efficiency_95), which is returned. Nothing is changed where that is 0. Throws
// InputError for classes and for models that are not linear in their parameters.
ResidualScale match_thresholds(Document& document, const LabPage& page, const Setting& setting);

// What a line needs to show something at once on data in units of their own: thresholds matched to their noise, and the
// start at the line of least median of squares. From zero, redescending losses would be stuck, and the others far away.
// Changes nothing for classes and for other models.
void suit_to_data(Document& document, Task task, const Dataset& data);

// Several predictors: what tells whether they fit stands beside the data, where the places there are as they open.
void suit_to_predictors(LabView& view);

}  // namespace losslab
