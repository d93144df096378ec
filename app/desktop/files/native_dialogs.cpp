#include "app/desktop/files/native_dialogs.h"

#include <cstdlib>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "app/desktop/files/dialog_program.h"
#include "app/desktop/files/portal.h"

namespace losslab {
namespace {

using Asker = NativeFiles::Answer (*)(const NativeFiles::Question&, const std::stop_token&);

// One thread waits for the dialog, whoever it is of, so that the window goes on and an idle one sleeps.
class DialogsOfTheDesktop final : public NativeFiles {
 public:
  DialogsOfTheDesktop(std::vector<Asker> askers, std::function<void()> wake)
      : askers_(std::move(askers)), wake_(std::move(wake)) {}

  void ask(Question question) override {
    thread_ = std::jthread([this, question = std::move(question)](const std::stop_token& stop) {
      Answer answer;
      for (const Asker asker : askers_) {
        answer = asker(question, stop);
        if (answer.kind != Answer::Kind::nobody || stop.stop_requested()) break;
      }
      if (stop.stop_requested()) return;
      {
        const std::lock_guard lock(mutex_);
        answer_ = std::move(answer);
      }
      wake_();
    });
  }

  std::optional<Answer> answer() override {
    const std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
  }

 private:
  const std::vector<Asker> askers_;
  const std::function<void()> wake_;
  std::mutex mutex_;
  std::optional<Answer> answer_;
  std::jthread thread_;  // the last member: it ends first
};

std::vector<Asker> askers(DesktopDialogs which) {
  if (which == DesktopDialogs::program) return {ask_program};
  const char* const value = which == DesktopDialogs::chosen_by_environment ? std::getenv("LOSSLAB_DIALOGS") : nullptr;
  const std::string_view chosen = value != nullptr ? value : "";
  if (chosen == "own" || which == DesktopDialogs::none) return {};
  if (chosen == "portal") return {ask_portal};
  if (chosen == "program") return {ask_program};
  return {ask_portal, ask_program};
}

}  // namespace

std::unique_ptr<NativeFiles> make_native_files(DesktopDialogs which, std::function<void()> wake) {
  std::vector<Asker> those = askers(which);
  if (those.empty()) return nullptr;
  return std::make_unique<DialogsOfTheDesktop>(std::move(those), std::move(wake));
}

}  // namespace losslab
