#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "losses/core/error.h"
#include "losses/learn/models/models.h"

namespace losslab {
namespace {

using Kind = ModelSpec::Kind;

// A whole number from `lower` to `upper`, or an InputError that says what it is for.
int parse_count(std::string_view text, int lower, int upper, const char* what) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < lower || value > upper) {
    throw InputError(
        fmt::format("Model: expected {} as a whole number from {} to {}, found '{}'.", what, lower, upper, text));
  }
  return value;
}

std::vector<int> parse_widths(std::string_view text) {
  std::vector<int> widths;
  for (;;) {
    const std::size_t comma = text.find(',');
    widths.push_back(parse_count(text.substr(0, comma), 1, 64, "the width of a layer"));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  if (widths.size() > 4)
    throw InputError(fmt::format("Model: expected 1 to 4 hidden layers, found {}.", widths.size()));
  return widths;
}

// "8,8", "8,8,tanh" or "8,8,relu"
void parse_network(std::string_view text, ModelSpec& spec) {
  const std::size_t comma = text.rfind(',');
  const std::string_view last = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  if (last == "relu" || last == "tanh") {
    spec.activation = last == "relu" ? ModelSpec::Activation::relu : ModelSpec::Activation::tanh;
    text = text.substr(0, comma);
  }
  spec.widths = parse_widths(text);
}

int parse_bumps(std::string_view text, Task task) {
  const bool regression = task == Task::regression;
  return parse_count(text, 1, regression ? 40 : 10, regression ? "the number of bumps" : "the bumps along each input");
}

}  // namespace

ModelSpec parse_model(const std::string& text, Task task) {
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  const bool has_settings = colon != std::string::npos;
  const std::string settings = has_settings ? text.substr(colon + 1) : std::string();
  const bool regression = task == Task::regression;
  ModelSpec spec;
  if (name == "mlp") {
    spec.kind = Kind::mlp;
    if (has_settings) parse_network(settings, spec);
    return spec;
  }
  if (name == "rbf") {
    spec.kind = Kind::rbf;
    if (has_settings) spec.bumps = parse_bumps(settings, task);
    return spec;
  }
  if (regression && name == "poly") {
    spec.kind = Kind::poly;
    if (has_settings) spec.degree = parse_count(settings, 1, 9, "the degree of poly");
    return spec;
  }
  const bool known =
      regression ? name == "constant" || name == "line" || name == "linear" : name == "linear" || name == "quadratic";
  if (!known) {
    throw InputError(
        fmt::format("Unknown model '{}' for {}; expected {}.", text, regression ? "regression" : "classification",
                    regression ? "constant, line, poly:K, rbf:K or mlp:8,8" : "linear, quadratic, rbf:K or mlp:8,8"));
  }
  if (has_settings) throw InputError(fmt::format("Model '{}' takes no settings, found '{}'.", name, settings));
  spec.kind = name == "constant"    ? Kind::constant
              : name == "quadratic" ? Kind::quadratic
              : regression          ? Kind::line
                                    : Kind::linear;
  return spec;
}

std::string to_text(const ModelSpec& spec) {
  switch (spec.kind) {
    case Kind::constant:
      return "constant";
    case Kind::line:
      return "line";
    case Kind::poly:
      return fmt::format("poly:{}", spec.degree);
    case Kind::linear:
      return "linear";
    case Kind::quadratic:
      return "quadratic";
    case Kind::mlp:
      return fmt::format("mlp:{}{}", fmt::join(spec.widths, ","),
                         spec.activation == ModelSpec::Activation::relu ? ",relu" : "");
    case Kind::rbf:
      return fmt::format("rbf:{}", spec.bumps);
  }
  return "";
}

bool takes_several_predictors(const ModelSpec& spec, Task task) {
  if (task == Task::classification) return spec.kind != Kind::rbf;
  return spec.kind == Kind::line || spec.kind == Kind::constant;
}

std::shared_ptr<const Model> Model::make(const ModelSpec& spec, const Dataset& data, bool standardize) {
  parse_model(to_text(spec), data.task);  // throws for what does not suit the data or is out of bounds
  const bool several = !data.more.empty() && !takes_several_predictors(spec, data.task);
  if (several && data.task == Task::classification) {
    throw InputError(
        fmt::format("The model {} takes two inputs, {} has {}; linear, quadratic and mlp take all of them.",
                    to_text(spec), data.name, 2 + data.more.size()));
  }
  if (several) {
    throw InputError(fmt::format("The model {} takes one predictor, {} has {}; the model line is linear in each.",
                                 to_text(spec), data.name, predictor_count(data)));
  }
  const bool layers = spec.kind == Kind::mlp || !data.class_names.empty();
  return layers ? make_network(spec, data, standardize) : make_linear_model(spec, data, standardize);
}

}  // namespace losslab
