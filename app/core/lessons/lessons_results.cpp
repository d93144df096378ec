#include "app/core/lessons/lessons_results.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/core/lessons/handout/handout.h"
#include "app/core/lessons/model/lesson_reader.h"
#include "app/core/lessons/stage/lesson_figure.h"
#include "app/core/measure/state_measures.h"
#include "app/core/shell/actions.h"
#include "widgets/export/export.h"

namespace losslab {

std::string lesson_language(const Language& window) { return window("language.code"); }

int minutes_left(const Lesson& lesson, int step) {
  const auto steps = static_cast<double>(lesson.steps.size());
  return std::max(1, static_cast<int>(std::lround(lesson.minutes * (steps - step) / steps)));
}

// Off the frame's thread: forty files of sessions take a while.
void LessonsResults::read(bool at_once) {
  if (read_) return;
  if (!reading_.valid()) {
    reading_ = std::async(std::launch::async, [folder = needs_.asset_folder, wake = needs_.wake] {
      AllLessons library = read_lessons(folder);
      wake();
      return library;
    });
  }
  if (!at_once && reading_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
  library_ = reading_.get();
  read_ = true;
  ++version_;
}

const Lesson* LessonsResults::find(const std::string& name) {
  if (!name.ends_with(".toml")) {
    opened_path_.clear();
    opened_problem_.clear();
    return library_.find(name);
  }
  if (opened_path_ != name) {
    opened_path_ = name;
    opened_problem_.clear();
    given_ = nullptr;
    try {
      opened_ = load_lesson(name);
    } catch (const InputError& error) {
      opened_.reset();
      opened_problem_ = error.what();
    }
  }
  return opened_ ? &*opened_ : nullptr;
}

void LessonsResults::give(const View& view) {
  window_ = view;
  if (!read_) return;
  const LessonsView& wanted = lessons_view(view);
  const Lesson* const before = given_;
  const Lesson* const lesson = find(wanted.lesson);
  const auto give_up = [&](const std::string& what, std::string sentence) {
    if (problem_ != what) message_ = Message{std::move(sentence), true};
    problem_ = what;
    if (given_ != nullptr) ++version_;
    given_ = nullptr;
  };
  if (wanted.lesson.empty()) problem_.clear();
  if (lesson == nullptr) {
    if (before != nullptr) ++version_;
    given_ = nullptr;
    if (!wanted.lesson.empty()) {
      give_up(wanted.lesson, !opened_problem_.empty()
                                 ? opened_problem_
                                 : needs_.language("lessons.message.unknown", {{"lesson", wanted.lesson}}));
    }
    return;
  }
  const int last = static_cast<int>(lesson->steps.size()) - 1;
  const int step = std::clamp(wanted.step, 0, last);
  const std::string place = lesson->id + " " + std::to_string(step);
  if (problem_ == place) return;
  problem_.clear();
  if (stage_ == nullptr) stage_ = std::make_unique<LessonStage>(needs_);
  if (lesson != before || step != step_) {
    done_ = false;
    ++version_;
  }
  const LessonStep& shown = lesson->steps[static_cast<std::size_t>(step)];
  const auto task = wanted.tasks.find(step);
  const bool answered = task != wanted.tasks.end() && task->second.answered;
  const Session& state = shown.state(answered);
  if (state.view.screen == lessons_id) {
    give_up(place, needs_.language("lessons.message.no_figure", {{"place", shown.place}}));
    return;
  }
  try {
    stage_->show(state, view);
    given_ = lesson;
    step_ = step;
  } catch (const InputError& error) {
    give_up(place, error.what());
  }
}

Figure LessonsResults::figure(const Document&, const View& view, const Theme& theme) const {
  const LessonStep* const now = step();
  if (now == nullptr) {
    Figure nothing;
    nothing.theme = &theme;
    return nothing;
  }
  const Application& app = stage_->app();
  Figure figure = app.results(app.view().screen).figure(app.document(), app.view(), theme);
  if (!now->focus.curves.empty()) {
    std::vector<int> series;
    for (const std::string& id : now->focus.curves) series.push_back(series_shown(app.document(), app.view(), id));
    fade_others(figure, series);
  }
  enlarge(figure, now->focus.plot);
  if (now->task) {
    try {
      add_task(figure, *now->task, lessons_view(view).task(), *stage_, needs_.language);
    } catch (const InputError&) {
      return figure;  // a number that cannot be had yet is drawn once it can
    }
  }
  return figure;
}

void LessonsResults::update(const Document&, const View& view, const Theme&, bool) {
  read(false);
  give(view);
}

void LessonsResults::judge() {
  const LessonStep* const now = step();
  const DoTask* const task = now != nullptr && now->task ? now->task->as<DoTask>() : nullptr;
  if (task == nullptr || done_ || judged_ == stage_->version() || stage_->pending()) return;
  judged_ = stage_->version();
  try {
    done_ = stage_->holds(task->until);
  } catch (const InputError&) {
    done_ = false;
  }
  if (done_) ++version_;
}

bool LessonsResults::tick(double now) {
  now_ = now;
  if (!window_) return !read_;
  const bool prints = printing_.valid();
  if (given_ == nullptr) {
    const std::uint64_t before = pictures_.version();
    for (const Lesson& lesson : library_.lessons) pictures_.want(lesson);
    const bool busy = pictures_.tick(now, *window_);
    if (pictures_.version() != before) ++version_;
    return busy || prints;
  }
  const bool due = stage_->tick(now) || prints;
  judge();
  if (stage_->version() != stage_version_) {
    stage_version_ = stage_->version();
    ++version_;
  }
  return due;
}

void LessonsResults::print(const std::string& path) {
  if (given_ == nullptr || printing_.valid()) return;
  HandoutOptions options;
  options.language = language();
  options.answers = true;
  printing_ =
      std::async(std::launch::async, [lesson = *given_, path, options, assets = needs_.asset_folder,
                                      done = needs_.language("message.saved", {{"path", path}}), wake = needs_.wake] {
        Message message{done, false};
        try {
          write_file_atomically(path, handout_pdf(lesson, assets, options));
        } catch (const InputError& error) {
          message = {error.what(), true};
        }
        wake();
        return message;
      });
}

// What the stage has to say is said by the window.
bool LessonsResults::take() {
  if (printing_.valid() && printing_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    message_ = printing_.get();
  }
  if (given_ != nullptr) {
    const std::optional<Message>& said = stage_->app().message();
    const std::string text = said ? said->text : std::string();
    if (text != heard_ && said) message_ = *said;
    heard_ = text;
  }
  return message_.has_value();
}

bool LessonsResults::pending() const {
  if (!read_) return true;
  return given_ != nullptr ? stage_->pending() : pictures_.busy();
}

void LessonsResults::settle(const Document&, const View& view, const Theme&) {
  if (view.screen != lessons_id) return;
  read(true);
  give(view);
  if (given_ == nullptr) {
    for (const Lesson& lesson : library_.lessons) pictures_.want(lesson);
    pictures_.settle(view);
    ++version_;
    return;
  }
  stage_->settle();
  stage_->tick(now_);
  judge();
  ++version_;
}

std::optional<Message> LessonsResults::message() { return std::exchange(message_, std::nullopt); }

void LessonsResults::dismiss() {
  heard_.clear();
  if (given_ == nullptr) return;
  Actions actions;
  actions.dismiss_message = true;
  stage_->app().apply(std::move(actions), now_);
}

const FilledText& LessonsResults::filled(const LessonText& text) const { return stage_->filled(text, language()); }

void LessonsResults::apply(Actions actions) {
  if (given_ == nullptr) return;
  stage_->app().apply(std::move(actions), now_);
}

}  // namespace losslab
