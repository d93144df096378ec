#pragma once
#include <memory>
#include <string>

#include "app/core/lab/results/lab.h"
#include "app/core/lab/results/sweep_job.h"
#include "app/core/shell/state/results.h"

namespace losslab {

class Application;

// What a laboratory shows: its run with what is told of it, and its sweep.
class LabResults final : public Results {
 public:
  LabResults(Task task, const ResultsNeeds& needs);

  const Lab& lab() const { return lab_; }
  const SweepJob& sweep() const { return sweep_; }
  void start_sweep(const Document& document);
  void cancel_sweep();
  // The points as CSV; the ending is added where it is missing. Throws InputError.
  void save_data(const std::string& path);

  bool follow(const Document& document) override { return lab_.follow(document); }
  bool followed() const override { return lab_.followed(); }
  Figure figure(const Document& document, const View& view, const Theme& theme) const override;
  std::uint64_t version() const override { return lab_.version(); }
  Playback* playback() override { return lab_.followed() ? &lab_ : nullptr; }
  void update(const Document& document, const View& view, const Theme& theme, bool moving) override;
  bool take() override;
  bool pending() const override { return lab_.pictures_pending(); }
  void settle(const Document& document, const View& view, const Theme& theme) override;
  void finish(const Document& document, const View& view, const Theme& theme) override;
  std::optional<Message> message() override;
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override;
  std::string notice() const override { return lab_.notice(); }
  void dismiss() override { lab_.dismiss(); }
  void speak_anew(const Document& document) override;

 private:
  void hear_sweep();

  const Language& text_;
  Lab lab_;
  SweepJob sweep_;
  std::optional<Message> message_;
};

// Of the screen of a task.
const LabResults& lab_results(const Application& app, Task task);

}  // namespace losslab
