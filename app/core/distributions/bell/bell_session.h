#pragma once
#include <string>

#include "app/core/distributions/bell/bell_page.h"

namespace losslab {

class TomlSection;
class TomlWriter;

// The part of a session that belongs to the bell. Readers throw InputError with the place; `section` is the full name.
void read_bell(TomlSection in, BellPage& page);
void write_bell(TomlWriter& out, const BellPage& page, const std::string& section);
void read_bell_view(TomlSection in, BellView& view);
void write_bell_view(TomlWriter& out, const BellView& view, const std::string& section);

}  // namespace losslab
