#pragma once
#include <span>
#include <string>
#include <vector>

#include "losses/learn/optimise/schedule.h"

namespace losslab {

// Hyper-parameters of a descent method. The slots of one run are apart (OptimizerState), so the same value starts many.
struct Optimizer {
  enum class Kind { gd, momentum, nesterov, adagrad, rmsprop, adam, adamw };
  Kind kind = Kind::gd;
  double rate = 0.1;      // learning rate, > 0
  double momentum = 0.9;  // momentum and Nesterov: heavy-ball factor; Adam: β₁; 0..1
  double second = 0.999;  // Adam: β₂; RMSProp: decay (0.99 by its parser)
  double epsilon = 1e-8;
  double decay = 0;  // AdamW: decoupled weight decay
  int batch = 0;     // samples a step, 0: all
  double clip = 0;   // a longer gradient is shortened to this norm (Pascanu 2013), 0: never
  Schedule schedule;
  friend bool operator==(const Optimizer&, const Optimizer&) = default;
};
// Throws InputError naming the known ones. Sets the method's usual constants.
Optimizer parse_optimizer(const std::string& name);
// Another method with its usual constants; rate, batches, clipping and schedule stay.
void set_method(Optimizer& optimizer, Optimizer::Kind kind);
std::string to_text(Optimizer::Kind kind);
std::string english_name(Optimizer::Kind kind);
// All methods, in the order in which they are offered.
std::span<const Optimizer::Kind> optimizer_kinds();

struct OptimizerState {
  std::vector<double> first, second;  // empty until the first update
  long steps = 0;
  friend bool operator==(const OptimizerState&, const OptimizerState&) = default;
};

// One update of θ in place by the gradient of the objective, the schedule at state.steps. Sources: Polyak 1964;
// Nesterov 1983 (as Sutskever 2013); Duchi 2011; Tieleman and Hinton 2012; Kingma and Ba 2015; Loshchilov and Hutter
// 2019. `penalised` are the weights that decoupled decay shrinks. No allocation after the first call.
void update(const Optimizer& optimizer, OptimizerState& state, std::span<double> theta,
            std::span<const double> gradient, std::span<const unsigned char> penalised);

}  // namespace losslab
