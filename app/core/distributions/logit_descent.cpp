#include "app/core/distributions/logit_descent.h"

#include <fmt/format.h>
#include "app/core/catalogue/loss_text.h"

namespace losslab {

bool LogitDescents::follow(const DistributionsPage& page) {
  std::vector<Runner> runners;
  for (const std::string& id : page.ticked) {
    const VectorLoss loss = vector_loss(page, id);
    runners.push_back({id, {loss, page.optimizer, page.truth, teacher_of(page, loss)}});
  }
  ids_ = page.ticked;
  const bool again = logits_ != page.logits;
  logits_ = page.logits;
  if (again) {
    begin_again(logits_, std::move(runners));
  } else {
    follow_runners(std::move(runners));
  }
  return again;
}

std::vector<Failure> LogitDescents::failures() const {
  std::vector<Failure> all;
  for (std::size_t i = 0; i < runs().size(); ++i) {
    const std::optional<long> stopped = runs()[i].stopped();
    if (!stopped || *stopped > position() + 1) continue;
    all.push_back({ids_[i], text_("distributions.stopped", {{"loss", name_text(text_, runs()[i].who().loss.info())},
                                                            {"step", fmt::format("{}", *stopped)}})});
  }
  return all;
}

}  // namespace losslab
