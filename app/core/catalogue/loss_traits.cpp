#include "app/core/catalogue/loss_traits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace losslab {
namespace {

constexpr std::array residual_traits{
    TraitInfo{Trait::convex, "trait.convex", "trait.convex.title", "trait.convex.of_residual"},
    TraitInfo{Trait::bounded_gradient, "trait.bounded_gradient", "trait.bounded_gradient.title",
              "trait.bounded_gradient.of_residual"},
    TraitInfo{Trait::bounded, "trait.bounded", "trait.bounded.title", "trait.bounded.of_residual"},
    TraitInfo{Trait::smooth, "trait.smooth", "trait.smooth.title", "trait.smooth.of_residual"},
    TraitInfo{Trait::redescending, "trait.redescending", "trait.redescending.title", "trait.redescending.of_residual"},
    TraitInfo{Trait::symmetric, "trait.symmetric", "trait.symmetric.title", "trait.symmetric.of_residual"},
};
constexpr std::array class_traits{
    TraitInfo{Trait::convex, "trait.convex", "trait.convex.title", "trait.convex.of_classes"},
    TraitInfo{Trait::bounded_gradient, "trait.bounded_gradient", "trait.bounded_gradient.title",
              "trait.bounded_gradient.of_classes"},
    TraitInfo{Trait::bounded, "trait.bounded", "trait.bounded.title", "trait.bounded.of_classes"},
    TraitInfo{Trait::smooth, "trait.smooth", "trait.smooth.title", "trait.smooth.of_classes"},
    TraitInfo{Trait::redescending, "trait.redescending", "trait.redescending.title", "trait.redescending.of_classes"},
    TraitInfo{Trait::symmetric, "trait.symmetric", "trait.symmetric.title", "trait.symmetric.of_classes"},
    TraitInfo{Trait::calibrated, "trait.calibrated", "trait.calibrated.title", "trait.calibrated.of_classes"},
    TraitInfo{Trait::proper, "trait.proper", "trait.proper.title", "trait.proper.of_classes"},
};
constexpr std::array other_traits{
    TraitInfo{Trait::convex, "trait.convex", "trait.convex.title", "trait.convex.of_others"},
    TraitInfo{Trait::bounded_gradient, "trait.bounded_gradient", "trait.bounded_gradient.title",
              "trait.bounded_gradient.of_others"},
    TraitInfo{Trait::bounded, "trait.bounded", "trait.bounded.title", "trait.bounded.of_others"},
    TraitInfo{Trait::smooth, "trait.smooth", "trait.smooth.title", "trait.smooth.of_others"},
    TraitInfo{Trait::proper, "trait.proper", "trait.proper.title", "trait.proper.of_others"},
};

constexpr std::array probes{0.1, 0.7, 1.3, 2.9, 7.7, 23.0};

bool is_even(const Loss& loss) {
  return std::ranges::all_of(probes, [&](double x) {
    const double right = loss.at(x).value, left = loss.at(-x).value;
    return right == left || std::abs(right - left) <= 1e-12 * std::abs(right);
  });
}

// The value and the gradient on both sides of a kink: as near to it as doubles come, so that a steep bend is none.
bool jumps(const Loss& loss, double kink) {
  const double step = std::max(std::nextafter(std::abs(kink), 1e308) - std::abs(kink), 1e-300);
  const Jet<double> left = loss.at(kink - step), right = loss.at(kink + step);
  const auto apart = [](double a, double b) { return !(std::abs(a - b) <= 1e-3 * std::max(1.0, std::abs(a))); };
  return apart(left.value, right.value) || apart(left.gradient, right.gradient);
}

}  // namespace

FamilySet families_on(LossAxis axis) {
  FamilySet set = 0;
  for (const Family family :
       {Family::residual, Family::margin, Family::probability, Family::of_probability, Family::score, Family::other}) {
    if (is_drawn_on(axis, family)) set |= family_set({family});
  }
  return set;
}

const char* family_heading(Family family) {
  switch (family) {
    case Family::residual:
      return "family.residual";
    case Family::margin:
      return "family.margin";
    case Family::probability:
      return "family.probability";
    case Family::of_probability:
      return "family.of_probability";
    case Family::score:
      return "family.score";
    case Family::other:
      break;
  }
  return "family.other";
}

std::span<const TraitInfo> traits_for(FamilySet families) {
  if (contains(families, Family::residual)) return residual_traits;
  if (contains(families, Family::margin) || contains(families, Family::probability)) return class_traits;
  return other_traits;
}

TraitSet traits_of(const Loss& loss, const Properties& known) {
  TraitSet set = 0;
  const auto add = [&set](Trait trait, bool holds) {
    if (holds) set |= trait_set({trait});
  };
  add(Trait::convex, known.convex);
  add(Trait::bounded_gradient, known.bounded_gradient);
  add(Trait::redescending, known.redescending);
  add(Trait::bounded, known.bounded);
  add(Trait::symmetric, is_of_residual(loss.info().family) ? is_even(loss) : known.symmetric);
  add(Trait::calibrated, known.calibrated == Fact::yes);
  add(Trait::proper, known.proper == Fact::yes);
  const std::vector<double> kinks = loss.kinks();
  add(Trait::smooth, std::ranges::none_of(kinks, [&](double kink) { return jumps(loss, kink); }));
  return set;
}

bool rejects(const Loss& loss, const Properties& known) {
  if (!known.redescending) return false;
  // Ten thresholds away: there even e^(−u²) is no zero, so that only a cut gives one.
  double far = 1;
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    if (std::isfinite(loss.parameter(i))) far = std::max(far, std::abs(loss.parameter(i)));
  }
  const double side = is_of_residual(loss.info().family) ? 1 : -1;
  return loss.at(10 * side * far).gradient == 0;
}

}  // namespace losslab
