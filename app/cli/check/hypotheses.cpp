// The usual mistakes of the mathematics: factors, signs, parameters, branches. Each is one entry of a list.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "app/cli/check/shared_hypotheses.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();
constexpr double ln_2 = 0.69314718055994530942;
constexpr double half_log_2pi = 0.91893853320467274178;

Hypothesis offset(double k, const char* what, const char* why) {
  return {.what = what, .why = why, .expected = [k](const CheckedRow& row) -> Jet<double> {
            return {row.ours.value + k, silent, silent};
          }};
}

const char* why_gradient_is_turned(std::optional<Family> family) {
  if (!family)
    return "ours are d\u2113/dr with r = y \u2212 \u0177 and d\u2113/dm with m = y\u00b7f, theirs are with "
           "respect to the prediction, or to f where y = \u22121";
  if (is_of_residual(*family)) {
    return "the derivative with respect to the prediction \u0177 is \u2212d\u2113/dr (the residual is r = y \u2212 "
           "\u0177, not \u0177 \u2212 y)";
  }
  if (is_of_margin(*family)) {
    return "d\u2113/df in place of d\u2113/dm: for y = \u22121 the two have opposite signs, d\u2113/df = "
           "y\u00b7d\u2113/dm";
  }
  return "the derivative is with respect to the negative of the argument";
}

void add_signs(std::vector<Hypothesis>& list, std::optional<Family> family) {
  const bool margin = family && is_of_margin(*family);
  list.push_back({.what = "ours with the sign turned",
                  .why = why_gradient_is_turned(family),
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    return {silent, -row.ours.gradient, silent};
                  },
                  // Rows with y = +1 look right.
                  .everywhere = !margin});
  list.push_back(all_signs_turned<CheckedRow>());
  const char* why = margin ? "the margin is m = y\u00b7f with y = \u22121 or +1, its sign is turned"
                           : "the residual is r = y \u2212 \u0177, not \u0177 \u2212 y";
  for (const double sign : {-1.0, 1.0}) {
    list.push_back({.what = fmt::format("ours at \u2212{}", margin   ? "m"
                                                            : family ? "r"
                                                                     : "x"),
                    .why = why,
                    .expected = [sign](const CheckedRow& row) -> Jet<double> {
                      const Jet<double> mirrored = row.loss.at(-row.x);
                      return {mirrored.value, sign * mirrored.gradient, mirrored.curvature};
                    }});
  }
}

// Part of the axis, beside a parameter or a kink.
struct Region {
  std::string where;  // " where |r| > δ"
  std::string part;   // " in the linear part"
  std::function<bool(const CheckedRow&)> holds;
};

std::vector<Region> regions_of(const Loss& loss) {
  std::vector<Region> regions{{"", "", [](const CheckedRow&) { return true; }}};
  const bool linear_tails = loss.id() == "huber" || loss.id() == "smooth_l1" || loss.id() == "quantile_huber";
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    const Parameter& p = loss.parameters()[i];
    if (!p.in_residual_units) continue;
    regions.push_back({fmt::format(" where |r| > {}", p.symbol),
                       linear_tails ? " in the linear part" : fmt::format(" beyond {}", p.symbol),
                       [i](const CheckedRow& row) { return std::fabs(row.x) > row.loss.parameter(i); }});
    regions.push_back({fmt::format(" where |r| \u2264 {}", p.symbol),
                       linear_tails ? " in the quadratic part" : fmt::format(" within {}", p.symbol),
                       [i](const CheckedRow& row) { return std::fabs(row.x) <= row.loss.parameter(i); }});
  }
  if (is_of_margin(loss.info().family) && !loss.kinks().empty()) {
    const auto left = [](const CheckedRow& row) { return row.x <= row.loss.kinks().front(); };
    regions.push_back({" left of the lowest kink", " there", left});
    regions.push_back({" right of the lowest kink", " there", [left](const CheckedRow& row) { return !left(row); }});
  }
  return regions;
}

void add_in_region(std::vector<Hypothesis>& list, const Region& region, const std::string& what, const std::string& why,
                   const std::function<Jet<double>(const CheckedRow&)>& expected) {
  list.push_back({.what = what + region.where,
                  .why = why + region.part,
                  .expected = [expected, holds = region.holds](
                                  const CheckedRow& row) { return holds(row) ? expected(row) : row.ours; },
                  .may_be_another_loss = true});
}

// Powers of a parameter as terms of the value and as factors.
void add_terms(std::vector<Hypothesis>& list, const Region& region, const Parameter& p, std::size_t i) {
  struct Term {
    double factor, power;
    const char *plus, *term, *state;
  };
  constexpr std::array<Term, 6> terms{{{0.5, 2, "+ {}\u00b2/2", "\u2212{}\u00b2/2", "is missing"},
                                       {0.5, 1, "+ {}/2", "\u2212{}/2", "is missing"},
                                       {1, 2, "+ {}\u00b2", "\u2212{}\u00b2", "is missing, or half of it twice"},
                                       {-0.5, 2, "\u2212 {}\u00b2/2", "\u2212{}\u00b2/2", "is too much"},
                                       {-0.5, 1, "\u2212 {}/2", "\u2212{}/2", "is too much"},
                                       {-1, 1, "\u2212 {}", "\u2212{}", "is too much"}}};
  for (const Term& t : terms) {
    add_in_region(list, region, "ours " + fmt::format(fmt::runtime(t.plus), p.symbol),
                  fmt::format("the term {} {}", fmt::format(fmt::runtime(t.term), p.symbol), t.state),
                  [i, t](const CheckedRow& row) -> Jet<double> {
                    return {row.ours.value + t.factor * std::pow(row.loss.parameter(i), t.power), silent, silent};
                  });
  }
  add_in_region(list, region, fmt::format("ours + {0}\u00b2/2 \u2212 {0}/2", p.symbol),
                fmt::format("\u2212{0}/2 stands in place of \u2212{0}\u00b2/2", p.symbol),
                [i](const CheckedRow& row) -> Jet<double> {
                  const double s = row.loss.parameter(i);
                  return {row.ours.value + 0.5 * s * s - 0.5 * s, silent, silent};
                });
}

void add_factors(std::vector<Hypothesis>& list, const Region& region, const Parameter& p, std::size_t i) {
  const auto add = [&](const ParameterPower& f) {
    add_in_region(
        list, region, fmt::format(fmt::runtime(f.what), p.symbol), fmt::format(fmt::runtime(f.why), p.symbol),
        [i, f](const CheckedRow& row) { return times(f.factor * std::pow(row.loss.parameter(i), f.power), row.ours); });
  };
  for (const ParameterPower& f : parameter_powers) add(f);
  add({2, -2, "ours divided by {}\u00b2/2", "a factor {}\u00b2/2 is missing"});
  add({6, -2, "ours divided by {}\u00b2/6", "a factor {}\u00b2/6 is missing"});
}

// The residual divided by the scale twice, or not at all; the slope with and without the chain rule.
void add_arguments(std::vector<Hypothesis>& list, const Parameter& p, std::size_t i) {
  for (const bool twice : {true, false}) {
    for (const bool chained : {false, true}) {
      list.push_back({.what = fmt::format(fmt::runtime(twice ? "ours at r/{}" : "ours at {}\u00b7r"), p.symbol),
                      .why = fmt::format(fmt::runtime(twice ? "u = r/{0}\u00b2 stands in place of r/{0}"
                                                            : "r stands in place of u = r/{}"),
                                         p.symbol),
                      .expected = [i, twice, chained](const CheckedRow& row) -> Jet<double> {
                        const double s = row.loss.parameter(i), k = twice ? 1 / s : s;
                        const Jet<double> jet = row.loss.at(k * row.x);
                        return {jet.value, jet.gradient * (chained ? k : 1 / k), silent};
                      }});
    }
  }
}

// Without a word about parameters: factors, signs, logarithms. `family` where all rows have one.
std::vector<Hypothesis> general_hypotheses(std::optional<Family> family) {
  std::vector<Hypothesis> list = common_factors<CheckedRow>();
  list.push_back(factor<CheckedRow>(6, "six times ours", "a factor 1/6 is missing"));
  add_signs(list, family);
  list.push_back({.what = "0", .why = "where ours are not: nothing was computed there", .expected = [](const auto&) {
                    return Jet<double>{silent, 0, 0};
                  }});
  list.push_back({.what = "the IRLS weights \u03c8(r)/r", .expected = [](const CheckedRow& row) -> Jet<double> {
                    if (!is_of_residual(row.loss.info().family)) return {silent, silent, silent};
                    const double weight = row.loss.weight(row.x);
                    return {silent, weight, weight};
                  }});
  list.push_back({.what = "each other's",
                  .why = "the columns value and grad are exchanged",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    return {row.ours.gradient, row.ours.value, silent};
                  }});
  list.push_back({.what = "the square root of ours", .expected = [](const CheckedRow& row) -> Jet<double> {
                    return {std::sqrt(row.ours.value), silent, silent};
                  }});
  list.push_back({.what = "the square of ours", .expected = [](const CheckedRow& row) -> Jet<double> {
                    return {row.ours.value * row.ours.value, silent, silent};
                  }});
  list.push_back({.what = "ours less \u2113(0)",
                  .why = "the constant is left out, so that the value is 0 at 0",
                  .expected = [](const CheckedRow& row) -> Jet<double> {
                    return {row.ours.value - row.loss.at(0).value, silent, silent};
                  }});
  list.push_back(offset(-half_log_2pi, "ours \u2212 log(2\u03c0)/2", "the term log(2\u03c0)/2 is missing"));
  list.push_back(offset(ln_2, "ours + log 2", "the term \u2212log 2 is missing"));
  list.push_back(offset(-ln_2, "ours \u2212 log 2", "the term log 2 is missing"));
  return list;
}

// Parameters confused, lost or doubled, and terms of them missing on one branch.
std::vector<Hypothesis> parameter_hypotheses(const Loss& loss) {
  std::vector<Hypothesis> list;
  const std::vector<Region> regions = regions_of(loss);
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    const Parameter& p = loss.parameters()[i];
    if (p.is_class) {
      list.push_back({.what = "ours for the other class",
                      .why = "the weights of the two classes are exchanged, or one of them serves both",
                      .expected =
                          [i](const CheckedRow& row) {
                            return numbers_of_loss(with_parameter(row.loss, i, -row.loss.parameter(i)), row);
                          },
                      .everywhere = false});
      continue;
    }
    for (const Region& region : regions) add_terms(list, region, p, i);
    for (const Region& region : regions) add_factors(list, region, p, i);
    add_confusions<CheckedRow>(list, p, i);
    if (p.in_residual_units) add_arguments(list, p, i);
    list.push_back({.what = fmt::format("ours \u2212 log {}", p.symbol),
                    .why = fmt::format("the term log {} is missing", p.symbol),
                    .expected = [i](const CheckedRow& row) -> Jet<double> {
                      const double s = row.loss.parameter(i);
                      return {s > 0 ? row.ours.value - std::log(s) : silent, silent, silent};
                    }});
    for (std::size_t j = 0; j < i; ++j) {
      if (!loss.parameters()[j].is_class) add_exchange<CheckedRow>(list, loss, j, i);
    }
  }
  for (std::size_t k = 1; k < regions.size(); ++k) {
    add_in_region(list, regions[k], "twice ours", "a factor \u00bd is missing",
                  [](const CheckedRow& row) { return times(2, row.ours); });
    add_in_region(list, regions[k], "half of ours", "a factor \u00bd too much",
                  [](const CheckedRow& row) { return times(0.5, row.ours); });
    add_in_region(list, regions[k], "0", "nothing was computed", [](const CheckedRow&) {
      return Jet<double>{0, 0, 0};
    });
  }
  list.push_back({.what = "ours divided by \u2113\u2033(0)",
                  .why = "it was normalised to curvature 1 at 0",
                  .expected = [](const CheckedRow& row) { return times(1 / row.loss.at(0).curvature, row.ours); }});
  return list;
}

}  // namespace

std::vector<Hypothesis> exact_hypotheses(Rows rows) {
  const Loss& loss = rows[0]->loss;
  std::vector<Hypothesis> list = general_hypotheses(loss.info().family);
  append(list, parameter_hypotheses(loss));
  append(list, variable_hypotheses(loss));
  return list;
}

std::vector<Hypothesis> hypotheses_of_all(Rows rows) {
  std::optional<Family> family = rows[0]->loss.info().family;
  for (const CheckedRow* row : rows) {
    if (family && row->loss.info().family != *family) family.reset();
  }
  return general_hypotheses(family);
}

}  // namespace losslab::cli
