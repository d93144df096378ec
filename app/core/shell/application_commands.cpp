// What keys, menus and buttons ask for.
#include <algorithm>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/application.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/state/history.h"
#include "app/core/shell/state/screen.h"

namespace losslab {

namespace {

// What is done to the state that is shown, whosoever it is.
bool acts_on_state(Command command) { return command <= Command::redo; }

}  // namespace

bool Application::run(Command command, double now) {
  if (Application* const within = shown().inside(); within != nullptr && acts_on_state(command)) {
    return within->run(command, now);
  }
  switch (command) {
    case Command::undo:
      turn_back(false);
      return false;
    case Command::redo:
      turn_back(true);
      return false;
    case Command::save_session:
      if (!session_path_) return true;
      guarded([&] { save(std::string(*session_path_)); });
      return false;
    default:
      return run_transport(command, now) && run_look(command);
  }
}

// Each of the two returns true for what it does not know.
bool Application::run_transport(Command command, double now) {
  Playback* const playback = shown().playback();
  const auto with_playback = [&](auto&& act) {
    if (playback == nullptr) return;
    act(*playback);
  };
  switch (command) {
    case Command::play_pause:
      if (!view().runs.contains(view().screen)) toggle_parameter_play(now);
      with_playback([&](Playback& run) { player_.play_pause(run); });
      break;
    case Command::play_back:
      with_playback([&](Playback& run) { player_.play_back(run); });
      break;
    case Command::step_forward:
      with_playback([&](Playback& run) { player_.step(run, 1); });
      break;
    case Command::step_back:
      with_playback([&](Playback& run) { player_.step(run, -1); });
      break;
    case Command::rewind:
      with_playback([&](Playback& run) { run.seek(0); });
      return false;
    case Command::reset:
      player_.stop();
      with_playback([&](Playback& run) { player_.reset(run); });
      return false;
    case Command::faster:
    case Command::slower: {
      const int step = command == Command::faster ? 1 : -1;
      session_->view.speed_power = std::clamp(view().speed_power + step, Player::slowest, Player::fastest);
      return false;
    }
    default:
      return true;
  }
  // Who goes on has read that the run began again.
  const bool stepped = command == Command::step_forward || command == Command::step_back;
  if (playback != nullptr && (stepped || player_.playing())) shown().dismiss();
  return false;
}

bool Application::run_look(Command command) {
  if (const auto screen = screen_of(command)) {
    look([&](View& view) { view.screen = screens()[*screen]->id(); });
    return false;
  }
  switch (command) {
    case Command::text_normal:
      look([](View& view) { view.text_size = 0; });
      return false;
    case Command::text_large:
      look([](View& view) { view.text_size = 1; });
      return false;
    case Command::text_very_large:
      look([](View& view) { view.text_size = 2; });
      return false;
    case Command::toggle_theme:
      look([](View& view) { view.theme = view.theme == "light" ? "dark" : "light"; });
      return false;
    case Command::next_language:
      speak(std::string(next_language().code));
      return false;
    case Command::toggle_left:
      look([](View& view) { view.left_open = !view.left_open; });
      return false;
    case Command::toggle_right:
      look([](View& view) { view.right_open = !view.right_open; });
      return false;
    default:
      return true;
  }
}

// Space where there are no iterates: a parameter, there and back.
void Application::toggle_parameter_play(double now) {
  if (parameter_player_.now()) {
    parameter_player_.stop();
    return;
  }
  const std::string loss = screen_named(view().screen).played_loss(document());
  if (!loss.empty() && parameter_player_.start(document(), loss, now)) history_->end_merge();
}

void Application::play_parameter(const ParameterPlay& play, double now) {
  if (parameter_player_.start(document(), play, now)) history_->end_merge();
}

bool Application::step_parameter(double now) {
  const std::optional<ParameterPlayer::Step> step = parameter_player_.step(document(), now);
  if (!step) {
    parameter_player_.stop();  // there is no such parameter any more
    return false;
  }
  const std::string what =
      language_("message.parameter_of_loss",
                {{"parameter", step->symbol}, {"loss", name_text(language_, document().loss(step->loss).info())}});
  try {
    edit({what, [&](Document& document) { document.loss(step->loss).set_held(step->parameter, step->played.value); },
          "play " + step->loss + "." + step->parameter});
  } catch (const InputError& error) {
    say(error.what(), true);
    parameter_player_.stop();
    return false;
  }
  if (step->played.done) {
    parameter_player_.stop();
    history_->end_merge();
  }
  return true;
}

}  // namespace losslab
