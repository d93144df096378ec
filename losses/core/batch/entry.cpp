#include "losses/core/entry.h"

#include <array>
#include <utility>

#include "losses/catalogue/catalogue.h"
#include "losses/core/parameter_values.h"

namespace losslab {
namespace {

template <class L>
constexpr const char* (*objection_of())(const double*) {
  if constexpr (requires(const L& loss) { loss.objection(); }) {
    return [](const double* values) -> const char* { return scalar::with_values<L>(values).objection(); };
  } else {
    return nullptr;
  }
}

template <auto family_kernels, std::size_t index>
const LossKernels& kernels_of() {
  return family_kernels()[index];
}

template <class L, auto family_kernels, std::size_t index>
constexpr LossEntry entry_of() {
  return {.info = &L::info,
          .parameters = parameters_of<L>(),
          .jet = [](const LossArguments& arguments,
                    double x) { return scalar::jet_of(scalar::with_values<L>(arguments.values), x); },
          .properties =
              [](const LossArguments& arguments) { return scalar::with_values<L>(arguments.values).properties(); },
          .kinks = [](const LossArguments& arguments) { return scalar::with_values<L>(arguments.values).kinks(); },
          .objection = objection_of<L>(),
          .kernels = &kernels_of<family_kernels, index>};
}

// The rows of one family after another.
template <auto family_kernels, std::size_t... indices, class... Ls, std::size_t size>
constexpr void put_family(std::array<LossEntry, size>& entries, std::size_t& at, std::index_sequence<indices...>,
                          TypeList<Ls...>) {
  ((entries[at++] = entry_of<Ls, family_kernels, indices>()), ...);
}
template <auto family_kernels, class... Ls, std::size_t size>
constexpr void put_family(std::array<LossEntry, size>& entries, std::size_t& at, TypeList<Ls...> losses) {
  put_family<family_kernels>(entries, at, std::index_sequence_for<Ls...>{}, losses);
}

constexpr auto entries = [] {
  std::array<LossEntry, scalar::Catalogue::size> all{};
  std::size_t at = 0;
  put_family<residual_kernels>(all, at, scalar::ResidualLosses{});
  put_family<margin_kernels>(all, at, scalar::MarginLosses{});
  put_family<probability_kernels>(all, at, scalar::ProbabilityLosses{});
  put_family<of_probability_kernels>(all, at, scalar::OfProbabilityLosses{});
  put_family<score_kernels>(all, at, scalar::ScoreLosses{});
  put_family<other_kernels>(all, at, scalar::OtherLosses{});
  return all;
}();

}  // namespace

std::span<const LossEntry> loss_entries() { return entries; }

}  // namespace losslab
