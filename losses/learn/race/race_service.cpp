#include "losses/learn/race/race_service.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "losses/core/threads/latest_worker.h"

namespace losslab {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto publish_every = std::chrono::milliseconds(8);

struct Request {
  long serial = 0;
  std::shared_ptr<const Race> race;  // at set()
  long length = 0;
};

struct Result {
  long serial;
  Race race;
};

}  // namespace

struct RaceService::Impl {
  explicit Impl(std::function<void()> on_ready)
      : ready(std::move(on_ready)),
        worker([this](const Request& request, const auto& turn) { work(request, turn); }, [this] { tell(); }) {}

  void tell() {
    {
      const std::scoped_lock lock(mutex);  // whoever is about to wait waits by now
    }
    changed.notify_all();
    if (ready) ready();
  }

  template <class Turn>
  void work(const Request& request, const Turn& turn) {
    if (request.serial != own_serial) {
      own = *request.race;
      own_serial = request.serial;
    }
    bool done = false;
    while (!done) {
      const auto until = Clock::now() + publish_every;
      const auto enough = [&] { return turn.superseded.stop_requested() || Clock::now() >= until; };
      const bool reached = own.advance_to(request.length, enough);
      done = reached || (own.finished() && !own.catching_up()) || turn.superseded.stop_requested();
      if (!turn.closing.stop_requested()) turn.publish(Result{own_serial, own});
    }
  }

  std::function<void()> ready;
  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  long serial = 0;  // of the race that was set last; of the thread that asks
  std::shared_ptr<const Race> given;
  Race own;  // these two of the worker's thread
  long own_serial = 0;
  LatestWorker<Request, Result> worker;  // last: its thread uses the others
};

RaceService::RaceService(std::function<void()> ready) : impl_(std::make_unique<Impl>(std::move(ready))) {}
RaceService::~RaceService() = default;

void RaceService::set(const Race& race) {
  impl_->worker.cancel();
  ++impl_->serial;
  impl_->given = std::make_shared<const Race>(race);
}

void RaceService::ask(long length) {
  if (impl_->given) impl_->worker.request({impl_->serial, impl_->given, length});
}

void RaceService::cancel() { impl_->worker.cancel(); }

std::optional<Race> RaceService::take() {
  std::optional<Result> result = impl_->worker.take();
  if (!result || result->serial != impl_->serial) return std::nullopt;
  return std::move(result->race);
}

bool RaceService::idle() const { return impl_->worker.idle(); }

void RaceService::wait() const {
  std::unique_lock lock(impl_->mutex);
  impl_->changed.wait(lock, [this] { return impl_->worker.idle(); });
}

}  // namespace losslab
