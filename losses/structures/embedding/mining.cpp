// Which triplets count, and their losses.
#include <algorithm>
#include <numeric>

#include "losses/core/random.h"
#include "losses/structures/embedding/embedding.h"
#include "losses/structures/embedding/embedding_losses.h"

namespace losslab {

// What is compared as a distance: of similarities, less is farther.
double EmbeddingEvaluator::farness(std::size_t i, std::size_t j) const {
  const double value = relations_[i * size_ + j];
  return kind_ == Relation::cosine || kind_ == Relation::product ? -value : value;
}

// The partners and the strangers of an anchor, by index.
void EmbeddingEvaluator::split_neighbours(const EmbeddingPoints& points, std::size_t anchor) {
  partners_.clear();
  strangers_.clear();
  for (std::size_t j = 0; j < size_; ++j) {
    if (j == anchor) continue;
    (points.labels[j] == points.labels[anchor] ? partners_ : strangers_).push_back(static_cast<std::uint32_t>(j));
  }
}

// The same, the nearest first; of equals the lower index.
void EmbeddingEvaluator::sort_neighbours(const EmbeddingPoints& points, std::size_t anchor) {
  split_neighbours(points, anchor);
  const auto nearer = [&](std::uint32_t i, std::uint32_t j) {
    const double a = farness(anchor, i), b = farness(anchor, j);
    return a != b ? a < b : i < j;
  };
  std::ranges::sort(partners_, nearer);
  std::ranges::sort(strangers_, nearer);
}

void EmbeddingEvaluator::choose(const EmbeddingObjective& objective, const EmbeddingPoints& points) {
  chosen_.clear();
  Random random(objective.seed);
  for (std::size_t i = 0; i < size_; ++i) {
    const auto anchor = static_cast<std::uint32_t>(i);
    if (objective.mining == Mining::semi_hard) {
      sort_neighbours(points, i);
    } else {
      split_neighbours(points, i);
    }
    if (partners_.empty() || strangers_.empty()) continue;
    if (objective.mining == Mining::hardest) {
      // Of equally far partners the lowest index, like of equally near strangers.
      const auto far = [&](std::uint32_t j) { return farness(i, j); };
      chosen_.push_back(
          {anchor, *std::ranges::max_element(partners_, {}, far), *std::ranges::min_element(strangers_, {}, far)});
      continue;
    }
    for (const std::uint32_t partner : partners_) {
      if (objective.mining == Mining::random) {
        chosen_.push_back({anchor, partner, strangers_[random.below(strangers_.size())]});
        continue;
      }
      const double bound = farness(i, partner);
      const auto farther =
          std::ranges::upper_bound(strangers_, bound, {}, [&](std::uint32_t j) { return farness(i, j); });
      if (farther != strangers_.end()) chosen_.push_back({anchor, partner, *farther});
    }
  }
}

EmbeddingOutcome EmbeddingEvaluator::chosen_triplets(double margin) {
  EmbeddingOutcome outcome{.terms = chosen_.size()};
  const scalar::Triplet loss{margin};
  for (const Chosen& chosen : chosen_) {
    const Jet<double> jet = loss(relation(chosen.anchor, chosen.partner) - relation(chosen.anchor, chosen.stranger));
    outcome.value += jet.value;
    outcome.active += jet.gradient > 0 ? 1 : 0;
    weight(chosen.anchor, chosen.partner) += jet.gradient;
    weight(chosen.anchor, chosen.stranger) -= jet.gradient;
  }
  return outcome;
}

// A stranger is active with a partner where it is nearer than that one and the margin, so that of the sorted strangers
// a partner's active ones come first: sums over them are sums up to a place.
EmbeddingOutcome EmbeddingEvaluator::all_triplets(double margin, const EmbeddingPoints& points) {
  EmbeddingOutcome outcome;
  for (std::size_t anchor = 0; anchor < size_; ++anchor) {
    split_neighbours(points, anchor);
    outcome.terms += partners_.size() * strangers_.size();
    by_distance_.clear();
    for (const std::uint32_t stranger : strangers_) by_distance_.emplace_back(relation(anchor, stranger), stranger);
    std::ranges::sort(by_distance_);
    sums_.assign(1, 0.0);  // of the distances of so many
    for (const auto& [distance, stranger] : by_distance_) sums_.push_back(sums_.back() + distance);
    ends_.assign(by_distance_.size() + 1, 0);  // how many partners have so many active strangers
    for (const std::uint32_t partner : partners_) {
      const double distance = relation(anchor, partner);
      const auto end = std::ranges::partition_point(
          by_distance_, [&](const auto& stranger) { return distance - stranger.first > -margin; });
      const auto active = static_cast<std::size_t>(end - by_distance_.begin());
      outcome.value += static_cast<double>(active) * (distance + margin) - sums_[active];
      outcome.active += active;
      weight(anchor, partner) += static_cast<double>(active);
      ++ends_[active];
    }
    std::size_t partners = 0;  // that the stranger is active with
    for (std::size_t k = by_distance_.size(); k-- > 0;) {
      partners += ends_[k + 1];
      weight(anchor, by_distance_[k].second) -= static_cast<double>(partners);
    }
  }
  return outcome;
}

std::vector<TripletForce> EmbeddingEvaluator::active_triplets(const EmbeddingObjective& objective,
                                                              const EmbeddingPoints& points, std::size_t most) {
  std::vector<TripletForce> found;
  relate(relation_of(objective.kind), points);
  const scalar::Triplet loss{objective.margin};
  const auto add = [&](std::uint32_t a, std::uint32_t p, std::uint32_t n) {
    const Jet<double> jet = loss(relation(a, p) - relation(a, n));
    if (jet.gradient > 0 && found.size() < most) found.push_back({a, p, n, jet.value});
  };
  if (objective.mining != Mining::all) {
    choose(objective, points);
    for (const Chosen& chosen : chosen_) add(chosen.anchor, chosen.partner, chosen.stranger);
    return found;
  }
  for (std::size_t anchor = 0; anchor < size_ && found.size() < most; ++anchor) {
    split_neighbours(points, anchor);
    for (const std::uint32_t partner : partners_) {
      for (const std::uint32_t stranger : strangers_) add(static_cast<std::uint32_t>(anchor), partner, stranger);
    }
  }
  return found;
}

}  // namespace losslab
