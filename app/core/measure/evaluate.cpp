#include "app/core/measure/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/measure/functions.h"
#include "app/core/measure/measure_node.h"
#include "losses/core/edit_distance.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

using Kind = MeasureNode::Kind;

// "there is no 'w3' in a run; did you mean 'w1'?", or what there is.
[[noreturn]] void unknown(std::string_view name, std::string_view where, std::vector<std::string> names) {
  const std::string* nearest = nullptr;
  std::size_t least = 3;
  for (const std::string& known : names) {
    const std::size_t distance = edit_distance(name.substr(0, 100), known);
    if (distance < least && distance < name.size()) {
      least = distance;
      nearest = &known;
    }
  }
  if (nearest != nullptr)
    throw InputError(fmt::format("there is no '{}'{}; did you mean '{}'?", name, where, *nearest));
  constexpr std::size_t most = 40;
  const bool more = names.size() > most;
  names.resize(std::min(most, names.size()));
  throw InputError(
      fmt::format("there is no '{}'{}; there are {}{}.", name, where, fmt::join(names, ", "), more ? ", ..." : ""));
}

class Evaluator {
 public:
  explicit Evaluator(const MeasureScope& scope) : scope_(scope) {}

  MeasureValue of(const MeasureNode& node) const {
    switch (node.kind) {
      case Kind::number:
        return node.number;
      case Kind::text:
        return node.text;
      case Kind::list:
        return list(node);
      case Kind::name:
        return name(node.text);
      case Kind::member:
        return member(node);
      case Kind::call:
        return node.is_operator ? operation(node) : call(node);
    }
    return 0.0;
  }

 private:
  MeasureValue list(const MeasureNode& node) const {
    std::vector<double> items;
    for (const MeasureNode& item : node.of) {
      const std::vector<double> more = as_list(of(item), "an item of a list");
      items.insert(items.end(), more.begin(), more.end());
    }
    return items;
  }
  MeasureValue name(const std::string& name) const {
    if (std::optional<MeasureValue> found = scope_.find(name)) return std::move(*found);
    if (const auto constant = constant_named(name)) return *constant;
    unknown(name, "", scope_.names());
  }
  MeasureObjectPtr object(const MeasureNode& node) const {
    MeasureValue value = of(node);
    if (auto* found = std::get_if<MeasureObjectPtr>(&value)) return std::move(*found);
    throw InputError(fmt::format("{} has no parts.", kind_of(value)));
  }
  MeasureValue member(const MeasureNode& node) const {
    const MeasureObjectPtr whole = object(node.of.front());
    if (std::optional<MeasureValue> found = whole->member(node.text)) return std::move(*found);
    unknown(node.text, " in " + whole->what(), whole->names());
  }
  MeasureArguments arguments(const MeasureNode& node) const {
    MeasureArguments all;
    const std::size_t named_from = node.of.size() - node.named.size();
    for (std::size_t i = 1; i < node.of.size(); ++i) {
      MeasureValue value = of(node.of[i]);
      if (i < named_from) {
        all.unnamed.push_back(std::move(value));
      } else {
        all.named.emplace_back(node.named[i - named_from], std::move(value));
      }
    }
    return all;
  }
  MeasureValue call(const MeasureNode& node) const {
    const MeasureNode& called = node.of.front();
    if (called.kind == Kind::member) {
      const MeasureObjectPtr whole = object(called.of.front());
      if (std::optional<MeasureValue> found = whole->call(called.text, arguments(node))) return std::move(*found);
      if (whole->member(called.text)) {
        throw InputError(fmt::format("'{}' of {} takes no arguments.", called.text, whole->what()));
      }
      unknown(called.text, " in " + whole->what(), whole->names());
    }
    if (called.kind != Kind::name) throw InputError("only what has a name can be called.");
    const MeasureArguments given = arguments(node);
    if (std::optional<MeasureValue> found = scope_.call(called.text, given)) return std::move(*found);
    if (std::optional<MeasureValue> found = call_function(called.text, given)) return std::move(*found);
    std::vector<std::string> names = function_names();
    for (const std::string& more : scope_.names()) names.push_back(more);
    unknown(called.text + "(", "", names);
  }
  MeasureValue operation(const MeasureNode& node) const {
    // The second operand may have no value where the first decides.
    if (node.text == "and" || node.text == "or") {
      const bool first = as_number(of(node.of[0]), "what is compared") != 0;
      if (first == (node.text == "or")) return first ? 1.0 : 0.0;
      return as_number(of(node.of[1]), "what is compared") != 0 ? 1.0 : 0.0;
    }
    std::vector<MeasureValue> operands;
    for (const MeasureNode& operand : node.of) operands.push_back(of(operand));
    return apply_operator(node.text, operands);
  }

  const MeasureScope& scope_;
};

}  // namespace

std::optional<MeasureValue> MemberScope::find(std::string_view name) const {
  if (std::optional<MeasureValue> found = of_.member(name)) return found;
  return behind_ == nullptr ? std::nullopt : behind_->find(name);
}

std::optional<MeasureValue> MemberScope::call(std::string_view name, const MeasureArguments& arguments) const {
  if (std::optional<MeasureValue> found = of_.call(name, arguments)) return found;
  return behind_ == nullptr ? std::nullopt : behind_->call(name, arguments);
}

std::optional<MeasureValue> VariableScope::find(std::string_view name) const {
  if (name == name_) return value_;
  return behind_.find(name);
}

MeasureValue evaluate(const Measure& measure, const MeasureScope& scope) { return Evaluator(scope).of(measure.root()); }

double evaluate_number(const Measure& measure, const MeasureScope& scope) {
  return as_number(evaluate(measure, scope), fmt::format("'{}'", measure.text()));
}

bool is_true(const Measure& measure, const MeasureScope& scope) { return evaluate_number(measure, scope) != 0; }

}  // namespace losslab
