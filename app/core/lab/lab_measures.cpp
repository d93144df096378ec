// What lessons ask of a laboratory: those who run by their ids, and its data.
#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/measure/page_measures.h"
#include "app/core/measure/run_measures.h"

namespace losslab {
namespace {

MeasuredRun measured(const Lab& lab, int competitor) {
  MeasuredRun run;
  // Not owned: what is measured does not outlive the laboratory.
  run.race = std::shared_ptr<const Race>(&lab.race(), [](const Race*) {});
  run.competitor = static_cast<std::size_t>(competitor);
  run.setting = lab.setting();
  run.who = lab.race().competitors()[run.competitor];
  run.theta = lab.theta(competitor);
  run.step = lab.position();
  return run;
}

}  // namespace

std::shared_ptr<const MeasureObject> LabResults::measures(const Document&, const View&) const {
  if (!lab_.followed()) return nullptr;
  std::vector<std::string> names{"data", "position", "l1", "l2", "rate", "start"};
  names.insert(names.begin(), lab_.page().ticked.begin(), lab_.page().ticked.end());
  const auto find = [this](std::string_view name) -> std::optional<MeasureValue> {
    if (const int competitor = lab_.competitor(name); competitor >= 0) return run_measures(measured(lab_, competitor));
    if (name == "data") return data_measures(lab_.setting().data);
    if (name == "position") return static_cast<double>(lab_.position());
    if (name == "l1") return lab_.page().l1;
    if (name == "l2") return lab_.page().l2;
    if (name == "rate") return lab_.page().optimizer.rate;
    if (name == "start") {
      const std::span<const double> start = lab_.race().start();
      return lab_.setting().model->to_original({start.data(), start.size()});
    }
    return std::nullopt;
  };
  return std::make_shared<PageMeasures>(std::string("the screen ") + lab_task(lab_.task()).id, names, find);
}

}  // namespace losslab
