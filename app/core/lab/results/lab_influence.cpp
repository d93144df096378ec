#include "app/core/lab/results/lab_influence.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <utility>

#include "app/core/lab/results/lab.h"

namespace losslab {
namespace {

constexpr int places = 96;  // along the axis, at least

// From one spread of y below the lowest point to one above the highest, and where the point is now. In whole steps from
// a round place, so that they stay where they are while another point moves.
std::vector<double> positions_for(const Dataset& data, std::size_t point) {
  double low = data.y[point == 0 && data.size() > 1 ? 1 : 0], high = low;
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (i == point) continue;  // it is the one that moves
    low = std::min(low, data.y[i]);
    high = std::max(high, data.y[i]);
  }
  const double spread = high > low ? high - low : 1;
  low -= spread;
  high += spread;
  std::vector<double> positions;
  for (int k = 0; k <= places; ++k) positions.push_back(low + (high - low) * k / places);
  const double now = data.y[point];
  // As far as the point is outside, at as many places more as are enough for a straight course.
  constexpr int outside = 8;
  for (int k = 1; now > high && k < outside; ++k) positions.push_back(high + (now - high) * k / outside);
  for (int k = 1; now < low && k < outside; ++k) positions.push_back(low + (now - low) * k / outside);
  positions.push_back(now);
  std::ranges::sort(positions);
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  return positions;
}

bool same(const Influence& a, const Influence& b) {
  return a.setting.data == b.setting.data && a.setting.model == b.setting.model && a.setting.l2 == b.setting.l2 &&
         a.setting.l1 == b.setting.l1 && a.point == b.point && a.keys == b.keys && a.losses == b.losses;
}

}  // namespace

int influence_point(const View& view, const Lab& lab) {
  const int point = lab_view(view, lab.task()).chosen_point;
  return point >= 0 && static_cast<std::size_t>(point) < lab.data().size() ? point : -1;
}

std::optional<Influence> LabInfluence::request_for(const View& view, const Lab& lab) const {
  const LabView& look = lab_view(view, lab.task());
  const bool shown = look.shows(LabPlot::influence);
  const int point = lab.followed() ? influence_point(view, lab) : -1;
  if (!shown || point < 0 || lab.data().size() < 2 || lab.task() != Task::regression ||
      !lab.setting().model->linear_in_parameters()) {
    return std::nullopt;
  }
  Influence request;
  request.setting = lab.setting();
  request.point = static_cast<std::size_t>(point);
  for (const Competitor& one : lab.race().competitors()) {
    request.keys.push_back(one.key);
    request.losses.push_back(one.loss);
  }
  request.positions = positions_for(lab.data(), request.point);
  return request;
}

// A coarse one first, which is always finished, or else nothing would be seen while requests come faster than it is
// made.
void LabInfluence::compute(const Influence& request, const Worker::Turn& turn) {
  constexpr std::size_t stride = 6;
  try {
    for (const bool coarse : {true, false}) {
      auto result = std::make_shared<Influence>(request);
      if (coarse) {
        result->positions.clear();
        for (std::size_t k = 0; k < request.positions.size(); ++k) {
          const bool kept = k % stride == 0 || k + 1 == request.positions.size();
          if (kept || request.positions[k] == request.setting.data->y[request.point]) {
            result->positions.push_back(request.positions[k]);
          }
        }
      }
      const std::stop_token& stop = coarse ? turn.closing : turn.superseded;
      result->curves = sensitivity(request.setting, request.losses, request.point, result->positions, stop);
      if (stop.stop_requested()) return;
      turn.publish(std::move(result));
    }
  } catch (const std::exception&) {
    // There is nothing to show, and who asked is not on this thread.
  }
}

void LabInfluence::want(const View& view, const Lab& lab) {
  std::optional<Influence> request = request_for(view, lab);
  if (!request || (wanted_ && same(*wanted_, *request))) return;
  wanted_ = *request;
  if (!worker_) worker_ = std::make_unique<Worker>(compute, ready_);
  worker_->request(std::move(*request));
}

bool LabInfluence::take() {
  auto result = worker_ ? worker_->take() : std::nullopt;
  if (!result) return false;
  curves_ = std::move(*result);
  return true;
}

void LabInfluence::wait(const View& view, const Lab& lab) {
  std::optional<Influence> request = request_for(view, lab);
  if (!request) return;
  if (worker_) {
    worker_->cancel();
    while (!worker_->idle()) std::this_thread::yield();
    take();
  }
  wanted_ = *request;
  if (curves_ && same(*curves_, *request) && curves_->positions == request->positions) return;
  compute(*request, {{}, {}, [this](std::shared_ptr<const Influence> found) { curves_ = std::move(found); }});
}

std::shared_ptr<const Influence> LabInfluence::curves(const View& view, const Lab& lab) const {
  if (!curves_ || influence_point(view, lab) != static_cast<int>(curves_->point)) return nullptr;
  const bool fits = curves_->setting.model->parameter_count() == lab.setting().model->parameter_count() &&
                    curves_->setting.data->size() == lab.data().size();
  return fits && lab.setting().model->linear_in_parameters() ? curves_ : nullptr;
}

}  // namespace losslab
