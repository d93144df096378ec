#include "app/core/lessons/lessons_page.h"

#include "app/core/shell/state/view.h"

namespace losslab {

void LessonsView::open(std::string id) {
  lesson = std::move(id);
  step = 0;
  tasks.clear();
}

TaskProgress LessonsView::task() const {
  const auto found = tasks.find(step);
  return found == tasks.end() ? TaskProgress{} : found->second;
}

LessonsView& lessons_view(View& view) { return view.part<LessonsView>(lessons_id); }
const LessonsView& lessons_view(const View& view) { return view.part<LessonsView>(lessons_id); }

}  // namespace losslab
