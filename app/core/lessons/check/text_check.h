#pragma once
#include <string>
#include <vector>

#include "app/core/lessons/model/lesson.h"

namespace losslab {

// What is wrong with a text, a sentence each: a language that is missing or unknown; other values in one language than
// in another; a number that is neither filled in nor claimed by the step, nor a part of a formula.
std::vector<std::string> text_findings(const PlacedText& text, const std::vector<std::string>& languages);

// Whether a number as it is written, "0.25" or "1,000", is one of the step's claims, to the digits that are written. A
// per cent sign behind it makes it a hundredth.
bool is_claimed(std::string_view number, bool per_cent, const LessonStep& step);

}  // namespace losslab
