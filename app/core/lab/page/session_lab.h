#pragma once
#include "app/core/shell/document.h"
#include "app/core/shell/toml_section.h"
#include "app/core/shell/view.h"

namespace losslab {

// The parts of a session that say what a laboratory is and how it is looked at. Throw InputError with the place.
void read_lab(TomlSection in, Screen screen, Document& document);
void read_lab_view(TomlSection in, LabView& view);

}  // namespace losslab
