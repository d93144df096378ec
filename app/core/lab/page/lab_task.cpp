#include "app/core/lab/page/lab_task.h"

namespace losslab {
namespace {

constexpr LabTask regression{
    .task = Task::regression,
    .id = "regression",
    .families = family_set({Family::residual}),
    .arguments = "residuals",
    .symbol = "r",
    .symmetric = true,
    .error = "error",
    .data_width = 1,
    .upper = LabPlot::landscape,
    .lower = LabPlot::riding,
    .title = "screen.regression",
    .takes_the_data = "task.regression.takes_the_data",
    .argument_label = "task.regression.argument_label",
    .on_loss = "task.regression.on_loss",
    .on_loss_of = "task.regression.on_loss_of",
    .on_gradient = "task.regression.on_gradient",
    .on_gradient_of = "task.regression.on_gradient_of",
    .histogram = "task.regression.histogram",
    .samples = "task.regression.samples",
    .all_samples = "task.regression.all_samples",
    .wrong = "task.regression.wrong",
    .taken = "task.regression.taken",
    .taken_but_one = "task.regression.taken_but_one",
    .taken_but_some = "task.regression.taken_but_some",
};

constexpr LabTask classification{
    .task = Task::classification,
    .id = "classification",
    .families = family_set({Family::margin, Family::probability}),
    .arguments = "margins",
    .symbol = "m",
    .symmetric = false,
    .error = "accuracy",
    .data_width = 1.2,
    .upper = LabPlot::riding,
    .lower = LabPlot::histogram,
    .title = "screen.classification",
    .takes_the_data = "task.classification.takes_the_data",
    .argument_label = "task.classification.argument_label",
    .on_loss = "task.classification.on_loss",
    .on_loss_of = "task.classification.on_loss_of",
    .on_gradient = "task.classification.on_gradient",
    .on_gradient_of = "task.classification.on_gradient_of",
    .histogram = "task.classification.histogram",
    .samples = "task.classification.samples",
    .all_samples = "task.classification.all_samples",
    .wrong = "task.classification.wrong",
    .taken = "task.classification.taken",
    .taken_but_one = "task.classification.taken_but_one",
    .taken_but_some = "task.classification.taken_but_some",
};

}  // namespace

const LabTask& lab_task(Task task) { return task == Task::classification ? classification : regression; }

}  // namespace losslab
