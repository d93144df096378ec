#include "app/core/structures/sequence/sequence_results.h"

#include <algorithm>
#include <cmath>

#include "app/core/structures/sequence/sequence_figure.h"

namespace losslab {

SequencePeaks peaks_of(const SequencePage& page, std::span<const double> logits) {
  const scalar::FrameProbabilities<double> at(page.frames, page.symbols, logits.data());
  std::vector<double> highest(page.symbols, 0);
  SequencePeaks found;
  for (std::size_t t = 0; t < page.frames; ++t) {
    found.blank += at.p[page.at(t, page.blank)] / static_cast<double>(page.frames);
    for (std::size_t k = 0; k < page.symbols; ++k) highest[k] = std::max(highest[k], at.p[page.at(t, k)]);
  }
  std::vector<std::size_t> letters = symbols_of(page, page.label);
  std::ranges::sort(letters);
  letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
  for (const std::size_t k : letters) found.peaks += highest[k];
  found.peaks /= static_cast<double>(letters.size());
  return found;
}

bool SequenceResults::follow(const Document& document) {
  const SequencePage& next = sequence_page(document);
  if (followed_ && next == page_) return false;
  page_ = next;
  followed_ = true;
  peaks_.assign(page_.ticked.size(), {});
  return descents_.follow(page_);
}

Figure SequenceResults::figure(const Document&, const View& view, const Theme& theme) const {
  return sequence_figure(*this, view, theme, text_);
}

void SequenceResults::update(const Document&, const View&, const Theme&, bool) { decoder_.want(question()); }

void SequenceResults::settle(const Document&, const View&, const Theme&) { decoder_.wait(question()); }

const SequenceRun* SequenceResults::run(std::string_view id) const {
  const auto at = std::ranges::find(page_.ticked, id);
  return at == page_.ticked.end() ? nullptr : &descents_.runs()[static_cast<std::size_t>(at - page_.ticked.begin())];
}

std::span<const double> SequenceResults::logits_now() const {
  const SequenceRun* const chosen = run(page_.chosen);
  return chosen == nullptr ? std::span(page_.logits) : chosen->iterate(descents_.position());
}

SequenceQuestion SequenceResults::question() const {
  const std::span<const double> logits = logits_now();
  return {page_.frames, page_.symbols, page_.blank, {logits.begin(), logits.end()}, symbols_of(page_, page_.label)};
}

const SequenceState& SequenceResults::now() const {
  SequenceQuestion asked = question();
  if (!state_ || !(state_->of == asked)) {
    scalar::CtcLattice<double> lattice(asked.frames, asked.symbols, asked.blank, asked.logits.data(), asked.label);
    std::optional<Alignment> best = best_alignment(asked.task());
    state_ = std::make_unique<SequenceState>(SequenceState{std::move(asked), std::move(lattice), std::move(best)});
  }
  return *state_;
}

SequencePeaks SequenceResults::peaks(std::size_t run, long step) const {
  std::map<long, SequencePeaks>& kept = peaks_[run];
  const auto at = kept.find(step);
  if (at != kept.end()) return at->second;
  return kept.emplace(step, peaks_of(page_, descents_.runs()[run].iterate(step))).first->second;
}

}  // namespace losslab
