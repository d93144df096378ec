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
};

// Parameters that several losses have with the same meaning.
inline constexpr Parameter true_probability{.name = "pi",
                                            .symbol = "π",
                                            .role = "true probability",
                                            .initial = 0.7,
                                            .slider_min = 0.01,
                                            .slider_max = 0.99,
                                            .lower = 0,
                                            .upper = 1};
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

}  // namespace losslab
