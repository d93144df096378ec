#include "app/core/structures/boxes/boxes_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/boxes/boxes_figure.h"

namespace losslab {

double BoxCompetitor::evaluate(std::span<const double> box, std::span<double> gradient) const {
  if (!(box[0] < box[2]) || !(box[1] < box[3])) return std::numeric_limits<double>::quiet_NaN();
  return loss.evaluate(box, target, gradient);
}

Box box_at(const BoxRun& run, long step) {
  Box box{};
  std::ranges::copy(run.iterate(step), box.begin());
  return box;
}

bool BoxDescents::follow(const BoxesPage& page) {
  std::vector<Runner> runners;
  const Box& target = page.targets[assigned_target(page)];
  for (const std::string& id : page.ticked) {
    runners.push_back({id, {running_loss<StructuredLoss>(page, id), page.optimizer, target}});
  }
  ids_ = page.ticked;
  const bool again = start_ != page.prediction;
  start_ = page.prediction;
  if (again) {
    begin_again({start_->begin(), start_->end()}, std::move(runners));
  } else {
    follow_runners(std::move(runners));
  }
  return again;
}

std::vector<Failure> BoxDescents::failures() const {
  std::vector<Failure> all;
  for (std::size_t i = 0; i < runs().size(); ++i) {
    const std::optional<long> stopped = runs()[i].stopped();
    if (!stopped || *stopped > position() + 1) continue;
    all.push_back({ids_[i], text_("boxes.stopped", {{"loss", name_text(text_, runs()[i].who().loss.info())},
                                                    {"step", fmt::format("{}", *stopped)}})});
  }
  return all;
}

bool BoxesResults::follow(const Document& document) {
  const BoxesPage& next = boxes_page(document);
  if (page_ == next) return false;
  page_ = next;
  return descents_.follow(*page_);
}

bool BoxesResults::take() {
  if (!experiment_.take()) return false;
  ++experiment_version_;
  return true;
}

void BoxesResults::run_experiment() {
  experiment_.run(page_->ticked, BoxExperiment());
  ++experiment_version_;
}

void BoxesResults::cancel_experiment() {
  experiment_.cancel();
  ++experiment_version_;
}

Figure BoxesResults::figure(const Document&, const View& view, const Theme& theme) const {
  return boxes_figure(*this, view, theme, text_);
}

Box BoxesResults::now() const {
  const auto at = std::ranges::find(page_->ticked, page_->chosen);
  if (at == page_->ticked.end()) return page_->prediction;
  return box_at(descents_.runs()[static_cast<std::size_t>(at - page_->ticked.begin())], descents_.position());
}

}  // namespace losslab
