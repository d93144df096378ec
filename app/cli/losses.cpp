// losslab losses: the catalogue.
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/arguments.h"
#include "app/cli/loss_argument.h"
#include "app/cli/losses_text.h"
#include "app/cli/subcommands.h"
#include "app/cli/text.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_loss.h"

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

// Names with what is to be said of them. Those that other losses go by as well are not unambiguous.
Json also_json(const char* also) {
  Json names = Json::array();
  for (const LossName& name : names_of_list(also)) {
    names.push_back({{"name", name.text},
                     {"convention", name.convention.empty() ? Json(nullptr) : Json(name.convention)},
                     {"unambiguous", !name.loose}});
  }
  return names;
}

Json loss_json(const Loss& loss) {
  const LossInfo& info = loss.info();
  Json parameters = Json::array();
  for (const Parameter& p : loss.parameters()) parameters.push_back(parameter_json(p));
  return {{"id", info.id},
          {"names", {{"english", info.english}, {"chinese", info.chinese}, {"also", also_json(info.also)}}},
          {"name", info.english},
          {"family", family_name(info.family)},
          {"variable", argument_name(info)},
          {"from", finite_or_null(info.from)},
          {"to", finite_or_null(info.to)},
          {"used_for", uses(info)},
          {"formula", info.formula},
          {"parameters", std::move(parameters)},
          {"properties", properties_json(loss.properties())},
          {"link", *info.link == '\0' ? Json(nullptr) : Json(info.link)},
          {"kinks", loss.kinks()},
          {"estimates", info.estimates},
          {"noise", info.noise},
          {"remark", info.remark},
          {"source", info.source},
          {"efficiency_95", finite_or_null(info.efficiency_95)}};
}

// The same keys; what does not apply to losses of logits is null.
Json loss_json(const VectorLoss& loss) {
  const VectorInfo& info = loss.info();
  const VectorProperties known = loss.properties();
  Json parameters = Json::array();
  for (const Parameter& p : loss.parameters()) parameters.push_back(parameter_json(p));
  return {{"id", info.id},
          {"names", {{"english", info.english}, {"chinese", info.chinese}, {"also", also_json(info.also)}}},
          {"name", info.english},
          {"family", "logits"},
          {"variable", "logits z"},
          {"from", nullptr},
          {"to", nullptr},
          {"used_for", items_of_list(info.used_for)},
          {"formula", info.formula},
          {"parameters", std::move(parameters)},
          {"properties",
           {{"convex", known.convex},
            {"strongly_convex", false},
            {"bounded", known.bounded},
            {"bounded_gradient", nullptr},
            {"redescending", nullptr},
            {"symmetric", nullptr},
            {"calibrated", fact(known.consistent)},
            {"proper", fact(known.proper)},
            {"lipschitz", nullptr},
            {"consistent", fact(known.consistent)},
            {"shift_invariant", known.shift_invariant},
            {"has_kinks", known.has_kinks},
            {"needs_hard_target", known.needs_hard_target},
            {"needs_positive_target", known.needs_positive_target},
            {"needs_teacher", known.needs_teacher}}},
          {"link", nullptr},
          {"kinks", nullptr},
          {"estimates", nullptr},
          {"noise", nullptr},
          {"remark", info.remark},
          {"source", info.source},
          {"efficiency_95", nullptr}};
}

// The same keys once more, with what the numbers of a row of `eval --table` are.
Json loss_json(const StructuredEntry& entry) {
  const StructuredInfo& info = *entry.info;
  Json parameters = Json::array(), properties = Json::object();
  for (const Parameter& p : entry.parameters) parameters.push_back(parameter_json(p));
  for (const char* key : {"convex", "strongly_convex", "bounded", "bounded_gradient", "redescending", "symmetric",
                          "calibrated", "proper", "lipschitz"}) {
    properties[key] = nullptr;
  }
  properties["bounded"] = info.bounded;
  properties["has_kinks"] = info.has_kinks;
  return {{"id", info.id},
          {"names", {{"english", info.english}, {"chinese", info.chinese}, {"also", also_json(info.also)}}},
          {"name", info.english},
          {"family", "structured"},
          {"variable", structure_name(info.structure)},
          {"from", nullptr},
          {"to", nullptr},
          {"used_for", items_of_list(info.used_for)},
          {"formula", info.formula},
          {"parameters", std::move(parameters)},
          {"properties", std::move(properties)},
          {"link", nullptr},
          {"kinks", nullptr},
          {"estimates", nullptr},
          {"noise", nullptr},
          {"remark", info.remark},
          {"source", info.source},
          {"efficiency_95", nullptr},
          {"input", info.input},
          {"target", *info.target == '\0' ? Json(nullptr) : Json(info.target)}};
}

std::string parameters_text(std::span<const Parameter> all) {
  std::vector<std::string> texts;
  for (const Parameter& p : all) texts.push_back(parameter_text(p));
  return texts.empty() ? "-" : fmt::format("{}", fmt::join(texts, "; "));
}

std::string table() {
  std::vector<std::vector<std::string>> rows{{"id", "family", "parameters", "properties", "formula"}};
  for (const Loss& loss : Loss::all()) {
    rows.push_back({loss.info().id, family_name(loss.info().family), parameters_text(loss.parameters()),
                    properties_text(loss.properties()), loss.info().formula});
  }
  for (const VectorEntry& entry : vector_catalogue()) {
    const VectorLoss loss(entry.info->id);
    rows.push_back({entry.info->id, "logits", parameters_text(loss.parameters()), properties_text(loss.properties()),
                    entry.info->formula});
  }
  for (const StructuredEntry& entry : structured_catalogue()) {
    rows.push_back({entry.info->id, "structured", parameters_text(entry.parameters), properties_text(*entry.info),
                    entry.info->formula});
  }
  return aligned(rows);
}

}  // namespace

int run_losses(Rest rest, const Context& context) {
  bool json = false, markdown = false;
  Arguments arguments("losslab losses", "The catalogue: every loss with its parameters and what is known of it.",
                      "Each parameter is printed with its default and its bounds; properties are those at the\n"
                      "defaults, L is the Lipschitz constant of the gradient.");
  arguments.flag("--json", json, "As JSON, with names, formula, slider ranges, hard bounds, properties and source");
  arguments.flag("--markdown", markdown, "As the tables of losses/README.md");
  if (!arguments.parse(rest)) {
    write_all(context.out, arguments.help(context.language));
    return 0;
  }
  if (json && markdown) throw InputError("'losslab losses' takes either --json or --markdown, not both.");
  if (markdown) {
    write_all(context.out, losses_markdown());
    return 0;
  }
  if (!json) {
    write_all(context.out, table());
    return 0;
  }
  Json all = Json::array();
  for (const Loss& loss : Loss::all()) all.push_back(loss_json(loss));
  for (const VectorEntry& entry : vector_catalogue()) all.push_back(loss_json(VectorLoss(entry.info->id)));
  for (const StructuredEntry& entry : structured_catalogue()) all.push_back(loss_json(entry));
  write_all(context.out, all.dump(2) + "\n");
  return 0;
}

}  // namespace losslab::cli
