#include "app/core/structures/sequence/sequence_descent.h"

#include <fmt/format.h>
#include "app/core/catalogue/loss_text.h"

#include "losses/structures/sequence/alignments.h"

namespace losslab {

bool SequenceDescents::follow(const SequencePage& page) {
  std::vector<Runner> runners;
  for (const std::string& id : page.ticked) {
    runners.push_back({id, {sequence_loss(page, id), page.optimizer, target_of(page, id)}});
  }
  const bool again = !followed_ || page_.logits != page.logits || page_.symbols != page.symbols;
  page_ = page;
  followed_ = true;
  if (again) {
    begin_again(page_.logits, std::move(runners));
  } else {
    follow_runners(std::move(runners));
  }
  return again;
}

std::vector<Failure> SequenceDescents::failures() const {
  std::vector<Failure> all;
  for (std::size_t i = 0; i < runs().size(); ++i) {
    const std::string& id = page_.ticked[i];
    if (id == "ctc" && is_infeasible(page_)) {
      const std::size_t least = least_frames(symbols_of(page_, page_.label));
      all.push_back({id, text_("sequence.infeasible",
                               {{"least", fmt::format("{}", least)}, {"frames", fmt::format("{}", page_.frames)}})});
      continue;
    }
    const std::optional<long> stopped = runs()[i].stopped();
    if (!stopped || *stopped > position() + 1) continue;
    all.push_back({id, text_("distributions.stopped", {{"loss", name_text(text_, runs()[i].who().loss.info())},
                                                       {"step", fmt::format("{}", *stopped)}})});
  }
  return all;
}

}  // namespace losslab
