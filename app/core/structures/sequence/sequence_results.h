#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/shell/state/results.h"
#include "app/core/structures/sequence/sequence_decoder.h"
#include "app/core/structures/sequence/sequence_descent.h"
#include "app/core/structures/sequence/sequence_page.h"
#include "losses/structures/sequence/lattice.h"

namespace losslab {

// The label's lattice over the probabilities of one iterate.
struct SequenceState {
  SequenceQuestion of;
  scalar::CtcLattice<double> lattice;
  std::optional<Alignment> best;  // none where no alignment fits
};

// What a history says of an iterate beside the loss.
struct SequencePeaks {
  double blank = 0;  // mean over the frames of p of the blank
  double peaks = 0;  // greatest p over the frames of a letter of the label, mean over these letters; NaN without any
};
SequencePeaks peaks_of(const SequencePage& page, std::span<const double> logits);

// The descents of a page's losses with the lattice of the iterate shown.
class SequenceResults final : public Results {
 public:
  explicit SequenceResults(const ResultsNeeds& needs)
      : text_(needs.language), descents_(needs.wake, needs.language), decoder_(needs.wake) {}

  bool follow(const Document& document) override;
  bool followed() const override { return followed_; }
  Figure figure(const Document& document, const View& view, const Theme& theme) const override;
  std::uint64_t version() const override { return descents_.version(); }
  Playback* playback() override { return followed_ ? &descents_ : nullptr; }
  void update(const Document& document, const View& view, const Theme& theme, bool moving) override;
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override;
  bool take() override { return decoder_.take(); }
  bool pending() const override { return decoder_.pending(); }
  void settle(const Document& document, const View& view, const Theme& theme) override;

  const SequencePage& page() const { return page_; }
  const SequenceDescents& descents() const { return descents_; }
  const SequenceRun* run(std::string_view id) const;  // null where it does not run
  // Where the chosen one is now, or the page's logits where nobody runs.
  std::span<const double> logits_now() const;
  const SequenceState& now() const;
  // Of the logits shown, or of shortly before; null at first.
  const SequenceAnswer* answer() const { return decoder_.answer(); }
  // Of an iterate of a loss that runs; each is reckoned once.
  SequencePeaks peaks(std::size_t run, long step) const;

 private:
  SequenceQuestion question() const;

  const Language& text_;
  SequencePage page_;
  SequenceDescents descents_;
  bool followed_ = false;
  SequenceDecoder decoder_;
  mutable std::unique_ptr<const SequenceState> state_;
  mutable std::vector<std::map<long, SequencePeaks>> peaks_;  // by run
};

}  // namespace losslab
