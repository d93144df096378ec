#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/core/catalogue/loss_curves.h"
#include "app/core/losses/losses_page.h"
#include "widgets/figure/language.h"
#include "widgets/figure/theme.h"

namespace losslab {

// A loss as the Losses screen compares it with others.
struct Compared {
  Loss loss;
  int series;
  SeriesStyle style;
  std::string label;
  bool chosen = false, hidden = false;
  double scale = 1;        // times the loss; NaN where it cannot be compared
  std::string left_out{};  // why it cannot be compared: "no curvature at 0"; it is then not drawn
  bool is_drawn() const { return !hidden && left_out.empty(); }
};

// What the plots of losses show: the ticked losses of the axis, or the family of the chosen one; and what is subtracted
// from each.
struct ComparedLosses {
  std::vector<Compared> losses;
  std::optional<Compared> reference;  // where it cannot be compared, neither can any other: all are left out
};
ComparedLosses compared_losses(const Document& document, const View& view, const Theme& theme, const Language& text);

// Value, gradient and curvature on the axis as they are compared.
Jet<double> compared_at(const Compared& loss, const std::optional<Compared>& reference, LossAxis axis, double x);
double compared_weight(const Compared& loss, const std::optional<Compared>& reference, double residual);

// ℓ of one loss at a place of the axis as the plot shows it; NaN where it cannot be compared.
double compared_value(const Document& document, std::string_view id, double x);

// The ticked losses that are drawn on the present axis.
std::vector<std::string> drawn_ids(const Document& document);

// Where on an axis curvatures are compared: 0, or ½ for probabilities.
double curvature_place(LossAxis axis);

// The parameter whose values make the family of the chosen loss, and those values, rounded to three digits; none where
// no family is wanted or the loss has no parameter.
struct LossFamily {
  const Parameter* parameter;
  std::vector<double> values;
};
std::optional<LossFamily> loss_family(const Document& document);
// Its parameters that can make one: all but the class.
std::vector<const Parameter*> family_parameters(const Loss& loss);
// The series number of the i-th member of the family, beyond those of the losses.
int family_series(const Document& document, std::size_t i);

// The factor that ½ and bits make.
double unit_factor(const Comparison& compare);
// " in bits" and the like around the name of a quantity: "½ ℓ(r)".
std::string in_units(const std::string& symbol, const Comparison& compare, const Language& text);
// What the y-axis of a plot says.
std::string quantity_label(Quantity quantity, const Document& document, const Language& text);
// What stands above the plots where the labels call the loss that is subtracted ℓ₀.
std::string reference_note(const Document& document, const Language& text);

}  // namespace losslab
