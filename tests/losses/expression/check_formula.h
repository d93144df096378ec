#pragma once
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "losses/core/error.h"
#include "losses/expression/expression_error.h"
#include "losses/expression/names.h"
#include "losses/expression/prepared_loss.h"
#include "losses/expression/typeset.h"

namespace losslab::testing {

// Reads any text as a formula and does with it what is done with one: aborts where a promise is broken. Whether it was
// a formula.
inline bool check_formula(const std::string& text, double parameter) {
  const auto expect = [](bool so) {
    if (!so) std::abort();
  };
  variable_of_formula(text);
  try {
    const Expression expression = parse_expression(text, "r");
    expect(expression.nodes.size() <= most_formula_nodes && expression.parameters.size() <= most_formula_parameters);
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
      for (const int argument : expression.nodes[i].arguments) expect(argument < static_cast<int>(i));
    }
    typeset(expression);
    const std::vector<double> values(expression.parameters.size(), parameter);
    constexpr double inf = std::numeric_limits<double>::infinity();
    const PreparedLoss loss(expression, values, -inf, inf);
    expect(loss.kinks().size() <= most_special_points);
    const std::vector<double> x{-inf, -1e10, -2.5, -1, -1e-9, 0, 1e-300, 0.5, 1, 2, 7.25, 1e200, std::nan("")};
    std::vector<double> value(x.size()), gradient(x.size()), curvature(x.size()), again(x.size());
    loss.evaluate(x.size(), x.data(), value.data(), gradient.data(), curvature.data());
    loss.evaluate(x.size(), x.data(), again.data(), nullptr, nullptr);
    for (std::size_t i = 0; i < x.size(); ++i) {
      expect(again[i] == value[i] || (std::isnan(again[i]) && std::isnan(value[i])));
    }
    expect(std::isnan(value.back()) && std::isnan(gradient.back()) && std::isnan(curvature.back()));
    for (const double kink : loss.kinks()) expect(std::isnan(loss.jet(kink).curvature));
    return true;
  } catch (const ExpressionError& error) {
    // The place is a part of the text.
    std::string_view line = text;
    for (std::size_t i = 0; i < error.where().line; ++i) {
      expect(line.find('\n') != std::string_view::npos);
      line.remove_prefix(line.find('\n') + 1);
    }
    line = line.substr(0, line.find('\n'));
    expect(error.where().from <= error.where().to && error.where().to <= line.size());
    expect(std::string(error.what()).ends_with('.') || std::string(error.what()).ends_with('?'));
  } catch (const InputError&) {
  }
  return false;
}

}  // namespace losslab::testing
