#pragma once
// Tables made from our own numbers with a mistake in them, and what check says of them.
#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "losses/core/loss.h"
#include "sentences.h"

namespace losslab {

// What somebody's program makes of x, beside our own numbers there.
using Mistake = std::function<Jet<double>(double x, const Jet<double>& ours)>;

inline const std::vector<double> residuals{-40, -7, -3.3, -2.1, -1.2, -0.6, -0.1, 0.2, 0.7, 1.3, 1.9, 2.6, 3.7, 8, 50};
inline const std::vector<double> margins{-30, -6.5, -3.2, -1.7, -1.3, -0.8, -0.3, 0.15, 0.4, 0.9, 1.4, 2.3, 4.1, 9, 25};
inline const std::vector<double> moderate{-3.3, -2.1, -1.2, -0.6, -0.1, 0.2, 0.7, 1.3, 1.9, 2.6, 3.7};

inline Loss loss_of(const std::string& id, const std::string& parameters = "") {
  Loss loss(id);
  loss.set_from_text(parameters);
  return loss;
}

inline std::string number(double value) { return std::isnan(value) ? "" : fmt::format("{:.17g}", value); }

inline std::string row(const Loss& loss, double x, const Jet<double>& theirs) {
  return fmt::format("{},{},{:.17g},{},{},{}\n", loss.id(), loss.parameters_text(), x, number(theirs.value),
                     number(theirs.gradient), number(theirs.curvature));
}

inline std::string rows(const Loss& loss, const std::vector<double>& at, const Mistake& mistake) {
  std::string text;
  for (const double x : at) text += row(loss, x, mistake(x, loss.at(x)));
  return text;
}

// Through memory, as g++ 12 leaves out the rounding where it joins several of these into one vector.
inline double in_single(double y) {
  const volatile float rounded = static_cast<float>(y);
  return rounded;
}

inline Jet<double> times(double k, const Jet<double>& jet) {
  return {k * jet.value, k * jet.gradient, k * jet.curvature};
}

class CliExplain : public CliSentences {
 protected:
  CliExplain() : CliSentences("loss,params,x,value,grad,curvature") {}
  using CliSentences::sentence;
  std::string sentence(const Loss& loss, const std::vector<double>& at, const Mistake& mistake) {
    return sentence(rows(loss, at, mistake));
  }
};

}  // namespace losslab
