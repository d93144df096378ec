// The usual mistakes with losses of logits: factors, parameters, and what logits, targets and gradients are taken for.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/cli/check/cross_entropy_parts.h"
#include "app/cli/check/logits_hypotheses.h"
#include "app/cli/check/vector_hypotheses.h"
#include "losses/vectors/divergences.h"

namespace losslab::cli {
namespace {

double classes_of(const LogitsRow& row) { return static_cast<double>(row.x.z.size()); }

bool is_divergence(std::string_view id) {
  return id == "kl_softmax" || id == "reverse_kl_softmax" || id == "jeffreys_softmax" || id == "js_softmax";
}

const char* why_divided(std::string_view id) {
  if (is_divergence(id))
    return "the mean over all n\u00b7K numbers (reduction=\u2018mean\u2019) stands for \u2018batchmean\u2019";
  if (id == "weston_watkins_hinge") return "as multi_margin_loss divides by the number of classes";
  return "the mean over the K classes stands for their sum";
}

void add_reductions_over_classes(std::vector<LogitsHypothesis>& list, const char* why, double row_count) {
  list.push_back({.what = "ours divided by K",
                  .why = why,
                  .expected = [](const LogitsRow& row) { return times(1 / classes_of(row), row.ours); },
                  .also = true});
  list.push_back(
      {.what = "ours divided by n\u00b7K",
       .why = fmt::format("the mean over all numbers of the {} rows was taken where that of one is due", row_count),
       .expected = [n = row_count](const LogitsRow& row) { return times(1 / (n * classes_of(row)), row.ours); },
       .also = true});
  list.push_back({.what = "ours divided by log K",
                  .why = "the logarithm is to base K, ours is the natural one",
                  .expected = [](const LogitsRow& row) { return times(1 / std::log(classes_of(row)), row.ours); },
                  .also = true});
}

constexpr const char* why_turned = "the gradient of the loss is due, p \u2212 t and not t \u2212 p";

// Probabilities where logits are due, with and without the slope of the softmax that made them.
void add_double_softmax(std::vector<LogitsHypothesis>& list) {
  for (const bool chained : {true, false}) {
    list.push_back({.what = "ours at softmax(z)",
                    .why = "probabilities stand where logits are due: the softmax is applied twice",
                    .expected =
                        [chained](const LogitsRow& row) {
                          const std::vector<double> p = softmax_of(row.x.z);
                          VectorNumbers numbers = numbers_at(row.loss, {p, row.x.t, row.x.teacher});
                          if (chained && !numbers.gradient.empty()) {
                            numbers.gradient = through_softmax(p, numbers.gradient);
                          }
                          return numbers;
                        },
                    .also = true});
  }
}

void add_targets(std::vector<LogitsHypothesis>& list) {
  for (const bool down : {true, false}) {
    list.push_back({.what = down ? "ours for the class y \u2212 1" : "ours for the class y + 1",
                    .why = "the target is read one class off: classes count from 0, not from 1",
                    .expected =
                        [down](const LogitsRow& row) {
                          std::vector<double> t = row.x.t;
                          std::rotate(t.begin(), down ? t.begin() + 1 : t.end() - 1, t.end());
                          return numbers_at(row.loss, {row.x.z, t, row.x.teacher});
                        },
                    .also = true});
  }
  list.push_back({.what = "ours for the class with the largest logit",
                  .why = "the prediction stands where the target is due",
                  .expected =
                      [](const LogitsRow& row) {
                        std::vector<double> t(row.x.z.size(), 0.0);
                        t[class_of(row.x.z)] = 1;
                        return numbers_at(row.loss, {row.x.z, t, row.x.teacher});
                      },
                  .also = true});
  for (const double sign : {-1.0, 1.0}) {
    list.push_back({.what = "ours at \u2212z",
                    .why = "the sign of the logits is turned",
                    .expected = [sign](const LogitsRow& row) {
                      std::vector<double> z = row.x.z;
                      for (double& x : z) x = -x;
                      VectorNumbers numbers = numbers_at(row.loss, {z, row.x.t, row.x.teacher});
                      for (double& g : numbers.gradient) g *= sign;
                      return numbers;
                    }});
  }
}

// d\u2113/dp_k of a loss that is a function of p = softmax(z) and t; none where that is not known.
std::vector<double> slopes_in_p(const LogitsRow& row, const std::vector<double>& p) {
  const std::string_view id = row.loss.id();
  std::vector<double> slopes(p.size());
  for (const auto& [of_logits, of_p] : {std::pair{"kl_softmax", "kl_div"},
                                        {"reverse_kl_softmax", "reverse_kl_div"},
                                        {"js_softmax", "js_div"},
                                        {"softmax_ce_soft", "cross_entropy_probs"}}) {
    if (id != of_logits) continue;
    find_divergence(of_p)->evaluate(p, row.x.t, slopes);
    return slopes;
  }
  if (id == "brier_softmax") {
    for (std::size_t k = 0; k < p.size(); ++k) slopes[k] = 2 * (p[k] - row.x.t[k]);
    return slopes;
  }
  if (id == "label_smoothing_ce") {
    const std::vector<double> t = parts_of(row.loss, row.x)[0].target;
    for (std::size_t k = 0; k < p.size(); ++k) slopes[k] = -t[k] / p[k];
    return slopes;
  }
  constexpr std::array of_truth{"softmax_ce",  "class_weighted_ce", "focal_softmax",       "poly1_softmax",
                                "gce_softmax", "mae_softmax",       "symmetric_ce_softmax"};
  if (std::ranges::find(of_truth, id) == of_truth.end()) return {};
  // A function of p_y alone: its gradient in z_y is p_y (1 \u2212 p_y) times its slope.
  const std::size_t y = class_of(row.x.t);
  slopes[y] = row.ours.gradient[y] / (p[y] * (1 - p[y]));
  return slopes;
}

void add_gradients(std::vector<LogitsHypothesis>& list) {
  list.push_back(
      {.what = "d\u2113/dp",
       .why = "the gradient with respect to the probabilities p = softmax(z), ours is that in the logits",
       .expected = [](const LogitsRow& row) { return gradient_alone(slopes_in_p(row, softmax_of(row.x.z))); },
       .also = true});
  list.push_back({.what = "d\u2113/dp",
                  .why = "the gradient with respect to the probabilities p = softmax(z), ours is that in the logits",
                  .expected =
                      [](const LogitsRow& row) {
                        if (row.loss.id() != "mae_softmax") return gradient_alone({});
                        std::vector<double> slopes(row.x.z.size(), 1.0);
                        slopes[class_of(row.x.t)] = -1;
                        return gradient_alone(std::move(slopes));
                      },
                  .also = true});
  list.push_back({.what = "d\u2113/dp divided by K",
                  .why = "the gradient of a mean over the classes with respect to the probabilities",
                  .expected =
                      [](const LogitsRow& row) {
                        std::vector<double> slopes = slopes_in_p(row, softmax_of(row.x.z));
                        for (double& slope : slopes) slope /= classes_of(row);
                        return gradient_alone(std::move(slopes));
                      },
                  .also = true});
  list.push_back({.what = "p_k (1 \u2212 p_k) d\u2113/dp_k",
                  .why = "the softmax is derived as if each p_k were a function of its own logit alone",
                  .expected =
                      [](const LogitsRow& row) {
                        const std::vector<double> p = softmax_of(row.x.z);
                        std::vector<double> slopes = slopes_in_p(row, p);
                        for (std::size_t k = 0; k < slopes.size(); ++k) slopes[k] *= p[k] * (1 - p[k]);
                        return gradient_alone(std::move(slopes));
                      },
                  .also = true});
  list.push_back(
      {.what = "ours times the Jacobian of the softmax",
       .why = "the softmax is derived twice: ours is the gradient in the logits already",
       .expected =
           [](const LogitsRow& row) { return gradient_alone(through_softmax(softmax_of(row.x.z), row.ours.gradient)); },
       .also = true});
  list.push_back({.what = "ours for the true class and 0 for the others",
                  .why = "the logits of the other classes move the loss, too",
                  .expected =
                      [](const LogitsRow& row) {
                        std::vector<double> alone(row.x.z.size(), 0.0);
                        const std::size_t y = class_of(row.x.t);
                        alone[y] = row.ours.gradient[y];
                        return gradient_alone(std::move(alone));
                      },
                  .also = true});
}

}  // namespace

std::vector<LogitsHypothesis> argument_hypotheses() {
  std::vector<LogitsHypothesis> list;
  add_double_softmax(list);
  add_targets(list);
  add_gradients(list);
  return list;
}

std::vector<LogitsHypothesis> exact_hypotheses(RowsOf<LogitsRow> rows) {
  const VectorLoss& loss = rows[0]->loss;
  std::vector<LogitsHypothesis> list = general_hypotheses<LogitsRow>(why_turned);
  add_reductions_over_classes(list, why_divided(loss.id()), static_cast<double>(rows.size()));
  append(list, own_hypotheses(loss, rows));
  append(list, parameter_hypotheses<LogitsRow>(loss));
  append(list, argument_hypotheses());
  append(list, logarithm_hypotheses(loss));
  return list;
}

std::vector<LogitsHypothesis> hypotheses_of_all(RowsOf<LogitsRow> rows) {
  std::vector<LogitsHypothesis> list = general_hypotheses<LogitsRow>(why_turned);
  add_reductions_over_classes(list, why_divided({}), static_cast<double>(rows.size()));
  add_double_softmax(list);
  add_targets(list);
  return list;
}

std::vector<LogitsHypothesis> other_loss_hypotheses(const VectorLoss& loss, bool same_parameters) {
  std::vector<LogitsHypothesis> list;
  for (const VectorEntry& entry : vector_catalogue()) {
    if (loss.id() != entry.info->id) add_other_loss<LogitsRow>(list, loss, VectorLoss(entry.info->id), same_parameters);
  }
  return list;
}

}  // namespace losslab::cli
