#pragma once

namespace losslab {

// Makes the calling thread, and those that it starts, give way to all others that want a core: what is computed off the
// frame takes what the frames leave. Where the system does not offer that, nothing is changed.
void give_way();

}  // namespace losslab
