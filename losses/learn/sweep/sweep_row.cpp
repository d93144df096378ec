#include <algorithm>
#include <cmath>
#include <limits>

#include "losses/learn/sweep/sweep.h"

namespace losslab {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? unknown : sum / static_cast<double>(values.size());
}

double deviation_of(std::span<const double> values, double mean) {
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return values.size() < 2 ? unknown : std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace

SweepRow sweep_row(std::span<const SweepRun> runs) {
  std::vector<double> clean, given, objective;
  for (const SweepRun& run : runs) {
    if (run.diverged) continue;
    if (!std::isnan(run.clean_error)) clean.push_back(run.clean_error);
    given.push_back(run.given_error);
    objective.push_back(run.objective);
  }
  SweepRow row{runs.front().loss, runs.front().at, static_cast<int>(runs.size())};
  row.mean = mean_of(clean);
  row.sd = deviation_of(clean, row.mean);
  std::ranges::sort(clean);
  const std::size_t half = clean.size() / 2;
  row.least = clean.empty() ? unknown : clean.front();
  row.median = clean.empty() ? unknown : clean.size() % 2 == 1 ? clean[half] : 0.5 * (clean[half - 1] + clean[half]);
  row.most = clean.empty() ? unknown : clean.back();
  row.given_mean = mean_of(given);
  row.objective_mean = mean_of(objective);
  row.diverged = static_cast<double>(runs.size() - given.size()) / static_cast<double>(runs.size());
  return row;
}

}  // namespace losslab
