// Nanoseconds for one (value, gradient, curvature) of each loss, in vectors and in a plain loop of doubles with their
// ratio, and the landscape of 256×256 points over 200 samples both ways; and for one (value, gradient) of each loss of
// 3 and 10 logits.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

#include "instruction_sets.h"
#include "losses/catalogue/catalogue.h"
#include "losses/core/loss.h"
#include "losses/vectors/vector_loss.h"

namespace {

using losslab::Loss;

constexpr std::size_t batch = 1024, side = 256, samples = 200;

std::vector<double> arguments(std::size_t count, double width) {
  std::vector<double> x(count);
  for (std::size_t i = 0; i < count; ++i) x[i] = width * std::sin(0.37 * static_cast<double>(i) + 0.1);
  return x;
}

// Within the domain of the loss.
std::vector<double> arguments_of(const Loss& loss) {
  std::vector<double> x = arguments(batch, 6);
  if (std::isfinite(loss.info().from)) {
    for (double& each : x) each = 0.5 + each / 12.5;
  }
  return x;
}

void count_items(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(items));
  state.counters["ns_each"] = benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(items),
                                                 benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Both loops turn by turn, so that whatever else the machine does falls on both: what one (value, gradient, curvature)
// costs in vectors, what in the straightforward loop that a C++ compiler makes of the same formula, and the ratio.
template <class L>
void evaluate(benchmark::State& state) {
  const Loss loss(L::info.id);
  const std::vector<double> x = arguments_of(loss);
  std::vector<double> value(batch), gradient(batch), curvature(batch);
  double vector_seconds = 0, plain_seconds = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    loss.evaluate(x, value, gradient, curvature);
    benchmark::ClobberMemory();
    const double seconds = seconds_since(start);
    state.SetIterationTime(seconds);
    vector_seconds += seconds;

    L formula{};
    benchmark::DoNotOptimize(formula);
    const auto plain_start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < batch; ++i) {
      const losslab::Jet<double> jet = formula(x[i]);
      value[i] = jet.value;
      gradient[i] = jet.gradient;
      curvature[i] = jet.curvature;
    }
    benchmark::ClobberMemory();
    plain_seconds += seconds_since(plain_start);
  }
  const double evaluations = static_cast<double>(state.iterations()) * static_cast<double>(batch);
  state.counters["vector_ns"] = 1e9 * vector_seconds / evaluations;
  state.counters["plain_ns"] = 1e9 * plain_seconds / evaluations;
  state.counters["ratio"] = plain_seconds / vector_seconds;
}

template <class... Ls>
void register_losses(losslab::TypeList<Ls...>) {
  (benchmark::RegisterBenchmark((std::string("losses/") + Ls::info.id).c_str(), evaluate<Ls>)
       ->UseManualTime()
       ->MinTime(0.02),
   ...);
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

void logits(benchmark::State& state, const losslab::VectorLoss& loss, std::size_t classes) {
  const std::vector<double> z = arguments(classes * batch, 4);
  std::vector<double> t(classes * batch), values(batch), gradients(classes * batch);
  for (std::size_t i = 0; i < batch; ++i) t[i % classes * batch + i] = 1;
  for (auto _ : state) {
    loss.evaluate_batch(classes, batch, batch, z.data(), t.data(), values, gradients.data());
    benchmark::ClobberMemory();
  }
  count_items(state, batch);
}

const bool registered = [] {
  register_losses(losslab::scalar::Catalogue{});
  for (const losslab::VectorEntry& entry : losslab::vector_catalogue()) {
    const losslab::VectorLoss loss(entry.info->id);
    if (loss.properties().needs_teacher) continue;
    for (const std::size_t classes : {3, 10}) {
      const std::string name = std::string("logits/") + entry.info->id + "/" + std::to_string(classes);
      benchmark::RegisterBenchmark(name.c_str(), logits, loss, classes)->MinTime(0.02);
    }
  }
  for (const char* id : {"huber", "squared_error", "tukey_biweight", "logistic"}) {
    benchmark::RegisterBenchmark((std::string("landscape/vector/") + id).c_str(), landscape_vector, Loss(id))
        ->Unit(benchmark::kMillisecond)
        ->MinTime(0.1);
  }
  benchmark::RegisterBenchmark("landscape/plain/huber", landscape_plain_huber)
      ->Unit(benchmark::kMillisecond)
      ->MinTime(0.1);
  return true;
}();

}  // namespace

int main(int argc, char** argv) {
  std::printf("vectors of %s\n", losslab::choose_instruction_set(argc, argv));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
