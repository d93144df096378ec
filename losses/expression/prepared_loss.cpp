#include "losses/expression/prepared_loss.h"

#include <algorithm>
#include <limits>

#include "losses/expression/program/derivatives.h"
#include "losses/expression/stable_form.h"

namespace losslab {
namespace {

constexpr unsigned of_value = 1, of_gradient = 2, of_curvature = 4;
// What is asked for often has a program of its own.
constexpr std::array<unsigned, 5> compiled{of_value | of_gradient | of_curvature, of_value, of_gradient,
                                           of_value | of_gradient, of_gradient | of_curvature};

}  // namespace

PreparedLoss::PreparedLoss(const Expression& expression, std::span<const double> values, double from, double to)
    : from_(from), to_(to) {
  RowGraph graph;
  std::vector<int> boundaries;
  const RowJet jet = differentiated(stable_form(expression), values, graph, boundaries);
  const auto row = [&](int node, bool wanted) { return !wanted ? -1 : node < 0 ? graph.number(0) : node; };
  for (const unsigned wanted : compiled) {
    const std::array<int, Program::outputs> rows{row(jet.value, (wanted & of_value) != 0),
                                                 row(jet.gradient, (wanted & of_gradient) != 0),
                                                 row(jet.curvature, (wanted & of_curvature) != 0)};
    programs_.emplace_back(graph, rows);
  }
  for (unsigned wanted = 1; wanted < program_of_.size(); ++wanted) {
    const auto exact = std::ranges::find(compiled, wanted);
    program_of_[wanted] = exact == compiled.end() ? 0 : static_cast<std::size_t>(exact - compiled.begin());
  }
  special_ = special_points(graph, boundaries, programs_[0], from, to);
  for (const SpecialPoint& point : special_) {
    special_places_.push_back(point.x);
    if (point.has_value) special_values_.push_back(point.x);
    if (point.has_value || point.has_gradient) special_gradients_.push_back(point.x);
    if (point.is_kink) kinks_.push_back(point.x);
  }
}

void PreparedLoss::evaluate(std::size_t n, const double* x, double* value, double* gradient, double* curvature) const {
  const unsigned wanted = (value ? of_value : 0) | (gradient ? of_gradient : 0) | (curvature ? of_curvature : 0);
  if (wanted == 0) return;
  const Program& program = programs_[program_of_[wanted]];
  // Of most kinks the curvature alone is not what the rows give.
  const std::vector<double>& places = (wanted & of_curvature) != 0 ? special_places_
                                      : wanted == of_value         ? special_values_
                                                                   : special_gradients_;
  const Exceptions exceptions{from_, to_, places, program.passes_nan()};
  const PatchSample* patch_sample = [](const void* self, double at, const std::array<double*, Program::outputs>& out) {
    static_cast<const PreparedLoss*>(self)->patch(at, out);
  };
  run_program({program, exceptions, n, x, {value, gradient, curvature}}, patch_sample, this);
}

void PreparedLoss::patch(double x, const std::array<double*, Program::outputs>& out) const {
  Jet<double> jet;
  if (!(x >= from_ && x <= to_)) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    jet = {none, none, none};
  } else {
    const auto found = std::ranges::lower_bound(special_, x, {}, &SpecialPoint::x);
    if (found == special_.end() || found->x != x) return;
    jet = found->jet;
  }
  if (out[0]) *out[0] = jet.value;
  if (out[1]) *out[1] = jet.gradient;
  if (out[2]) *out[2] = jet.curvature;
}

Jet<double> PreparedLoss::jet(double x) const {
  Jet<double> jet{};
  evaluate(1, &x, &jet.value, &jet.gradient, &jet.curvature);
  return jet;
}

}  // namespace losslab
