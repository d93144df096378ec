// The list of vectors.h as rows, with the types forgotten.
#include <array>
#include <vector>

#include "losses/core/parameter_values.h"
#include "losses/vectors/batch/vector_kernels.h"
#include "losses/vectors/dual.h"
#include "losses/vectors/vector_entry.h"
#include "losses/vectors/vectors.h"

namespace losslab {
namespace {

using scalar::Dual;
using scalar::Room;
using scalar::Sample;

Sample<double> sample_of(const VectorPoint& at, double* room) {
  return {at.classes, at.z, at.t, at.teacher, Room<double>{room, at.classes}};
}

template <class L>
double evaluate(const double* parameters, const VectorPoint& at, double* room, double* gradient) {
  return scalar::with_values<L>(parameters)(sample_of(at, room), gradient);
}

template <class L>
void hessian_product(const double* parameters, const VectorPoint& at, const double* v, double* out) {
  const std::size_t classes = at.classes;
  std::vector<Dual> numbers((Room<Dual>::rows + 4) * classes);
  Dual *const z = numbers.data(), *const t = z + classes, *const teacher = t + classes,
              *const slope = teacher + classes;
  for (std::size_t k = 0; k < classes; ++k) {
    z[k] = Dual(at.z[k], v[k]);
    t[k] = at.t[k];
    if (at.teacher) teacher[k] = at.teacher[k];
  }
  const Sample<Dual> sample{classes, z, t, teacher, Room<Dual>{slope + classes, classes}};
  scalar::with_values<L>(parameters)(sample, slope);
  for (std::size_t k = 0; k < classes; ++k) out[k] = slope[k].d;
}

template <class L>
bool is_kink([[maybe_unused]] const double* parameters, [[maybe_unused]] const VectorPoint& at,
             [[maybe_unused]] double* room) {
  if constexpr (requires(const L& loss, const Sample<double>& sample) { loss.is_kink(sample); }) {
    return scalar::with_values<L>(parameters).is_kink(sample_of(at, room));
  } else {
    return false;
  }
}

template <auto kernels, std::size_t index>
VectorKernel* kernel_of() {
  return kernels()[index];
}

template <class L>
concept TakesTeacher = requires {
  L::takes_teacher;
};

template <class L, auto kernels, std::size_t index>
constexpr VectorEntry entry_of() {
  return {.info = &L::info,
          .parameters = parameters_of<L>(),
          .properties = [](const double* values) { return scalar::with_values<L>(values).properties(); },
          .evaluate = &evaluate<L>,
          .hessian_product = &hessian_product<L>,
          .is_kink = &is_kink<L>,
          .kernel = TakesTeacher<L> ? nullptr : &kernel_of<kernels, index>};
}

template <auto kernels, std::size_t... indices, class... Ls, std::size_t size>
constexpr void put(std::array<VectorEntry, size>& entries, std::size_t& at, std::index_sequence<indices...>,
                   TypeList<Ls...>) {
  ((entries[at++] = entry_of<Ls, kernels, indices>()), ...);
}
template <auto kernels, class... Ls, std::size_t size>
constexpr void put(std::array<VectorEntry, size>& entries, std::size_t& at, TypeList<Ls...> losses) {
  put<kernels>(entries, at, std::index_sequence_for<Ls...>{}, losses);
}

constexpr auto entries = [] {
  std::array<VectorEntry, scalar::VectorCatalogue::size> all{};
  std::size_t at = 0;
  put<entropy_vector_kernels>(all, at, scalar::EntropyVectorLosses{});
  put<robust_vector_kernels>(all, at, scalar::RobustVectorLosses{});
  put<divergence_vector_kernels>(all, at, scalar::DivergenceVectorLosses{});
  put<hinge_vector_kernels>(all, at, scalar::HingeVectorLosses{});
  return all;
}();

}  // namespace

std::span<const VectorEntry> vector_catalogue() { return entries; }

}  // namespace losslab
