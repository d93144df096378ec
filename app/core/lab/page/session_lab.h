#pragma once
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_view.h"

namespace losslab {

class TomlSection;
class TomlWriter;

// The parts of a session that say what a laboratory is and how it is looked at. Readers throw InputError with the
// place.
void read_lab(TomlSection in, Task task, Document& document);
void write_lab(TomlWriter& out, Task task, const Document& document);
void read_lab_view(TomlSection in, LabView& view);
void write_lab_view(TomlWriter& out, Task task, const LabView& view);

}  // namespace losslab
