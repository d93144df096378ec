#include "app/cli/loss_argument.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <ostream>

#include "app/cli/text.h"
#include "losses/vectors/vector_names.h"

namespace losslab::cli {

namespace {

// Whether that is a loss of logits, which takes more than one number; throws InputError if so.
void refuse_loss_of_logits(std::string_view name) {
  if (const std::optional<std::string_view> id = VectorNames().id_of(name)) {
    throw InputError(fmt::format(
        "{} is a loss of several logits: 'losslab eval --table' takes it in rows loss,params,logits,target.", *id));
  }
}

NamedLoss found(const LossNames& names, std::string_view id) {
  try {
    return names.find(id);
  } catch (const InputError& error) {
    if (error.what() == unknown_loss(id)) refuse_loss_of_logits(id);
    throw;
  }
}

}  // namespace

Loss loss_argument(const LossNames& names, std::string_view id, std::ostream& err) {
  const NamedLoss named = found(names, id);
  if (!named.convention.empty()) err << "losslab: " << one_line(named.convention) << '\n';
  return named.loss;
}

Loss loss_argument(const std::string& id, const std::vector<std::string>& parameters, std::ostream& err) {
  Loss loss = loss_argument(LossNames(), id, err);
  // Together, so that what is given twice or depends on each other is judged as a whole.
  std::string text;
  for (const std::string& parameter : parameters) {
    if (parameter.find('=') == std::string::npos) {
      throw InputError(fmt::format("-p takes NAME=VALUE, got {}.", in_quotes(parameter)));
    }
    text += parameter + ";";
  }
  loss.set_from_text(text);
  return loss;
}

std::string domain_objection(const Loss& loss, double x) {
  const LossInfo& info = loss.info();
  if (!(x < info.from) && !(x > info.to)) return {};
  const std::string where =
      std::isinf(info.to) ? fmt::format("from {} on", info.from) : fmt::format("from {} to {}", info.from, info.to);
  return fmt::format("{} is defined {}, got x = {}", info.id, where, x);
}

Jet<double> reported_jet(const Loss& loss, double x, Jet<double> jet) {
  if (!std::isnan(jet.curvature) || !std::isfinite(x)) return jet;
  // Between neighbouring doubles a continuous loss changes by nothing to speak of.
  const double below = loss.at(std::nextafter(x, -std::numeric_limits<double>::infinity())).value;
  const double above = loss.at(std::nextafter(x, std::numeric_limits<double>::infinity())).value;
  const double size = std::max({1.0, std::fabs(below), std::fabs(above)});
  if (std::fabs(above - below) > 1e-6 * size) jet.gradient = std::numeric_limits<double>::quiet_NaN();
  return jet;
}

std::string argument_name(const LossInfo& info) {
  if (*info.variable != '\0') return info.variable;
  return info.family == Family::residual ? "residual r" : "margin m";
}

const char* family_name(Family family) {
  switch (family) {
    case Family::residual:
      return "residual";
    case Family::margin:
      return "margin";
    case Family::probability:
      return "probability";
    case Family::of_probability:
      return "of_probability";
    case Family::score:
      return "score";
    case Family::other:
      return "other";
  }
  return "";
}

}  // namespace losslab::cli
