#include "app/core/shell/animation/onion.h"

#include <algorithm>

#include "app/core/shell/animation/animation_stage.h"
#include "widgets/export/export.h"
#include "widgets/figure/layout.h"
#include "widgets/figure/overlay.h"

namespace losslab {

std::optional<Figure> onion_figure(Session session, AnimationRequest request, int moments,
                                   const std::string& asset_folder, const Language& language,
                                   const std::function<bool()>& enough) {
  request.frames_per_second = 1;
  request.seconds = moments;
  request.there_and_back = false;
  AnimationStage stage(std::move(session), std::move(request), asset_folder, language, enough);
  std::vector<Figure> figures;
  for (long frame = 0; frame < stage.frames(); ++frame) {
    if (enough()) return std::nullopt;
    figures.push_back(stage.figure(frame));
  }
  return overlaid(figures);
}

void save_onion(const Figure& figure, const AnimationRequest& request, const std::filesystem::path& path) {
  constexpr double dots_per_inch = 96, mm_per_inch = 25.4;
  ExportOptions options;
  options.width_mm = request.width * mm_per_inch / dots_per_inch;
  options.height_mm = request.height * mm_per_inch / dots_per_inch;
  options.style = scaled(options.style, request.scale);
  export_figure(figure, path, options);
}

bool is_for_paper(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return ending == ".svg" || ending == ".pdf";
}

}  // namespace losslab
