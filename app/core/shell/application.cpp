#include "app/core/shell/application.h"

#include <algorithm>
#include <utility>

#include "app/core/shell/animation/animation_job.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/keep/keeper.h"
#include "app/core/shell/state/history.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/screen.h"
#include "widgets/figure/theme.h"

namespace losslab {
namespace {

constexpr auto never = [] { return false; };

}  // namespace

Application::Application(std::string asset_folder, std::function<void()> wake, const std::string& language)
    : asset_folder_(std::move(asset_folder)),
      wake_(std::move(wake)),
      languages_(known_languages(asset_folder_)),
      language_code_(language),
      language_(load_language(asset_folder_, language)),
      session_(std::make_unique<Session>()),
      history_(std::make_unique<History>()),
      keeper_(std::make_unique<Keeper>()) {
  if (!wake_) wake_ = [] {};
  animation_ = std::make_unique<AnimationJob>(wake_);
  results_ = make_results();
}

Application::~Application() { keep_losses(); }

const Document& Application::document() const { return session_->document; }

const View& Application::view() const { return session_->view; }

bool Application::can_undo() const {
  const Application* const within = inside();
  return within != nullptr ? within->can_undo() : history_->can_undo();
}

bool Application::can_redo() const {
  const Application* const within = inside();
  return within != nullptr ? within->can_redo() : history_->can_redo();
}

Application::AllResults Application::make_results() const {
  AllResults all;
  for (const Screen* screen : screens()) all.push_back(screen->results({asset_folder_, wake_, language_}));
  return all;
}

const Results& Application::results(std::string_view screen) const { return *results_[screen_index(screen)]; }

Results& Application::results(std::string_view screen) { return *results_[screen_index(screen)]; }

const Theme& Application::theme() const { return theme_named(view().theme); }

std::uint64_t Application::figure_version() const {
  constexpr unsigned screen_bits = 4, version_bits = 32;
  const std::uint64_t screen = screen_index(view().screen);
  return (version_ << (screen_bits + version_bits)) ^ (results(view().screen).version() << screen_bits) ^ screen;
}

Figure Application::figure() const { return results(view().screen).figure(document(), view(), theme()); }

std::vector<Command> Application::apply(Actions actions, double now) {
  if (actions.dismiss_message) {
    message_.reset();
    for (const auto& results : results_) results->dismiss();
  }
  guarded([&] { follow(document()); });
  for (const Actions::Edit& one : actions.edits) guarded([&] { edit(one); });
  for (const auto& change : actions.views) look(change);
  std::vector<Command> left;
  for (const Command command : actions.commands) {
    if (run(command, now)) left.push_back(command);
  }
  guarded([&] { follow(document()); });
  if (actions.seek && shown().playback() != nullptr) shown().playback()->seek(*actions.seek);
  if (actions.stop_parameter) parameter_player_.stop();
  if (actions.play_parameter) play_parameter(*actions.play_parameter, now);
  for (const Actions::Request& request : actions.requests) {
    Results& asked = results(request.screen);
    guarded([&] {
      request.ask(asked, document());
      if (!request.file.empty()) keeper_->files.note(request.file);
    });
    hear(asked);
    ++version_;
  }
  if (actions.save_figure) guarded([&] { save_figure(*actions.save_figure); });
  if (actions.cancel_animation) cancel_animation();
  if (actions.save_animation) guarded([&] { save_animation(*actions.save_animation); });
  if (actions.save_text) guarded([&] { save_text(*actions.save_text); });
  if (actions.save_session_as) guarded([&] { save(*actions.save_session_as); });
  if (actions.left_work) guarded([&] { answer_left_work(*actions.left_work); });
  if (actions.put_table_away) offered_table_.reset();
  if (actions.take) guarded([&] { take(actions.take(document())); });
  if (actions.paste_table) guarded([&] { offer_text(std::move(*actions.paste_table)); });
  if (actions.open_file) guarded([&] { offer(*actions.open_file); });
  remember_places();
  note_edits(now);
  return left;
}

void Application::edit(const Actions::Edit& edit) {
  Document next = document();
  edit.change(next);
  for (const Screen* screen : screens()) {
    screen->make_valid(next.pages.find(screen->id())->second, document().pages.find(screen->id())->second);
  }
  if (next == document()) return;
  commit(std::move(next), edit.what, edit.merge);
}

void Application::commit(Document next, const std::string& what, const std::string& merge) {
  follow(next);  // throws before anything is changed
  history_->record(document(), what, merge);
  std::swap(session_->document, next);
  note_losses(next);
  set_dirty(true);
  ++version_;
}

void Application::turn_back(bool redo) {
  const Document before = document();
  const std::string what = redo ? history_->redo(session_->document) : history_->undo(session_->document);
  if (what.empty() && before == document()) return;
  parameter_player_.stop();
  ++version_;
  note_losses(before);
  set_dirty(true);
  guarded([&] {
    follow(document());
    say(language_(redo ? "message.redone" : "message.undone", {{"what", what}}));
  });
}

void Application::look(const std::function<void(View&)>& change) {
  View next = view();
  change(next);
  if (next == view()) return;
  if (next.screen != view().screen) player_.stop();
  session_->view = std::move(next);
  ++version_;
}

void Application::follow(std::string_view screen, const Document& document) {
  Results& of = results(screen);
  const bool first = !of.followed();
  const Playback* const before = of.playback();
  const auto place = view().runs.find(screen);
  const long position = before != nullptr ? before->aimed_position() : 0;
  if (!of.follow(document)) return;
  Playback* const playback = of.playback();
  if (playback == nullptr) return;
  // A paused picture stays where it was in the run: the new run is brought to the same iterate.
  if (first && place != view().runs.end()) {
    playback->aim(place->second.length, place->second.position);
  } else if (!player_.playing() && position > 0) {
    playback->aim(position, position);
  }
}

void Application::remember_places() {
  for (const Screen* screen : screens()) {
    const Playback* const playback = results(screen->id()).playback();
    if (playback == nullptr) continue;
    session_->view.runs[screen->id()] = {playback->aimed_position(), playback->aimed_length()};
  }
}

void Application::hear(Results& results) {
  if (const std::optional<Message> message = results.message()) say(message->text, message->error);
}

bool Application::tick(double now) {
  bool due = step_parameter(now);
  due |= follow_animation();
  guarded([&] { follow(document()); });
  for (const auto& results : results_) {
    if (!results->take()) continue;
    hear(*results);
    ++version_;
  }
  Results& now_shown = shown();
  if (now_shown.followed()) {
    Playback* const playback = now_shown.playback();
    if (playback != nullptr) {
      playback->take();
      player_.advance(*playback, view().speed_power);
    }
    const bool moving = playback != nullptr && (player_.playing() || playback->behind());
    now_shown.update(document(), view(), theme(), moving);
    due |= moving;
    due |= now_shown.tick(now);
  }
  remember_places();
  note_edits(now);
  if (unsaved_due(now) <= 0) keep_unsaved();
  follow_losses(now);
  return due;
}

void Application::wait() {
  if (Playback* const playback = shown().playback()) playback->wait();
}

void Application::catch_up() {
  for (const Screen* screen : screens()) {
    follow(screen->id(), document());
    Results& of = results(screen->id());
    if (Playback* const playback = of.playback()) playback->approach(never);
    of.finish(document(), view(), theme());
    hear(of);
  }
  ++version_;
  remember_places();
}

void Application::run_to(long steps) {
  follow(document());
  Playback* const playback = shown().playback();
  if (playback == nullptr) return;
  playback->aim(steps, steps);
  playback->approach(never);
  remember_places();
  ++version_;
}

}  // namespace losslab
