#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include "losses/core/loss_names.h"
#include "losses/learn/optimise/class_loss.h"

namespace losslab::cli {

// The loss of that id, of another of its names, or of a file of a loss of one's own (my_loss.toml), with "NAME=VALUE"
// parameters. What is to be said of a name goes to `err`, a line. Throws InputError where the id, a name or a value is
// wrong.
Loss loss_argument(const std::string& id, const std::vector<std::string>& parameters, std::ostream& err);
// The same without parameters, for who looks up many.
Loss loss_argument(const LossNames& names, std::string_view id, std::ostream& err);
// "NAME=VALUE" parameters as one text. Throws InputError for another form.
std::string parameter_argument(const std::vector<std::string>& parameters);

// A loss for several classes: of logits by its id or another of its names, with "+forward" or "+backward" behind where
// it is corrected for label noise; `parameters` as "q=0.5;...". Says and throws as loss_argument() does, also for a
// loss of one variable, and for one that learns no classes.
ClassLoss class_loss_argument(std::string_view text, const std::string& parameters, std::ostream& err);
// "gce_softmax+forward"
std::string class_loss_id(const ClassLoss& loss);
// Whether that is the name of a loss of logits, and of no loss of one variable.
bool names_loss_of_logits(std::string_view text);

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
