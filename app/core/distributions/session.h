#pragma once
#include "app/core/distributions/distributions_page.h"

namespace losslab {

class TomlSection;
class TomlWriter;

// The parts of a session that belong to the Distributions screen. Readers throw InputError with the place.
void read_distributions(TomlSection in, DistributionsPage& page);
void write_distributions(TomlWriter& out, const DistributionsPage& page);
void read_distributions_view(TomlSection in, DistributionsView& view);
void write_distributions_view(TomlWriter& out, const DistributionsView& view);

}  // namespace losslab
