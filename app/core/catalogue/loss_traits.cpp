#include "app/core/catalogue/loss_traits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace losslab {
namespace {

constexpr std::array residual_traits{
    TraitInfo{Trait::convex, "trait.convex", "Convex",
              "One valley: a fit cannot get stuck on the way to the best one."},
    TraitInfo{Trait::bounded_gradient, "trait.bounded_gradient", "Bounded gradient",
              "Robust: no single point pulls without limit."},
    TraitInfo{Trait::bounded, "trait.bounded", "Bounded",
              "A point costs no more than a fixed amount, however far it is."},
    TraitInfo{Trait::smooth, "trait.smooth", "Smooth", "No corners and no jumps: the gradient changes steadily."},
    TraitInfo{Trait::redescending, "trait.redescending", "Redescending",
              "The pull of a point goes back to zero as it gets further away: outliers are ignored."},
    TraitInfo{Trait::symmetric, "trait.symmetric", "Symmetric", "Too high and too low cost the same: ℓ(−r) = ℓ(r)."},
};
constexpr std::array class_traits{
    TraitInfo{Trait::convex, "trait.convex", "Convex",
              "One valley: training cannot get stuck on the way to the best score."},
    TraitInfo{Trait::bounded_gradient, "trait.bounded_gradient", "Bounded gradient",
              "Robust: no wrong label pulls without limit."},
    TraitInfo{Trait::bounded, "trait.bounded", "Bounded",
              "A wrong label costs no more than a fixed amount, however far it is."},
    TraitInfo{Trait::smooth, "trait.smooth", "Smooth", "No corners and no jumps: the gradient changes steadily."},
    TraitInfo{Trait::redescending, "trait.redescending", "Redescending",
              "The pull of a very wrong point goes back to zero: wrong labels far away are forgotten."},
    TraitInfo{Trait::symmetric, "trait.symmetric", "Symmetric",
              "ℓ(m) + ℓ(−m) is constant: labels flipped at random do not move the best score."},
    TraitInfo{Trait::calibrated, "trait.calibrated", "Calibrated",
              "With enough data the sign of the score is the likelier class."},
    TraitInfo{Trait::proper, "trait.proper", "Proper", "True probabilities can be read off the score."},
};
constexpr std::array other_traits{
    TraitInfo{Trait::convex, "trait.convex", "Convex",
              "One valley: a fit cannot get stuck on the way to the best one."},
    TraitInfo{Trait::bounded_gradient, "trait.bounded_gradient", "Bounded gradient",
              "Robust: no single point pulls without limit."},
    TraitInfo{Trait::bounded, "trait.bounded", "Bounded", "A point costs no more than a fixed amount."},
    TraitInfo{Trait::smooth, "trait.smooth", "Smooth", "No corners and no jumps: the gradient changes steadily."},
    TraitInfo{Trait::proper, "trait.proper", "Proper", "Stating the true probability is the best that can be done."},
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
      return "Losses of the residual";
    case Family::margin:
      return "Losses of the margin";
    case Family::probability:
      return "Losses of the probability";
    case Family::of_probability:
      return "Losses written in p";
    case Family::score:
      return "Scores of a forecast";
    case Family::other:
      break;
  }
  return "Losses of other quantities";
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
