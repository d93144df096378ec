#include "app/core/structures/masks/mask_scenery.h"

#include <thread>

namespace losslab {
namespace {

bool has_curves(const MaskScenery::Wants& wants) { return wants.shift || wants.threshold || wants.share; }

template <class Worker>
void settle(Worker* worker) {
  if (worker == nullptr) return;
  worker->cancel();
  while (!worker->idle()) std::this_thread::yield();  // or else its first answer would come in place of this one
}

}  // namespace

MaskScenery::~MaskScenery() = default;

// Each request is finished once it is begun: while something is played they come faster than they are answered.
MaskScenery::Curves MaskScenery::draw(const Request& request, const std::stop_token& stop) {
  Curves curves;
  const auto put = [&](MaskCurvesOver over, std::shared_ptr<const MaskCurves> made) {
    curves.over[static_cast<std::size_t>(over)] = std::move(made);
  };
  if (request.wants.shift) put(MaskCurvesOver::shift, shift_curves(*request.moment, stop));
  if (request.wants.threshold) put(MaskCurvesOver::threshold, threshold_curves(*request.moment, stop));
  if (!request.wants.share) return curves;
  for (const MaskMoment::Of& one : request.moment->of) curves.of_share.emplace_back(one.id, one.who.loss);
  if (curves.of_share != request.known) put(MaskCurvesOver::share, share_curves(curves.of_share, stop));
  return curves;
}

void MaskScenery::want(const Wants& wants, const std::function<MaskMoment()>& moment) {
  if (wanted_ == wants) return;
  wanted_ = wants;
  if (!painter_) {
    painter_ = std::make_unique<PictureWorker>(
        [](const Request& request, const PictureWorker::Turn& turn) {
          turn.publish(mask_pictures(*request.moment, *request.wants.theme, request.wants.own_scale));
        },
        ready_);
  }
  const Request request{wants, std::make_shared<const MaskMoment>(moment()), curves_.of_share};
  painter_->request(request);
  if (!has_curves(wants)) return;
  if (!drawer_) {
    drawer_ = std::make_unique<CurveWorker>(
        [](const Request& asked, const CurveWorker::Turn& turn) { turn.publish(draw(asked, turn.closing)); }, ready_);
  }
  drawer_->request(request);
}

void MaskScenery::take_curves(Curves fresh) {
  for (std::size_t i = 0; i < curves_.over.size(); ++i) {
    if (fresh.over[i]) curves_.over[i] = std::move(fresh.over[i]);
  }
  if (curves_.over[static_cast<std::size_t>(MaskCurvesOver::share)] && !fresh.of_share.empty()) {
    curves_.of_share = std::move(fresh.of_share);
  }
}

bool MaskScenery::take() {
  auto pictures = painter_ ? painter_->take() : std::nullopt;
  auto curves = drawer_ ? drawer_->take() : std::nullopt;
  if (pictures) pictures_ = std::move(*pictures);
  if (curves) take_curves(std::move(*curves));
  return pictures || curves;
}

bool MaskScenery::pending() const { return (painter_ && !painter_->idle()) || (drawer_ && !drawer_->idle()); }

void MaskScenery::wait(const Wants& wants, const std::function<MaskMoment()>& moment) {
  settle(painter_.get());
  settle(drawer_.get());
  take();
  const Request request{wants, std::make_shared<const MaskMoment>(moment()), curves_.of_share};
  pictures_ = mask_pictures(*request.moment, *wants.theme, wants.own_scale);
  take_curves(draw(request, {}));
  wanted_ = wants;
}

}  // namespace losslab
