#pragma once
#include <filesystem>
#include <functional>

#include "app/core/shell/animation/animation_request.h"
#include "app/core/shell/files/session.h"
#include "widgets/figure/figure.h"

namespace losslab {

class Language;

// How many moments of an animation one figure shows on each other ("onion skin"), for paper.
inline constexpr int least_moments = 2, most_moments = 100, usual_moments = 8;

// The figure of so many moments, evenly spaced as frames would be. Throws InputError as AnimationStage does. Nothing
// where `enough()` ended it.
std::optional<Figure> onion_figure(Session session, AnimationRequest request, int moments,
                                   const std::string& asset_folder, const Language& language,
                                   const std::function<bool()>& enough);
// Writes it as .svg, .pdf or .png, of the size that frames have. Throws InputError.
void save_onion(const Figure& figure, const AnimationRequest& request, const std::filesystem::path& path);
// Whether a path ends in .svg or .pdf, in any case: such a file is an onion skin.
bool is_for_paper(const std::filesystem::path& path);

}  // namespace losslab
