#include "app/core/lab/plots/competitors.h"

#include "app/core/lab/page/runners.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"

namespace losslab::parts {

std::vector<Shown> shown_competitors(const Document& document, const View& view, const Lab& lab, const Theme& theme,
                                     const Language& text) {
  const LabPage& page = lab.page();
  std::vector<Shown> shown;
  for (std::size_t i = 0; i < page.ticked.size(); ++i) {
    const std::string& runner = page.ticked[i];
    const int series = lab.race().competitors()[i].key;
    shown.push_back({i, series, runner, runner_label(document, page, runner, text),
                     theme.series(static_cast<std::size_t>(series)), runner == page.chosen,
                     view.hidden.contains(runner)});
  }
  return shown;
}

CurveItem history_curve(const Shown& who, const RaceHistory& history, double Measures::*measure, double scale,
                        double offset, Marker marker) {
  constexpr std::size_t most = 1000, dense = 256;
  CurveItem item;
  item.stroke = who.stroke();
  item.marker = marker;
  item.series = who.series;
  // Strides of a power of two, so that the chosen iterates do not flicker while the run grows.
  std::size_t stride = 1;
  while (history.size() / stride > most) stride *= 2;
  item.points.reserve(history.size() / stride + 2);
  const auto add = [&](std::size_t i) {
    item.points.push_back({static_cast<double>(history.step(i)), offset + scale * (history[i].*measure)});
  };
  // The first ones are all there: on a logarithmic axis they take most of the room.
  const auto after = [&](std::size_t i) {
    std::size_t step = 1;
    while (step < stride && i / step >= dense) step *= 2;
    return i + step;
  };
  std::size_t last = 0;
  for (std::size_t i = 0; i < history.size(); i = after(i)) add(last = i);
  if (last != history.size() - 1) add(history.size() - 1);
  return item;
}

}  // namespace losslab::parts
