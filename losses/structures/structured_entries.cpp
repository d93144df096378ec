// The list of structures.h as rows, with the types forgotten.
#include <array>

#include "losses/core/parameter_values.h"
#include "losses/structures/core/structured_entry.h"
#include "losses/structures/structures.h"

namespace losslab {
namespace {

using scalar::StructuredCase;

template <class L>
constexpr bool is_mask = L::info.structure == Structure::mask;

StructuredCase<double> case_of(Numbers x, Numbers t) { return {x.size(), x.data(), t.size(), t.data()}; }
double* start_of(std::span<double> gradient) { return gradient.empty() ? nullptr : gradient.data(); }

template <class L>
double evaluate(const double* parameters, Numbers x, Numbers t, std::span<double> gradient) {
  return scalar::at_case(scalar::with_values<L>(parameters), case_of(x, t), start_of(gradient));
}
template <class L>
double evaluate_logits(const double* parameters, Numbers z, Numbers t, std::span<double> gradient) {
  return scalar::of_mask(scalar::with_values<L>(parameters), case_of(z, t), true, start_of(gradient));
}

template <class L>
std::string objection(const double* parameters, Numbers x, Numbers t) {
  const L loss = scalar::with_values<L>(parameters);
  if constexpr (is_mask<L>) {
    return loss.objection(
        x, t, !requires { L::takes_scores; });
  } else {
    return loss.objection(x, t);
  }
}
template <class L>
std::string objection_to_logits(const double* parameters, Numbers z, Numbers t) {
  return scalar::with_values<L>(parameters).objection(z, t, false);
}

template <class L>
constexpr StructuredEntry entry_of() {
  StructuredEntry entry{&L::info, parameters_of<L>(), &evaluate<L>, &objection<L>, nullptr, nullptr};
  if constexpr (is_mask<L>) {
    entry.evaluate_logits = &evaluate_logits<L>;
    entry.objection_to_logits = &objection_to_logits<L>;
  }
  return entry;
}

template <class... Ls>
constexpr std::array<StructuredEntry, sizeof...(Ls)> entries_of(TypeList<Ls...>) {
  return {entry_of<Ls>()...};
}
constexpr auto entries = entries_of(scalar::StructuredCatalogue{});

}  // namespace

std::span<const StructuredEntry> structured_catalogue() { return entries; }

const char* structure_name(Structure structure) {
  switch (structure) {
    case Structure::data_set:
      return "data sets";
    case Structure::embedding:
      return "embeddings";
    case Structure::box:
      return "boxes";
    case Structure::mask:
      return "masks";
    case Structure::sequence:
      return "sequences";
  }
  return "";
}

}  // namespace losslab
