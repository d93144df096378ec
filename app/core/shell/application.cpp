#include "app/core/shell/application.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/lab/page/runners.h"

namespace losslab {
namespace {

// Whatever an edit did, the page stays one that can be run.
void make_valid(LabPage& page, const LabPage& before) {
  if (page.ticked.size() > max_competitors) page.ticked.resize(max_competitors);
  std::erase_if(page.own, [&](const auto& entry) {
    return is_further_run(entry.first) && std::ranges::find(page.ticked, entry.first) == page.ticked.end();
  });
  if (std::ranges::find(page.ticked, page.chosen) == page.ticked.end()) {
    page.chosen = page.ticked.empty() ? std::string() : page.ticked.front();
  }
  // A start is in the model's own parameters: it means nothing to another model or scaling.
  const bool other_model = page.model != before.model || page.standardize != before.standardize;
  if (other_model && page.start == before.start) page.start.clear();
}

constexpr auto never = [] { return false; };

}  // namespace

Application::Application(std::string asset_folder, std::function<void()> wake)
    : asset_folder_(std::move(asset_folder)), wake_(std::move(wake)) {
  if (!wake_) wake_ = [] {};
  make_labs();
  make_sweeps();
}

void Application::make_labs() {
  labs_[0] = std::make_unique<Lab>(Screen::regression, asset_folder_, wake_);
  labs_[1] = std::make_unique<Lab>(Screen::classification, asset_folder_, wake_);
}

const Theme& Application::theme() const { return theme_named(session_.view.theme); }

bool Application::can_undo() const { return history_.can_undo(); }

bool Application::can_redo() const { return history_.can_redo(); }

std::uint64_t Application::figure_version() const {
  const std::uint64_t lab = screen() == Screen::losses ? 0 : labs_[lab_index()]->version();
  return (version_ << 34U) ^ (lab << 2U) ^ static_cast<std::uint64_t>(screen());
}

Figure Application::figure() const {
  switch (screen()) {
    case Screen::losses:
      return losses_figure(document(), view(), theme());
    case Screen::regression:
    case Screen::classification:
      return lab_figure(document(), view(), *labs_[lab_index()], theme(), sweeps_[lab_index()].get());
  }
  return {};
}

template <class Work>
void Application::guarded(Work&& work) {
  try {
    work();
  } catch (const InputError& error) {
    say(error.what(), true);
  }
}

std::vector<Command> Application::apply(Actions actions, double now) {
  if (actions.dismiss_message) {
    message_.reset();
    for (const auto& lab : labs_) lab->dismiss();
  }
  guarded([&] { follow(document()); });
  for (const Actions::Edit& one : actions.edits) guarded([&] { edit(one); });
  for (const auto& change : actions.views) {
    View next = session_.view;
    change(next);
    if (next == session_.view) continue;
    if (next.screen != session_.view.screen) playing_ = false;
    session_.view = std::move(next);
    ++version_;
  }
  std::vector<Command> left;
  for (const Command command : actions.commands) {
    if (run(command, now)) left.push_back(command);
  }
  guarded([&] { follow(document()); });
  if (actions.seek && screen() != Screen::losses) shown_lab().seek(*actions.seek);
  if (actions.stop_parameter) parameter_play_.reset();
  if (actions.play_parameter) start_parameter_play(std::move(*actions.play_parameter), now);
  if (actions.cancel_sweep && screen() != Screen::losses) {
    sweeps_[lab_index()]->cancel();
    ++version_;
  }
  if (actions.run_sweep && screen() != Screen::losses) start_sweep();
  if (actions.save_figure) guarded([&] { save_figure(*actions.save_figure); });
  if (actions.save_session_as) guarded([&] { save(*actions.save_session_as); });
  if (actions.save_data) guarded([&] { save_data(*actions.save_data); });
  if (actions.put_table_away) offered_table_.reset();
  if (actions.import_data) guarded([&] { import_data(*actions.import_data); });
  if (actions.open_file) guarded([&] { offer(*actions.open_file); });
  remember_positions();
  return left;
}

void Application::edit(const Actions::Edit& edit) {
  Document next = document();
  edit.change(next);
  make_valid(next.regression, document().regression);
  make_valid(next.classification, document().classification);
  if (next == document()) return;
  commit(std::move(next), edit.what, edit.merge);
}

void Application::commit(Document next, const std::string& what, const std::string& merge) {
  follow(next);  // throws before anything is changed
  history_.record(document(), what, merge);
  session_.document = std::move(next);
  dirty_ = true;
  ++version_;
}

void Application::turn_back(bool redo) {
  const Document before = document();
  const std::string what = redo ? history_.redo(session_.document) : history_.undo(session_.document);
  if (what.empty() && before == document()) return;
  parameter_play_.reset();
  ++version_;
  dirty_ = true;
  guarded([&] {
    follow(document());
    say((redo ? "Redone: " : "Undone: ") + what + ".");
  });
}

void Application::follow(const Document& document) {
  if (screen() != Screen::losses) follow_lab(lab_index(), document);
}

void Application::follow_lab(std::size_t index, const Document& document) {
  Lab& lab = *labs_[index];
  const bool first = !lab.followed();
  const long length = first ? session_.view.length[index] : lab.aimed_length();
  const long position = first ? session_.view.position[index] : lab.aimed_position();
  if (!lab.follow(document)) return;
  // A paused picture stays where it was in the run: the new run is brought to the same iterate.
  if (first) {
    lab.aim(length, position);
  } else if (!playing_ && position > 0) {
    lab.aim(position, position);
  }
}

void Application::remember_positions() {
  for (std::size_t i = 0; i < 2; ++i) {
    if (!labs_[i]->followed()) continue;
    session_.view.position[i] = labs_[i]->aimed_position();
    session_.view.length[i] = labs_[i]->aimed_length();
  }
}

bool Application::tick(double now) {
  bool due = play_parameter(now);
  guarded([&] { follow(document()); });
  take_sweeps();
  if (screen() != Screen::losses) due |= step_race();
  remember_positions();
  return due;
}

void Application::play_steps() {
  Lab& lab = shown_lab();
  carry_ += std::exp2(session_.view.speed_power);
  const long steps = static_cast<long>(carry_);
  carry_ -= static_cast<double>(steps);
  if (steps > 0) lab.advance(backwards_ ? -steps : steps);
  if (backwards_ ? lab.position() == 0 : lab.finished()) playing_ = false;
}

bool Application::step_race() {
  Lab& lab = shown_lab();
  if (!lab.followed()) return false;
  lab.take_race();
  if (playing_) play_steps();
  lab.take_pictures();
  lab.want_pictures(document(), view(), theme(), playing_ || lab.behind());
  return playing_ || lab.behind();
}

void Application::wait() {
  if (screen() != Screen::losses) shown_lab().wait_for_race();
}

void Application::catch_up() {
  for (std::size_t i = 0; i < 2; ++i) {
    follow_lab(i, document());
    labs_[i]->approach(never);
    labs_[i]->wait_for_pictures(document(), view(), theme());
  }
  finish_shown_sweep();
  remember_positions();
}

void Application::run_to(long steps) {
  if (screen() == Screen::losses) return;
  follow_lab(lab_index(), document());
  shown_lab().aim(steps, steps);
  shown_lab().approach(never);
  remember_positions();
  ++version_;
}

}  // namespace losslab
