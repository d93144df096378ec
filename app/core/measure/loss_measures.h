#pragma once
#include <functional>

#include "app/core/measure/measure_value.h"
#include "losses/core/loss.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_loss.h"

namespace losslab {

// A loss of one variable: its parameters by name; value, gradient, curvature, weight of a number or a list; mean and
// sum over a list; its properties as 1 or 0 (convex, bounded, bounded_gradient, redescending, symmetric, calibrated,
// proper), lipschitz, efficiency_95.
// Of the margin and the probability: risk(η, m), score(η), the margin where the risk is least, and reported(η), its
// probability.
// Small descents of the argument itself: descend(x, rate, steps) and steps_until(x, rate, bound): the first step at
// which the argument has passed the bound, inf where that takes more than ten million.
MeasureObjectPtr loss_measures(const Loss& loss);

// A loss of logits: its parameters; value(z, truth[, teacher]) and gradient(z, truth[, teacher]), where the truth is a
// class from 0 or probabilities; risk(z, t), minimiser(t) and minimiser_logits(t), least_risk(t), and picks(t), the
// class that the minimiser is for, −1 where that is left open.
MeasureObjectPtr vector_loss_measures(const VectorLoss& loss);

// A structured loss: its parameters; value(x, t) and gradient(x, t), the numbers as 'losslab eval --table' takes them.
MeasureObjectPtr structured_loss_measures(const StructuredLoss& loss);

// The losses by id: "huber", or with other parameters "huber(delta = 2)"; `find` throws InputError for an unknown one.

MeasureObjectPtr losses_by_id(std::function<Loss(std::string_view)> find);
MeasureObjectPtr vector_losses_by_id(std::function<VectorLoss(std::string_view)> find);
MeasureObjectPtr structured_losses_by_id();

}  // namespace losslab
