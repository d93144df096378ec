#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/loss.h"
#include "losses/learn/data/dataset.h"
#include "losses/learn/models/model.h"
#include "losses/learn/optimise/optimizer.h"
#include "losses/learn/sweep/sweep.h"

namespace losslab {

enum class Screen : unsigned char { losses, regression, classification };
inline constexpr std::array<const char*, 3> screen_names{"losses", "regression", "classification"};

// What the losses are plotted against. The losses of the margin and probability families share both of the latter:
// on the probability axis they are functions of p = σ(m), with dℓ/dp as the gradient. `score` is the stated probability
// q of an event; on `other` each loss has its own argument, see LossInfo::variable.
enum class LossAxis : unsigned char { residual, margin, probability, score, other };
inline constexpr std::array<const char*, 5> axis_names{"residual", "margin", "probability", "score", "other"};

// Whether a loss of a family can be drawn on an axis.
bool is_drawn_on(LossAxis axis, Family family);

// How curves are made comparable. All of it is linear in the loss, so that value, gradient, curvature and weight are
// changed alike.
struct Comparison {
  // Divides each loss by its curvature at `curvature_place`, or by its value at a chosen point.
  enum class Normalise : unsigned char { none, curvature, value } normalise = Normalise::none;
  std::array<double, 5> value_at{3, -1, 0.25, 0.25, 2};  // that point, by LossAxis
  bool half = false, bits = false;                       // ½ ℓ; ℓ / ln 2. Of no effect where normalised
  std::string reference;  // id of the loss that is subtracted; of no effect on axes where it is not drawn; empty: none
  // The chosen loss at several values of one of its parameters, in place of the ticked losses.
  bool family = false;
  std::string family_parameter;  // its name; the first one where the chosen loss has none of that name
  int family_count = 7;
  // On the margin and probability axes: the risk under a true probability η of class +1 in place of the losses.
  bool risk = false;
  double eta = 0.7;
  friend bool operator==(const Comparison&, const Comparison&) = default;
};
inline constexpr std::array<const char*, 3> normalise_names{"none", "curvature", "value"};
inline constexpr int least_family = 3, largest_family = 15;
inline constexpr double least_eta = 0.01, largest_eta = 0.99;

// Lists of loss ids are kept in the catalogue's order. Losses that are functions of p itself stand in the list of the
// margin, and are drawn on the probability axis alone.
struct LossesPage {
  LossAxis axis = LossAxis::residual;
  std::vector<std::string> residual{"squared_error", "absolute_error", "huber", "tukey_biweight"};
  std::vector<std::string> margin{"zero_one", "hinge", "logistic", "exponential", "gce"};
  std::vector<std::string> score{"expected_ce", "expected_brier", "expected_mae"};
  std::vector<std::string> other{"poisson_nll"};
  std::string chosen_residual = "huber";  // the one that the reading panel is about; need not be ticked
  std::string chosen_margin = "logistic";
  std::string chosen_score = "expected_ce";
  std::string chosen_other = "poisson_nll";
  Comparison compare;
  friend bool operator==(const LossesPage&, const LossesPage&) = default;

  // Of the present axis.
  std::vector<std::string>& ticked();
  const std::vector<std::string>& ticked() const;
  std::string& chosen();
  const std::string& chosen() const;
  // Whether risks are shown: they are wanted, and the axis has them.
  bool shows_risk() const { return compare.risk && (axis == LossAxis::margin || axis == LossAxis::probability); }
};

// What one of those who run has in place of what all share.
struct OwnSettings {
  std::vector<double> parameters;      // of a further run of a loss, all of its shape parameters; empty otherwise
  std::optional<Optimizer> optimizer;  // in place of the page's
  int series = -1;                     // of a further run: its number among the styles
  friend bool operator==(const OwnSettings&, const OwnSettings&) = default;
};

// How the learning rate is given to those who share the descent: the same to all, or divided by the greatest curvature
// of each loss, so that a step goes equally far where the loss bends most.
enum class Rates : unsigned char { equal, matched };
inline constexpr std::array<const char*, 2> rates_names{"equal", "matched"};

// What a sweep of the laboratory varies; all else is as the page has it. See SweepSpec.
struct SweepSettings {
  SweepAxis over;
  int seeds = 5;
  bool exact = true;  // for models linear in their parameters; the others descend
  friend bool operator==(const SweepSettings&, const SweepSettings&) = default;
};

// One laboratory: data, model, who runs, and how.
struct LabPage {
  DataSpec data;
  ModelSpec model;
  bool standardize = false;
  double l2 = 0, l1 = 0;
  Optimizer optimizer;  // shared by all who have none of their own
  Rates rates = Rates::equal;
  // Who runs, at most max_competitors: ids of losses, or "huber#2" for a further run of one (see runners.h).
  std::vector<std::string> ticked;
  std::map<std::string, OwnSettings, std::less<>> own;  // by those ids; further runs are always there
  std::string chosen;         // whose landscape or decision surface is shown; one of `ticked` if there is any
  std::vector<double> start;  // in the model's own parameters; empty: the model's initial ones from `seed`
  std::uint64_t seed = 1;     // of initial weights and batches
  SweepSettings sweep;
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
