#pragma once
// Tables of losses of logits made from our own numbers with a mistake in them, and what check says of them.
#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "losses/vectors/vector_loss.h"
#include "sentences.h"

namespace losslab {

using Vector = std::vector<double>;

struct LogitSample {
  Vector z, t, teacher = {};
  std::size_t classes() const { return z.size(); }
  std::size_t y() const { return static_cast<std::size_t>(std::ranges::max_element(t) - t.begin()); }
};

struct LogitClaim {
  double value;
  Vector gradient;
};

// What somebody's program makes of a sample, beside our own numbers there.
using LogitMistake = std::function<LogitClaim(const LogitSample&, const LogitClaim& ours)>;

inline Vector unit(std::size_t classes, std::size_t y) {
  Vector t(classes, 0.0);
  t[y] = 1;
  return t;
}

// Classes of three, every one of them right and wrong.
inline const std::vector<LogitSample> three_classes{
    {{2, 1, 0.1}, unit(3, 0)},      {{2, 1, 0.1}, unit(3, 2)},       {{-0.5, 0.3, 1.7}, unit(3, 1)},
    {{0.4, -1.2, 0.9}, unit(3, 0)}, {{3.1, -2, 0.5}, unit(3, 1)},    {{1.5, 1.25, -0.75}, unit(3, 1)},
    {{-3, 0.2, 0.6}, unit(3, 2)},   {{0.05, 0.7, -1.1}, unit(3, 2)},
};
// The same with truths that are distributions, and with the logits of a teacher.
inline const std::vector<LogitSample> soft_targets{
    {{2, 1, 0.1}, {0.7, 0.2, 0.1}},       {{-0.5, 0.3, 1.7}, {0.25, 0.25, 0.5}}, {{0.4, -1.2, 0.9}, {0.1, 0.6, 0.3}},
    {{3.1, -2, 0.5}, {0.05, 0.05, 0.9}},  {{1.5, 1.25, -0.75}, {0.2, 0.5, 0.3}}, {{-3, 0.2, 0.6}, {0.3, 0.3, 0.4}},
    {{0.05, 0.7, -1.1}, {0.6, 0.1, 0.3}},
};
inline std::vector<LogitSample> with_teacher() {
  std::vector<LogitSample> samples = three_classes;
  for (LogitSample& s : samples) s.teacher = {s.z[1] + 1, 0.5 * s.z[0] - 0.25, 1.5 - s.z[2]};
  return samples;
}

inline VectorLoss vector_loss(const std::string& id, const std::string& parameters = "") {
  VectorLoss loss(id);
  loss.set_from_text(parameters);
  return loss;
}

inline LogitClaim claim_of(const VectorLoss& loss, const LogitSample& at) {
  LogitClaim claim{0, Vector(at.classes())};
  claim.value = loss.evaluate(at.z, at.t, claim.gradient, at.teacher);
  return claim;
}

inline Vector plain_softmax(const Vector& z, double T = 1) {
  Vector p;
  double sum = 0;
  for (const double x : z) p.push_back(std::exp(x / T));
  for (const double x : p) sum += x;
  for (double& x : p) x /= sum;
  return p;
}

// Σ t_k f(p_k).
inline double over(const Vector& t, const Vector& p, const std::function<double(double)>& f) {
  double sum = 0;
  for (std::size_t k = 0; k < t.size(); ++k) sum += t[k] == 0 ? 0 : t[k] * f(p[k]);
  return sum;
}
inline double plain_ce(const Vector& t, const Vector& p) {
  return over(t, p, [](double x) { return -std::log(x); });
}
inline double plain_kl(const Vector& t, const Vector& p) { return plain_ce(t, p) - plain_ce(t, t); }

inline Vector combined(double a, const Vector& x, double b, const Vector& y) {
  Vector out(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) out[k] = a * x[k] + b * y[k];
  return out;
}
inline Vector scaled(double a, const Vector& x) { return combined(a, x, 0, x); }

inline LogitClaim times(double k, const LogitClaim& claim) { return {k * claim.value, scaled(k, claim.gradient)}; }

inline std::string list_of(const Vector& numbers) {
  std::string text;
  for (const double x : numbers) text += fmt::format("{}{:.17g}", text.empty() ? "" : " ", x);
  return text;
}

inline std::string logit_rows(const VectorLoss& loss, const std::vector<LogitSample>& at, const LogitMistake& mistake) {
  std::string text;
  for (const LogitSample& s : at) {
    const LogitClaim theirs = mistake(s, claim_of(loss, s));
    text += fmt::format("{},{},{},{}{}{},{:.17g},{}\n", loss.id(), loss.parameters_text(), list_of(s.z), list_of(s.t),
                        s.teacher.empty() ? "" : "|", list_of(s.teacher), theirs.value, list_of(theirs.gradient));
  }
  return text;
}

class CliExplainLogits : public CliSentences {
 protected:
  CliExplainLogits() : CliSentences("loss,params,logits,target,value,grad") {}
  using CliSentences::sentence;
  std::string sentence(const VectorLoss& loss, const std::vector<LogitSample>& at, const LogitMistake& mistake) {
    return sentence(logit_rows(loss, at, mistake));
  }
};

}  // namespace losslab
