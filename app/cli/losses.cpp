// losslab losses: the catalogue.
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/arguments.h"
#include "app/cli/loss_argument.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

using Json = nlohmann::ordered_json;

Json finite_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json fact(Fact fact) { return fact == Fact::not_applicable ? Json(nullptr) : Json(fact == Fact::yes); }

Json parameter_json(const Parameter& p) {
  return {{"name", p.name},
          {"symbol", p.symbol},
          {"role", p.role},
          {"default", p.initial},
          {"min", p.slider_min},
          {"max", p.slider_max},
          {"scale", p.scale == Scale::linear ? "linear" : "logarithmic"},
          {"lower", finite_or_null(p.lower)},
          {"upper", finite_or_null(p.upper)},
          {"open_lower", p.open_lower},
          {"open_upper", p.open_upper},
          {"minus_infinity", p.minus_infinity},
          {"in_residual_units", p.in_residual_units},
          {"is_class", p.is_class}};
}

Json properties_json(const Properties& p) {
  return {{"convex", p.convex},
          {"strongly_convex", p.strongly_convex},
          {"bounded", p.bounded},
          {"bounded_gradient", p.bounded_gradient},
          {"redescending", p.redescending},
          {"symmetric", p.symmetric},
          {"calibrated", fact(p.calibrated)},
          {"proper", fact(p.proper)},
          {"lipschitz", finite_or_null(p.lipschitz)}};
}

Json loss_json(const Loss& loss) {
  const LossInfo& info = loss.info();
  Json parameters = Json::array();
  for (const Parameter& p : loss.parameters()) parameters.push_back(parameter_json(p));
  return {{"id", info.id},
          {"names", {{"english", info.english}, {"chinese", info.chinese}}},
          {"name", info.english},
          {"family", family_name(info.family)},
          {"formula", info.formula},
          {"parameters", std::move(parameters)},
          {"properties", properties_json(loss.properties())},
          {"estimates", info.estimates},
          {"noise", info.noise},
          {"remark", info.remark},
          {"source", info.source},
          {"efficiency_95", finite_or_null(info.efficiency_95)}};
}

// "delta = 1 in (0, inf)".
std::string parameter_text(const Parameter& p) {
  if (p.is_class) return fmt::format("{} = {} in {{-1, 1}}", p.name, p.initial);
  const bool closed_lower = p.minus_infinity || (std::isfinite(p.lower) && !p.open_lower);
  const bool closed_upper = std::isfinite(p.upper) && !p.open_upper;
  return fmt::format("{} = {} in {}{}, {}{}", p.name, p.initial, closed_lower ? '[' : '(',
                     p.minus_infinity ? -std::numeric_limits<double>::infinity() : p.lower, p.upper,
                     closed_upper ? ']' : ')');
}

std::string properties_text(const Properties& p) {
  std::vector<std::string> words;
  const auto add = [&](bool holds, const char* word) {
    if (holds) words.emplace_back(word);
  };
  add(p.strongly_convex, "strongly convex");
  add(p.convex && !p.strongly_convex, "convex");
  add(p.bounded, "bounded");
  add(p.bounded_gradient, "bounded gradient");
  add(p.redescending, "redescending");
  add(p.symmetric, "symmetric");
  add(p.calibrated == Fact::yes, "calibrated");
  add(p.proper == Fact::yes, "proper");
  if (std::isfinite(p.lipschitz)) words.push_back(fmt::format("L = {:.4g}", p.lipschitz));
  return words.empty() ? "-" : fmt::format("{}", fmt::join(words, ", "));
}

std::string table() {
  std::vector<std::vector<std::string>> rows{{"id", "family", "parameters", "properties", "formula"}};
  for (const Loss& loss : Loss::all()) {
    std::vector<std::string> parameters;
    for (const Parameter& p : loss.parameters()) parameters.push_back(parameter_text(p));
    rows.push_back({loss.info().id, family_name(loss.info().family),
                    parameters.empty() ? "-" : fmt::format("{}", fmt::join(parameters, "; ")),
                    properties_text(loss.properties()), loss.info().formula});
  }
  return aligned(rows);
}

}  // namespace

int run_losses(Rest rest, const Context& context) {
  bool json = false;
  Arguments arguments("losslab losses", "The catalogue: every loss with its parameters and what is known of it.",
                      "Each parameter is printed with its default and its bounds; properties are those at the\n"
                      "defaults, L is the Lipschitz constant of the gradient.");
  arguments.flag("--json", json, "As JSON, with names, formula, slider ranges, hard bounds, properties and source");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help());
    return 0;
  }
  if (!json) {
    write_all(context.out, table());
    return 0;
  }
  Json all = Json::array();
  for (const Loss& loss : Loss::all()) all.push_back(loss_json(loss));
  write_all(context.out, all.dump(2) + "\n");
  return 0;
}

}  // namespace losslab::cli
