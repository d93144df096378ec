// Steps of descent, landscapes and decision surfaces, each beside a plain scalar loop on the same work in the same run;
// how many times faster they are stands in a table at the end.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "instruction_sets.h"
#include "losses/core/threads/latest_worker.h"
#include "losses/learn/landscape/landscape.h"
#include "losses/learn/race/race.h"

namespace losslab {
namespace {

Setting make_setting(const char* data, const char* model) {
  Setting setting;
  setting.data = std::make_shared<const Dataset>(make_data(parse_data_spec(data), ""));
  setting.model = Model::make(parse_model(model, setting.data->task), *setting.data, false);
  return setting;
}

Setting line_setting() { return make_setting("line:n=200,outliers=0.2,seed=7", "line"); }
Setting classes_setting() { return make_setting("gaussians:n=500,flips=0.1,seed=7", "linear"); }
Setting network_setting() { return make_setting("moons:n=500,flips=0.1,seed=7", "mlp:8,8"); }

void run_steps(benchmark::State& state, const Setting& setting, const char* loss, int batch) {
  Competitor competitor;
  competitor.loss = Loss(loss);
  competitor.optimizer.rate = 0.001;
  competitor.optimizer.batch = batch;
  Stepper stepper(setting, competitor, 1);
  const RunState start = stepper.start(setting.model->initial(1));
  RunState run = start;
  for (auto _ : state) {
    benchmark::DoNotOptimize(stepper.step(run));
    if (run.step == 1000) run = start;  // a run that has arrived has nothing left to compute
  }
  state.counters["steps"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void line_huber(benchmark::State& state) { run_steps(state, line_setting(), "huber", 0); }
void linear_logistic(benchmark::State& state) { run_steps(state, classes_setting(), "logistic", 0); }
void network_batch_10(benchmark::State& state) { run_steps(state, network_setting(), "logistic", 10); }
void network_full(benchmark::State& state) { run_steps(state, network_setting(), "logistic", 0); }
BENCHMARK(line_huber);
BENCHMARK(linear_logistic);
BENCHMARK(network_batch_10);
BENCHMARK(network_full);

// The same with the objective and the errors of every iterate kept, as in the window.
void run_race(benchmark::State& state, const Setting& setting, std::vector<Competitor> competitors, long steps) {
  const std::vector<double> start = setting.model->initial(1);
  long done = 0;
  for (auto _ : state) {
    Race race(setting, start, 1, competitors);
    race.advance_to(steps, {});
    benchmark::DoNotOptimize(race.measures(0, steps));
    done += steps;
  }
  state.counters["steps"] = benchmark::Counter(static_cast<double>(done), benchmark::Counter::kIsRate);
}
Competitor of_loss(int key, const char* loss) {
  Competitor competitor;
  competitor.key = key;
  competitor.loss = Loss(loss);
  competitor.optimizer.rate = 0.001;
  return competitor;
}
void race_line_huber(benchmark::State& state) { run_race(state, line_setting(), {of_loss(1, "huber")}, 1000); }
void race_linear_logistic(benchmark::State& state) {
  run_race(state, classes_setting(), {of_loss(1, "logistic")}, 1000);
}
// One step of eight networks on 5000 points.
void race_eight_networks(benchmark::State& state) {
  const Setting setting = make_setting("moons:n=5000,flips=0.1,seed=7", "mlp:8,8");
  std::vector<Competitor> competitors;
  for (const char* id :
       {"logistic", "hinge", "squared_hinge", "gce", "focal", "savage", "modified_huber", "brier_binary"}) {
    competitors.push_back(of_loss(static_cast<int>(competitors.size()) + 1, id));
    competitors.back().optimizer.batch = static_cast<int>(state.range(0));
  }
  Race race(setting, setting.model->initial(1), 1, competitors);
  long step = 0;
  for (auto _ : state) race.advance_to(++step, {});
}
BENCHMARK(race_line_huber)->Unit(benchmark::kMicrosecond);
BENCHMARK(race_linear_logistic)->Unit(benchmark::kMicrosecond);
BENCHMARK(race_eight_networks)->Arg(0)->Arg(10)->Unit(benchmark::kMillisecond)->Iterations(200);

double huber(double r) { return std::abs(r) <= 1 ? 0.5 * r * r : std::abs(r) - 0.5; }
double logistic(double m) { return m < 0 ? std::log1p(std::exp(m)) - m : std::log1p(std::exp(-m)); }

void count_steps(benchmark::State& state) {
  state.counters["steps"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void line_huber_plain(benchmark::State& state) {
  const Setting setting = line_setting();
  const Dataset& data = *setting.data;
  double w = 0, b = 0;
  for (auto _ : state) {
    double loss = 0, gw = 0, gb = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
      const double r = data.y[i] - (w * data.x1[i] + b);
      const double slope = r > 1 ? 1 : r < -1 ? -1 : r;
      loss += huber(r);
      gw -= slope * data.x1[i];
      gb -= slope;
    }
    w -= 0.001 * gw / static_cast<double>(data.size());
    b -= 0.001 * gb / static_cast<double>(data.size());
    benchmark::DoNotOptimize(loss);
  }
  count_steps(state);
}
BENCHMARK(line_huber_plain);

void linear_logistic_plain(benchmark::State& state) {
  const Setting setting = classes_setting();
  const Dataset& data = *setting.data;
  double w1 = 0, w2 = 0, b = 0;
  for (auto _ : state) {
    double loss = 0, g1 = 0, g2 = 0, gb = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
      const double m = data.y[i] * (w1 * data.x1[i] + w2 * data.x2[i] + b);
      const double slope = -data.y[i] / (1 + std::exp(m));
      loss += logistic(m);
      g1 += slope * data.x1[i];
      g2 += slope * data.x2[i];
      gb += slope;
    }
    const double rate = 0.001 / static_cast<double>(data.size());
    w1 -= rate * g1;
    w2 -= rate * g2;
    b -= rate * gb;
    benchmark::DoNotOptimize(loss);
  }
  count_steps(state);
}
BENCHMARK(linear_logistic_plain);

// A 2-8-8-1 network, one sample after the other.
class PlainNetwork {
 public:
  explicit PlainNetwork(std::vector<double> theta) : theta_(std::move(theta)), gradient_(theta_.size()) {}

  double output(double x1, double x2) {
    const double* w = theta_.data();
    for (int o = 0; o < 8; ++o) a_[o] = std::tanh(w[16 + o] + w[2 * o] * x1 + w[2 * o + 1] * x2);
    w += 24;
    for (int o = 0; o < 8; ++o) {
      double sum = w[64 + o];
      for (int i = 0; i < 8; ++i) sum += w[8 * o + i] * a_[i];
      b_[o] = std::tanh(sum);
    }
    w += 72;
    double f = w[8];
    for (int i = 0; i < 8; ++i) f += w[i] * b_[i];
    return f;
  }

  void add_gradient(double x1, double x2, double slope) {
    const double *w2 = theta_.data() + 24, *w3 = theta_.data() + 96;
    double *g1 = gradient_.data(), *g2 = g1 + 24, *g3 = g1 + 96;
    double delta_a[8] = {};
    g3[8] += slope;
    for (int o = 0; o < 8; ++o) {
      g3[o] += slope * b_[o];
      const double delta = slope * w3[o] * (1 - b_[o] * b_[o]);
      g2[64 + o] += delta;
      for (int i = 0; i < 8; ++i) {
        g2[8 * o + i] += delta * a_[i];
        delta_a[i] += delta * w2[8 * o + i];
      }
    }
    for (int o = 0; o < 8; ++o) {
      const double delta = delta_a[o] * (1 - a_[o] * a_[o]);
      g1[2 * o] += delta * x1;
      g1[2 * o + 1] += delta * x2;
      g1[16 + o] += delta;
    }
  }

  void step(double rate) {
    for (std::size_t j = 0; j < theta_.size(); ++j) {
      theta_[j] -= rate * gradient_[j];
      gradient_[j] = 0;
    }
  }

 private:
  std::vector<double> theta_, gradient_;
  double a_[8], b_[8];
};

void network_plain(benchmark::State& state, std::size_t batch) {
  const Setting setting = network_setting();
  const Dataset& data = *setting.data;
  PlainNetwork network(setting.model->initial(1));
  std::size_t from = 0;
  for (auto _ : state) {
    double loss = 0;
    for (std::size_t i = from; i < from + batch; ++i) {
      const double m = data.y[i] * network.output(data.x1[i], data.x2[i]);
      loss += logistic(m);
      network.add_gradient(data.x1[i], data.x2[i], -data.y[i] / (1 + std::exp(m)));
    }
    network.step(0.001 / static_cast<double>(batch));
    from = (from + batch) % data.size();
    benchmark::DoNotOptimize(loss);
  }
  count_steps(state);
}
void network_batch_10_plain(benchmark::State& state) { network_plain(state, 10); }
void network_full_plain(benchmark::State& state) { network_plain(state, 500); }
BENCHMARK(network_batch_10_plain);
BENCHMARK(network_full_plain);

constexpr int cells = 256;
Plane wide_plane(std::size_t parameters) {
  Plane plane = parameter_plane(std::vector<double>(parameters, 0.0), 0, 1);
  plane.across_min = plane.up_min = -3;
  plane.across_max = plane.up_max = 3;
  return plane;
}

void landscape(benchmark::State& state, const Setting& setting, const char* id) {
  const Loss loss(id);
  const Plane plane = wide_plane(setting.model->parameter_count());
  const auto threads = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(compute_landscape(setting, loss, plane, cells, cells, threads, {}));
}
void landscape_huber(benchmark::State& state) { landscape(state, line_setting(), "huber"); }
void landscape_logistic(benchmark::State& state) { landscape(state, classes_setting(), "logistic"); }
BENCHMARK(landscape_huber)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(landscape_logistic)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

// From a request to the full landscape on the worker, as while a slider moves.
void landscape_worker(benchmark::State& state, const Setting& setting, const char* id) {
  using Result = std::shared_ptr<const Landscape>;
  using Worker = LatestWorker<Plane, Result>;
  const Loss loss(id);
  std::mutex mutex;
  std::condition_variable changed;
  bool told = false;
  Worker worker(
      [&](const Plane& plane, const Worker::Turn& turn) {
        turn.publish(compute_landscape(setting, loss, plane, 64, 64, 0, turn.closing));
        if (auto full = compute_landscape(setting, loss, plane, cells, cells, 0, turn.superseded)) turn.publish(full);
      },
      [&] {
        const std::scoped_lock lock(mutex);
        told = true;
        changed.notify_one();
      });
  Plane plane = wide_plane(setting.model->parameter_count());
  for (auto _ : state) {
    plane.across_max += 0.001;
    worker.request(plane);
    for (Result newest; !newest || newest->columns != cells || newest->plane != plane;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return std::exchange(told, false); });
      lock.unlock();
      if (auto result = worker.take()) newest = *result;
    }
  }
}
void landscape_worker_huber(benchmark::State& state) { landscape_worker(state, line_setting(), "huber"); }
void landscape_worker_logistic(benchmark::State& state) { landscape_worker(state, classes_setting(), "logistic"); }
BENCHMARK(landscape_worker_huber)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(landscape_worker_logistic)->Unit(benchmark::kMillisecond)->UseRealTime();

template <class Cell>
void landscape_plain(benchmark::State& state, Cell cell) {
  std::vector<float> values(std::size_t{cells} * cells);
  for (auto _ : state) {
    for (int row = 0; row < cells; ++row) {
      for (int column = 0; column < cells; ++column) {
        values[static_cast<std::size_t>(row * cells + column)] =
            static_cast<float>(cell(-3 + 6.0 * column / (cells - 1), -3 + 6.0 * row / (cells - 1)));
      }
    }
    benchmark::DoNotOptimize(values.data());
    benchmark::ClobberMemory();
  }
}
void landscape_huber_plain(benchmark::State& state) {
  const Setting setting = line_setting();
  const Dataset& data = *setting.data;
  landscape_plain(state, [&](double w, double b) {
    double sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i) sum += huber(data.y[i] - (w * data.x1[i] + b));
    return sum / static_cast<double>(data.size());
  });
}
void landscape_logistic_plain(benchmark::State& state) {
  const Setting setting = classes_setting();
  const Dataset& data = *setting.data;
  landscape_plain(state, [&](double w1, double w2) {
    double sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i) sum += logistic(data.y[i] * (w1 * data.x1[i] + w2 * data.x2[i]));
    return sum / static_cast<double>(data.size());
  });
}
BENCHMARK(landscape_huber_plain)->Unit(benchmark::kMillisecond);
BENCHMARK(landscape_logistic_plain)->Unit(benchmark::kMillisecond);

struct Grid {
  std::vector<double> x1, x2, f;
  Grid() : f(10000) {
    for (int row = 0; row < 100; ++row) {
      for (int column = 0; column < 100; ++column) {
        x1.push_back(-4 + 0.08 * column);
        x2.push_back(-4 + 0.08 * row);
      }
    }
  }
};

void decision_surface(benchmark::State& state) {
  const Setting setting = network_setting();
  const std::vector<double> theta = setting.model->initial(1);
  Grid grid;
  for (auto _ : state) {
    setting.model->predict(theta, grid.x1, grid.x2, grid.f);
    benchmark::DoNotOptimize(grid.f.data());
    benchmark::ClobberMemory();
  }
}
void decision_surface_plain(benchmark::State& state) {
  PlainNetwork network(network_setting().model->initial(1));
  Grid grid;
  for (auto _ : state) {
    for (std::size_t i = 0; i < grid.f.size(); ++i) grid.f[i] = network.output(grid.x1[i], grid.x2[i]);
    benchmark::DoNotOptimize(grid.f.data());
    benchmark::ClobberMemory();
  }
}
BENCHMARK(decision_surface)->Unit(benchmark::kMicrosecond);
BENCHMARK(decision_surface_plain)->Unit(benchmark::kMicrosecond);

// Keeps the shortest time of each benchmark, for the table of ratios: the processor's time of what runs on one thread,
// which other programs on the machine hardly change.
class Ratios : public benchmark::ConsoleReporter {
 public:
  Ratios() : ConsoleReporter(OO_Tabular) {}
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      const double seconds = run.GetAdjustedCPUTime() / benchmark::GetTimeUnitMultiplier(run.time_unit);
      const auto [at, is_new] = shortest_.try_emplace(run.run_name.function_name + run.run_name.args, seconds);
      if (!is_new) at->second = std::min(at->second, seconds);
    }
  }
  void Finalize() override {
    ConsoleReporter::Finalize();
    std::printf("\n%-22s %12s %12s %8s   on one thread\n", "", "ours, us", "plain, us", "ratio");
    for (const auto& [name, plain] : shortest_) {
      const std::size_t end = name.find("_plain");
      if (end == std::string::npos) continue;
      const std::string ours = name.substr(0, end);
      auto at = shortest_.find(ours);
      if (at == shortest_.end()) at = shortest_.find(ours + "1");
      if (at == shortest_.end()) continue;
      std::printf("%-22s %12.3f %12.3f %8.1f\n", ours.c_str(), 1e6 * at->second, 1e6 * plain, plain / at->second);
    }
  }

 private:
  std::map<std::string, double> shortest_;
};

}  // namespace
}  // namespace losslab

int main(int argc, char** argv) {
  std::printf("vectors of %s\n", losslab::choose_instruction_set(argc, argv));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  const auto reporter = std::make_unique<losslab::Ratios>();
  benchmark::RunSpecifiedBenchmarks(reporter.get());
}
