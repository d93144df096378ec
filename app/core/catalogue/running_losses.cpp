#include "app/core/catalogue/running_losses.h"

#include <algorithm>

#include "losses/core/parameter_values.h"

namespace losslab {

int RunningKind::series(std::string_view id) const {
  const auto at = std::ranges::find(ids, id);
  return at == ids.end() ? -1 : static_cast<int>(at - ids.begin());
}

void set_parameter(RunningLosses& running, const RunningKind& kind, std::string_view id, std::string_view name,
                   double value) {
  const std::span<const Parameter> all = kind.parameters(id);
  const std::size_t index = index_of_parameter(id, all, name);
  check_parameter(id, all[index], value);
  std::vector<double> usual;
  for (const Parameter& one : all) usual.push_back(one.initial);
  const auto own = running.parameters.find(id);
  std::vector<double> values = own == running.parameters.end() ? usual : own->second;
  values[index] = value;
  if (values != usual) {
    running.parameters.insert_or_assign(std::string(id), std::move(values));
  } else if (own != running.parameters.end()) {
    running.parameters.erase(own);
  }
}

void toggle(RunningLosses& running, const RunningKind& kind, const std::string& id) {
  const auto at = std::ranges::find(running.ticked, id);
  if (at != running.ticked.end()) {
    running.ticked.erase(at);
    return;
  }
  if (running.ticked.size() >= most_running) return;
  const auto place = std::ranges::find_if(
      running.ticked, [&](const std::string& other) { return kind.series(other) > kind.series(id); });
  running.ticked.insert(place, id);
  running.chosen = id;
}

void make_valid(RunningLosses& running) {
  if (running.ticked.size() > most_running) running.ticked.resize(most_running);
  if (std::ranges::find(running.ticked, running.chosen) != running.ticked.end()) return;
  running.chosen = running.ticked.empty() ? std::string() : running.ticked.front();
}

}  // namespace losslab
