#pragma once
#include <future>
#include <memory>
#include <string>

#include "app/core/lessons/lessons_page.h"
#include "app/core/lessons/library/all_lessons.h"
#include "app/core/lessons/stage/lesson_pictures.h"
#include "app/core/lessons/stage/lesson_stage.h"
#include "app/core/shell/state/results.h"

namespace losslab {

struct Actions;
struct Session;

// The language in which lessons are read.
std::string lesson_language(const Language& window);

// The lessons that there are, and the one that is given: its step's state stands on a stage, beside the document.
class LessonsResults final : public Results {
 public:
  explicit LessonsResults(const ResultsNeeds& needs) : needs_(needs), pictures_(needs) {}

  Figure figure(const Document& document, const View& view, const Theme& theme) const override;
  std::uint64_t version() const override { return version_; }
  void update(const Document& document, const View& view, const Theme& theme, bool moving) override;
  bool take() override;
  bool tick(double now) override;
  bool pending() const override;
  void settle(const Document& document, const View& view, const Theme& theme) override;
  std::optional<Message> message() override;
  void dismiss() override;
  Application* inside() override { return given_ != nullptr ? &stage_->app() : nullptr; }

  // Empty until it has been read.
  const AllLessons& library() const { return library_; }
  bool ready() const { return read_; }
  // The lesson that is given and its step; null: the door is shown.
  const Lesson* given() const { return given_; }
  const LessonStep* step() const {
    return given_ != nullptr ? &given_->steps[static_cast<std::size_t>(step_)] : nullptr;
  }
  const LessonStage& stage() const { return *stage_; }  // while a lesson is given
  const LessonPictures& pictures() const { return pictures_; }
  // A text of the lesson as it reads at present.
  const FilledText& filled(const LessonText& text) const;
  std::string language() const { return lesson_language(needs_.language); }

  // What the panels asked for in the lesson's own state.
  void apply(Actions actions);
  // Writes the lesson that is given as a handout with its answers, off the frame's thread; says when it is there, or
  // why it could not be made.
  void print(const std::string& path);
  // Whether the task of the step, one that is to be done, is done in the state as it is.
  bool is_done() const { return done_; }

 private:
  void read(bool at_once);
  void give(const View& view);  // the step that the view asks for
  void judge();

  ResultsNeeds needs_;
  AllLessons library_;
  std::future<AllLessons> reading_;
  bool read_ = false;
  std::future<Message> printing_;
  LessonPictures pictures_;
  std::unique_ptr<LessonStage> stage_;
  // A lesson by its id; by its path where that is what the view names, read when it is begun. Null: there is none.
  const Lesson* find(const std::string& name);

  std::optional<Lesson> opened_;  // from a file of one's own
  std::string opened_path_, opened_problem_;
  const Lesson* given_ = nullptr;
  int step_ = 0;
  bool done_ = false;
  std::string problem_;  // why the lesson that is asked for cannot be given
  std::string heard_;    // what the stage said last
  std::optional<Message> message_;
  std::optional<View> window_;  // as it was seen last
  std::uint64_t stage_version_ = 0, judged_ = 0, version_ = 0;
  double now_ = 0;
};

// "6": minutes that are left of a lesson at a step, at least 1.
int minutes_left(const Lesson& lesson, int step);

}  // namespace losslab
