#include "app/core/distributions/distributions_page.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "app/core/distributions/expected_loss.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"
#include "losses/core/parameter_values.h"
#include "losses/vectors/vector_names.h"

namespace losslab {

std::array<int, 3> simplex_corners(const DistributionsView& view, std::size_t classes) {
  const bool all = std::ranges::all_of(view.corners, [&](int k) { return static_cast<std::size_t>(k) < classes; });
  return all ? view.corners : std::array<int, 3>{0, 1, 2};
}

DistributionsPage& distributions_page(Document& document) { return document.page<DistributionsPage>(distributions_id); }
const DistributionsPage& distributions_page(const Document& document) {
  return document.page<DistributionsPage>(distributions_id);
}
DistributionsView& distributions_view(View& view) { return view.part<DistributionsView>(distributions_id); }
const DistributionsView& distributions_view(const View& view) { return view.part<DistributionsView>(distributions_id); }

VectorLoss vector_loss(const DistributionsPage& page, std::string_view id) {
  return running_loss<VectorLoss>(page, id);
}

std::vector<double> teacher_of(const DistributionsPage& page, const VectorLoss& loss) {
  return loss.properties().needs_teacher ? page.teacher : std::vector<double>();
}

bool has_teacher(const DistributionsPage& page) {
  return std::ranges::any_of(page.ticked,
                             [](const std::string& id) { return VectorLoss(id).properties().needs_teacher; });
}

RunningKind logit_losses() {
  RunningKind kind{{}, [](std::string_view id) { return VectorLoss(id).parameters(); }};
  for (const VectorEntry& entry : vector_catalogue()) kind.ids.emplace_back(entry.info->id);
  return kind;
}

int vector_series(std::string_view id) {
  const auto all = vector_catalogue();
  const auto at = std::ranges::find_if(all, [&](const VectorEntry& entry) { return id == entry.info->id; });
  return at == all.end() ? -1 : static_cast<int>(at - all.begin());
}

void set_classes(DistributionsPage& page, std::size_t classes) {
  classes = std::clamp(classes, least_classes, most_classes);
  page.truth.resize(classes, 0);
  page.logits.resize(classes, 0);
  page.teacher.resize(classes, 0);
  if (!page.names.empty()) page.names.resize(classes);
  make_valid(page);
}

void set_probability(std::vector<double>& truth, std::size_t which, double value) {
  value = std::clamp(value, 0.0, 1.0);
  const double rest = 1 - truth[which];
  for (std::size_t k = 0; k < truth.size(); ++k) {
    if (k == which) continue;
    const double share = rest > 0 ? truth[k] / rest : 1 / static_cast<double>(truth.size() - 1);
    truth[k] = share * (1 - value);
  }
  truth[which] = value;
}

void make_valid(DistributionsPage& page) {
  double sum = 0;
  for (double& t : page.truth) {
    t = std::isfinite(t) ? std::max(t, 0.0) : 0;
    sum += t;
  }
  // What rounding leaves of 1 is left alone, or nothing would ever be unchanged.
  if (std::abs(sum - 1) > 1e-12) {
    for (double& t : page.truth) t = sum > 0 ? t / sum : 1 / static_cast<double>(page.truth.size());
  }
  for (std::vector<double>* logits : {&page.logits, &page.teacher}) {
    for (double& z : *logits) z = std::isfinite(z) ? std::clamp(z, -largest_logit, largest_logit) : 0;
  }
  if (std::ranges::all_of(page.names, &std::string::empty)) page.names.clear();
  make_valid(static_cast<RunningLosses&>(page));
  make_valid(page.bell);
}

std::vector<double> preset_truth(TruthPreset preset, std::size_t classes) {
  std::vector<double> truth(classes, 0);
  const auto rest = static_cast<double>(classes);
  switch (preset) {
    case TruthPreset::one_hot:
      truth[0] = 1;
      break;
    case TruthPreset::smoothed:  // by ε = 0.1
      std::ranges::fill(truth, 0.1 / rest);
      truth[0] += 0.9;
      break;
    case TruthPreset::teacher: {  // sure of the first class, with an idea of which others are like it
      std::vector<double> logits(classes);
      for (std::size_t k = 0; k < classes; ++k) logits[k] = -1.5 * static_cast<double>(k);
      return softmax(logits);
    }
    case TruthPreset::uniform:
      std::ranges::fill(truth, 1 / rest);
      break;
    case TruthPreset::ambiguous:  // no class has the majority
      std::ranges::fill(truth, classes > 2 ? 0.6 / (rest - 1) : 0.5);
      truth[0] = classes > 2 ? 0.4 : 0.5;
      break;
  }
  return truth;
}

void set_confident_mistake(DistributionsPage& page) {
  page.truth = preset_truth(TruthPreset::one_hot, page.classes());
  std::ranges::fill(page.logits, -1.0);
  page.logits[1] = 6;
}

std::vector<double> softmax(std::span<const double> logits, double temperature) {
  const double largest = *std::ranges::max_element(logits);
  std::vector<double> p(logits.size());
  double sum = 0;
  for (std::size_t k = 0; k < p.size(); ++k) sum += p[k] = std::exp((logits[k] - largest) / temperature);
  for (double& one : p) one /= sum;
  return p;
}

double entropy(std::span<const double> p) {
  double sum = 0;
  for (const double one : p) sum -= one > 0 ? one * std::log(one) : 0;
  return sum;
}

double divergence(std::span<const double> t, std::span<const double> p) {
  double sum = 0;
  for (std::size_t k = 0; k < t.size(); ++k) {
    if (t[k] > 0) sum += p[k] > 0 ? t[k] * std::log(t[k] / p[k]) : std::numeric_limits<double>::infinity();
  }
  return std::max(sum, 0.0);
}

}  // namespace losslab
