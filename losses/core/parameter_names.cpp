#include "losses/core/parameter_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace losslab {
namespace {

struct Spelling {
  std::string_view letter, word;
};
constexpr std::array<Spelling, 32> spellings{
    {{"α", "alpha"},   {"β", "beta"}, {"γ", "gamma"}, {"δ", "delta"}, {"Δ", "delta"}, {"ε", "epsilon"},
     {"ϵ", "epsilon"}, {"ζ", "zeta"}, {"η", "eta"},   {"θ", "theta"}, {"κ", "kappa"}, {"λ", "lambda"},
     {"μ", "mu"},      {"µ", "mu"},   {"ν", "nu"},    {"ξ", "xi"},    {"π", "pi"},    {"ρ", "rho"},
     {"σ", "sigma"},   {"τ", "tau"},  {"φ", "phi"},   {"χ", "chi"},   {"ψ", "psi"},   {"ω", "omega"},
     {"₀", "0"},       {"₁", "1"},    {"₂", "2"},     {"₃", "3"},     {"⁺", "plus"},  {"⁻", "minus"},
     {"₊", "plus"},    {"₋", "minus"}}};

// Small letters and digits, Greek ones spelled out.
std::string folded(std::string_view name) {
  std::string word;
  for (std::size_t at = 0; at < name.size();) {
    const auto spelled =
        std::ranges::find_if(spellings, [&](const Spelling& one) { return name.substr(at).starts_with(one.letter); });
    if (spelled != spellings.end()) {
      word += spelled->word;
      at += spelled->letter.size();
      continue;
    }
    const char c = name[at++];
    if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c - 'A' + 'a');
    } else if (c != '_' && c != '-' && c != ' ') {
      word += c;
    }
  }
  return word;
}

bool is_among(std::string_view names, std::string_view wanted) {
  constexpr std::string_view separator = "; ";
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(separator), names.size());
    if (folded(names.substr(0, end)) == wanted) return true;
    names.remove_prefix(std::min(end + separator.size(), names.size()));
  }
  return false;
}

template <class Fits>
std::optional<std::size_t> only_one(std::span<const Parameter> parameters, const Fits& fits) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!fits(parameters[i])) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

}  // namespace

std::optional<std::size_t> parameter_named(std::span<const Parameter> parameters, std::string_view name) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (name == parameters[i].name) return i;
  }
  const std::string wanted = folded(name);
  if (wanted.empty()) return std::nullopt;
  const auto is = [&](const char* text) { return folded(text) == wanted; };
  if (const auto own = only_one(parameters, [&](const Parameter& p) { return is(p.name) || is(p.symbol); })) return own;
  return only_one(parameters, [&](const Parameter& p) { return is(p.role) || is_among(p.also, wanted); });
}

}  // namespace losslab
