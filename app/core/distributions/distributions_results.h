#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/distributions/bell/bell_results.h"
#include "app/core/distributions/distributions_page.h"
#include "app/core/distributions/logit_descent.h"
#include "app/core/distributions/map/class_link.h"
#include "app/core/distributions/map/decision_map.h"
#include "app/core/distributions/map/kept.h"
#include "app/core/distributions/simplex_field.h"
#include "app/core/shell/state/results.h"

namespace losslab {

// Probabilities of a class along a line of truths, from 0 to 1.
std::vector<double> link_steps();

// What the screen shows: the descents of a page's losses on the logits with the field on the simplex, or those of a
// bell on humps.
class DistributionsResults final : public Results {
 public:
  explicit DistributionsResults(const ResultsNeeds& needs)
      : text_(needs.language), descents_(needs.language), bell_(needs) {}

  bool follow(const Document& document) override;
  bool followed() const override { return followed_; }
  Figure figure(const Document& document, const View& view, const Theme& theme) const override;
  std::uint64_t version() const override { return descents_.version() + bell_.version(); }
  Playback* playback() override {
    if (!followed_) return nullptr;
    return about_humps() ? static_cast<Playback*>(&bell_) : &descents_;
  }
  void update(const Document& document, const View& view, const Theme& theme, bool moving) override;
  std::shared_ptr<const MeasureObject> measures(const Document& document, const View& view) const override;
  bool take() override { return bell_.take_scenery(); }
  bool pending() const override { return about_humps() && bell_.pending(); }
  void settle(const Document& document, const View& view, const Theme& theme) override;

  bool about_humps() const { return page_.subject == DistributionSubject::humps; }
  const BellResults& bell() const { return bell_; }

  const DistributionsPage& page() const { return page_; }
  const LogitDescents& descents() const { return descents_; }
  const LogitRun* run(std::string_view id) const;  // null where it does not run
  // Where the chosen one is now, or the page's logits where nobody runs.
  std::vector<double> logits_now() const;
  const SimplexPicture& simplex(const View& view, const Theme& theme) const;
  // Of the truths around the page's: the decisions of the minimisers of a loss that runs, over the classes of the
  // simplex (K ≥ 3); and its link along the line on which one class goes from 0 to 1 and the others share the rest as
  // they do now, at link_steps() probabilities.
  const DecisionMap& decisions(const LogitCompetitor& who, const View& view) const;
  const ClassLink& link(const LogitCompetitor& who, std::size_t which) const;

 private:
  const Language& text_;
  DistributionsPage page_;
  LogitDescents descents_;
  bool followed_ = false;
  struct MapKey {
    VectorLoss loss;
    TruthTriangle triangle;
    std::vector<double> teacher;
    friend bool operator==(const MapKey&, const MapKey&) = default;
  };
  struct LinkKey {
    VectorLoss loss;
    std::vector<double> others, teacher;  // others: their shares of the rest
    std::size_t which;
    friend bool operator==(const LinkKey&, const LinkKey&) = default;
  };
  mutable SimplexField field_;
  mutable Kept<MapKey, DecisionMap> maps_;
  mutable Kept<LinkKey, ClassLink> links_;
  BellResults bell_;
};

}  // namespace losslab
