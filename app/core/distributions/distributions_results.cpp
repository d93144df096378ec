#include "app/core/distributions/distributions_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/shell/state/document.h"

namespace losslab {
namespace {

Camera landscape_camera(const View& view) {
  const auto at = view.cameras.find(fmt::format("{}.{}", distributions_id, bell_landscape_name));
  return at == view.cameras.end() ? Camera{} : at->second;
}

}  // namespace

bool DistributionsResults::follow(const Document& document) {
  const DistributionsPage& next = distributions_page(document);
  if (followed_ && next == page_) return false;
  const bool other_subject = followed_ && next.subject != page_.subject;
  page_ = next;
  followed_ = true;
  const bool bell_again = bell_.follow(page_.bell), again = descents_.follow(page_);
  return other_subject || (about_humps() ? bell_again : again);
}

Figure DistributionsResults::figure(const Document&, const View& view, const Theme& theme) const {
  if (about_humps()) return bell_figure(bell_, view, distributions_view(view).bell, theme, text_, distributions_id);
  return distributions_figure(*this, view, theme, text_);
}

void DistributionsResults::update(const Document&, const View& view, const Theme& theme, bool) {
  if (about_humps()) bell_.update(landscape_camera(view), theme);
}

void DistributionsResults::settle(const Document&, const View& view, const Theme& theme) {
  if (about_humps()) bell_.settle(landscape_camera(view), theme);
}

const LogitRun* DistributionsResults::run(std::string_view id) const {
  const auto at = std::ranges::find(page_.ticked, id);
  return at == page_.ticked.end() ? nullptr : &descents_.runs()[static_cast<std::size_t>(at - page_.ticked.begin())];
}

std::vector<double> DistributionsResults::logits_now() const {
  const LogitRun* const chosen = run(page_.chosen);
  if (chosen == nullptr) return page_.logits;
  const std::span<const double> now = chosen->iterate(descents_.position());
  return {now.begin(), now.end()};
}

const SimplexPicture& DistributionsResults::simplex(const View& view, const Theme& theme) const {
  return field_.picture(page_, simplex_corners(distributions_view(view), page_.classes()), logits_now(), theme);
}

std::vector<double> link_steps() {
  constexpr int count = 200;
  std::vector<double> steps;
  for (int i = 0; i <= count; ++i) steps.push_back(static_cast<double>(i) / count);
  return steps;
}

const DecisionMap& DistributionsResults::decisions(const LogitCompetitor& who, const View& view) const {
  const MapKey key{who.loss, {page_.truth, simplex_corners(distributions_view(view), page_.classes())}, who.teacher};
  return maps_.of(key, [&] { return decision_map(key.loss, key.triangle, key.teacher); });
}

const ClassLink& DistributionsResults::link(const LogitCompetitor& who, std::size_t which) const {
  LinkKey key{who.loss, page_.truth, who.teacher, which};
  set_probability(key.others, which, 0);
  // Rounding moves the shares of the others a little while the one is dragged.
  for (double& one : key.others) one = std::round(one * 1e9) * 1e-9;
  return links_.of(key, [&] {
    std::vector<std::vector<double>> truths;
    for (const double t : link_steps()) {
      truths.push_back(page_.truth);
      set_probability(truths.back(), which, t);
    }
    return class_link(key.loss, truths, which, key.teacher);
  });
}

}  // namespace losslab
