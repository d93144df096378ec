#include "app/core/lessons/stage/lesson_pictures.h"

#include <algorithm>

#include "app/core/measure/figure_measures.h"
#include "app/core/shell/figure_table.h"

namespace losslab {

Figure small_picture(const Figure& figure, const std::string& name) {
  if (figure.plots.empty()) return {};
  const bool there = find_plot(figure, name) != nullptr;
  Figure small = single_plot(figure, there ? name : figure.plots.front().name);
  small.title.clear();
  Plot& plot = small.plots.front();
  plot.title.clear();
  plot.note.clear();
  plot.title_menu = plot.legend = plot.equal_aspect = false;
  plot.x.visible = plot.y.visible = false;
  plot.x.label.clear();
  plot.y.label.clear();
  std::erase_if(plot.items, [](const Item& item) { return std::holds_alternative<LabelItem>(item); });
  for (Item& item : plot.items) {
    if (auto* line = std::get_if<LineItem>(&item)) line->label.clear();
  }
  return small;
}

const Figure* LessonPictures::find(std::string_view lesson) const {
  const auto found = made_.find(lesson);
  return found == made_.end() ? nullptr : &found->second;
}

void LessonPictures::want(const Lesson& lesson) {
  if (made_.contains(lesson.id) || std::ranges::find(wanted_, &lesson) != wanted_.end()) return;
  wanted_.push_back(&lesson);
}

void LessonPictures::take(const Lesson& lesson) {
  const LessonStep& first = lesson.steps.front();
  made_[lesson.id] = small_picture(stage_->app().figure(), first.focus.plot);
  std::erase(wanted_, &lesson);
  shown_ = nullptr;
  ++version_;
}

bool LessonPictures::tick(double now, const View& window) {
  if (theme_ != window.theme) {
    theme_ = window.theme;
    made_.clear();
    wanted_.clear();
    shown_ = nullptr;
    ++version_;
  }
  if (wanted_.empty()) return false;
  if (stage_ == nullptr) stage_ = std::make_unique<LessonStage>(needs_);
  if (shown_ == nullptr) {
    shown_ = wanted_.front();
    try {
      stage_->show(shown_->steps.front().session, window);
    } catch (const InputError&) {
      // What cannot be shown has no picture; the lesson itself says why.
      made_[shown_->id] = {};
      std::erase(wanted_, shown_);
      shown_ = nullptr;
      return true;
    }
  }
  stage_->tick(now);
  if (!stage_->pending()) take(*shown_);
  return true;
}

void LessonPictures::settle(const View& window) {
  while (tick(0, window)) {
    if (shown_ != nullptr) stage_->settle();
  }
}

}  // namespace losslab
