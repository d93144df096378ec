#include "app/core/structures/masks/masks_results.h"

#include <algorithm>

#include "app/core/structures/masks/masks_figure.h"

namespace losslab {

bool MasksResults::follow(const Document& document) {
  const MasksPage& next = masks_page(document);
  if (page_ == next) return false;
  page_ = next;
  ++edits_;
  truth_ = truth_mask(*page_);
  return descents_.follow(*page_);
}

Figure MasksResults::figure(const Document&, const View& view, const Theme& theme) const {
  return masks_figure(*this, view, theme, text_);
}

MaskScenery::Wants MasksResults::wants(const View& view, const Theme& theme) const {
  const MasksView& look = masks_view(view);
  const auto shows = [&](MasksPlot plot) { return look.upper == plot || look.lower == plot; };
  return {.stamp = descents_.version() + edits_,
          .shift = shows(MasksPlot::along) || shows(MasksPlot::slope),
          .threshold = shows(MasksPlot::threshold),
          .share = shows(MasksPlot::share) || shows(MasksPlot::share_slope) || shows(MasksPlot::share_pull),
          .own_scale = look.own_scale,
          .theme = &theme};
}

MaskMoment MasksResults::moment() const {
  MaskMoment moment;
  for (std::size_t i = 0; i < descents_.runs().size(); ++i) {
    const MaskRun& run = descents_.runs()[i];
    const std::span<const double> theta = run.iterate(descents_.position());
    if (page_->ticked[i] == page_->chosen) moment.chosen = i;
    moment.of.push_back({page_->ticked[i], run.who(), {theta.begin(), theta.end()}});
  }
  return moment;
}

void MasksResults::update(const Document&, const View& view, const Theme& theme, bool) {
  if (page_) scenery_.want(wants(view, theme), [this] { return moment(); });
}

bool MasksResults::take() {
  if (!scenery_.take()) return false;
  ++arrived_;
  return true;
}

void MasksResults::settle(const Document&, const View& view, const Theme& theme) {
  if (!page_) return;
  scenery_.wait(wants(view, theme), [this] { return moment(); });
  ++arrived_;
}

}  // namespace losslab
