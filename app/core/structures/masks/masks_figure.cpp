#include "app/core/structures/masks/masks_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/figure_parts.h"

namespace losslab {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double quantity(const MaskRun& run, MasksQuantity which, long step) {
  const MaskReading& reading = run.note(step);
  const MaskTask& task = *run.who().task;
  switch (which) {
    case MasksQuantity::loss:
      return run.loss(step);
    case MasksQuantity::gradient:
      return run.slope(step);
    case MasksQuantity::mean:
      return reading.mean;
    case MasksQuantity::dice:
      return dice_of(reading, task);
    case MasksQuantity::pull:
      return reading.pull_share;
    case MasksQuantity::false_positives:
      return reading.area - reading.hits;
    case MasksQuantity::false_negatives:
      break;
  }
  return static_cast<double>(task.foreground) - reading.hits;
}

// Where the curves are straight between the places that they were computed at.
double between(const std::vector<double>& at, const std::vector<double>& values, double x) {
  const auto above = std::ranges::upper_bound(at, x);
  if (values.size() != at.size() || above == at.begin() || (above == at.end() && x > at.back())) return nan;
  const auto high = std::min(static_cast<std::size_t>(above - at.begin()), at.size() - 1), low = high - 1;
  const double t = (x - at[low]) / (at[high] - at[low]);
  return t == 0 ? values[low] : t == 1 ? values[high] : values[low] + t * (values[high] - values[low]);
}

// How one of the plots of curves looks, and what it shows.
struct CurvesLook {
  MaskCurvesOver over;
  std::vector<double> MaskCurves::Of::*values;
  const char *x_label, *y_label, *note;
};

CurvesLook curves_look(MasksPlot which) {
  using Of = MaskCurves::Of;
  switch (which) {
    case MasksPlot::along:
      return {MaskCurvesOver::shift, &Of::value, "masks.along.x", "masks.history.loss_label", "masks.along.note"};
    case MasksPlot::slope:
      return {MaskCurvesOver::shift, &Of::slope, "masks.along.x", "masks.slope.label", "masks.along.note"};
    case MasksPlot::threshold:
      return {MaskCurvesOver::threshold, &Of::value, "masks.threshold.x", "masks.history.loss_label",
              "masks.threshold.note"};
    case MasksPlot::share_slope:
      return {MaskCurvesOver::share, &Of::slope, "masks.share.x", "masks.slope.label", "masks.share.note"};
    case MasksPlot::share_pull:
      return {MaskCurvesOver::share, &Of::pull_share, "masks.share.x", "masks.history.pull_label", "masks.share.note"};
    default:
      return {MaskCurvesOver::share, &Of::value, "masks.share.x", "masks.history.loss_label", "masks.share.note"};
  }
}

Plot place(const MasksScene& scene, MasksPlot which) {
  switch (which) {
    case MasksPlot::all:
      return mask_tiles(scene, false);
    case MasksPlot::pull:
      return mask_pull(scene);
    case MasksPlot::pulls:
      return mask_tiles(scene, true);
    default:
      return mask_curves_plot(scene, which);
  }
}

// The page's own width of distances and labels without it.
std::vector<ShownLoss> shown_masks(const MasksResults& results, const View& view, const Theme& theme,
                                   const Language& text) {
  std::vector<ShownLoss> shown = shown_losses(results.page(), mask_losses(), view, theme, text);
  for (ShownLoss& who : shown) {
    who.loss = results.descents().runs()[who.run].who().loss;
    who.label = mask_label(text, who.loss);
  }
  return shown;
}

}  // namespace

std::vector<std::string> masks_plots() {
  std::vector<std::string> names{masks_picture_name};
  names.insert(names.end(), masks_plot_names.begin(), masks_plot_names.end());
  names.insert(names.end(), masks_quantity_names.begin(), masks_quantity_names.end());
  return names;
}

Plot masks_history_plot(const MasksScene& scene) {
  const MasksQuantity what = scene.look().history;
  const auto which = static_cast<std::size_t>(what);
  std::vector<HistoryCurve> curves;
  for (const ShownLoss& who : scene.shown) {
    if (who.hidden) continue;
    const MaskRun& run = scene.run(who);
    curves.push_back({who.label, who.series, who.stroke(), who.style.marker, run.length(),
                      [&run, what](long step) { return quantity(run, what, step); }});
  }
  return history_plot({.name = masks_quantity_names[which],
                       .title = scene.text(masks_quantity_titles[which]),
                       .x_label = scene.text("distributions.descent.iteration"),
                       .y_label = scene.text(masks_quantity_labels[which]),
                       .camera = scene.camera(masks_quantity_names[which]),
                       .length = scene.results.descents().length(),
                       .position = scene.position(),
                       .share = what == MasksQuantity::dice},
                      curves, scene.theme);
}

Plot mask_curves_plot(const MasksScene& scene, MasksPlot which) {
  const auto index = static_cast<std::size_t>(which);
  const CurvesLook look = curves_look(which);
  const MaskCurves* const curves = scene.results.scenery().curves(look.over);
  const bool share = look.over == MaskCurvesOver::share;
  const MaskTask& task = scene.results.task();
  const double object = static_cast<double>(task.foreground) / static_cast<double>(task.truth.size());
  // Shares go by their logarithm, as small ones matter as much as large ones.
  std::vector<double> at = curves == nullptr ? std::vector<double>() : curves->at;
  if (share) std::ranges::transform(at, at.begin(), [](double one) { return std::log10(one); });
  const Range usual = share ? Range{std::log10(mask_limits::least_share), std::log10(mask_limits::greatest_share)}
                      : look.over == MaskCurvesOver::shift
                          ? Range{-mask_limits::farthest_shift, mask_limits::farthest_shift}
                          : Range{0, 1};
  const double present = share ? std::log10(object) : look.over == MaskCurvesOver::shift ? 0 : 0.5;
  Plot plot = path_plot(
      {.name = masks_plot_names[index],
       .title = scene.text(masks_plot_titles[index]),
       .note = scene.text(look.note),
       .x_label = scene.text(look.x_label),
       .y_label = scene.text(look.y_label),
       .camera = scene.camera(masks_plot_names[index]),
       .usual = usual,
       .present = std::isfinite(present) ? present : usual.min - usual.span()},
      scene.shown,
      [&](const ShownLoss& who, double along) {
        if (curves == nullptr) return nan;
        const std::string& id = scene.page().ticked[who.run];
        const auto of = std::ranges::find(curves->of, id, &MaskCurves::Of::id);
        return of == curves->of.end() ? nan : between(at, (*of).*look.values, along);
      },
      scene.theme);
  if (share) {
    for (const double one : {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6}) {
      plot.x.ticks.emplace_back(std::log10(one), fmt::format("{:g} %", 100 * one));
    }
  }
  return plot;
}

std::vector<std::string> mask_remarks(const MasksResults& results, const Language& text) {
  std::vector<std::string> remarks;
  std::array<std::string, mask_verdict_keys.size()> who_did;
  for (const MaskRun& run : results.descents().runs()) {
    const StructuredLoss& loss = run.who().loss;
    const std::string name = short_name(text, loss.info());
    if (const std::string objection = run.who().objection(); !objection.empty()) {
      remarks.push_back(text("masks.no_value", {{"loss", name}, {"reason", text.translated(objection)}}) + ".");
      continue;
    }
    bool unsmoothed = false;
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      unsmoothed |= std::string_view(loss.parameters()[i].name) == "smooth" && loss.parameter(i) == 0;
    }
    if (unsmoothed && results.task().foreground == 0) remarks.push_back(text("masks.empty_ratio", {{"loss", name}}));
    std::string& names = who_did[static_cast<std::size_t>(verdict_of(results.reading(run), results.task()))];
    names += (names.empty() ? "" : ", ") + name;
  }
  constexpr std::array<const char*, mask_verdict_keys.size()> sentences{
      "masks.remark.good", "masks.remark.forgotten", "masks.remark.bloated", "masks.remark.elsewhere",
      "masks.remark.false_alarm"};
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const bool empty = i == 0 && results.task().foreground == 0;
    if (!who_did[i].empty())
      remarks.push_back(text(empty ? "masks.remark.empty" : sentences[i], {{"losses", who_did[i]}}));
  }
  return remarks;
}

Figure masks_figure(const MasksResults& results, const View& view, const Theme& theme, const Language& text) {
  Figure figure;
  figure.theme = &theme;
  if (!results.followed()) return figure;
  const MasksScene scene{results, view, theme, text, shown_masks(results, view, theme, text)};
  figure.column_weights = {1, 1};
  figure.row_weights = {1.9, 1};
  figure.plots.push_back(masks_picture(scene));
  figure.plots.push_back(masks_history_plot(scene));
  figure.plots.push_back(place(scene, scene.look().upper));
  figure.plots.push_back(place(scene, scene.look().lower));
  parts::stand_in_pairs(figure);
  for (std::size_t i = 1; i < figure.plots.size(); ++i) figure.plots[i].title_menu = true;
  return figure;
}

}  // namespace losslab
