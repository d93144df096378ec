#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include "losses/core/loss_names.h"

namespace losslab::cli {

// The loss of that id, or of another of its names, with "NAME=VALUE" parameters. What is to be said of a name goes to
// `err`, a line. Throws InputError where the id, a name or a value is wrong.
Loss loss_argument(const std::string& id, const std::vector<std::string>& parameters, std::ostream& err);
// The same without parameters, for who looks up many.
Loss loss_argument(const LossNames& names, std::string_view id, std::ostream& err);

// Why the loss has no value at x, as a clause: "brier_of_p is defined from 0 to 1, got x = 2". Empty where it has one.
std::string domain_objection(const Loss& loss, double x);

// Value, gradient and curvature at x as they are reported: NaN is what is not defined, the curvature at a kink, and
// where the value jumps (the zero-one loss at 0) the gradient too.
Jet<double> reported_jet(const Loss& loss, double x, Jet<double> jet);
inline Jet<double> reported_jet(const Loss& loss, double x) { return reported_jet(loss, x, loss.at(x)); }

const char* family_name(Family family);  // "residual", "margin", "probability", "of_probability", "score", "other"
// What the argument of a loss is: "residual r", or the name that the loss itself gives to it.
std::string argument_name(const LossInfo& info);

}  // namespace losslab::cli
