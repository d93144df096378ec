#pragma once
#include <memory>
#include <string>
#include <string_view>

// What a lesson asks the program for: an expression that is computed from the state of its step.
//
//   numbers, + − * / ^, comparisons (1 is true, 0 false), and, or, not, ( ), lists [1, 2, 3], 'texts'
//   abs sqrt exp log log2 log10 min max round floor ceil sign sin cos tanh sigmoid; where(condition, a, b); pi, e, inf
//   sum mean median min max count quantile sorted of lists; arithmetic with lists goes item by item; softmax(z),
//   entropy(p), kl(t, p), cross_entropy(t, p); normal_cdf(x), normal_quantile(p)
//
//   loss.huber                 a loss as the step has it: .delta (a parameter), .value(r), .gradient(r), .curvature(r),
//                              .weight(r), .mean(list), .sum(list), .convex and the other properties
//   loss.huber(delta = 2)      the same with other parameters
//   logits.softmax_ce          a loss of logits: .value([2, 1, 0.1], 0), .gradient(z, truth): the truth is a class from
//                              0, or probabilities
//   fit(DATA, loss = 'huber', delta = 1, model = 'constant', optimizer = 'exact', ...)
//                              what 'losslab fit' does, with its options by their names (- as _); DATA is a table, a
//                              generator, or a list of numbers for the model constant. See fit_measures.h
//   data(DATA)                 .n, .x, .y, .outlier, ...
//
//   regression, classification, distributions, boxes, masks, embedding, sequence
//                              what a screen shows at the step's iterate: regression.huber.w1, .b, .objective,
//                              .clean_error, ...; regression.data. See state_measures.h
//   figure.PLOT.ID             a curve that the screen shows: .at(x), .first, .last, .least, .greatest
//
// A first word that is the id of a loss means that loss on the step's screen: "huber.w1", "huber.delta".

namespace losslab {

struct MeasureNode;

// One such expression. A value; empty until one is assigned.
class Measure {
 public:
  Measure() = default;
  // Throws InputError "expected ..., found ... in '...'" where it is none.
  explicit Measure(std::string text);

  bool empty() const { return !root_; }
  const std::string& text() const { return text_; }
  const MeasureNode& root() const { return *root_; }

 private:
  std::string text_;
  std::shared_ptr<const MeasureNode> root_;
};

}  // namespace losslab
