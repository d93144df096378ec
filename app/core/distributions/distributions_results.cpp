#include "app/core/distributions/distributions_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_figure.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/shell/state/document.h"

namespace losslab {
namespace {

// A descent of some numbers: beyond this nobody waits for it.
constexpr long most_steps = 1'000'000;

Camera landscape_camera(const View& view) {
  const auto at = view.cameras.find(fmt::format("{}.{}", distributions_id, bell_landscape_name));
  return at == view.cameras.end() ? Camera{} : at->second;
}

}  // namespace

LogitCompetitor DistributionsResults::competitor(std::string_view id) const {
  const VectorLoss loss = vector_loss(page_, id);
  return {loss, page_.optimizer, page_.truth, teacher_of(page_, loss)};
}

bool DistributionsResults::follow(const Document& document) {
  const DistributionsPage& next = distributions_page(document);
  if (followed_ && next == page_) return false;
  const bool other_subject = followed_ && next.subject != page_.subject;
  const bool bell_again = bell_.follow(next.bell);
  const bool again = !followed_ || next.logits != page_.logits || next.classes() != page_.classes();
  const std::vector<std::string> before = page_.ticked;
  page_ = next;
  followed_ = true;
  ++version_;
  if (again) {
    begin_again();
    return about_humps() ? bell_again || other_subject : true;
  }
  std::vector<LogitRun> runs;
  bool changed = false;
  for (const std::string& id : page_.ticked) {
    const LogitCompetitor who = competitor(id);
    const auto at = std::ranges::find(before, id);
    if (at == before.end()) {
      runs.emplace_back(who, page_.logits);
      runs.back().advance_to(length_);
      continue;
    }
    runs.push_back(std::move(runs_[static_cast<std::size_t>(at - before.begin())]));
    if (!(runs.back().who() == who)) {
      runs.back().change(who, position_);
      changed = true;
    }
  }
  runs_ = std::move(runs);
  if (changed) {
    length_ = changed_at_ = position_;
    for (LogitRun& run : runs_) {
      if (run.length() > length_) run.change(run.who(), length_);
    }
  }
  return other_subject || (about_humps() && bell_again);
}

void DistributionsResults::begin_again() {
  runs_.clear();
  for (const std::string& id : page_.ticked) runs_.emplace_back(competitor(id), page_.logits);
  position_ = length_ = 0;
  changed_at_ = -1;
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
  return at == page_.ticked.end() ? nullptr : &runs_[static_cast<std::size_t>(at - page_.ticked.begin())];
}

std::vector<double> DistributionsResults::logits_now() const {
  const LogitRun* const chosen = run(page_.chosen);
  if (chosen == nullptr) return page_.logits;
  const std::span<const double> now = chosen->logits(position_);
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

const LinkCurve& DistributionsResults::link(const LogitCompetitor& who, std::size_t which) const {
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
    return link_curve(key.loss, truths, which, key.teacher);
  });
}

bool DistributionsResults::finished() const {
  if (position_ < length_) return false;
  return length_ >= most_steps || std::ranges::all_of(runs_, [](const LogitRun& run) { return !!run.stopped(); });
}

void DistributionsResults::seek(long position) {
  position_ = std::clamp(position, 0L, length_);
  ++version_;
}

void DistributionsResults::restart() {
  begin_again();
  ++version_;
}

void DistributionsResults::aim(long length, long position) {
  length_ = std::clamp(length, 0L, most_steps);
  for (LogitRun& run : runs_) run.advance_to(length_);
  seek(position);
}

void DistributionsResults::advance(long steps) {
  const long to = std::max(position_ + steps, 0L);
  aim(std::max(length_, to), to);
}

std::vector<Failure> DistributionsResults::failures() const {
  std::vector<Failure> all;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const std::optional<long> stopped = runs_[i].stopped();
    if (!stopped || *stopped > position_ + 1) continue;
    all.push_back(
        {page_.ticked[i], text_("distributions.stopped", {{"loss", std::string(runs_[i].who().loss.info().english)},
                                                          {"step", fmt::format("{}", *stopped)}})});
  }
  return all;
}

}  // namespace losslab
