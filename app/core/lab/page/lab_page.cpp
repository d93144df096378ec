#include "app/core/lab/page/lab_page.h"

#include <algorithm>

#include "app/core/lab/page/lab_task.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"
#include "losses/learn/data/real_data.h"

namespace losslab {
namespace {

LabPage usual_regression() {
  LabPage page;
  page.data.kind = DataSpec::Kind::line;
  page.data.outliers = 0.2;
  page.model.kind = ModelSpec::Kind::line;
  // Scaled inputs make the bowl round, so that plain gradient descent gets there within the opening run; and a flat
  // line through the middle is a start from which Tukey's loss, which ignores what is far away, still sees the bulk.
  page.standardize = true;
  page.optimizer.rate = 0.1;
  page.start = {0, 8};
  page.ticked = {"squared_error", "huber", "tukey_biweight"};
  page.sweep.over = {"outliers", 0, 0.5, 11, false};
  page.chosen = "huber";
  return page;
}

LabPage usual_classification() {
  LabPage page;
  page.data.kind = DataSpec::Kind::gaussians;
  page.data.n = 200;
  page.data.flips = 0.025;
  page.data.label_noise = LabelNoise::far;
  page.data.seed = 2;
  page.model.kind = ModelSpec::Kind::linear;
  // The exponential loss is stiff where points lie far out; this rate is stable for it, and all three arrive within the
  // opening run: at x1 = 1.01 (exponential), 0.20 (logistic) and 0.00 (generalised cross-entropy).
  page.optimizer.rate = 0.1;
  page.ticked = {"logistic", "exponential", "gce"};
  page.sweep.over = {"flips", 0, 0.45, 10, false};
  page.chosen = "logistic";
  return page;
}

}  // namespace

LabPage usual_lab_page(Task task) { return task == Task::regression ? usual_regression() : usual_classification(); }

LabPage& lab_page(Document& document, Task task) { return document.page<LabPage>(lab_task(task).id); }

const LabPage& lab_page(const Document& document, Task task) { return document.page<LabPage>(lab_task(task).id); }

namespace {

// Of a file of one's own that is known once it is read.
bool has_several_predictors(const DataSpec& spec) {
  if (spec.kind == DataSpec::Kind::points) return !spec.points.more.empty();
  const RealData* const known = spec.kind == DataSpec::Kind::file ? find_real_data(spec.file) : nullptr;
  return known != nullptr && known->several;
}

}  // namespace

void make_valid(LabPage& page, const LabPage& before) {
  if (has_several_predictors(page.data) && !takes_several_predictors(page.model)) page.model = ModelSpec();
  if (page.ticked.size() > max_competitors) page.ticked.resize(max_competitors);
  std::erase_if(page.own, [&](const auto& entry) {
    return is_further_run(entry.first) && std::ranges::find(page.ticked, entry.first) == page.ticked.end();
  });
  if (std::ranges::find(page.ticked, page.chosen) == page.ticked.end()) {
    page.chosen = page.ticked.empty() ? std::string() : page.ticked.front();
  }
  // A start is in the model's own parameters: it means nothing to another model or scaling.
  const bool other_model = page.model != before.model || page.standardize != before.standardize;
  if (other_model && page.start == before.start) page.start.clear();
}

}  // namespace losslab
