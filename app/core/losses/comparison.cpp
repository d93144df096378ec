#include "app/core/losses/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "app/core/catalogue/loss_parts.h"
#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/figure_parts.h"
#include "app/core/shell/parameter_play.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"

namespace losslab {
namespace {

using Normalise = Comparison::Normalise;

// A colour for each member of a family, from the least value to the largest: lightness runs one way, so that it can be
// followed without telling hues apart, and none is lost on its background.
constexpr std::array light_ramp{rgb(0x3a1a63), rgb(0x344f93), rgb(0x1f7f95), rgb(0x3a9a5f), rgb(0xa08a00)};
constexpr std::array dark_ramp{rgb(0x8468d8), rgb(0x5590dc), rgb(0x3cb8b8), rgb(0x88d66a), rgb(0xf6ec62)};

Color ramp_color(const Theme& theme, double share) {
  const auto& ramp = theme.dark ? dark_ramp : light_ramp;
  const double at = share * static_cast<double>(ramp.size() - 1);
  const std::size_t i = std::min(static_cast<std::size_t>(at), ramp.size() - 2);
  return mix(ramp[i], ramp[i + 1], at - static_cast<double>(i));
}

// A number in a label, with a true minus.
std::string number_text(double value) {
  std::string text = fmt::format("{:.4g}", value);
  if (text.front() == '-') text.replace(0, 1, "−");
  return text;
}

std::string place_text(LossAxis axis) { return curvature_place(axis) == 0 ? "0" : "½"; }

// Where a loss is asked for what it is divided by.
double divisor_place(const LossesPage& page) {
  const bool by_curvature = page.compare.normalise == Normalise::curvature;
  return by_curvature ? curvature_place(page.axis) : page.compare.value_at[static_cast<std::size_t>(page.axis)];
}

double divisor_of(const Loss& loss, const LossesPage& page) {
  const Jet<double> jet = at_axis(loss, page.axis, divisor_place(page));
  return page.compare.normalise == Normalise::curvature ? jet.curvature : jet.value;
}

// NaN where it cannot be compared.
double scale_of(const Loss& loss, const LossesPage& page) {
  if (page.compare.normalise == Normalise::none) return unit_factor(page.compare);
  const double divisor = divisor_of(loss, page);
  const bool usable = divisor > 0 && std::isfinite(1 / divisor) && std::isfinite(divisor);
  return usable ? 1 / divisor : std::numeric_limits<double>::quiet_NaN();
}

// Why a loss cannot be compared; empty where it can.
std::string why_not(const Compared& one, const LossesPage& page, const Language& text) {
  if (!std::isnan(one.scale)) return {};
  const bool curvature = page.compare.normalise == Normalise::curvature;
  const double divisor = divisor_of(one.loss, page);
  const std::string place = curvature ? place_text(page.axis) : number_text(divisor_place(page));
  const char* const key = std::isnan(divisor) ? curvature ? "figure.losses.no_curvature" : "figure.losses.no_value"
                          : std::isinf(divisor)
                              ? curvature ? "figure.losses.infinite_curvature" : "figure.losses.infinite_value"
                          : divisor == 0 ? curvature ? "figure.losses.zero_curvature" : "figure.losses.zero_value"
                          : curvature    ? "figure.losses.negative_curvature"
                                         : "figure.losses.negative_value";
  return text(key, {{"place", place}});
}

std::vector<Compared> ticked_losses(const Document& document, const View& view, const Theme& theme,
                                    const Language& text) {
  std::vector<Compared> ticked;
  for (const std::string& id : drawn_ids(document)) {
    const int series = document.index(id);
    const Loss& loss = document.loss(id);
    ticked.push_back({loss, series, theme.series(static_cast<std::size_t>(series)), parts::legend_label(text, loss),
                      id == losses_page(document).chosen(), view.hidden.contains(id)});
  }
  return ticked;
}

std::vector<Compared> family_members(const Document& document, const LossFamily& family, const Theme& theme) {
  std::vector<Compared> members;
  const std::size_t count = family.values.size();
  for (std::size_t i = 0; i < count; ++i) {
    Loss loss = document.loss(losses_page(document).chosen());
    loss.set(family.parameter->name, family.values[i]);
    const double share = static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(count - 1, 1));
    members.push_back({loss,
                       family_series(document, i),
                       {ramp_color(theme, share), Dash::solid, Marker::none},
                       fmt::format("{} = {}", family.parameter->symbol, number_text(family.values[i]))});
  }
  return members;
}

bool is_allowed(const Loss& loss, const Parameter& parameter, double value) {
  Loss trial = loss;
  try {
    trial.set(parameter.name, value);
  } catch (const InputError&) {
    return false;
  }
  return true;
}

// The loss that is subtracted on the present axis.
const Loss* reference_loss(const Document& document) {
  const LossesPage& page = losses_page(document);
  if (page.compare.reference.empty()) return nullptr;
  const Loss& loss = document.loss(page.compare.reference);
  return is_drawn_on(page.axis, loss.info().family) ? &loss : nullptr;
}

std::optional<Compared> reference_of(const Document& document, const Theme& theme, const Language& text) {
  const Loss* loss = reference_loss(document);
  if (loss == nullptr) return std::nullopt;
  const int series = document.index(loss->id());
  Compared reference{*loss, series, theme.series(static_cast<std::size_t>(series)), name_text(text, loss->info())};
  reference.scale = scale_of(*loss, losses_page(document));
  return reference;
}

// A long name would not fit beside a plot: it stands above as what ℓ₀ is.
constexpr std::size_t longest_name = 8;
bool is_short(const std::string& name) { return name.size() <= longest_name; }
// "ℓ₀″" of "ℓ″".
std::string with_zero(std::string symbol) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t end = 1;
  while (end < symbol.size() && continues(symbol[end])) ++end;
  return symbol.insert(end, "₀");
}

// What is left of two equal numbers but for their rounding is 0: it is read as a number.
double difference(double a, double b) {
  const double left = a - b;
  return std::abs(left) <= 4e-16 * (std::abs(a) + std::abs(b)) && std::isfinite(left) ? 0 : left;
}

// How the quantities of an axis are written: the value with its argument, and so on; the last without arguments.
struct Symbols {
  std::array<const char*, 4> plain;  // by Quantity: the key of the whole label where nothing is compared
  std::array<const char*, 4> full;
  std::array<const char*, 4> bare;
};
constexpr std::array<Symbols, axis_names.size()> symbols{{
    {{"figure.losses.residual_value", "figure.losses.residual_gradient", "figure.losses.residual_curvature",
      "figure.losses.residual_weight"},
     {"ℓ(r)", "ψ(r)", "ℓ″(r)", "w(r)"},
     {"ℓ", "ψ", "ℓ″", "w"}},
    {{"figure.losses.margin_value", "figure.losses.margin_gradient", "figure.losses.margin_curvature", ""},
     {"ℓ(m)", "ℓ′(m)", "ℓ″(m)", ""},
     {"ℓ", "ℓ′", "ℓ″", ""}},
    {{"figure.losses.probability_value", "figure.losses.probability_gradient", "figure.losses.probability_curvature",
      ""},
     {"ℓ(p)", "dℓ/dp", "d²ℓ/dp²", ""},
     {"ℓ", "ℓ′", "ℓ″", ""}},
    {{"figure.losses.score_value", "figure.losses.score_gradient", "figure.losses.score_curvature", ""},
     {"S(q)", "S′(q)", "S″(q)", ""},
     {"S", "S′", "S″", ""}},
    {{"figure.losses.other_value", "figure.losses.other_gradient", "figure.losses.other_curvature", ""},
     {"ℓ", "ℓ′", "ℓ″", ""},
     {"ℓ", "ℓ′", "ℓ″", ""}},
}};

// "ℓ″(0)", "S(0.25)": what a normalised loss is divided by.
std::string divisor_text(const LossesPage& page) {
  const Symbols& own = symbols[static_cast<std::size_t>(page.axis)];
  if (page.compare.normalise == Normalise::curvature) return fmt::format("{}({})", own.bare[2], place_text(page.axis));
  return fmt::format("{}({})", own.bare[0], number_text(page.compare.value_at[static_cast<std::size_t>(page.axis)]));
}

}  // namespace

ComparedLosses compared_losses(const Document& document, const View& view, const Theme& theme, const Language& text) {
  const LossesPage& page = losses_page(document);
  const std::optional<LossFamily> family = loss_family(document);
  ComparedLosses all{family ? family_members(document, *family, theme) : ticked_losses(document, view, theme, text),
                     reference_of(document, theme, text)};
  if (all.reference) all.reference->left_out = why_not(*all.reference, page, text);
  for (Compared& one : all.losses) {
    one.scale = scale_of(one.loss, page);
    one.left_out = why_not(one, page, text);
    if (all.reference && !all.reference->left_out.empty()) {
      one.left_out =
          text("figure.losses.reference_has", {{"loss", all.reference->label}, {"what", all.reference->left_out}});
    }
  }
  return all;
}

Jet<double> compared_at(const Compared& loss, const std::optional<Compared>& reference, LossAxis axis, double x) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  if (!loss.left_out.empty()) return {nan, nan, nan};
  Jet<double> jet = at_axis(loss.loss, axis, x);
  jet = {loss.scale * jet.value, loss.scale * jet.gradient, loss.scale * jet.curvature};
  if (!reference) return jet;
  const Jet<double> less = at_axis(reference->loss, axis, x);
  const double scale = reference->scale;
  return {difference(jet.value, scale * less.value), difference(jet.gradient, scale * less.gradient),
          difference(jet.curvature, scale * less.curvature)};
}

double compared_weight(const Compared& loss, const std::optional<Compared>& reference, double residual) {
  if (!loss.left_out.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double weight = loss.scale * loss.loss.weight(residual);
  return reference ? difference(weight, reference->scale * reference->loss.weight(residual)) : weight;
}

double compared_value(const Document& document, std::string_view id, double x) {
  const LossesPage& page = losses_page(document);
  Compared one{document.loss(id), 0, {}, ""};
  one.scale = scale_of(one.loss, page);
  const std::optional<Compared> reference = reference_of(document, light_theme(), Language());
  if (std::isnan(one.scale) || (reference && std::isnan(reference->scale))) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return compared_at(one, reference, page.axis, x).value;
}

std::vector<std::string> drawn_ids(const Document& document) {
  std::vector<std::string> ids = losses_page(document).ticked();
  std::erase_if(ids, [&](const std::string& id) {
    return !is_drawn_on(losses_page(document).axis, document.loss(id).info().family);
  });
  return ids;
}

double curvature_place(LossAxis axis) { return axis == LossAxis::probability || axis == LossAxis::score ? 0.5 : 0; }

std::vector<const Parameter*> family_parameters(const Loss& loss) {
  std::vector<const Parameter*> usable;
  for (const Parameter& parameter : loss.parameters()) {
    if (!parameter.is_class) usable.push_back(&parameter);
  }
  return usable;
}

std::optional<LossFamily> loss_family(const Document& document) {
  const LossesPage& page = losses_page(document);
  if (!page.compare.family || page.shows_risk()) return std::nullopt;
  const Loss& loss = document.loss(page.chosen());
  if (!is_drawn_on(page.axis, loss.info().family)) return std::nullopt;
  const std::vector<const Parameter*> usable = family_parameters(loss);
  if (usable.empty()) return std::nullopt;
  const auto named = std::ranges::find_if(
      usable, [&](const Parameter* parameter) { return page.compare.family_parameter == parameter->name; });
  LossFamily family{named == usable.end() ? usable.front() : *named, {}};
  for (int i = 0; i < page.compare.family_count; ++i) {
    const double exact = value_at_fraction(*family.parameter, i / (page.compare.family_count - 1.0));
    const double value = tidy(*family.parameter, exact, 3);
    // A value may be forbidden by the other parameters.
    if (is_allowed(loss, *family.parameter, value)) family.values.push_back(value);
  }
  if (family.values.empty()) return std::nullopt;
  return family;
}

int family_series(const Document& document, std::size_t i) { return static_cast<int>(document.losses.size() + i); }

double unit_factor(const Comparison& compare) {
  return (compare.half ? 0.5 : 1) / (compare.bits ? std::numbers::ln2 : 1);
}

std::string in_units(const std::string& symbol, const Comparison& compare, const Language& text) {
  const std::string scaled = (compare.half ? "½ " : "") + symbol;
  return compare.bits ? text("figure.losses.in_bits", {{"quantity", scaled}}) : scaled;
}

std::string quantity_label(Quantity quantity, const Document& document, const Language& text) {
  const LossesPage& page = losses_page(document);
  const Symbols& own = symbols[static_cast<std::size_t>(page.axis)];
  const auto which = static_cast<std::size_t>(quantity);
  const bool normalised = page.compare.normalise != Normalise::none;
  if (const Loss* reference = reference_loss(document)) {
    const std::string bare = own.bare[which];
    const std::string whole = name_text(text, reference->info());
    const std::string name = is_short(whole) ? whole : with_zero(own.bare[0]);
    if (normalised) {
      return text("figure.losses.less_same", {{"quantity", bare}, {"divisor", divisor_text(page)}, {"loss", name}});
    }
    const std::string less = is_short(whole) ? fmt::format("{}({})", bare, name) : with_zero(bare);
    const bool bracket = page.compare.half || page.compare.bits;
    return in_units(fmt::format("{}{} − {}{}", bracket ? "(" : "", bare, less, bracket ? ")" : ""), page.compare, text);
  }
  if (normalised) return fmt::format("{} / {}", own.full[which], divisor_text(page));
  if (page.compare.half || page.compare.bits) return in_units(own.full[which], page.compare, text);
  return text(own.plain[which]);
}

std::string reference_note(const Document& document, const Language& text) {
  const Loss* reference = reference_loss(document);
  if (reference == nullptr) return "";
  const std::string name = name_text(text, reference->info());
  if (is_short(name)) return "";
  const Symbols& own = symbols[static_cast<std::size_t>(losses_page(document).axis)];
  return fmt::format("{}: {}", with_zero(own.bare[0]), name);
}

}  // namespace losslab
