#include "app/cli/loss_argument.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <ostream>

#include "app/cli/text.h"
#include "app/core/own/own_loss_file.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_names.h"

namespace losslab::cli {

namespace {

// Whether that is a loss of logits, which takes more than one number; throws InputError if so.
void refuse_loss_of_logits(std::string_view name) {
  if (const std::optional<std::string_view> id = VectorNames().id_of(name)) {
    throw InputError(fmt::format(
        "{} is a loss of several logits: 'losslab eval --table' takes it in rows loss,params,logits,target, and it is "
        "trained on classes.",
        *id));
  }
}

// The same for a loss of boxes, masks, embeddings or sequences.
void refuse_structured_loss(std::string_view name) {
  if (const std::optional<StructuredLoss> loss = find_structured_loss(name)) {
    throw InputError(fmt::format(
        "{} is a loss of {}: 'losslab eval --table' takes it in rows loss,params,input,target, and 'losslab fit' "
        "descends from such a table or from a session.",
        loss->id(), structure_name(loss->info().structure)));
  }
}

NamedLoss found(const LossNames& names, std::string_view id) {
  try {
    return names.find(id);
  } catch (const InputError& error) {
    if (error.what() == unknown_loss(id)) {
      refuse_loss_of_logits(id);
      refuse_structured_loss(id);
    }
    throw;
  }
}

}  // namespace

Loss loss_argument(const LossNames& names, std::string_view id, std::ostream& err) {
  if (names_own_loss_file(id)) return Loss::from_formula(load_own_loss(std::string(id)));
  const NamedLoss named = found(names, id);
  if (!named.convention.empty()) err << "losslab: " << one_line(named.convention) << '\n';
  return named.loss;
}

Loss loss_argument(const std::string& id, const std::vector<std::string>& parameters, std::ostream& err) {
  Loss loss = loss_argument(LossNames(), id, err);
  loss.set_from_text(parameter_argument(parameters));
  return loss;
}

// Together, so that what is given twice or depends on each other is judged as a whole.
std::string parameter_argument(const std::vector<std::string>& parameters) {
  std::string text;
  for (const std::string& parameter : parameters) {
    if (parameter.find('=') == std::string::npos) {
      throw InputError(fmt::format("-p takes NAME=VALUE, got {}.", in_quotes(parameter)));
    }
    text += parameter + ";";
  }
  return text;
}

namespace {

// What is behind the '+', if anything.
Correction correction_of(std::string_view text, std::string_view name) {
  if (name.size() == text.size()) return Correction::none;
  const std::string_view word = text.substr(name.size() + 1);
  for (std::size_t i = 1; i < correction_names.size(); ++i) {
    if (word == correction_names[i]) return static_cast<Correction>(i);
  }
  throw InputError(
      fmt::format("Of {}: a loss is corrected +forward or +backward, found {}.", in_quotes(text), in_quotes(word)));
}

}  // namespace

ClassLoss class_loss_argument(std::string_view text, const std::string& parameters, std::ostream& err) {
  const std::string_view name = text.substr(0, text.find('+'));
  const VectorNames names;
  const LossNames others;
  if (!names.id_of(name)) {
    const auto known = [&] {
      try {
        others.find(name);
        return true;
      } catch (const InputError&) {
        return false;
      }
    };
    if (known()) {
      throw InputError(fmt::format(
          "{} is a loss of one variable, but the data have several classes: take one of logits, as 'softmax_ce'.",
          in_quotes(name)));
    }
  }
  const NamedVectorLoss named = names.find(name);
  if (!named.convention.empty()) err << "losslab: " << one_line(named.convention) << '\n';
  ClassLoss loss{named.loss, correction_of(text, name)};
  loss.loss.set_from_text(parameters);
  require_learning(loss.loss);
  return loss;
}

std::string class_loss_id(const ClassLoss& loss) {
  std::string id(loss.loss.id());
  if (loss.correction != Correction::none) {
    id += fmt::format("+{}", correction_names[static_cast<std::size_t>(loss.correction)]);
  }
  return id;
}

bool names_loss_of_logits(std::string_view text) {
  const std::string_view name = text.substr(0, text.find('+'));
  try {
    LossNames().find(name);
    return false;
  } catch (const InputError&) {
    return VectorNames().id_of(name).has_value();
  }
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
