#include "app/core/structures/boxes/experiment_service.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace losslab {

void ExperimentService::work(const Request& request, const Worker::Turn& turn) {
  Result result;
  const auto all = static_cast<double>(request.ids.size());
  for (const std::string& id : request.ids) {
    const double before = static_cast<double>(result.made.size()) / all;
    auto told = std::chrono::steady_clock::now();
    BoxExperimentResult made = run_box_experiment(
        request.experiment, id, 0,
        [&](double share) {
          const auto now = std::chrono::steady_clock::now();
          if (now - told < std::chrono::milliseconds(100)) return;  // a bar that moves ten times a second is enough
          told = now;
          result.progress = before + share / all;
          turn.publish(result);
        },
        turn.superseded);
    if (turn.superseded.stop_requested()) return;
    result.made.emplace_back(id, std::make_shared<const BoxExperimentResult>(std::move(made)));
    result.progress = static_cast<double>(result.made.size()) / all;
    turn.publish(result);
  }
}

void ExperimentService::run(const std::vector<std::string>& ids, const BoxExperiment& experiment) {
  Request request{{}, experiment};
  for (const char* known : box_experiment_losses()) {
    if (std::ranges::find(ids, known) != ids.end()) request.ids.emplace_back(known);
  }
  if (request.ids.empty()) return;
  cancel();
  made_.clear();
  running_ = true;
  if (!worker_) worker_ = std::make_unique<Worker>(work, ready_);
  worker_->request(std::move(request));
}

void ExperimentService::cancel() {
  if (!worker_) return;
  worker_->cancel();
  while (!worker_->idle()) std::this_thread::yield();  // a slice of its work, or its answers would come later
  take();
  running_ = false;
  progress_ = 0;
}

bool ExperimentService::take() {
  if (!worker_ || !running_) return false;
  const bool done = worker_->idle();
  std::optional<Result> result = worker_->take();
  if (done) running_ = false;
  if (!result) return done;
  progress_ = result->progress;
  made_ = std::move(result->made);
  return true;
}

void ExperimentService::wait() {
  while (running_) {
    if (!take()) std::this_thread::yield();
  }
}

const BoxExperimentResult* ExperimentService::of(std::string_view id) const {
  const auto at = std::ranges::find(made_, id, &Made::first);
  return at == made_.end() ? nullptr : at->second.get();
}

}  // namespace losslab
