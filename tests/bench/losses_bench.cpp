// Nanoseconds for one (value, gradient, curvature) of each loss, in vectors and in a plain loop of doubles, and the
// landscape of 256×256 points over 200 samples both ways.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>

#include "losses/core/loss.h"

namespace {

using losslab::Loss;

constexpr std::size_t batch = 1024, side = 256, samples = 200;

std::vector<double> arguments(std::size_t count, double width) {
  std::vector<double> x(count);
  for (std::size_t i = 0; i < count; ++i) x[i] = width * std::sin(0.37 * static_cast<double>(i) + 0.1);
  return x;
}

void count_items(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(items));
  state.counters["ns_each"] = benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(items),
                                                 benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void evaluate_vector(benchmark::State& state, const Loss& loss) {
  const std::vector<double> x = arguments(batch, 6);
  std::vector<double> value(batch), gradient(batch), curvature(batch);
  for (auto _ : state) {
    loss.evaluate(x, value, gradient, curvature);
    benchmark::ClobberMemory();
  }
  count_items(state, batch);
}

void evaluate_plain(benchmark::State& state, const Loss& loss) {
  const std::vector<double> x = arguments(batch, 6);
  for (auto _ : state) {
    for (const double each : x) benchmark::DoNotOptimize(loss.at(each));
  }
  count_items(state, batch);
}

void landscape_vector(benchmark::State& state, const Loss& loss) {
  const std::vector<double> base = arguments(samples, 6), direction = arguments(samples, 1);
  std::vector<double> s(side), row(side);
  for (std::size_t k = 0; k < side; ++k) s[k] = 0.01 * static_cast<double>(k);
  for (auto _ : state) {
    for (std::size_t j = 0; j < side; ++j) {
      loss.sum_along(base, direction, s, row);
      benchmark::ClobberMemory();
    }
  }
  count_items(state, side * side * samples);
}

// What the C++ compiler makes of Huber's loss in a straightforward loop.
double huber(double r, double delta) {
  const double a = std::fabs(r);
  return a <= delta ? 0.5 * r * r : delta * (a - 0.5 * delta);
}

void landscape_plain_huber(benchmark::State& state) {
  const std::vector<double> base = arguments(samples, 6), direction = arguments(samples, 1);
  std::vector<double> row(side);
  double delta = 1;
  benchmark::DoNotOptimize(delta);
  for (auto _ : state) {
    for (std::size_t j = 0; j < side; ++j) {
      for (std::size_t k = 0; k < side; ++k) {
        double sum = 0;
        for (std::size_t i = 0; i < samples; ++i) {
          sum += huber(base[i] + 0.01 * static_cast<double>(k) * direction[i], delta);
        }
        row[k] = sum;
      }
      benchmark::ClobberMemory();
    }
  }
  count_items(state, side * side * samples);
}

const bool registered = [] {
  for (const Loss& loss : Loss::all()) {
    const std::string id(loss.id());
    benchmark::RegisterBenchmark(("losses/vector/" + id).c_str(), evaluate_vector, loss);
    benchmark::RegisterBenchmark(("losses/plain/" + id).c_str(), evaluate_plain, loss);
  }
  for (const char* id : {"huber", "squared_error", "tukey_biweight", "logistic"}) {
    benchmark::RegisterBenchmark((std::string("landscape/vector/") + id).c_str(), landscape_vector, Loss(id))
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::RegisterBenchmark("landscape/plain/huber", landscape_plain_huber)->Unit(benchmark::kMillisecond);
  return true;
}();

}  // namespace
