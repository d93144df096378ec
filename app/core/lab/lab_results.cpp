#include "app/core/lab/lab_results.h"

#include <fmt/format.h>

#include <utility>

#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/plots/lab_figure.h"
#include "app/core/shell/application.h"
#include "losses/learn/data/table/csv_text.h"
#include "widgets/export/export.h"

namespace losslab {

LabResults::LabResults(Task task, const ResultsNeeds& needs)
    : text_(needs.language),
      lab_(task, needs.asset_folder, needs.wake, needs.language),
      sweep_(needs.asset_folder, needs.wake) {}

Figure LabResults::figure(const Document& document, const View& view, const Theme& theme) const {
  return lab_figure(document, view, lab_, theme, text_, &sweep_);
}

void LabResults::update(const Document& document, const View& view, const Theme& theme, bool moving) {
  lab_.take_pictures();
  lab_.want_pictures(document, view, theme, moving);
}

bool LabResults::take() {
  if (!sweep_.take()) return false;
  hear_sweep();
  return true;
}

void LabResults::settle(const Document& document, const View& view, const Theme& theme) {
  if (lab_.followed()) lab_.wait_for_pictures(document, view, theme);
}

void LabResults::finish(const Document& document, const View& view, const Theme& theme) {
  settle(document, view, theme);
  const bool shown = view.screen == lab_task(lab_.task()).id && lab_view(view, lab_.task()).shows(LabPlot::sweep);
  if (!shown) return;
  if (sweep_.result() == nullptr) sweep_.run(sweep_order(document, lab_.task(), text_));
  hear_sweep();
}

void LabResults::start_sweep(const Document& document) {
  sweep_.start(sweep_order(document, lab_.task(), text_));
  hear_sweep();
}

void LabResults::cancel_sweep() { sweep_.cancel(); }

void LabResults::speak_anew(const Document& document) {
  lab_.speak_anew(document);
  const SweepResult* const shown = sweep_.result().get();
  if (shown == nullptr) return;
  // Of other settings the names are not known any more.
  SweepResult named = sweep_order(document, lab_.task(), text_);
  if (named.spec == shown->spec) sweep_.rename(std::move(named));
}

void LabResults::hear_sweep() {
  if (!sweep_.error().empty()) message_ = Message{sweep_.error(), true};
}

void LabResults::save_data(const std::string& path) {
  if (lab_.data().size() == 0) throw InputError(text_("message.data.none"));
  const std::string target = ascii_lowered(path).ends_with(".csv") ? path : path + ".csv";
  write_file_atomically(target, to_csv(lab_.data()));
  message_ = Message{text_("message.data.saved", {{"count", fmt::format("{}", lab_.data().size())}, {"path", target}})};
}

std::optional<Message> LabResults::message() { return std::exchange(message_, std::nullopt); }

const LabResults& lab_results(const Application& app, Task task) {
  return static_cast<const LabResults&>(app.results(lab_task(task).id));
}

}  // namespace losslab
