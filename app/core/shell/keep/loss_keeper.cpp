#include "app/core/shell/keep/loss_keeper.h"

#include <chrono>
#include <utility>

#include "losses/core/error.h"

namespace losslab {

std::vector<OwnLossText> LossKeeper::losses() {
  wait();
  return collection_.losses();
}

void LossKeeper::watch(std::vector<OwnLossText> losses) {
  wait();
  collection_.watch(std::move(losses));
}

void LossKeeper::see(double now) {
  if (noted_) clock_.edited(now);
  noted_ = false;
}

void LossKeeper::follow(std::vector<OwnLossText> losses) {
  wait();
  noted_ = false;
  clock_.kept();
  writing_ = std::async(std::launch::async, [this, losses = std::move(losses)]() mutable {
    try {
      collection_.follow(std::move(losses));
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  });
}

void LossKeeper::wait() {
  if (writing_.valid()) problem_ = writing_.get();
}

std::optional<std::string> LossKeeper::problem() {
  if (writing_.valid() && writing_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) wait();
  if (problem_.empty()) return std::nullopt;
  return std::exchange(problem_, {});
}

}  // namespace losslab
