// A step of softmax cross-entropy on ten classes, beside a plain scalar loop on the same work.
#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <vector>

#include "losses/learn/race/race.h"

namespace losslab {
namespace {

Setting ten_classes() {
  Setting setting;
  setting.data = std::make_shared<const Dataset>(
      make_data(parse_data_spec("gaussians:classes=10,n=500,separation=4,flips=0.1,seed=7"), ""));
  setting.model = Model::make(parse_model("linear", setting.data->task), *setting.data, false);
  return setting;
}

void softmax_ten_classes(benchmark::State& state) {
  const Setting setting = ten_classes();
  Competitor competitor;
  competitor.of_classes = ClassLoss();
  competitor.optimizer.rate = 0.001;
  Stepper stepper(setting, competitor, 1);
  const RunState start = stepper.start(setting.model->initial(1));
  RunState run = start;
  for (auto _ : state) {
    benchmark::DoNotOptimize(stepper.step(run));
    if (run.step == 1000) run = start;
  }
  state.counters["steps"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(softmax_ten_classes)->Unit(benchmark::kMicrosecond);

void softmax_ten_classes_plain(benchmark::State& state) {
  const Setting setting = ten_classes();
  const Dataset& data = *setting.data;
  constexpr std::size_t classes = 10;
  std::vector<double> w1(classes), w2(classes), b(classes), z(classes);
  for (auto _ : state) {
    double loss = 0;
    std::vector<double> g1(classes), g2(classes), gb(classes);
    for (std::size_t i = 0; i < data.size(); ++i) {
      double highest = -1e300, sum = 0;
      for (std::size_t k = 0; k < classes; ++k) {
        z[k] = w1[k] * data.x1[i] + w2[k] * data.x2[i] + b[k];
        highest = std::max(highest, z[k]);
      }
      const auto label = static_cast<std::size_t>(data.y[i]);
      loss -= z[label] - highest;
      for (std::size_t k = 0; k < classes; ++k) sum += z[k] = std::exp(z[k] - highest);
      loss += std::log(sum);
      for (std::size_t k = 0; k < classes; ++k) {
        const double slope = z[k] / sum - (k == label ? 1 : 0);
        g1[k] += slope * data.x1[i];
        g2[k] += slope * data.x2[i];
        gb[k] += slope;
      }
    }
    const double rate = 0.001 / static_cast<double>(data.size());
    for (std::size_t k = 0; k < classes; ++k) {
      w1[k] -= rate * g1[k];
      w2[k] -= rate * g2[k];
      b[k] -= rate * gb[k];
    }
    benchmark::DoNotOptimize(loss);
  }
  state.counters["steps"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(softmax_ten_classes_plain)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace losslab
