#pragma once
#include <string>

#include "app/core/shell/actions.h"

namespace losslab {

class LessonStage;

// Takes what the stage shows into the document: the page of its screen and the losses' parameters as one edit that can
// be undone, and that screen with its cameras and its iterate.
void explore_from(const LessonStage& stage, std::string what, Actions& actions);

}  // namespace losslab
