#pragma once
#include <memory>
#include <string>

#include "widgets/figure/figure.h"

namespace losslab {

// What a frame is drawn on. A pixel is a ninety-sixth of an inch, as on a screen, so that text has the size there that
// the style says.
struct FramePage {
  int width = 800, height = 500;  // pixels
  FigureStyle style;
  std::string font;  // see ExportOptions
};

// Draws figures as frames of one size. It keeps what text it has set: used from one thread, as many of them as there
// are threads.
class FramePainter {
 public:
  explicit FramePainter(const FramePage& page);
  ~FramePainter();
  FramePainter(const FramePainter&) = delete;
  FramePainter& operator=(const FramePainter&) = delete;
  // Opaque. The same figure gives the same pixels, whatever was painted before. Throws std::runtime_error and
  // std::bad_alloc.
  Pixels paint(const Figure& figure);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace losslab
