#include "losses/learn/data/dataset.h"

#include <algorithm>

namespace losslab {

namespace {

std::size_t before_more(const Dataset& data) { return data.task == Task::classification ? 2 : 1; }

}  // namespace

std::size_t predictor_count(const Dataset& data) { return before_more(data) + data.more.size(); }

const std::string& predictor_name(const Dataset& data, std::size_t j) {
  if (j >= before_more(data)) return data.more[j - before_more(data)].name;
  return j == 0 ? data.x1_name : data.x2_name;
}

const std::vector<double>& predictor(const Dataset& data, std::size_t j) {
  if (j >= before_more(data)) return data.more[j - before_more(data)].values;
  return j == 0 ? data.x1 : data.x2;
}

std::vector<double> shares(const Dataset& data) {
  double sum = 0;
  for (const double weight : data.weight) sum += weight / static_cast<double>(data.size());
  std::vector<double> result = data.weight;
  for (double& weight : result) weight /= sum;
  return result;
}

Dataset with_class_names(Dataset data) {
  if (data.task != Task::classification || !data.class_names.empty()) return data;
  data.class_names = {"-1", "1"};
  for (auto* labels : {&data.y, &data.true_label}) {
    for (double& label : *labels) label = label > 0 ? 1 : 0;
  }
  return data;
}

void erase_point(Dataset& data, std::size_t i) {
  const auto erase = [i](auto& values) {
    if (i < values.size()) values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
  };
  for (auto* values : {&data.x1, &data.x2, &data.y, &data.true_label, &data.weight}) erase(*values);
  for (Predictor& one : data.more) erase(one.values);
  erase(data.outlier);
}

std::optional<double> true_value(const Dataset& data, double x) {
  if (data.true_line) return data.true_line->slope * x + data.true_line->intercept;
  const std::vector<double>& at = data.true_x;
  if (at.empty() || !(x >= at.front() && x <= at.back())) return std::nullopt;
  const auto after = static_cast<std::size_t>(std::ranges::upper_bound(at, x) - at.begin());
  if (after == at.size()) return data.true_y.back();
  const double width = at[after] - at[after - 1];
  return data.true_y[after - 1] + (data.true_y[after] - data.true_y[after - 1]) * ((x - at[after - 1]) / width);
}

}  // namespace losslab
