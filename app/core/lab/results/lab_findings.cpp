#include "app/core/lab/results/lab_findings.h"

#include <algorithm>

#include "app/core/lab/results/lab.h"

namespace losslab {

const std::string& short_name(Finding::Kind kind, const Language& text) {
  switch (kind) {
    case Finding::Kind::divergence:
      return text("figure.finding.diverged");
    case Finding::Kind::runaway:
      return text("figure.finding.diverges");
    case Finding::Kind::saturation:
      return text("figure.finding.saturated");
    case Finding::Kind::oscillation:
      return text("figure.finding.oscillates");
    case Finding::Kind::kink_oscillation:
      return text("figure.finding.oscillates_about_kink");
    case Finding::Kind::stuck:
      break;
  }
  return text("figure.finding.stuck");
}

LabFindings::Asked LabFindings::what_is(const Lab& lab) {
  const Setting& setting = lab.setting();
  return {lab.race().competitors(),        setting.data,       setting.model, setting.l2, setting.l1,
          lab.race().kept(lab.position()), lab.race().length()};
}

void LabFindings::want(const Lab& lab) {
  if (!lab.followed() || pending()) return;
  Asked wanted = what_is(lab);
  if (asked_ == wanted) return;
  if (!worker_) worker_ = std::make_unique<Worker>(examine, ready_);
  worker_->request({lab.race(), wanted.step});
  asked_ = std::move(wanted);
}

void LabFindings::examine(const Request& request, const Worker::Turn& turn) {
  auto result = std::make_shared<Result>();
  result->competitors = request.race.competitors();
  result->data = request.race.setting().data;
  result->model = request.race.setting().model;
  for (std::size_t i = 0; i < result->competitors.size(); ++i) {
    if (turn.closing.stop_requested()) return;
    result->findings.push_back(diagnose(request.race, i, request.step));
  }
  turn.publish(std::move(result));
}

bool LabFindings::take() {
  auto fresh = worker_ ? worker_->take() : std::nullopt;
  if (!fresh) return false;
  const auto named = [](const std::optional<Finding>& finding) {
    return finding ? static_cast<int>(finding->kind) : -1;
  };
  const bool same = result_ && result_->competitors == (*fresh)->competitors &&
                    std::ranges::equal(result_->findings, (*fresh)->findings, {}, named, named);
  result_ = std::move(*fresh);
  return !same;
}

void LabFindings::wait(const Lab& lab) {
  if (!lab.followed()) return;
  auto result = std::make_shared<Result>();
  result->competitors = lab.race().competitors();
  result->data = lab.setting().data;
  result->model = lab.setting().model;
  for (std::size_t i = 0; i < result->competitors.size(); ++i) {
    result->findings.push_back(diagnose(lab.race(), i, lab.race().kept(lab.position())));
  }
  result_ = std::move(result);
  asked_ = what_is(lab);
}

std::vector<std::optional<Finding>> LabFindings::all(const Lab& lab) const {
  const bool current = result_ && result_->data == lab.setting().data && result_->model == lab.setting().model &&
                       result_->competitors == lab.race().competitors();
  return current ? result_->findings : std::vector<std::optional<Finding>>(lab.race().competitors().size());
}

}  // namespace losslab
