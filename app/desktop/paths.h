#pragma once
#include <string>

namespace losslab {

// A file name in the person's home folder (or the present one where there is none) that is still free: "stem-1.png",
// ...
std::string free_path(const std::string& stem, const std::string& ending);

}  // namespace losslab
