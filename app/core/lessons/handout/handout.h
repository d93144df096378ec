#pragma once
#include <string>
#include <vector>

#include "app/core/lessons/model/lesson.h"
#include "widgets/figure/display_list.h"

namespace losslab {

struct HandoutOptions {
  std::string language = "en";
  bool letter = false;   // US letter in place of A4
  bool answers = false;  // with a sheet of the answers, which begins a page of its own
};

// A lesson on paper: its texts, the figures of its steps as vectors, its tasks with room to write or axes to sketch on.
// No step tells its own answer, which is on the sheets of the answers alone. Throws InputError where a value or a
// figure cannot be had.
std::vector<DisplayList> handout_pages(const Lesson& lesson, const std::string& asset_folder,
                                       const HandoutOptions& options);
// The same as a PDF. The same lesson gives the same bytes.
std::string handout_pdf(const Lesson& lesson, const std::string& asset_folder, const HandoutOptions& options);

}  // namespace losslab
