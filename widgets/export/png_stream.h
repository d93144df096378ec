#pragma once
#include <string>

#include "widgets/export/png.h"

namespace losslab {

// What the IDAT chunks of a PNG hold together: the rows, each as its difference from what Paeth's rule expects of its
// neighbours, compressed. Throws std::bad_alloc.
std::string png_stream(const PngRows& rows);

}  // namespace losslab
