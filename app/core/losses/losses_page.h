#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/catalogue/loss_axis.h"

namespace losslab {

struct Document;
struct View;

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

// What is called `from` is called `to` now, or is not there any more where `to` is empty.
void rename_loss(LossesPage& page, std::string_view from, std::string_view to);

// How the Losses screen is looked at.
struct LossesView {
  bool show_curvature = false, show_weight = false;  // further plots
  bool probe = true;
  std::array<double, 5> probe_at{1.5, -0.5, 0.3, 0.3, 1};  // by LossAxis
  friend bool operator==(const LossesView&, const LossesView&) = default;
};

// What the Losses screen has in a document and in a view.
LossesPage& losses_page(Document& document);
const LossesPage& losses_page(const Document& document);
LossesView& losses_view(View& view);
const LossesView& losses_view(const View& view);
inline constexpr const char* losses_id = "losses";  // of the screen

}  // namespace losslab
