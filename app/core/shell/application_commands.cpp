// What keys, menus and buttons ask for.
#include <algorithm>

#include "app/core/shell/application.h"

namespace losslab {
namespace {

constexpr int slowest = -4, fastest = 10;  // 1/16 to 1024 steps a frame

}  // namespace

bool Application::run(Command command, double now) {
  switch (command) {
    case Command::undo:
      turn_back(false);
      return false;
    case Command::redo:
      turn_back(true);
      return false;
    case Command::save_session:
      if (!session_path_) return true;
      try {
        save(*session_path_);
      } catch (const InputError& error) {
        say(error.what(), true);
      }
      return false;
    default:
      return run_transport(command, now) && run_look(command);
  }
}

// Each of the two returns true for what it does not know.
bool Application::run_transport(Command command, double now) {
  const bool in_lab = screen() != Screen::losses && shown_lab().followed();
  switch (command) {
    case Command::play_pause:
      if (screen() == Screen::losses) {
        toggle_parameter_play(now);
      } else if (in_lab) {
        if (!playing_ && shown_lab().finished()) shown_lab().seek(0);
        play(!playing_, false);
      }
      return false;
    case Command::play_back:
      if (in_lab) play(!playing_backwards(), true);
      return false;
    case Command::step_forward:
    case Command::step_back:
      if (!in_lab) return false;
      if (playing_) play(false, false);
      shown_lab().dismiss();
      if (command == Command::step_back) {
        shown_lab().seek(shown_lab().position() - 1);
      } else {
        const long next = shown_lab().aimed_position() + 1;
        shown_lab().aim(std::max(shown_lab().aimed_length(), next), next);
      }
      return false;
    case Command::rewind:
      if (in_lab) shown_lab().seek(0);
      return false;
    case Command::reset:
      playing_ = false;
      if (in_lab) shown_lab().restart();
      return false;
    case Command::faster:
    case Command::slower: {
      const int step = command == Command::faster ? 1 : -1;
      session_.view.speed_power = std::clamp(session_.view.speed_power + step, slowest, fastest);
      return false;
    }
    default:
      return true;
  }
}

// A pause shows what was shown last, whatever is under way.
void Application::play(bool on, bool backwards) {
  playing_ = on;
  backwards_ = backwards;
  carry_ = 0;
  if (on) {
    shown_lab().dismiss();  // who goes on has read that it began again
  } else {
    shown_lab().hold();
  }
}

bool Application::run_look(Command command) {
  View& view = session_.view;
  const View before = view;
  switch (command) {
    case Command::screen_losses:
      view.screen = Screen::losses;
      break;
    case Command::screen_regression:
      view.screen = Screen::regression;
      break;
    case Command::screen_classification:
      view.screen = Screen::classification;
      break;
    case Command::text_normal:
      view.text_size = 0;
      break;
    case Command::text_large:
      view.text_size = 1;
      break;
    case Command::text_very_large:
      view.text_size = 2;
      break;
    case Command::toggle_theme:
      view.theme = view.theme == "light" ? "dark" : "light";
      break;
    case Command::toggle_left:
      view.left_open = !view.left_open;
      break;
    case Command::toggle_right:
      view.right_open = !view.right_open;
      break;
    default:
      return true;
  }
  if (view.screen != before.screen) playing_ = false;
  if (!(view == before)) ++version_;
  return false;
}

// Space on the Losses screen: the chosen loss's first parameter, there and back.
void Application::toggle_parameter_play(double now) {
  if (parameter_play_) {
    parameter_play_.reset();
    return;
  }
  const Loss& loss = document().loss(document().losses_page.chosen());
  for (const Parameter& parameter : loss.parameters()) {
    if (parameter.is_class) continue;
    start_parameter_play({std::string(loss.id()), parameter.name, 3, 0, 0}, now);
    return;
  }
}

namespace {

const Parameter* find_parameter(const Loss& loss, std::string_view name) {
  const auto all = loss.parameters();
  const auto at = std::ranges::find_if(all, [&](const Parameter& one) { return name == one.name; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

// Play goes on from the value that the parameter has; a pass that would end at once begins anew.
void Application::start_parameter_play(ParameterPlay play, double now) {
  const auto loss = std::ranges::find(document().losses, play.loss, &Loss::id);
  if (loss == document().losses.end()) return;
  const Parameter* parameter = find_parameter(*loss, play.parameter);
  if (parameter == nullptr || play.mode < 1 || play.mode > 3) {
    parameter_play_.reset();
    return;
  }
  play.started = now;
  play.from = slider_fraction(*parameter, loss->parameter(play.parameter));
  if (play.mode == 1 && play.from > 0.99) play.from = 0;
  history_.end_merge();
  parameter_play_ = std::move(play);
}

bool Application::play_parameter(double now) {
  if (!parameter_play_) return false;
  const ParameterPlay play = *parameter_play_;
  const Loss& loss = document().loss(play.loss);
  const Parameter& parameter = *find_parameter(loss, play.parameter);
  const PlayedValue played = play_value(parameter, play, now);
  const Actions::Edit change{
      std::string(parameter.symbol) + " of " + loss.info().english,
      [&](Document& document) { document.loss(play.loss).set_held(play.parameter, played.value); },
      "play " + play.loss + "." + play.parameter};
  try {
    edit(change);
  } catch (const InputError& error) {
    say(error.what(), true);
    parameter_play_.reset();
    return false;
  }
  if (played.done) {
    parameter_play_.reset();
    history_.end_merge();
  }
  return true;
}

}  // namespace losslab
