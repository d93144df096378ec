#pragma once
#include "app/core/shell/files/toml_section.h"
#include "losses/learn/data/dataset.h"

namespace losslab {

// Throws what TomlSection::refuse throws for points that do not suit the task.
void read_points(TomlSection in, Task task, Dataset& points);

}  // namespace losslab
