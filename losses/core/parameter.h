#pragma once
#include <limits>

namespace losslab {

enum class Scale { linear, logarithmic };

// A shape parameter of a loss, declared once: the sliders, the command line, the sessions and the checks read it here.
struct Parameter {
  const char* name;    // as typed: "delta"
  const char* symbol;  // as printed: "δ"
  const char* role;    // "threshold"
  double initial;
  double slider_min, slider_max;
  Scale scale = Scale::linear;
  // Hard bounds: a value outside of them is rejected. `open_*` excludes the bound itself. Neither NaN nor an infinity
  // is ever accepted, but for −∞ where `minus_infinity` is set (the slider then has a stop for it).
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
  bool open_lower = false, open_upper = false;
  bool minus_infinity = false;
  // In units of the residual, so that it scales with the noise (Huber's δ, Tukey's c), and not a pure number (τ, α).
  bool in_residual_units = false;
  // The class y ∈ {−1, +1} of the sample, for losses that weigh the classes differently; training sets it by sample.
  bool is_class = false;
  // Other usual names, separated by "; ", beside its symbol and its role.
  const char* also = "";
};

// Parameters that several losses have with the same meaning.
// A size that residuals are measured by.
constexpr Parameter residual_scale_parameter(const char* name, const char* symbol, double initial,
                                             const char* role = "scale") {
  return {.name = name,
          .symbol = symbol,
          .role = role,
          .initial = initial,
          .slider_min = 0.1,
          .slider_max = 10,
          .scale = Scale::logarithmic,
          .lower = 0,
          .open_lower = true,
          .in_residual_units = true,
          .also = "scale; f_scale; k"};
}
// Where Huber's loss and its relatives turn from squares to lines.
inline constexpr Parameter delta_threshold{.name = "delta",
                                           .symbol = "δ",
                                           .role = "threshold",
                                           .initial = 1.0,
                                           .slider_min = 0.05,
                                           .slider_max = 10,
                                           .scale = Scale::logarithmic,
                                           .lower = 0,
                                           .open_lower = true,
                                           .in_residual_units = true,
                                           .also = "k; t; kappa; huber_slope; f_scale"};
inline constexpr Parameter tube_half_width{.name = "epsilon",
                                           .symbol = "ε",
                                           .role = "half width of the tube",
                                           .initial = 0.1,
                                           .slider_min = 0,
                                           .slider_max = 3,
                                           .lower = 0,
                                           .in_residual_units = true,
                                           .also = "eps; tube"};
// The share of the weight that is on one side: a quantile, or what is like one.
inline constexpr Parameter quantile_level{.name = "tau",
                                          .symbol = "τ",
                                          .role = "quantile",
                                          .initial = 0.8,
                                          .slider_min = 0.01,
                                          .slider_max = 0.99,
                                          .lower = 0,
                                          .upper = 1,
                                          .open_lower = true,
                                          .open_upper = true,
                                          .also = "alpha; q; quantile; level"};
// Of the losses of p = σ(m), and of the same ones written in p.
inline constexpr Parameter focusing{
    .name = "gamma", .symbol = "γ", .role = "focusing", .initial = 2.0, .slider_min = 0, .slider_max = 8, .lower = 0};
inline constexpr Parameter robustness{.name = "q",
                                      .symbol = "q",
                                      .role = "robustness",
                                      .initial = 0.7,
                                      .slider_min = 0.01,
                                      .slider_max = 1,
                                      .lower = 0,
                                      .upper = 1,
                                      .open_lower = true};
inline constexpr Parameter first_term_change{.name = "epsilon",
                                             .symbol = "ε",
                                             .role = "change of the first term",
                                             .initial = 1.0,
                                             .slider_min = -1,
                                             .slider_max = 6,
                                             .lower = -1,
                                             .also = "eps; epsilon1"};
inline constexpr Parameter label_trust{.name = "beta",
                                       .symbol = "β",
                                       .role = "trust in the label",
                                       .initial = 0.95,
                                       .slider_min = 0,
                                       .slider_max = 1,
                                       .lower = 0,
                                       .upper = 1};
// Of the bi-tempered losses: below 1 it bounds the loss.
inline constexpr Parameter loss_temperature{.name = "t1",
                                            .symbol = "t₁",
                                            .role = "temperature of the logarithm",
                                            .initial = 0.8,
                                            .slider_min = 0,
                                            .slider_max = 1,
                                            .lower = 0,
                                            .upper = 1};
// The parts of a sum of an active and a passive loss. Ma et al. 2020 tried values from 0.1 to 10.
inline constexpr Parameter active_weight{.name = "alpha",
                                         .symbol = "α",
                                         .role = "weight of the active part",
                                         .initial = 1.0,
                                         .slider_min = 0,
                                         .slider_max = 10,
                                         .lower = 0};
inline constexpr Parameter passive_weight{.name = "beta",
                                          .symbol = "β",
                                          .role = "weight of the passive part",
                                          .initial = 1.0,
                                          .slider_min = 0,
                                          .slider_max = 10,
                                          .lower = 0};
// What a reverse cross-entropy takes for the logarithm of a probability of 0.
inline constexpr Parameter log_of_zero{.name = "A",
                                       .symbol = "A",
                                       .role = "stand-in for log 0",
                                       .initial = -4.0,
                                       .slider_min = -10,
                                       .slider_max = -0.5,
                                       .upper = 0,
                                       .open_upper = true};
// Terms of a series; the last one in part where it is no whole number.
inline constexpr Parameter series_order{.name = "t",
                                        .symbol = "t",
                                        .role = "order",
                                        .initial = 2.0,
                                        .slider_min = 1,
                                        .slider_max = 10,
                                        .lower = 1,
                                        .upper = 1000,
                                        .also = "terms; n"};
// The steepest slope in p.
inline constexpr Parameter slope_clip{.name = "tau",
                                      .symbol = "τ",
                                      .role = "clip of the slope",
                                      .initial = 10.0,
                                      .slider_min = 1.1,
                                      .slider_max = 30,
                                      .scale = Scale::logarithmic,
                                      .lower = 1,
                                      .open_lower = true,
                                      .also = "clip; clipping; threshold"};
// Of the losses that focus on each class in its own way.
inline constexpr Parameter positive_focusing{.name = "gamma_pos",
                                             .symbol = "γ₊",
                                             .role = "focusing on the positive class",
                                             .initial = 0,
                                             .slider_min = 0,
                                             .slider_max = 5,
                                             .lower = 0};
inline constexpr Parameter negative_focusing{.name = "gamma_neg",
                                             .symbol = "γ₋",
                                             .role = "focusing on the negative class",
                                             .initial = 4,
                                             .slider_min = 0,
                                             .slider_max = 8,
                                             .lower = 0};
inline constexpr Parameter probability_shift{.name = "shift",
                                             .symbol = "δ",
                                             .role = "probability margin of the negative class",
                                             .initial = 0.05,
                                             .slider_min = 0,
                                             .slider_max = 0.5,
                                             .lower = 0,
                                             .upper = 1,
                                             .open_upper = true,
                                             .also = "m; margin; clip"};
// Of the scores, and of the losses that weigh the classes differently.
inline constexpr Parameter true_probability{.name = "pi",
                                            .symbol = "π",
                                            .role = "true probability",
                                            .initial = 0.7,
                                            .slider_min = 0.01,
                                            .slider_max = 0.99,
                                            .lower = 0,
                                            .upper = 1,
                                            .also = "truth"};
inline constexpr Parameter class_weight{.name = "alpha",
                                        .symbol = "α",
                                        .role = "weight of the positive class",
                                        .initial = 0.25,
                                        .slider_min = 0.01,
                                        .slider_max = 0.99,
                                        .lower = 0,
                                        .upper = 1,
                                        .open_lower = true,
                                        .open_upper = true};
inline constexpr Parameter true_class{.name = "y",
                                      .symbol = "y",
                                      .role = "class",
                                      .initial = 1,
                                      .slider_min = -1,
                                      .slider_max = 1,
                                      .lower = -1,
                                      .upper = 1,
                                      .is_class = true};

// The same parameter but for one thing.
constexpr Parameter with_role(Parameter parameter, const char* role) {
  parameter.role = role;
  return parameter;
}
constexpr Parameter starting_at(Parameter parameter, double initial) {
  parameter.initial = initial;
  return parameter;
}
constexpr Parameter without_bounds(Parameter parameter) {
  parameter.open_lower = parameter.open_upper = true;
  return parameter;
}

}  // namespace losslab
