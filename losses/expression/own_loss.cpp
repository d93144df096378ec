#include "losses/expression/own_loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "losses/core/error.h"
#include "losses/core/parameter_values.h"
#include "losses/expression/names.h"
#include "losses/expression/own_kernels.h"
#include "losses/expression/typeset.h"

namespace losslab {
namespace {

std::string first_line(const std::string& formula) { return formula.substr(0, formula.find('\n')); }

void check_id(const std::string& id) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (id.empty() || !std::ranges::all_of(id, fits)) {
    throw InputError(fmt::format("The id of a loss is of small letters, digits and '_', got '{}'.", id));
  }
  const auto entries = loss_entries();
  if (std::ranges::any_of(entries, [&](const LossEntry& entry) { return id == entry.info->id; })) {
    throw InputError(fmt::format("'{}' is a loss of the catalogue: an own loss needs another id.", id));
  }
}

void check_family(const std::string& id, Family family) {
  if (family == Family::other) {
    throw InputError(fmt::format("{}: an own loss is of the residual, the margin, the probability or a score.", id));
  }
}

void check_range(const std::string& id, const Parameter& p) {
  const bool ordered = std::isfinite(p.slider_min) && std::isfinite(p.slider_max) && p.slider_min < p.slider_max;
  if (!ordered)
    throw InputError(fmt::format("{}: the range of {} must be two finite numbers, the lower one first, got {} and {}.",
                                 id, p.name, p.slider_min, p.slider_max));
  if (p.scale == Scale::logarithmic && !(p.slider_min > 0)) {
    throw InputError(
        fmt::format("{}: the range of {} must be above 0 on a logarithmic scale, got {}.", id, p.name, p.slider_min));
  }
  if (!(p.lower < p.upper))
    throw InputError(
        fmt::format("{}: the bounds of {} must be in order, got {} and {}.", id, p.name, p.lower, p.upper));
  check_parameter(id, p, p.initial);
  Parameter closed = p;  // a slider may reach up to an open bound
  closed.open_lower = closed.open_upper = false;
  check_parameter(id, closed, p.slider_min);
  check_parameter(id, closed, p.slider_max);
}

}  // namespace

OwnLoss::OwnLoss(OwnLossText text) : text_(std::move(text)) {
  check_id(text_.id);
  check_family(text_.id, text_.family);
  expression_ = parse_expression(text_.formula, variable_of_family(text_.family));
  for (std::size_t i = 0; i < text_.parameters.size(); ++i) {
    const std::string& name = text_.parameters[i].name;
    const auto rest = std::span(text_.parameters).subspan(i + 1);
    if (std::ranges::any_of(rest, [&](const OwnParameter& p) { return p.name == name; })) {
      throw InputError(fmt::format("{}: the parameter {} is described twice.", text_.id, name));
    }
  }
  describe();
}

const char* OwnLoss::kept(std::string text) { return strings_.emplace_back(std::move(text)).c_str(); }

void OwnLoss::describe() {
  std::vector<std::string> symbols;
  for (const std::string& name : expression_.parameters) {
    const auto described = std::ranges::find(text_.parameters, name, &OwnParameter::name);
    const OwnParameter own = described == text_.parameters.end() ? usual_parameter(name) : *described;
    parameters_.push_back({.name = kept(own.name),
                           .symbol = kept(own.symbol.empty() ? printed_name(own.name) : own.symbol),
                           .role = kept(own.role),
                           .initial = own.initial,
                           .slider_min = own.slider_min,
                           .slider_max = own.slider_max,
                           .scale = own.scale,
                           .lower = own.lower,
                           .upper = own.upper,
                           .open_lower = own.open_lower,
                           .open_upper = own.open_upper});
    symbols.push_back(parameters_.back().symbol);
    check_range(text_.id, parameters_.back());
  }
  const char* name = kept(text_.name.empty() ? first_line(text_.formula) : text_.name);
  info_ = {.id = kept(text_.id),
           .english = name,
           .chinese = name,
           .also = "",
           .used_for = "",
           .family = text_.family,
           .formula = kept(typeset(expression_, symbols)),
           .expression = kept(text_.formula),
           .estimates = "",
           .noise = "",
           .remark = "",
           .source = ""};
  if (text_.family == Family::of_probability || text_.family == Family::score) {
    info_.variable = text_.family == Family::score ? "reported probability q" : "probability p";
    info_.from = 0;
    info_.to = 1;
  }
  entry_ = own_loss_entry(info_, parameters_);
}

std::shared_ptr<const PreparedLoss> OwnLoss::prepared(std::span<const double> values) const {
  return std::make_shared<const PreparedLoss>(expression_, values, info_.from, info_.to);
}

}  // namespace losslab
