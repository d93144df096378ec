#pragma once
#include <cstdint>
#include <initializer_list>
#include <span>

#include "app/core/catalogue/loss_axis.h"
#include "losses/core/loss.h"

namespace losslab {

// The families that are listed together: a bit for each.
using FamilySet = std::uint32_t;
constexpr FamilySet family_set(std::initializer_list<Family> families) {
  FamilySet set = 0;
  for (const Family family : families) set |= FamilySet{1} << static_cast<unsigned>(family);
  return set;
}
constexpr bool contains(FamilySet set, Family family) { return (set & family_set({family})) != 0; }
// The families whose losses can be drawn on an axis.
FamilySet families_on(LossAxis axis);
// The heading of a family's list, "Losses of the residual": a key of texts.
const char* family_heading(Family family);

// What a list of losses can be narrowed to.
enum class Trait : unsigned char {
  convex,
  bounded_gradient,
  redescending,
  bounded,
  smooth,
  symmetric,
  calibrated,
  proper
};
inline constexpr unsigned trait_count = 8;

// A bit for each trait.
using TraitSet = std::uint32_t;
constexpr TraitSet trait_set(std::initializer_list<Trait> traits) {
  TraitSet set = 0;
  for (const Trait trait : traits) set |= TraitSet{1} << static_cast<unsigned>(trait);
  return set;
}
constexpr bool contains(TraitSet set, Trait trait) { return (set & trait_set({trait})) != 0; }

struct TraitInfo {
  Trait trait;
  const char* id;  // "trait.redescending"
  // Keys of texts: "Redescending", and one sentence for whoever rests on it.
  const char *title, *meaning;
};
// Those that tell the losses of these families apart, in the order in which they are offered.
std::span<const TraitInfo> traits_for(FamilySet families);

// What holds of a loss at its present parameters. `symmetric` of a loss of the residual: ℓ(−r) = ℓ(r); of others:
// ℓ(m) + ℓ(−m) is constant. `smooth`: neither the value nor the gradient jumps anywhere.
// `known`: its properties.
TraitSet traits_of(const Loss& loss, const Properties& known);
inline TraitSet traits_of(const Loss& loss) { return traits_of(loss, loss.properties()); }
// Whether far points (a very wrong margin) have no pull at all, and not merely a fading one.
bool rejects(const Loss& loss, const Properties& known);

}  // namespace losslab
