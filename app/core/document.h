#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/loss.h"
#include "losses/learn/dataset.h"
#include "losses/learn/model.h"
#include "losses/learn/optimizer.h"

namespace losslab {

enum class Screen : unsigned char { losses, regression, classification };
inline constexpr std::array<const char*, 3> screen_names{"losses", "regression", "classification"};

// What the losses are plotted against. The losses of the margin and probability families share both of the latter:
// on the probability axis they are functions of p = σ(m), with dℓ/dp as the gradient.
enum class LossAxis : unsigned char { residual, margin, probability };
inline constexpr std::array<const char*, 3> axis_names{"residual", "margin", "probability"};

// Lists of loss ids are kept in the catalogue's order.
struct LossesPage {
  LossAxis axis = LossAxis::residual;
  std::vector<std::string> residual{"squared_error", "absolute_error", "huber", "tukey_biweight"};
  std::vector<std::string> margin{"zero_one", "hinge", "logistic", "exponential", "gce"};
  std::string chosen_residual = "huber";  // the one that the reading panel is about; need not be ticked
  std::string chosen_margin = "logistic";
  friend bool operator==(const LossesPage&, const LossesPage&) = default;

  std::vector<std::string>& ticked() { return axis == LossAxis::residual ? residual : margin; }
  const std::vector<std::string>& ticked() const { return axis == LossAxis::residual ? residual : margin; }
  std::string& chosen() { return axis == LossAxis::residual ? chosen_residual : chosen_margin; }
  const std::string& chosen() const { return axis == LossAxis::residual ? chosen_residual : chosen_margin; }
};

// One laboratory: data, model, who runs, and how.
struct LabPage {
  DataSpec data;
  ModelSpec model;
  bool standardize = false;
  double l2 = 0;
  Optimizer optimizer;              // shared by all who run
  std::vector<std::string> ticked;  // loss ids, at most max_competitors
  std::string chosen;               // whose landscape or decision surface is shown; one of `ticked` if there is any
  std::vector<double> start;        // in the model's own parameters; empty: the model's initial ones from `seed`
  std::uint64_t seed = 1;           // of initial weights and batches
  friend bool operator==(const LabPage&, const LabPage&) = default;
};
inline constexpr std::size_t max_competitors = 8;

// The inputs: compared, serialised, undone. Each loss has one set of parameters, the same on every screen.
struct Document {
  std::vector<Loss> losses = Loss::all();
  LossesPage losses_page;
  LabPage regression = default_regression();
  LabPage classification = default_classification();
  friend bool operator==(const Document&, const Document&) = default;

  Loss& loss(std::string_view id);  // throws InputError for an unknown id
  const Loss& loss(std::string_view id) const;
  int index(std::string_view id) const;  // in the catalogue: the loss's series number and the key of its competitor
  LabPage& lab(Screen screen) { return screen == Screen::regression ? regression : classification; }
  const LabPage& lab(Screen screen) const { return screen == Screen::regression ? regression : classification; }

  // What opens: MSE, Huber and Tukey on a line with 20 % outliers; exponential, logistic and generalised cross-entropy
  // on two Gaussians with five points mislabelled far away.
  static LabPage default_regression();
  static LabPage default_classification();
};

// Adds or removes an id, keeping the catalogue's order. False where a lab already has max_competitors.
bool toggle(std::vector<std::string>& ids, std::string_view id, const Document& document, std::size_t limit = 1000);

}  // namespace losslab
