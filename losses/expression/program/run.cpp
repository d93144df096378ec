#include "losses/expression/program/run.h"

#include <algorithm>
#include <array>
#include <utility>

// This file is read once for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "losses/expression/program/run.cpp"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "losses/core/batch/pack.h"
#include "losses/expression/program/row_operations.h"

LOSSLAB_BEGIN_TARGET

using RowLoop = void(const double* a, const double* b, const double* c, const double* d, double* out, std::size_t n);

// The results with those of far angles put in.
template <RowOperation operation>
HWY_NOINLINE Pack with_far_angles(Pack angles, Pack results) {
  double angle[Pack::size], result[Pack::size];
  angles.store(angle);
  results.store(result);
  for (std::size_t k = 0; k < Pack::size; ++k) {
    if (!(abs(angle[k]) <= farthest_angle)) result[k] = far_result<operation>(angle[k]);
  }
  return Pack::load(result);
}

// `constants` says which rows are a single number.
template <RowOperation operation, unsigned constants, std::size_t packs>
HWY_INLINE void row_step(const Pack (&fixed)[4], const double* a, const double* b, const double* c, const double* d,
                         double* out) {
  constexpr int reads = rows_read(operation);
  Pack results[packs];
  for (std::size_t k = 0; k < packs; ++k) {
    const std::size_t at = k * Pack::size;
    const Pack first = constants & 1 ? fixed[0] : Pack::load(a + at);
    const Pack second = reads < 2 ? first : constants & 2 ? fixed[1] : Pack::load(b + at);
    const Pack third = reads < 3 ? first : constants & 4 ? fixed[2] : Pack::load(c + at);
    const Pack fourth = reads < 4 ? first : constants & 8 ? fixed[3] : Pack::load(d + at);
    if constexpr (operation <= RowOperation::input) {
      results[k] = first;
    } else {
      results[k] = row_result<operation, Pack>(first, second, third, fourth);
    }
    if constexpr (is_of_angle(operation)) {
      if (!hn::AllTrue(Lanes(), (abs(first) <= Pack(farthest_angle)).m)) {
        results[k] = with_far_angles<operation>(first, results[k]);
      }
    }
  }
  for (std::size_t k = 0; k < packs; ++k) results[k].store(out + k * Pack::size);
}

// What takes one or two instructions of the machine is done for several packs at once, so that the loop costs little
// beside it.
constexpr bool is_short(RowOperation operation) {
  using Op = RowOperation;
  return operation <= Op::abs || operation == Op::square || (operation >= Op::add && operation != Op::power);
}

template <RowOperation operation, unsigned constants>
HWY_NOINLINE void row_loop(const double* a, const double* b, const double* c, const double* d, double* out,
                           std::size_t n) {
  constexpr std::size_t several = is_short(operation) ? 4 : 1;
  const Pack fixed[4] = {Pack(constants & 1 ? *a : 0), Pack(constants & 2 ? *b : 0), Pack(constants & 4 ? *c : 0),
                         Pack(constants & 8 ? *d : 0)};
  std::size_t i = 0;
  for (; i + several * Pack::size <= n; i += several * Pack::size) {
    row_step<operation, constants, several>(fixed, a + i, b + i, c + i, d + i, out + i);
  }
  if constexpr (several > 1) {
    for (; i < n; i += Pack::size) row_step<operation, constants, 1>(fixed, a + i, b + i, c + i, d + i, out + i);
  }
}

// The loop of an operation and of which of its rows are constants: of 16 for each operation those that can be. All of
// them are not: that would be a constant itself.
constexpr std::size_t kinds_of_rows = 16;
template <std::size_t i>
constexpr RowLoop* row_loop_number() {
  constexpr auto operation = static_cast<RowOperation>(i / kinds_of_rows);
  constexpr unsigned constants = i % kinds_of_rows, all = (1u << rows_read(operation)) - 1;
  if constexpr (operation <= RowOperation::input) {
    return constants <= 1 ? &row_loop<RowOperation::input, constants & 1> : nullptr;
  } else if constexpr (constants < all) {
    return &row_loop<operation, constants>;
  } else {
    return nullptr;
  }
}
template <std::size_t... i>
constexpr std::array<RowLoop*, sizeof...(i)> row_loops(std::index_sequence<i...>) {
  return {row_loop_number<i>()...};
}

// `mirrored`: the points are meant with both signs.
template <std::size_t packs, bool bounded, std::size_t points, bool mirrored>
HWY_INLINE Mask exceptions_among(const double* x, Pack from, Pack to, const Pack (&special)[points + 1]) {
  Mask found[packs];
  for (std::size_t k = 0; k < packs; ++k) {
    const Pack at = Pack::load(x + k * Pack::size);
    found[k] = bounded ? !((at >= from) && (at <= to)) : Mask{hn::IsNaN(at.v)};
    const Pack size = mirrored ? abs(at) : at;
    for (std::size_t j = 0; j < points; ++j) found[k] = found[k] || (size == special[j]);
  }
  for (std::size_t k = 1; k < packs; ++k) found[0] = found[0] || found[k];
  return found[0];
}

template <bool bounded, std::size_t points, bool mirrored = false>
HWY_NOINLINE bool has_exception_of(const Exceptions& exceptions, const double* more, const double* x, std::size_t n) {
  const Pack from(exceptions.from), to(exceptions.to);
  Pack special[points + 1];
  for (std::size_t k = 0; k < points; ++k) special[k] = Pack(more[k]);
  Mask any = Pack(0.0) < Pack(0.0);
  constexpr std::size_t several = 4;
  std::size_t i = 0;
  for (; i + several * Pack::size <= n; i += several * Pack::size) {
    any = any || exceptions_among<several, bounded, points, mirrored>(x + i, from, to, special);
  }
  for (; i < n; i += Pack::size) any = any || exceptions_among<1, bounded, points, mirrored>(x + i, from, to, special);
  return !hn::AllFalse(Lanes(), any.m);
}

// Whether one of the arguments is an exception.
bool has_exception(const Exceptions& exceptions, const double* x, std::size_t n) {
  const std::span<const double> points = exceptions.points;
  if (exceptions.from > -infinity || exceptions.to < infinity) {
    if (has_exception_of<true, 0>(exceptions, nullptr, x, n)) return true;
    if (points.empty()) return false;
  }
  if (points.empty()) return !exceptions.passes_nan && has_exception_of<false, 0>(exceptions, nullptr, x, n);
  if (points.size() == 2 && points[0] == -points[1]) {
    return has_exception_of<false, 1, true>(exceptions, points.data() + 1, x, n);
  }
  std::size_t k = 0;
  for (; k + 2 <= points.size(); k += 2) {
    if (has_exception_of<false, 2>(exceptions, points.data() + k, x, n)) return true;
  }
  return k < points.size() && has_exception_of<false, 1>(exceptions, points.data() + k, x, n);
}

void run_here(const Run& run, PatchSample* patch, const void* context) {
  static constexpr auto loops =
      row_loops(std::make_index_sequence<kinds_of_rows*(static_cast<std::size_t>(RowOperation::choose_equal) + 1)>());
  const Program& program = run.program;
  const std::size_t block = program.block();
  HWY_ALIGN double scratch[Program::most_scratch];
  HWY_ALIGN double padded[1 + Program::outputs][Program::most_samples];
  const double* rows[Program::most_slots];
  double* written[Program::first_register + Program::most_slots];
  for (std::size_t r = 0; r < program.registers(); ++r) {
    rows[Program::first_register + r] = written[Program::first_register + r] = scratch + r * block;
  }
  for (std::size_t c = 0; c < program.constants().size(); ++c) {
    rows[Program::first_register + program.registers() + c] = program.constants().data() + c;
  }
  const bool in_place = std::find(run.out.begin(), run.out.end(), run.x) != run.out.end();
  for (std::size_t i = 0; i < run.n; i += block) {
    const std::size_t here = HWY_MIN(block, run.n - i), whole = (here + 7) / 8 * 8;
    const bool rest = whole != here;
    rows[0] = run.x + i;
    if (rest || in_place) {
      std::copy_n(run.x + i, here, padded[0]);
      std::fill(padded[0] + here, padded[0] + whole, run.x[i]);
      rows[0] = padded[0];
    }
    for (std::size_t k = 0; k < Program::outputs; ++k) {
      double* out = rest || run.out[k] == nullptr ? padded[1 + k] : run.out[k] + i;
      rows[Program::first_output + k] = written[Program::first_output + k] = out;
    }
    for (const Instruction& step : program.instructions()) {
      loops[static_cast<std::size_t>(step.operation) * kinds_of_rows + step.constants](
          rows[step.from[0]], rows[step.from[1]], rows[step.from[2]], rows[step.from[3]], written[step.to], whole);
    }
    if (has_exception(run.exceptions, rows[0], whole)) {
      for (std::size_t j = 0; j < here; ++j) {
        std::array<double*, Program::outputs> out{};
        for (std::size_t k = 0; k < Program::outputs; ++k) {
          if (run.out[k] != nullptr) out[k] = written[Program::first_output + k] + j;
        }
        patch(context, rows[0][j], out);
      }
    }
    for (std::size_t k = 0; rest && k < Program::outputs; ++k) {
      if (run.out[k] != nullptr) std::copy_n(padded[1 + k], here, run.out[k] + i);
    }
  }
}

LOSSLAB_END_TARGET;

#if HWY_ONCE
namespace losslab {

HWY_EXPORT(run_here);

void run_program(const Run& run, PatchSample* patch, const void* context) {
  HWY_DYNAMIC_DISPATCH(run_here)(run, patch, context);
}

}  // namespace losslab
#endif
