#pragma once
// Tables of structured losses made from our own numbers with a mistake in them, and what check says of them.
#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "app/cli/input_loss.h"
#include "sentences.h"

namespace losslab {

using Vector = std::vector<double>;
using cli::InputAndTarget;
using cli::InputLoss;

struct StructureClaim {
  double value;
  Vector gradient;
};
// What somebody's program makes of a row, beside our own numbers there.
using StructureMistake = std::function<StructureClaim(const InputAndTarget&, const StructureClaim& ours)>;

inline const std::vector<InputAndTarget> some_masks{
    {{0.9, 0.8, 0.1, 0.2, 0.45}, {1, 1, 0, 0, 1}},           {{0.3, 0.6, 0.55, 0.01}, {0, 1, 1, 0}},
    {{0.7, 0.2, 0.35, 0.85, 0.6, 0.05}, {1, 0, 0, 1, 0, 1}}, {{0.15, 0.95, 0.65}, {0, 1, 0}},
    {{0.4, 0.52, 0.77, 0.31, 0.08}, {1, 1, 1, 0, 0}},        {{0.62, 0.24}, {0, 1}},
};
inline const std::vector<InputAndTarget> some_boxes{
    {{0, 0, 4, 3}, {1, 0.5, 5, 4.5}},          {{1, 2, 3.5, 7}, {0.5, 1, 3, 4.25}},
    {{0.25, 0.5, 2, 1.75}, {3.25, 2.5, 5, 6}}, {{2, 1, 9, 6.5}, {2.25, 0.75, 8, 5}},
    {{1, 1, 4, 8}, {2.25, 2, 6, 5}},           {{0.5, 2, 6, 5.25}, {1, 3, 3, 7}},
};
inline const std::vector<InputAndTarget> some_triplets{
    {{0, 0, 1, 0.5, 0.25, 1}, {}},         {{0.5, -0.25, 1, 1, -0.75, 0.5}, {}}, {{1, 2, 0.5, 0.75, 1.5, 1}, {}},
    {{0.1, 0.2, 0.9, -0.4, 0.3, 0.7}, {}}, {{-1, 0, 0.5, 0.5, -0.5, 0.75}, {}},
};
inline const std::vector<InputAndTarget> some_pairs{
    {{0, 0, 0.5, 0.25}, {1}},     {{0.5, -0.25, 0.75, 0.25}, {0}}, {{1, 2, 0.5, 0.75}, {1}},
    {{0.1, 0.2, 0.6, -0.1}, {0}}, {{-1, 0, -0.5, 0.5}, {0}},       {{0.3, 0.9, -0.4, 0.2}, {1}},
};
// Four frames of three symbols, the blank 0.
inline const std::vector<InputAndTarget> some_frames{
    {{0.3, -1, 2, 0.5, 0.25, -0.75, 1, 0, 0.1, -2, 0.4, 0.6}, {1, 2}},
    {{1.5, 0.2, -0.3, 0.7, -1.1, 0.9, 0.05, 0.65, -0.4, 1.2, 0.35, -0.8}, {2}},
    {{-0.6, 1.3, 0.15, 0.45, 0.85, -1.4, 2.1, -0.2, 0.55, 0.3, -0.95, 1.05}, {1, 1}},
    {{0.9, 0.4, -1.2, -0.1, 1.6, 0.75, 0.2, -0.5, 1.1, 0.8, -0.35, 0.6}, {2, 1, 2}},
};

inline InputLoss structured(const std::string& id, const std::string& parameters = "", bool of_logits = false) {
  StructuredLoss loss(id);
  loss.set_from_text(parameters);
  return InputLoss(loss, of_logits);
}

inline StructureClaim claim_of(const InputLoss& loss, const InputAndTarget& at) {
  EXPECT_EQ(loss.objection(at), "") << loss.id();
  StructureClaim claim{0, Vector(at.x.size())};
  claim.value = loss.evaluate(at, claim.gradient);
  return claim;
}
inline StructureClaim times(double k, StructureClaim claim) {
  claim.value *= k;
  for (double& g : claim.gradient) g *= k;
  return claim;
}
// The numbers of another loss.
inline StructureMistake those_of(const InputLoss& other) {
  return [other](const InputAndTarget& at, const StructureClaim&) { return claim_of(other, at); };
}
// The gradient of a function of the input, for values that are put in wrongly.
inline StructureClaim by_differences(const std::function<double(const Vector&)>& value, Vector x) {
  StructureClaim claim{value(x), {}};
  for (double& number : x) {
    const double before = number, h = 1e-3;
    // Of eighth order, so that nothing but rounding is left.
    double slope = 0;
    for (const auto& [step, weight] : {std::pair{1, 4.0 / 5}, {2, -1.0 / 5}, {3, 4.0 / 105}, {4, -1.0 / 280}}) {
      number = before + step * h;
      const double ahead = value(x);
      number = before - step * h;
      slope += weight * (ahead - value(x)) / h;
    }
    number = before;
    claim.gradient.push_back(slope);
  }
  return claim;
}

inline std::string list_of(const Vector& numbers) {
  std::string text;
  for (const double x : numbers) text += fmt::format("{}{:.17g}", text.empty() ? "" : " ", x);
  return text;
}
inline std::string structure_rows(const InputLoss& loss, const std::vector<InputAndTarget>& at,
                                  const StructureMistake& mistake) {
  std::string text;
  for (const InputAndTarget& s : at) {
    const StructureClaim theirs = mistake(s, claim_of(loss, s));
    text += fmt::format("{},{},{},{},{:.17g},{}\n", loss.id(), loss.parameters_text(), list_of(s.x), list_of(s.t),
                        theirs.value, list_of(theirs.gradient));
  }
  return text;
}

class CliExplainStructures : public CliSentences {
 protected:
  explicit CliExplainStructures(const char* input = "input")
      : CliSentences(fmt::format("loss,params,{},target,value,gradient", input)) {}
  using CliSentences::sentence;
  std::string sentence(const InputLoss& loss, const std::vector<InputAndTarget>& at, const StructureMistake& mistake) {
    return sentence(structure_rows(loss, at, mistake));
  }
};
// Of masks in tables of logits.
class CliExplainMaskLogits : public CliExplainStructures {
 protected:
  CliExplainMaskLogits() : CliExplainStructures("logits") {}
};

}  // namespace losslab
