#include "widgets/export/animation/frame_painter.h"

#include "widgets/export/export.h"
#include "widgets/export/painters.h"
#include "widgets/figure/layout.h"

namespace losslab {

struct FramePainter::Impl {
  FramePage page;
  PangoTextMeasure text;
};

FramePainter::FramePainter(const FramePage& page) : impl_(new Impl{page, PangoTextMeasure(page.font)}) {
  impl_->page.style.whole_texts = true;
}
FramePainter::~FramePainter() = default;

Pixels FramePainter::paint(const Figure& figure) {
  constexpr double points_per_pixel = 72.0 / 96;
  const FramePage& page = impl_->page;
  const Size size{page.width * points_per_pixel, page.height * points_per_pixel};
  const Color background = (figure.theme != nullptr ? *figure.theme : light_theme()).background;
  return paint_pixels(lay_out(figure, size, page.style, impl_->text).list, {background, page.font}, page.width,
                      page.height);
}

}  // namespace losslab
