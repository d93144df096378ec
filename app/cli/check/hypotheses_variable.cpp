// The usual mistakes about what a loss is a function of: labels, probabilities, clamps, and whose numbers they are.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/cli/check/shared_hypotheses.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();

double sigma(double m) { return m >= 0 ? 1 / (1 + std::exp(-m)) : std::exp(m) / (1 + std::exp(m)); }
double softplus(double m) { return m > 0 ? m + std::log1p(std::exp(-m)) : std::log1p(std::exp(m)); }

void add_labels(std::vector<Hypothesis>& list, const Loss& loss) {
  constexpr const char* why =
      "labels 0/1 are used as \u22121/+1: with y = 0 the margin y\u00b7f is 0 for the whole negative class";
  for (const bool by_score : {true, false}) {
    list.push_back({.what = by_score ? "\u2113(0), and 0 as the gradient" : "ours at m = 0",
                    .why = why,
                    .expected = [by_score](const CheckedRow& row) -> Jet<double> {
                      const Jet<double> at_0 = row.loss.at(0);
                      if (by_score) return {at_0.value, 0, 0};
                      return at_0;
                    },
                    .everywhere = false});
  }
  if (loss.id() != "logistic") return;
  // −(y log σ(f) + (1 − y) log(1 − σ(f))) with y = −1 and f = −m.
  for (const double sign : {1.0, -1.0}) {
    list.push_back({.what = "\u2212y log p \u2212 (1 \u2212 y) log(1 \u2212 p) at y = \u22121",
                    .why = "labels \u22121/+1 are used as 0/1 in the cross-entropy",
                    .expected = [sign](const CheckedRow& row) -> Jet<double> {
                      return {2 * softplus(-row.x) - softplus(row.x), -sign * (1 + sigma(-row.x)), silent};
                    },
                    .everywhere = false});
  }
}

void add_derivatives(std::vector<Hypothesis>& list) {
  list.push_back({.what = "d\u2113/dp",
                  .why = "the derivative with respect to p = \u03c3(m), ours is d\u2113/dm = p(1 \u2212 p) d\u2113/dp",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    const double p = sigma(row.x), q = sigma(-row.x);
                    const double curvature = (row.ours.curvature - row.ours.gradient * (q - p)) / (p * q * p * q);
                    return {silent, row.ours.gradient / (p * q), curvature};
                  }});
  list.push_back({.what = "ours times p(1 \u2212 p)",
                  .why = "the slope of the sigmoid is applied twice: ours is d\u2113/dm already",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    const double slope = sigma(row.x) * sigma(-row.x);
                    return {silent, row.ours.gradient * slope, silent};
                  }});
  for (const bool chained : {false, true}) {
    list.push_back({.what = "ours at m = \u03c3(x)",
                    .why = "a probability stands where the raw score is due: the sigmoid is applied twice",
                    .expected = [chained](const CheckedRow& row) -> Jet<double> {
                      const double p = sigma(row.x);
                      const Jet<double> jet = row.loss.at(p);
                      return {jet.value, chained ? jet.gradient * p * sigma(-row.x) : jet.gradient, silent};
                    }});
  }
}

void add_clamps(std::vector<Hypothesis>& list, const Loss& loss) {
  const bool margin = is_of_margin(loss.info().family);
  for (const char* text :
       {"1e-7", "1e-12", "1e-15", "1e-8", "1e-10", "1e-6", "1e-5", "1e-4", "1e-3", "1e-2", "1e-16"}) {
    const double eps = std::strtod(text, nullptr);
    const std::string why = fmt::format("the values saturate at \u2212log {} = {:.4g}", text, -std::log(eps));
    for (const bool keeps_slope : {false, true}) {
      list.push_back({.what = fmt::format("ours with p clamped to [{0}, 1 \u2212 {0}]", text),
                      .why = fmt::format("{}; {} needs no clamp", why, stable_form(&loss)),
                      .expected = [eps, margin, keeps_slope](const CheckedRow& row) -> Jet<double> {
                        const double least = margin ? std::log(eps) - std::log1p(-eps) : eps;
                        const double most = margin ? -least : 1 - eps;
                        const double x = std::clamp(row.x, least, most);
                        Jet<double> jet = row.loss.at(x);
                        if (x != row.x && !keeps_slope) jet.gradient = jet.curvature = 0;
                        return jet;
                      }});
    }
    if (loss.id() != "logistic") continue;
    list.push_back({.what = fmt::format("\u2212log(p + {})", text),
                    .why = fmt::format("{}; {} needs no constant", why, stable_form(&loss)),
                    .expected = [eps](const CheckedRow& row) -> Jet<double> {
                      const double p = sigma(row.x), q = sigma(-row.x);
                      return {-std::log(p + eps), -p * q / (p + eps), silent};
                    }});
  }
  list.push_back({.what = "ours cut off at 100",
                  .why = "log p is clamped at \u2212100, as on probabilities already computed",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    return {std::min(row.ours.value, 100.0), row.ours.value > 100 ? 0 : row.ours.gradient, silent};
                  }});
}

void add_focal(std::vector<Hypothesis>& list) {
  list.push_back({.what = "those of \u2212p^\u03b3 log p",
                  .why = "\u03b3 is in the wrong place: the factor is (1 \u2212 p)^\u03b3",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    const double p = sigma(row.x), q = sigma(-row.x), s = softplus(-row.x);
                    const double gamma = row.loss.parameter("gamma"), power = std::pow(p, gamma);
                    return {power * s, power * q * (gamma * s - 1), silent};
                  }});
  list.push_back({.what = "(1 \u2212 p)^\u03b3 times those of the cross-entropy",
                  .why = "the derivative of the factor (1 \u2212 p)^\u03b3 is missing, as if it were a constant",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    const double q = sigma(-row.x);
                    return {silent, -std::pow(q, row.loss.parameter("gamma") + 1), silent};
                  }});
  list.push_back({.what = "those of \u2212(1 \u2212 p^\u03b3) log p",
                  .why = "\u03b3 is in the wrong place: the factor is (1 \u2212 p)^\u03b3",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    const double s = softplus(-row.x);
                    return {-std::expm1(-row.loss.parameter("gamma") * s) * s, silent, silent};
                  }});
}

bool same_kind(Family a, Family b) { return a == b || (is_of_margin(a) && is_of_margin(b)); }

}  // namespace

std::vector<Hypothesis> variable_hypotheses(const Loss& loss) {
  std::vector<Hypothesis> list;
  const Family family = loss.info().family;
  if (is_of_margin(family)) {
    add_labels(list, loss);
    add_derivatives(list);
  }
  if (loss.id() == "focal") add_focal(list);
  if (family == Family::probability || family == Family::of_probability || loss.id() == "logistic") {
    add_clamps(list, loss);
  }
  return list;
}

std::vector<Hypothesis> other_loss_hypotheses(const Loss& loss, bool same_parameters) {
  std::vector<Hypothesis> list;
  for (const Loss& other : Loss::all()) {
    if (other.id() == loss.id() || !same_kind(other.info().family, loss.info().family)) continue;
    add_other_loss<CheckedRow>(list, loss, other, same_parameters);
  }
  return list;
}

}  // namespace losslab::cli
