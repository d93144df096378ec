#include "app/core/lessons/open_lesson.h"

#include <filesystem>
#include <fstream>

#include "app/core/lessons/lessons_page.h"
#include "app/core/lessons/model/lesson_reader.h"
#include "app/core/shell/state/view.h"

namespace losslab {

bool is_lesson_file(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("[[step]]")) return true;
  }
  return false;
}

Opening open_lesson(const std::string& path, const Document& before, const Language&) {
  load_lesson(path);  // what is wrong with it is said before anything changes
  std::error_code failed;
  const std::string full = std::filesystem::absolute(path, failed).string();
  Opening opening;
  opening.document = before;
  opening.screen = lessons_id;
  opening.look = [name = failed ? path : full](View& view) { lessons_view(view).open(name); };
  return opening;
}

}  // namespace losslab
