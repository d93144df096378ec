#include "losses/expression/catalogue_expression.h"

#include <string_view>

namespace losslab {
namespace {

// The lines below the first one, each with a line break before it.
std::string_view lines_below(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end == std::string_view::npos ? std::string_view() : text.substr(end);
}

}  // namespace

// "log rate f" names its letter; the families without a name of their own have one.
std::string variable_of(const LossInfo& info) {
  const std::string_view named = info.variable;
  for (std::size_t from = 0; from < named.size();) {
    const std::size_t end = std::min(named.find(' ', from), named.size());
    if (end - from == 1) return std::string(named.substr(from, 1));
    from = end + 1;
  }
  if (info.family == Family::of_probability) return "p";
  return info.family == Family::residual ? "r" : "m";
}

std::string expression_text(const LossInfo& info, int order) {
  std::string_view own = order == 0   ? info.expression
                         : order == 1 ? info.gradient_expression
                                      : info.curvature_expression;
  std::string text(own);
  if (text.empty()) return text;
  if (order == 2) text += lines_below(info.gradient_expression);
  if (order >= 1) text += lines_below(info.expression);
  return text;
}

}  // namespace losslab
