#include "app/cli/check/cross_entropy_parts.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "losses/vectors/softmax.h"

namespace losslab::cli {
namespace {

double parameter(const VectorLoss& loss, std::string_view name) {
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    if (name == loss.parameters()[i].name) return loss.parameter(i);
  }
  return 0;
}

// weight·x + (1 − weight)·y.
std::vector<double> mixed(double weight, const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> out(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) out[k] = weight * x[k] + (1 - weight) * y[k];
  return out;
}

void add_part(const CrossEntropyPart& part, const std::vector<double>& z, const TermOf& term, VectorNumbers& sum) {
  const std::size_t classes = z.size();
  std::vector<double> logits(classes), room(3 * classes), in_log(classes), in_logit(classes);
  for (std::size_t k = 0; k < classes; ++k) logits[k] = part.scale * (z[k] - (part.shift.empty() ? 0 : part.shift[k]));
  scalar::Room<double> rows{room.data(), classes};
  const auto [n, p, q, s] = scalar::softmax(classes, logits.data(), rows);
  double value = 0;
  for (std::size_t k = 0; k < classes; ++k) {
    if (part.target[k] == 0) continue;
    const Term t = term(logits[k], p[k], s[k]);
    value += part.target[k] * t.value;
    in_log[k] = part.target[k] * t.in_log;
    in_logit[k] = part.target[k] * t.in_logit;
  }
  const std::size_t y = class_of(part.target);
  double turned_down = 1;
  if (part.focusing > 0) {
    turned_down = std::pow(q[y], part.focusing);
    const double slope = -part.focusing * std::pow(q[y], part.focusing - 1) * p[y];
    for (std::size_t k = 0; k < n; ++k) {
      in_log[k] *= turned_down;
      in_logit[k] *= turned_down;
    }
    in_log[y] += slope * value;
  }
  sum.value += part.weight * (turned_down * value + part.constant) + part.missed * q[y];
  for (std::size_t k = 0; k < n; ++k) in_log[k] *= part.weight;
  in_log[y] -= part.missed * p[y];
  double pull = 0;
  for (std::size_t k = 0; k < n; ++k) pull += in_log[k];
  for (std::size_t k = 0; k < n; ++k) {
    sum.gradient[k] += part.scale * (in_log[k] - p[k] * pull + part.weight * in_logit[k]);
  }
}

}  // namespace

std::vector<double> softmax_of(std::vector<double> z, double divisor) {
  const double largest = *std::ranges::max_element(z);
  double sum = 0;
  for (double& x : z) sum += x = std::exp((x - largest) / divisor);
  for (double& x : z) x /= sum;
  return z;
}

std::vector<double> through_softmax(const std::vector<double>& p, const std::vector<double>& slopes) {
  std::vector<double> out(p.size());
  double mean = 0;
  for (std::size_t k = 0; k < p.size(); ++k) mean += p[k] * slopes[k];
  for (std::size_t k = 0; k < p.size(); ++k) out[k] = p[k] * (slopes[k] - mean);
  return out;
}

double negative_entropy(const std::vector<double>& t) {
  double sum = 0;
  for (const double x : t) sum += x > 0 ? x * std::log(x) : 0;
  return sum;
}

std::size_t class_of(const std::vector<double>& t) {
  return static_cast<std::size_t>(std::ranges::max_element(t) - t.begin());
}

std::vector<CrossEntropyPart> parts_of(const VectorLoss& loss, const Logits& at) {
  const std::string_view id = loss.id();
  const auto of = [&loss](std::string_view name) { return parameter(loss, name); };
  const std::size_t classes = at.z.size(), y = class_of(at.t);
  CrossEntropyPart part{at.t};
  if (id == "softmax_ce" || id == "softmax_ce_soft") return {part};
  if (id == "temperature_ce") {
    part.scale = 1 / of("T");
  } else if (id == "label_smoothing_ce") {
    part.target = mixed(1 - of("epsilon"), at.t, std::vector<double>(classes, 1.0 / static_cast<double>(classes)));
  } else if (id == "class_weighted_ce") {
    part.weight = y == 0 ? of("alpha") : 1 - of("alpha");
  } else if (id == "margin_softmax") {
    part.scale = of("s");
    part.shift.assign(classes, 0.0);
    part.shift[y] = of("m");
  } else if (id == "focal_softmax") {
    part.focusing = of("gamma");
  } else if (id == "poly1_softmax") {
    part.missed = of("epsilon");
  } else if (id == "kl_softmax") {
    part.constant = negative_entropy(at.t);
  } else if (id == "symmetric_ce_softmax") {
    part.weight = of("alpha");
    part.missed = -of("beta") * of("A");
  } else if (id == "bootstrap_hard_softmax") {
    std::vector<double> chosen(classes, 0.0);
    chosen[class_of(at.z)] = 1;
    part.target = mixed(of("beta"), at.t, chosen);
  } else if (id == "distillation") {
    const double T = of("T"), mix = of("mix");
    part.weight = mix;
    CrossEntropyPart soft{softmax_of(at.teacher, T)};
    soft.scale = 1 / T;
    soft.weight = (1 - mix) * T * T;
    soft.constant = negative_entropy(soft.target);
    return {part, soft};
  } else {
    return {};
  }
  return {part};
}

VectorNumbers numbers_of_parts(const std::vector<CrossEntropyPart>& parts, const std::vector<double>& z,
                               const TermOf& term) {
  VectorNumbers sum{0, std::vector<double>(z.size())};
  for (const CrossEntropyPart& part : parts) add_part(part, z, term, sum);
  return sum;
}

}  // namespace losslab::cli
