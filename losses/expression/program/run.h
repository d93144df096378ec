#pragma once
#include <cstddef>
#include <span>

#include "losses/expression/program/program.h"

namespace losslab {

// Where a formula's rows are not what its operations give: beyond its domain and for NaN, and at single points.
struct Exceptions {
  double from, to;
  std::span<const double> points;
  bool passes_nan = false;  // the operations give NaN for NaN
};

// n samples into the outputs; those that the program has not, or that are null, go nowhere. `x` may be an output
// itself.
struct Run {
  const Program& program;
  const Exceptions& exceptions;
  std::size_t n;
  const double* x;
  std::array<double*, Program::outputs> out;
};
// Told of each sample of a block in which one is an exception: its argument, and where its outputs are (or null).
using PatchSample = void(const void* context, double x, const std::array<double*, Program::outputs>& out);
void run_program(const Run& run, PatchSample* patch, const void* context);

}  // namespace losslab
