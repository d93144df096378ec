#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "losses/learn/landscape.h"

namespace losslab {
namespace {

constexpr int coarse = 64;  // columns and rows of what is shown first

struct Request {
  Setting setting;
  Loss loss;
  Plane plane;
  int columns, rows;
};

}  // namespace

// One thread takes the newest request; the rows are shared out by compute_landscape. The mutex is held for moments
// only.
struct LandscapeService::Impl {
  explicit Impl(std::function<void()> on_ready) : ready(std::move(on_ready)) {
    dispatcher = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
  ~Impl() {
    dispatcher.request_stop();
    {
      const std::scoped_lock lock(mutex);
      current.request_stop();
    }
    closing.request_stop();
    dispatcher.join();
  }

  void run(const std::stop_token& stop) {
    for (;;) {
      std::unique_lock lock(mutex);
      if (!wake.wait(lock, stop, [this] { return pending.has_value(); })) return;
      if (stop.stop_requested()) return;
      const Request request = std::move(*pending);
      pending.reset();
      busy = true;
      current = std::stop_source();
      const std::stop_token cancelled = current.get_token();
      lock.unlock();
      serve(request, cancelled);
      lock.lock();
      busy = false;
    }
  }

  void serve(const Request& request, const std::stop_token& cancelled) {
    try {
      // The coarse one is always finished, or else nothing would be seen while requests come faster than it is made.
      if (request.columns > coarse && request.rows > coarse) {
        publish(compute(request, coarse, coarse, closing.get_token()), false);
      }
      publish(compute(request, request.columns, request.rows, cancelled), true);
    } catch (const std::exception&) {
      // A plane that the model does not have: there is nothing to show, and who asked is not on this thread.
      const std::scoped_lock lock(mutex);
      busy = false;
    }
  }

  static std::shared_ptr<const Landscape> compute(const Request& request, int columns, int rows,
                                                  const std::stop_token& cancelled) {
    return compute_landscape(request.setting, request.loss, request.plane, columns, rows, 0, cancelled);
  }

  void publish(std::shared_ptr<const Landscape> landscape, bool last) {
    {
      const std::scoped_lock lock(mutex);
      if (!landscape || (last && current.stop_requested())) return;
      newest = std::move(landscape);
      if (last) busy = false;
    }
    if (ready) ready();
  }

  std::function<void()> ready;
  mutable std::mutex mutex;
  std::condition_variable_any wake;
  std::optional<Request> pending;
  std::stop_source current;  // the full landscape under way
  std::stop_source closing;  // all of it
  std::shared_ptr<const Landscape> newest;
  bool busy = false;
  std::jthread dispatcher;
};

LandscapeService::LandscapeService(std::function<void()> ready) : impl_(std::make_unique<Impl>(std::move(ready))) {}
LandscapeService::~LandscapeService() = default;

void LandscapeService::request(Setting setting, Loss loss, Plane plane, int columns, int rows) {
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->current.request_stop();
    impl_->pending = Request{std::move(setting), loss, std::move(plane), columns, rows};
  }
  impl_->wake.notify_one();
}

std::shared_ptr<const Landscape> LandscapeService::take() {
  const std::scoped_lock lock(impl_->mutex);
  return std::exchange(impl_->newest, nullptr);
}

bool LandscapeService::idle() const {
  const std::scoped_lock lock(impl_->mutex);
  return !impl_->busy && !impl_->pending.has_value();
}

}  // namespace losslab
