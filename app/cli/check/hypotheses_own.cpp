// The usual mistakes that belong to one loss of logits: each puts a part of it in wrongly.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "app/cli/check/cross_entropy_parts.h"
#include "app/cli/check/logits_hypotheses.h"
#include "app/cli/check/shared_hypotheses.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<LogitsHypothesis>;
using Parts = std::vector<CrossEntropyPart>;

// `change` puts a part in wrongly.
template <class Change>
void add(List& list, const std::string& what, const std::string& why, Change change) {
  list.push_back({.what = what,
                  .why = why,
                  .expected =
                      [change](const LogitsRow& row) {
                        Parts parts = parts_of(row.loss, row.x);
                        change(parts, row);
                        return numbers_of_parts(parts, row.x.z);
                      },
                  .also = true});
}

// Numbers that are no change of a part.
template <class Expected>
void add_numbers(List& list, const std::string& what, const std::string& why, Expected expected) {
  list.push_back({.what = what, .why = why, .expected = expected, .also = true});
}

// What class y keeps and what the others get, of K classes.
struct Smoothed {
  double own, others;
};

void add_smoothing(List& list) {
  struct Wrong {
    const char *what, *why;
    Smoothed (*labels)(double epsilon, double classes);
  };
  static constexpr Wrong wrong[] = {
      {"ours with labels 1 \u2212 \u03b5 and \u03b5/(K \u2212 1)",
       "the true class keeps 1 \u2212 \u03b5 + \u03b5/K, each other has \u03b5/K",
       [](double epsilon, double classes) -> Smoothed {
         return {1 - epsilon, epsilon / (classes - 1)};
       }},
      {"ours with labels 1 \u2212 \u03b5 and \u03b5/K",
       "the true class keeps 1 \u2212 \u03b5 + \u03b5/K, so that the labels sum to 1",
       [](double epsilon, double classes) -> Smoothed {
         return {1 - epsilon, epsilon / classes};
       }},
      {"ours with labels 1 and \u03b5/K", "the true class is to keep 1 \u2212 \u03b5 + \u03b5/K",
       [](double epsilon, double classes) -> Smoothed {
         return {1, epsilon / classes};
       }},
      {"ours with labels 1 \u2212 \u03b5 and 0", "the \u03b5 is to be spread over all classes",
       [](double epsilon, double) -> Smoothed {
         return {1 - epsilon, 0};
       }}};
  for (const Wrong& w : wrong) {
    add(list, w.what, w.why, [labels = w.labels](Parts& parts, const LogitsRow& row) {
      const std::size_t classes = row.x.z.size();
      const Smoothed smoothed = labels(row.loss.parameter(0), static_cast<double>(classes));
      for (std::size_t k = 0; k < classes; ++k) {
        parts[0].target[k] = smoothed.own * row.x.t[k] + smoothed.others * (1 - row.x.t[k]);
      }
    });
  }
}

// What the classes weigh, and what it is divided by.
void add_weights(List& list, RowsOf<LogitsRow> rows) {
  struct Wrong {
    const char *what, *why;
    double (*weight)(double alpha, bool first, double classes);
  };
  static constexpr Wrong wrong[] = {
      {"ours without the class weights", "the weights are forgotten", [](double, bool, double) { return 1.0; }},
      {"ours with weights \u03b1 and 1", "the other classes weigh 1 \u2212 \u03b1",
       [](double alpha, bool first, double) { return first ? alpha : 1; }},
      {"ours with weights 1 and 1 \u2212 \u03b1", "the first class weighs \u03b1",
       [](double alpha, bool first, double) { return first ? 1 : 1 - alpha; }},
      {"ours with the weight \u03b1 for every class", "the other classes weigh 1 \u2212 \u03b1",
       [](double alpha, bool, double) { return alpha; }},
      {"ours with the weight 1 \u2212 \u03b1 for every class", "the first class weighs \u03b1",
       [](double alpha, bool, double) { return 1 - alpha; }},
      {"ours with weights that sum to 1", "the weights are divided by their sum over the classes, ours are not",
       [](double alpha, bool first, double classes) {
         return (first ? alpha : 1 - alpha) / (alpha + (classes - 1) * (1 - alpha));
       }},
      {"ours with weights that sum to K", "the weights are divided by their mean over the classes, ours are not",
       [](double alpha, bool first, double classes) {
         return classes * (first ? alpha : 1 - alpha) / (alpha + (classes - 1) * (1 - alpha));
       }},
      {"ours with weights 1/\u03b1 and 1/(1 \u2212 \u03b1)", "the weights are turned over",
       [](double alpha, bool first, double) { return 1 / (first ? alpha : 1 - alpha); }}};
  for (const Wrong& w : wrong) {
    add(list, w.what, w.why, [weight = w.weight](Parts& parts, const LogitsRow& row) {
      parts[0].weight = weight(row.loss.parameter(0), class_of(row.x.t) == 0, static_cast<double>(row.x.z.size()));
    });
  }
  const double sum = std::accumulate(rows.begin(), rows.end(), 0.0, [](double before, const LogitsRow* row) {
    return before + parts_of(row->loss, row->x)[0].weight;
  });
  add_numbers(
      list, "ours divided by the mean weight of the rows",
      "a weighted mean divides by the sum of the weights, not by the number of rows",
      [mean = sum / static_cast<double>(rows.size())](const LogitsRow& row) { return times(1 / mean, row.ours); });
}

// Probabilities that sum to 1 over the rows of a class, not over the classes of a row.
void add_other_axis(List& list, RowsOf<LogitsRow> rows) {
  std::vector<double> log_sums(rows[0]->x.z.size());
  for (std::size_t k = 0; k < log_sums.size(); ++k) {
    double largest = -std::numeric_limits<double>::infinity(), sum = 0;
    for (const LogitsRow* row : rows) {
      if (row->x.z.size() != log_sums.size()) return;
      largest = std::max(largest, row->x.z[k]);
    }
    for (const LogitsRow* row : rows) sum += std::exp(row->x.z[k] - largest);
    log_sums[k] = largest + std::log(sum);
  }
  add_numbers(list, "ours with the softmax over the rows",
              "it is to run over the classes of each row (dim = 1), not over the batch (dim = 0)",
              [log_sums](const LogitsRow& row) {
                double value = 0;
                for (std::size_t k = 0; k < log_sums.size(); ++k) value += row.x.t[k] * (log_sums[k] - row.x.z[k]);
                return VectorNumbers{value};
              });
}

void add_margins(List& list) {
  add(list, "ours with \u2212m in place of m", "the margin is taken off the true logit, not added to it",
      [](Parts& parts, const LogitsRow&) {
        for (double& x : parts[0].shift) x = -x;
      });
  add(list, "ours with s\u00b7z_y \u2212 m", "s is to stretch the margin as well: s(z_y \u2212 m)",
      [](Parts& parts, const LogitsRow&) {
        for (double& x : parts[0].shift) x /= parts[0].scale;
      });
}

void add_distillation(List& list) {
  const auto soft = [](const LogitsRow& row) { return 1 - row.loss.parameter(1); };
  const auto teach = [](Parts& parts, std::vector<double> target) {
    parts[1].target = std::move(target);
    parts[1].constant = negative_entropy(parts[1].target);
  };
  add(list, "ours without T\u00b2", "T\u00b2 is forgotten: it keeps the gradient of the soft part at its size",
      [soft](Parts& parts, const LogitsRow& row) { parts[1].weight = soft(row); });
  add(list, "ours with T in place of T\u00b2", "the soft part is to be multiplied by T\u00b2",
      [soft](Parts& parts, const LogitsRow& row) { parts[1].weight = soft(row) * row.loss.parameter(0); });
  add(list, "ours with T\u00b2 times both parts", "T\u00b2 belongs to the soft part alone",
      [](Parts& parts, const LogitsRow& row) { parts[0].weight *= row.loss.parameter(0) * row.loss.parameter(0); });
  add(list, "ours with the soft part divided by K",
      "the mean over all n\u00b7K numbers (reduction=\u2018mean\u2019) stands for \u2018batchmean\u2019",
      [](Parts& parts, const LogitsRow& row) { parts[1].weight /= static_cast<double>(row.x.z.size()); });
  add(list, "ours with the cross-entropy to the teacher in place of KL", "its entropy is not taken off",
      [](Parts& parts, const LogitsRow&) { parts[1].constant = 0; });
  add(list, "ours with the teacher at T = 1", "the temperature is forgotten for the teacher",
      [teach](Parts& parts, const LogitsRow& row) { teach(parts, softmax_of(row.x.teacher)); });
  add(list, "ours with the student at T = 1", "the temperature is forgotten for the student",
      [](Parts& parts, const LogitsRow&) { parts[1].scale = 1; });
  add(list, "ours with the label\u2019s part at z/T", "the temperature belongs to the soft part alone",
      [](Parts& parts, const LogitsRow&) { parts[0].scale = parts[1].scale; });
  add(list, "ours with softmax(u) for the teacher\u2019s logits u",
      "the teacher\u2019s probabilities stand where its logits are due", [teach](Parts& parts, const LogitsRow& row) {
        teach(parts, softmax_of(softmax_of(row.x.teacher), row.loss.parameter(0)));
      });
  add_numbers(list, "ours with KL(p\u2016q) in place of KL(q\u2016p)",
              "the arguments of the divergence are exchanged, q is the teacher", [](const LogitsRow& row) {
                const Parts parts = parts_of(row.loss, row.x);
                VectorNumbers numbers = numbers_of_parts({parts[0]}, row.x.z);
                std::vector<double> scaled = row.x.z;
                for (double& x : scaled) x *= parts[1].scale;
                const VectorNumbers other = numbers_at(VectorLoss("reverse_kl_softmax"), {scaled, parts[1].target, {}});
                numbers.value += parts[1].weight * other.value;
                for (std::size_t k = 0; k < other.gradient.size(); ++k) {
                  numbers.gradient[k] += parts[1].weight * parts[1].scale * other.gradient[k];
                }
                return numbers;
              });
}

void add_exchanged(List& list, const char* other) {
  add_numbers(list, fmt::format("those of {}", other), "the two arguments of the divergence are exchanged",
              [other = VectorLoss(other)](const LogitsRow& row) { return numbers_at(other, row.x); });
}

// (p \u2212 e_y) times what `pull` makes of the row.
template <class Pull>
void add_pull(List& list, const char* what, const char* why, Pull pull) {
  add_numbers(list, what, why, [pull](const LogitsRow& row) {
    VectorNumbers numbers = numbers_at(VectorLoss("softmax_ce"), row.x);
    numbers = times(pull(row, std::exp(-numbers.value)), numbers);
    numbers.value = silent;
    return numbers;
  });
}

void add_focal(List& list) {
  add_pull(list, "(1 \u2212 p_y)^\u03b3 times those of the cross-entropy",
           "the derivative of the factor (1 \u2212 p_y)^\u03b3 is missing, as if it were detached",
           [](const LogitsRow& row, double p) { return std::pow(1 - p, row.loss.parameter(0)); });
  add_numbers(list, "those of \u2212p_y^\u03b3 log p_y",
              "\u03b3 is in the wrong place: the factor is (1 \u2212 p_y)^\u03b3", [](const LogitsRow& row) {
                const VectorNumbers ce = numbers_at(VectorLoss("softmax_ce"), row.x);
                const double gamma = row.loss.parameter(0), power = std::exp(-gamma * ce.value);
                return VectorNumbers{power * ce.value, times(power * (1 - gamma * ce.value), ce).gradient};
              });
  add_numbers(list, "those of \u2212(1 \u2212 p_y^\u03b3) log p_y",
              "\u03b3 is in the wrong place: the factor is (1 \u2212 p_y)^\u03b3", [](const LogitsRow& row) {
                const VectorNumbers ce = numbers_at(VectorLoss("softmax_ce"), row.x);
                return VectorNumbers{-std::expm1(-row.loss.parameter(0) * ce.value) * ce.value};
              });
}

}  // namespace

std::vector<LogitsHypothesis> own_hypotheses(const VectorLoss& loss, RowsOf<LogitsRow> rows) {
  List list;
  const std::string_view id = loss.id();
  if (id == "softmax_ce" || id == "softmax_ce_soft") add_other_axis(list, rows);
  if (id == "label_smoothing_ce") add_smoothing(list);
  if (id == "class_weighted_ce") add_weights(list, rows);
  if (id == "margin_softmax") add_margins(list);
  if (id == "distillation") add_distillation(list);
  if (id == "focal_softmax") add_focal(list);
  if (id == "kl_softmax") add_exchanged(list, "reverse_kl_softmax");
  if (id == "reverse_kl_softmax") add_exchanged(list, "kl_softmax");
  if (id == "bootstrap_soft_softmax") {
    add_pull(list, "\u03b2 (p \u2212 e_y)",
             "the gradient does not flow through the target \u03b2 e_y + (1 \u2212 \u03b2) p, as if it were detached",
             [](const LogitsRow& row, double) { return row.loss.parameter(0); });
  }
  if (id == "symmetric_ce_softmax") {
    add_numbers(list, "ours with A = log 10\u207b\u2074",
                "labels of 0 are clamped at 1e-4 before the logarithm, ours is A",
                [](const LogitsRow& row) { return numbers_of_loss(with_parameter(row.loss, 2, std::log(1e-4)), row); });
  }
  if (id == "weston_watkins_hinge") {
    add_numbers(list, "ours + 1", "the true class counts as well, with max(0, 1 + z_y \u2212 z_y)",
                [](const LogitsRow& row) { return VectorNumbers{row.ours.value + 1}; });
  }
  return list;
}

}  // namespace losslab::cli
