// The sweeps of the laboratories.
#include "app/core/shell/application.h"

namespace losslab {

void Application::make_sweeps() {
  for (std::unique_ptr<SweepJob>& sweep : sweeps_) sweep = std::make_unique<SweepJob>(asset_folder_, wake_);
}

void Application::start_sweep() {
  SweepJob& sweep = *sweeps_[lab_index()];
  sweep.start(sweep_order(document(), screen()));
  if (!sweep.error().empty()) say(sweep.error(), true);
  ++version_;
}

void Application::take_sweeps() {
  for (const std::unique_ptr<SweepJob>& sweep : sweeps_) {
    if (!sweep->take()) continue;
    if (!sweep->error().empty()) say(sweep->error(), true);
    ++version_;
  }
}

void Application::finish_shown_sweep() {
  if (screen() == Screen::losses || !view().lab().shows(LabPlot::sweep)) return;
  SweepJob& sweep = *sweeps_[lab_index()];
  if (sweep.result() == nullptr) sweep.run(sweep_order(document(), screen()));
  if (!sweep.error().empty()) say(sweep.error(), true);
  ++version_;
}

}  // namespace losslab
