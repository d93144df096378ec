#pragma once
#include <limits>
#include <span>

#include "losses/core/parameter.h"

namespace losslab {

// What the argument x of a loss is: the residual r = y − ŷ, or the margin m = y·f. Losses on the probability p = σ(m)
// of the true class are written in m too, and belong to `probability`; the same ones written in p itself are
// `of_probability`. A `score` is a function of the reported probability q of an event. `other` names its own argument
// in LossInfo::variable.
enum class Family { residual, margin, probability, of_probability, score, other };

// Whether a model of a number, or of two classes, can be trained with the losses of a family.
constexpr bool is_of_residual(Family family) { return family == Family::residual; }
constexpr bool is_of_margin(Family family) { return family == Family::margin || family == Family::probability; }

enum class Fact : signed char { no, yes, not_applicable };

// What is known of a loss at given parameters. Each of these is tested as a number.
struct Properties {
  bool convex = false;
  bool strongly_convex = false;
  bool bounded = false;                    // the value, from above
  bool bounded_gradient = false;           // |ψ| bounded: no single point can pull without limit
  bool redescending = false;               // ψ → 0 for |r| → ∞: far points are forgotten
  bool symmetric = false;                  // ℓ(m) + ℓ(−m) constant
  Fact calibrated = Fact::not_applicable;  // classification-calibrated (Fisher consistent for the 0-1 loss)
  Fact proper = Fact::not_applicable;      // proper (composite): probabilities can be recovered
  double lipschitz = std::numeric_limits<double>::infinity();  // of the gradient: sup |ℓ″|; +∞ where there is none
};

// The static description of a loss.
struct LossInfo {
  const char* id;       // "tukey_biweight"
  const char* english;  // "Tukey biweight"
  const char* chinese;
  // What else it is called, in English and Chinese, and what it is used for; separated by "; ". See loss_names.h for
  // how names are written.
  const char* also;
  const char* used_for;
  Family family;
  // In the subset of TeX that widgets/figure/formula.h sets: \frac{}{}, ^{}, _{}, \sqrt{},
  // \begin{cases}..&..\\..\end{cases}, Greek letters, |, \le, \ge, \log, \exp, \tanh, \cosh, \max, \sigma, \infty.
  const char* formula;
  // The same in the language of formulas (losses/expression), in a form that keeps its digits at extreme arguments; its
  // parameters by their names, or by another usual name that is one's alone. Lines below name intermediate values.
  const char* expression;
  // The derivatives, where those of `expression` as they follow by the rules would lose digits, leave the range or miss
  // the convention at a kink; else "". They may use what the expressions above name.
  const char* gradient_expression = "";
  const char* curvature_expression = "";
  // Up to which value of the first parameter the expressions hold.
  double expression_up_to = std::numeric_limits<double>::infinity();
  const char* estimates;  // what a constant model estimates: "mean", "median", "τ-quantile", ...
  const char* noise;      // the noise model whose negative log-likelihood it is, or ""
  const char* remark;  // one or two sentences for the reading panel: what it does to outliers or wrong labels, and why
  const char* source;  // who published it
  // How the best argument of the loss gives the probability of the class: "p = σ(f)". It holds where the loss is
  // proper, which may take certain parameters; "" where it never is.
  const char* link = "";
  // What x is called where the family does not say it: "distance d".
  const char* variable = "";
  // Where the loss is defined, both ends included; outside of it, value and derivatives are NaN.
  double from = -std::numeric_limits<double>::infinity(), to = std::numeric_limits<double>::infinity();
  double efficiency_95 = std::numeric_limits<double>::quiet_NaN();  // the first parameter's value for 95 % efficiency
};

}  // namespace losslab
