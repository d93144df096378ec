#include "app/core/measure/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "losses/core/error.h"
#include "losses/vectors/divergences.h"

namespace losslab {
namespace {

using List = std::vector<double>;

// ---- of numbers, item by item on lists ------------------------------------------------------------------------------

double sigmoid(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }
double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

// Acklam's rational approximation (2003), then two steps of Halley's method: exact to rounding.
double normal_quantile(double p) {
  if (!(p > 0 && p < 1)) {
    return p == 0 ? -std::numeric_limits<double>::infinity() : p == 1 ? std::numeric_limits<double>::infinity() : NAN;
  }
  const bool upper = p > 0.5;
  const double tail = upper ? 1 - p : p;
  const double t = std::sqrt(-2 * std::log(tail));
  double x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (int step = 0; step < 4; ++step) {
    const double error = normal_cdf(x) - tail;
    const double u = error * std::sqrt(2 * std::numbers::pi) * std::exp(x * x / 2);
    x -= u / (1 + x * u / 2);
  }
  return upper ? -x : x;
}

struct NumberFunction {
  const char* name;
  double (*of)(double);
};
constexpr auto number_functions = std::to_array<NumberFunction>({
    {"abs", [](double x) { return std::abs(x); }},
    {"sqrt", [](double x) { return std::sqrt(x); }},
    {"exp", [](double x) { return std::exp(x); }},
    {"log", [](double x) { return std::log(x); }},
    {"log2", [](double x) { return std::log2(x); }},
    {"log10", [](double x) { return std::log10(x); }},
    {"round", [](double x) { return std::round(x); }},
    {"floor", [](double x) { return std::floor(x); }},
    {"ceil", [](double x) { return std::ceil(x); }},
    {"sign", sign},
    {"sin", [](double x) { return std::sin(x); }},
    {"cos", [](double x) { return std::cos(x); }},
    {"acos", [](double x) { return std::acos(x); }},
    {"tanh", [](double x) { return std::tanh(x); }},
    {"sigmoid", sigmoid},
    {"normal_cdf", normal_cdf},
    {"normal_quantile", normal_quantile},
});

// ---- of lists -------------------------------------------------------------------------------------------------------

double total(const List& list) { return std::accumulate(list.begin(), list.end(), 0.0); }
double mean(const List& list) { return total(list) / static_cast<double>(list.size()); }

List in_order(List list) {
  std::ranges::sort(list);
  return list;
}

// The least q-quantile, where the sum of the pinball losses is least: x_(⌈nq⌉) in order.
double quantile(const List& list, double q) {
  if (list.empty() || !(q >= 0 && q <= 1)) throw InputError("quantile needs a list and a level from 0 to 1.");
  const List sorted = in_order(list);
  // A product that is a whole number but for rounding is that number.
  const double place = q * static_cast<double>(sorted.size());
  const double whole = std::round(place);
  const double at = std::abs(place - whole) < 1e-9 * (1 + place) ? whole : std::ceil(place);
  const auto last = static_cast<double>(sorted.size());
  return sorted[static_cast<std::size_t>(std::clamp(at, 1.0, last)) - 1];
}

double median(const List& list) {
  if (list.empty()) throw InputError("median needs a list that is not empty.");
  const List sorted = in_order(list);
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
}

List softmax(const List& z, double temperature) {
  if (z.empty() || !(temperature > 0)) throw InputError("softmax needs logits and a temperature above 0.");
  const double top = *std::ranges::max_element(z);
  List p;
  for (const double one : z) p.push_back(std::exp((one - top) / temperature));
  const double sum = total(p);
  for (double& one : p) one /= sum;
  return p;
}

// One of the divergences that losses of distributions are made of; of the reported p and the true t.
double divergence(const char* id, const List& t, const List& p) {
  if (t.size() != p.size()) throw InputError("two distributions must have as many entries.");
  return find_divergence(id)->evaluate(p, t, {});
}

double dot(const List& a, const List& b) {
  if (a.size() != b.size()) throw InputError("two lists must have as many items.");
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

List range(double from, double to, double step) {
  if (!(step > 0) || !(to - from < 1e6 * step)) throw InputError("range(from, to, step) has at most a million items.");
  List all;
  for (std::size_t i = 0; from + static_cast<double>(i) * step <= to + 1e-9 * step; ++i) {
    all.push_back(from + static_cast<double>(i) * step);
  }
  return all;
}

double item(const List& list, long index) {
  if (index < 0 || static_cast<std::size_t>(index) >= list.size()) {
    throw InputError(fmt::format("item {} of a list of {}: the first is 0.", index, list.size()));
  }
  return list[static_cast<std::size_t>(index)];
}

// The greatest or least of the arguments or of a list.
List all_of(const MeasureArguments& given, std::string_view name) {
  List all;
  for (std::size_t i = 0; i < given.unnamed.size(); ++i) {
    const List more = given.list(name, i);
    all.insert(all.end(), more.begin(), more.end());
  }
  if (all.empty()) throw InputError(fmt::format("{} needs one number at least.", name));
  return all;
}

MeasureValue where(const MeasureArguments& given) { return given.unnamed[given.number("where", 0) != 0 ? 1 : 2]; }

struct ListFunction {
  const char* name;
  std::size_t least, most;  // arguments
  MeasureValue (*of)(const MeasureArguments&);
};
constexpr std::size_t any = 1000;
constexpr auto list_functions = std::to_array<ListFunction>({
    {"sum", 1, 1, [](const MeasureArguments& a) -> MeasureValue { return total(a.list("sum", 0)); }},
    {"mean", 1, 1, [](const MeasureArguments& a) -> MeasureValue { return mean(a.list("mean", 0)); }},
    {"median", 1, 1, [](const MeasureArguments& a) -> MeasureValue { return median(a.list("median", 0)); }},
    {"count", 1, 1,
     [](const MeasureArguments& a) -> MeasureValue { return static_cast<double>(a.list("count", 0).size()); }},
    {"quantile", 2, 2,
     [](const MeasureArguments& a) -> MeasureValue {
       return quantile(a.list("quantile", 0), a.number("quantile", 1));
     }},
    {"sorted", 1, 1, [](const MeasureArguments& a) -> MeasureValue { return in_order(a.list("sorted", 0)); }},
    {"item", 2, 2,
     [](const MeasureArguments& a) -> MeasureValue { return item(a.list("item", 0), a.whole("item", 1)); }},
    {"range", 2, 3,
     [](const MeasureArguments& a) -> MeasureValue {
       return range(a.number("range", 0), a.number("range", 1), a.unnamed.size() > 2 ? a.number("range", 2) : 1);
     }},
    {"norm", 1, 1,
     [](const MeasureArguments& a) -> MeasureValue {
       const List list = a.list("norm", 0);
       return std::sqrt(dot(list, list));
     }},
    {"dot", 2, 2, [](const MeasureArguments& a) -> MeasureValue { return dot(a.list("dot", 0), a.list("dot", 1)); }},
    {"angle", 2, 2,
     [](const MeasureArguments& a) -> MeasureValue {
       const List u = a.list("angle", 0), v = a.list("angle", 1);
       const double cosine = dot(u, v) / std::sqrt(dot(u, u) * dot(v, v));
       return std::acos(std::clamp(cosine, -1.0, 1.0)) * 180 / std::numbers::pi;
     }},
    {"min", 1, any, [](const MeasureArguments& a) -> MeasureValue { return std::ranges::min(all_of(a, "min")); }},
    {"max", 1, any, [](const MeasureArguments& a) -> MeasureValue { return std::ranges::max(all_of(a, "max")); }},
    {"where", 3, 3, where},
    {"softmax", 1, 2,
     [](const MeasureArguments& a) -> MeasureValue {
       return softmax(a.list("softmax", 0), a.unnamed.size() > 1 ? a.number("softmax", 1) : 1);
     }},
    {"entropy", 1, 1,
     [](const MeasureArguments& a) -> MeasureValue {
       const List p = a.list("entropy", 0);
       return divergence("cross_entropy_probs", p, p);
     }},
    {"cross_entropy", 2, 2,
     [](const MeasureArguments& a) -> MeasureValue {
       return divergence("cross_entropy_probs", a.list("cross_entropy", 0), a.list("cross_entropy", 1));
     }},
    {"kl", 2, 2,
     [](const MeasureArguments& a) -> MeasureValue { return divergence("kl_div", a.list("kl", 0), a.list("kl", 1)); }},
    {"js", 2, 2,
     [](const MeasureArguments& a) -> MeasureValue { return divergence("js_div", a.list("js", 0), a.list("js", 1)); }},
});

template <class F>
MeasureValue item_by_item(const MeasureValue& value, std::string_view what, F f) {
  if (const double* number = std::get_if<double>(&value)) return f(*number);
  List list = as_list(value, what);
  for (double& one : list) one = f(one);
  return list;
}

double apply(std::string_view sign, double a, double b) {
  if (sign == "+") return a + b;
  if (sign == "-") return a - b;
  if (sign == "*") return a * b;
  if (sign == "/") return a / b;
  if (sign == "^") return std::pow(a, b);
  if (sign == "<") return a < b ? 1 : 0;
  if (sign == ">") return a > b ? 1 : 0;
  if (sign == "<=") return a <= b ? 1 : 0;
  if (sign == ">=") return a >= b ? 1 : 0;
  if (sign == "==") return a == b ? 1 : 0;
  return a != b ? 1 : 0;
}

}  // namespace

std::optional<MeasureValue> call_function(std::string_view name, const MeasureArguments& arguments) {
  for (const NumberFunction& function : number_functions) {
    if (name != function.name) continue;
    arguments.expect(name, 1, 1);
    return item_by_item(arguments.unnamed[0], fmt::format("the argument of {}", name), function.of);
  }
  for (const ListFunction& function : list_functions) {
    if (name != function.name) continue;
    arguments.expect(name, function.least, function.most);
    return function.of(arguments);
  }
  return std::nullopt;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const NumberFunction& function : number_functions) names.emplace_back(function.name);
  for (const ListFunction& function : list_functions) names.emplace_back(function.name);
  return names;
}

std::optional<double> constant_named(std::string_view name) {
  if (name == "pi") return std::numbers::pi;
  if (name == "e") return std::numbers::e;
  if (name == "inf") return std::numeric_limits<double>::infinity();
  return std::nullopt;
}

MeasureValue apply_operator(std::string_view sign, std::span<const MeasureValue> operands) {
  const std::string what = fmt::format("what '{}' is applied to", sign == "-1" ? "-" : sign);
  if (operands.size() == 1) {
    const bool negate = sign == "-1";
    return item_by_item(operands[0], what, [&](double x) { return negate ? -x : x != 0 ? 0.0 : 1.0; });
  }
  const auto* a = std::get_if<double>(&operands[0]);
  const auto* b = std::get_if<double>(&operands[1]);
  if (a != nullptr && b != nullptr) return apply(sign, *a, *b);
  if (a != nullptr) return item_by_item(operands[1], what, [&](double x) { return apply(sign, *a, x); });
  if (b != nullptr) return item_by_item(operands[0], what, [&](double x) { return apply(sign, x, *b); });
  if (sign == "==" || sign == "!=") {
    const auto* left = std::get_if<std::string>(&operands[0]);
    const auto* right = std::get_if<std::string>(&operands[1]);
    if (left != nullptr && right != nullptr) return (*left == *right) == (sign == "==") ? 1.0 : 0.0;
  }
  List list = as_list(operands[0], what);
  const List other = as_list(operands[1], what);
  if (list.size() != other.size()) {
    throw InputError(
        fmt::format("'{}' needs lists of the same length, found {} and {}.", sign, list.size(), other.size()));
  }
  for (std::size_t i = 0; i < list.size(); ++i) list[i] = apply(sign, list[i], other[i]);
  return list;
}

}  // namespace losslab
