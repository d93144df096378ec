// Nanoseconds for one sample of own losses beside the same losses of the catalogue, turn by turn, and their ratio: for
// value, gradient and curvature, for value and gradient, and for the value alone; and how long it takes to make one.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <vector>

#include "losses/core/loss.h"
#include "losses/expression/own_loss_text.h"

namespace {

using losslab::Family;
using losslab::Loss;

struct Pair {
  const char *id, *formula;
  Family family;
};
constexpr Pair pairs[] = {
    {"huber", "if(|r| <= delta, r^2/2, delta(|r| - delta/2))", Family::residual},
    {"cauchy", "c^2/2 * log(1 + (r/c)^2)", Family::residual},
    {"welsch", "c^2/2 (1 - exp(-(r/c)^2))", Family::residual},
    {"logistic", "log(1 + exp(-m))", Family::margin},
    {"focal", "-(1-p)^gamma log(p)\np = 1/(1 + exp(-m))", Family::margin},
    {"tukey_biweight", "if(|r| <= c, c^2/6 (1 - (1 - (r/c)^2)^3), c^2/6)", Family::residual},
    {"hinge", "max(0, 1 - m)", Family::margin},
    {"lp", "|r|^p", Family::residual},
};

constexpr std::size_t batch = 1024;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void beside(benchmark::State& state, const Pair& pair, int outputs) {
  const Loss known(pair.id);
  Loss own = Loss::from_formula({.id = "formula", .family = pair.family, .formula = pair.formula});
  for (const losslab::Parameter& p : own.parameters()) own.set(p.name, known.parameter(p.name));
  std::vector<double> x(batch), value(batch), gradient(batch), curvature(batch);
  for (std::size_t i = 0; i < batch; ++i) x[i] = 6 * std::sin(0.37 * static_cast<double>(i) + 0.1);
  const auto run = [&](const Loss& loss) {
    const auto start = std::chrono::steady_clock::now();
    loss.evaluate(x, value, outputs > 1 ? std::span<double>(gradient) : std::span<double>(),
                  outputs > 2 ? std::span<double>(curvature) : std::span<double>());
    benchmark::ClobberMemory();
    return seconds_since(start);
  };
  double own_seconds = 0, known_seconds = 0;
  for (auto _ : state) {
    const double seconds = run(own);
    state.SetIterationTime(seconds);
    own_seconds += seconds;
    known_seconds += run(known);
  }
  const double evaluations = static_cast<double>(state.iterations()) * static_cast<double>(batch);
  state.counters["own_ns"] = 1e9 * own_seconds / evaluations;
  state.counters["known_ns"] = 1e9 * known_seconds / evaluations;
  state.counters["ratio"] = known_seconds / own_seconds;
}

void make(benchmark::State& state, const Pair& pair) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Loss::from_formula({.id = "formula", .family = pair.family, .formula = pair.formula}));
  }
}

// Entered before main() runs.
const bool entered = [] {
  for (const Pair& pair : pairs) {
    for (int outputs = 1; outputs <= 3; ++outputs) {
      const std::string name = std::string("formulas/") + pair.id + "/" + std::to_string(outputs);
      benchmark::RegisterBenchmark(name.c_str(), [&pair, outputs](benchmark::State& s) { beside(s, pair, outputs); })
          ->UseManualTime()
          ->MinTime(0.02);
    }
    benchmark::RegisterBenchmark((std::string("formulas/make/") + pair.id).c_str(),
                                 [&pair](benchmark::State& s) { make(s, pair); });
  }
  return true;
}();

}  // namespace
