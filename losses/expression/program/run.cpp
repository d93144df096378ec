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

template <RowOperation operation>
HWY_NOINLINE void row_loop(const double* a, const double* b, const double* c, const double* d, double* out,
                           std::size_t n) {
  constexpr int reads = rows_read(operation);
  for (std::size_t i = 0; i < n; i += Pack::size) {
    const Pack first = Pack::load(a + i);
    const Pack second = reads > 1 ? Pack::load(b + i) : first;
    const Pack third = reads > 2 ? Pack::load(c + i) : first;
    const Pack fourth = reads > 3 ? Pack::load(d + i) : first;
    if constexpr (operation <= RowOperation::input) {
      first.store(out + i);
    } else {
      row_result<operation, Pack>(first, second, third, fourth).store(out + i);
    }
  }
}

template <std::size_t... i>
constexpr std::array<RowLoop*, sizeof...(i)> row_loops(std::index_sequence<i...>) {
  return {&row_loop<static_cast<RowOperation>(i)>...};
}

// Whether one of the arguments is an exception.
HWY_NOINLINE bool has_exception(const Exceptions& exceptions, const double* x, std::size_t n) {
  const Pack from(exceptions.from), to(exceptions.to);
  Mask any = Pack(0.0) != Pack(0.0);
  for (std::size_t i = 0; i < n; i += Pack::size) {
    const Pack at = Pack::load(x + i);
    any = any || !((at >= from) && (at <= to));
    for (const double point : exceptions.points) any = any || (at == Pack(point));
  }
  return !hn::AllFalse(Lanes(), any.m);
}

void run_here(const Run& run, PatchSample* patch, const void* context) {
  static constexpr auto loops =
      row_loops(std::make_index_sequence<static_cast<std::size_t>(RowOperation::choose_equal) + 1>());
  const Program& program = run.program;
  const std::size_t block = program.block();
  HWY_ALIGN double scratch[Program::most_scratch];
  HWY_ALIGN double padded[1 + Program::outputs][Program::most_samples];
  const double* rows[Program::most_slots];
  double* written[Program::first_register + Program::most_slots];
  for (std::size_t r = 0; r < program.registers(); ++r) {
    rows[Program::first_register + r] = written[Program::first_register + r] = scratch + r * block;
  }
  for (std::size_t c = 0; c < program.constants(); ++c) {
    rows[Program::first_register + program.registers() + c] = program.constant(c);
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
      loops[static_cast<std::size_t>(step.operation)](rows[step.from[0]], rows[step.from[1]], rows[step.from[2]],
                                                      rows[step.from[3]], written[step.to], whole);
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
