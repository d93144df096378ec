#include "app/core/lab/page/lab_task.h"

namespace losslab {
namespace {

constexpr LabTask regression{
    .task = Task::regression,
    .id = "regression",
    .title = "Regression",
    .families = family_set({Family::residual}),
    .a_loss = "a loss of residuals",
    .data = "points x, y",
    .argument = "residual",
    .arguments = "residuals",
    .argument_label = "residual r = y − ŷ",
    .symbol = "r",
    .symmetric = true,
    .samples = "points",
    .wrong = "outliers",
    .points = "points",
    .error = "error",
    .data_width = 1,
    .upper = LabPlot::landscape,
    .lower = LabPlot::riding,
};

constexpr LabTask classification{
    .task = Task::classification,
    .id = "classification",
    .title = "Classification",
    .families = family_set({Family::margin, Family::probability}),
    .a_loss = "a loss of margins or probabilities",
    .data = "two classes",
    .argument = "margin",
    .arguments = "margins",
    .argument_label = "margin m = y·f",
    .symbol = "m",
    .symmetric = false,
    .samples = "samples",
    .wrong = "wrong labels",
    .points = "labelled points",
    .error = "accuracy",
    .data_width = 1.2,
    .upper = LabPlot::riding,
    .lower = LabPlot::histogram,
};

}  // namespace

const LabTask& lab_task(Task task) { return task == Task::classification ? classification : regression; }

}  // namespace losslab
