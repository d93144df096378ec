#include "app/core/lab/results/sweep_job.h"

#include <chrono>
#include <optional>
#include <utility>

#include "app/core/lab/page/runners.h"
#include "app/core/lab/results/sweep_axes.h"

namespace losslab {
namespace {

constexpr auto between_reports = std::chrono::milliseconds(100);

// A loss whose parameter is varied has no value of it to be named with.
std::string label_of(const Document& document, const LabPage& page, const std::string& runner, const Language& text) {
  const bool varied = page.sweep.over.name.starts_with(std::string(loss_of(runner)) + ".");
  return varied ? runner_name(document, page, runner, text) : runner_label(document, page, runner, text);
}

}  // namespace

SweepResult sweep_order(const Document& document, Task task, const Language& text) {
  const LabPage& page = lab_page(document, task);
  SweepResult order;
  order.spec = sweep_spec(document, page);
  order.task = task;
  const auto choice = sweep_choice(document, page, page.sweep.over.name, text);
  order.label = choice ? choice->label : page.sweep.over.name;
  for (const std::string& runner : page.ticked) {
    order.runners.push_back({runner, label_of(document, page, runner, text), runner_series(document, page, runner)});
  }
  return order;
}

SweepJob::SweepJob(std::string asset_folder, std::function<void()> wake)
    : asset_folder_(std::move(asset_folder)), wake_(std::move(wake)) {}

void SweepJob::work(const Request& request, const Worker::Turn& turn, const std::string& asset_folder) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point last{};
  const auto progress = [&](std::size_t done, std::size_t total) {
    const Clock::time_point now = Clock::now();
    if (now - last < between_reports) return;
    last = now;
    turn.publish({request.number, done, total, nullptr, {}});
  };
  Report report{request.number, 1, 1, nullptr, {}};
  try {
    SweepResult result = request.order;
    result.rows = run_sweep(result.spec, asset_folder, 0, progress, turn.superseded);
    if (turn.superseded.stop_requested()) return;
    report.result = std::make_shared<const SweepResult>(std::move(result));
  } catch (const std::exception& error) {
    report.error = error.what();
  }
  turn.publish(std::move(report));
}

void SweepJob::rename(SweepResult named) {
  named.rows = result_->rows;
  result_ = std::make_shared<const SweepResult>(std::move(named));
}

void SweepJob::clear() {
  ++number_;
  if (worker_) worker_->cancel();
  running_ = cancelled_ = false;
  done_ = total_ = 0;
  error_.clear();
}

void SweepJob::start(SweepResult order) {
  clear();
  try {
    check_sweep(order.spec, order.task, !order.spec.of_classes.empty());
  } catch (const InputError& error) {
    error_ = error.what();
    return;
  }
  if (!worker_) {
    worker_ = std::make_unique<Worker>(
        [folder = asset_folder_](const Request& request, const Worker::Turn& turn) { work(request, turn, folder); },
        wake_);
  }
  running_ = true;
  worker_->request({number_, std::move(order)});
}

void SweepJob::run(SweepResult order) {
  clear();
  try {
    order.rows = run_sweep(order.spec, asset_folder_);
    result_ = std::make_shared<const SweepResult>(std::move(order));
  } catch (const InputError& error) {
    error_ = error.what();
  }
}

void SweepJob::cancel() {
  if (!running_) return;
  clear();
  cancelled_ = true;
}

void SweepJob::forget() {
  clear();
  result_.reset();
}

bool SweepJob::take() {
  std::optional<Report> report = worker_ ? worker_->take() : std::nullopt;
  if (!report || !running_ || report->number != number_) return false;
  done_ = report->done;
  total_ = report->total;
  running_ = !report->result && report->error.empty();
  if (report->result) result_ = std::move(report->result);
  error_ = std::move(report->error);
  return true;
}

}  // namespace losslab
