#include "app/core/lab/page/lab_page.h"

#include <algorithm>
#include <utility>

#include "app/core/lab/page/lab_task.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"
#include "losses/learn/data/real_data.h"
#include "losses/learn/data/transition.h"

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

Runners usual_class_runners() {
  Runners runners;
  runners.ticked = {"softmax_ce", "gce_softmax", "mae_softmax"};
  runners.chosen = runners.ticked[0];
  return runners;
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
  page.others = usual_class_runners();
  return page;
}

}  // namespace

LabPage usual_lab_page(Task task) { return task == Task::regression ? usual_regression() : usual_classification(); }

LabPage& lab_page(Document& document, Task task) { return document.page<LabPage>(lab_task(task).id); }

const LabPage& lab_page(const Document& document, Task task) { return document.page<LabPage>(lab_task(task).id); }

namespace {

// The task of data that have several predictors, or more than two inputs; of a file of one's own that is known once it
// is read.
std::optional<Task> several_predictors(const DataSpec& spec) {
  if (spec.kind == DataSpec::Kind::points && !spec.points.more.empty()) return spec.points.task;
  const RealData* const known = spec.kind == DataSpec::Kind::file ? find_real_data(spec.file) : nullptr;
  return known != nullptr && known->several ? std::optional(known->task) : std::nullopt;
}

}  // namespace

std::optional<bool> said_several_classes(const DataSpec& spec) {
  if (spec.kind != DataSpec::Kind::file) return has_several_classes(spec);
  const RealData* const known = find_real_data(spec.file);
  if (known == nullptr) return std::nullopt;
  return known->several && known->task == Task::classification;
}

void use_several_classes(LabPage& page, bool several) {
  if (page.several_classes == several) return;
  page.several_classes = several;
  std::swap(static_cast<Runners&>(page), page.others);
  page.start.clear();
}

namespace {

// Those of losses of one variable.
Runners& plain_runners(LabPage& page) { return page.several_classes ? page.others : page; }

// "" of "" and of who is gone.
std::string renamed(const std::string& id, std::string_view from, std::string_view to) {
  if (loss_of(id) != from) return id;
  return to.empty() ? std::string() : std::string(to) + id.substr(from.size());
}

}  // namespace

void rename_loss(LabPage& page, std::string_view from, std::string_view to) {
  Runners& runners = plain_runners(page);
  for (std::string& id : runners.ticked) id = renamed(id, from, to);
  std::erase(runners.ticked, std::string());
  std::map<std::string, OwnSettings, std::less<>> own;
  for (auto& [id, settings] : runners.own) {
    if (std::string next = renamed(id, from, to); !next.empty()) own.emplace(std::move(next), std::move(settings));
  }
  runners.own = std::move(own);
  runners.chosen = renamed(runners.chosen, from, to);
  if (runners.chosen.empty() && !runners.ticked.empty()) runners.chosen = runners.ticked.front();
}

void change_parameters(LabPage& page, const Loss& before, const Loss& loss) {
  const auto place_of = [&](const char* name) {
    const auto all = before.parameters();
    return static_cast<std::size_t>(
        std::ranges::find_if(all, [&](const Parameter& one) { return std::string_view(one.name) == name; }) -
        all.begin());
  };
  for (auto& [id, own] : plain_runners(page).own) {
    if (!is_further_run(id) || loss_of(id) != loss.id()) continue;
    Loss run = loss;
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      const std::size_t place = place_of(loss.parameters()[i].name);
      if (place >= own.parameters.size()) continue;
      try {
        run.set(i, own.parameters[place]);
      } catch (const InputError&) {
        continue;  // beyond its new bounds
      }
    }
    own.parameters.clear();
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) own.parameters.push_back(run.parameter(i));
  }
}

void move_styles(LabPage& page, std::size_t losses) {
  constexpr int colours = 8;
  const int first = static_cast<int>(losses);
  auto& all = plain_runners(page).own;
  const auto is_taken = [&](int series) {
    return std::ranges::any_of(all, [series](const auto& entry) { return entry.second.series == series; });
  };
  for (auto& [id, own] : all) {
    if (!is_further_run(id) || own.series >= first) continue;
    int next = own.series;
    while (next < first || is_taken(next)) next += colours;
    own.series = next;
  }
}

namespace {

// What the settings of a generator say of each other.
void make_valid(DataSpec& spec) {
  const auto classes = static_cast<std::size_t>(std::max(spec.classes, 2));
  if (!spec.transition.empty() && spec.transition.size() != classes * classes) spec.transition.clear();
  const bool several = has_several_classes(spec);
  using Noise = LabelNoise;
  const bool of_several = spec.label_noise == Noise::pairs || spec.label_noise == Noise::matrix;
  const bool of_two = spec.label_noise == Noise::one_sided || spec.label_noise == Noise::far;
  if (is_generator(spec.kind) && (several ? of_two : of_several)) spec.label_noise = Noise::symmetric;
  if (several && spec.label_noise == Noise::matrix && spec.transition.empty()) {
    spec.transition = usual_transition(classes, spec.flips, Noise::symmetric);
  }
  if (several) spec.n = std::max(spec.n, 2 * spec.classes);
}

}  // namespace

void make_valid(LabPage& page, const LabPage& before) {
  make_valid(page.data);
  if (const std::optional<bool> several = said_several_classes(page.data)) use_several_classes(page, *several);
  const std::optional<Task> several = several_predictors(page.data);
  if (several && !takes_several_predictors(page.model, *several)) {
    page.model = ModelSpec();
    if (*several == Task::classification) page.model.kind = ModelSpec::Kind::linear;
  }
  if (page.ticked.size() > max_competitors) page.ticked.resize(max_competitors);
  std::erase_if(page.own, [&](const auto& entry) {
    return is_further_run(entry.first) && std::ranges::find(page.ticked, entry.first) == page.ticked.end();
  });
  if (std::ranges::find(page.ticked, page.chosen) == page.ticked.end()) {
    page.chosen = page.ticked.empty() ? std::string() : page.ticked.front();
  }
  // A start is in the model's own parameters: it means nothing to another model or scaling.
  const bool other_model =
      page.model != before.model || page.standardize != before.standardize || page.data.classes != before.data.classes;
  if (other_model && page.start == before.start) page.start.clear();
}

}  // namespace losslab
