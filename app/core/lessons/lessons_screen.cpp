#include "app/core/lessons/lessons_screen.h"

#include "app/core/lessons/lessons_page.h"
#include "app/core/lessons/lessons_results.h"

namespace losslab {
const char* LessonsScreen::id() const { return lessons_id; }

Part LessonsScreen::usual_page() const { return Part(LessonsPage()); }

Part LessonsScreen::usual_view() const { return Part(LessonsView()); }

std::unique_ptr<Results> LessonsScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<LessonsResults>(needs);
}

}  // namespace losslab
