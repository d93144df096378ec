#include "losses/structures/embedding/embedding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>

#include "losses/core/error.h"
#include "losses/structures/embedding/embedding_losses.h"

namespace losslab {
namespace {

template <class L>
EmbeddingObjective objective_of(EmbeddingKind kind) {
  EmbeddingObjective objective{.kind = kind};
  if constexpr (requires(const L& loss) { loss.margin; }) objective.margin = L{}.margin;
  if constexpr (requires(const L& loss) { loss.T; }) objective.temperature = L{}.T;
  return objective;
}

double length_of(std::size_t d, const double* a) {
  double sum = 0;
  for (std::size_t k = 0; k < d; ++k) sum += a[k] * a[k];
  return std::sqrt(sum);
}

}  // namespace

EmbeddingObjective embedding_objective(std::string_view id) {
  using enum EmbeddingKind;
  if (id == scalar::ContrastivePair::info.id) return objective_of<scalar::ContrastivePair>(contrastive_pair);
  if (id == scalar::ContrastiveUnsquared::info.id)
    return objective_of<scalar::ContrastiveUnsquared>(contrastive_unsquared);
  if (id == scalar::TripletEuclid::info.id) return objective_of<scalar::TripletEuclid>(triplet_euclid);
  if (id == scalar::TripletSqeuclid::info.id) return objective_of<scalar::TripletSqeuclid>(triplet_sqeuclid);
  if (id == scalar::Lifted::info.id) return objective_of<scalar::Lifted>(lifted);
  if (id == scalar::NPair::info.id) return objective_of<scalar::NPair>(n_pair);
  if (id == scalar::InfoNce::info.id) return objective_of<scalar::InfoNce>(info_nce);
  if (id == scalar::CosineEmbedding::info.id) return objective_of<scalar::CosineEmbedding>(cosine_embedding);
  if (id == scalar::Centre::info.id) return objective_of<scalar::Centre>(centre);
  throw InputError(fmt::format("'{}' is no loss of embeddings.", id));
}

bool takes_mining(EmbeddingKind kind) {
  using enum EmbeddingKind;
  return kind == contrastive_pair || kind == contrastive_unsquared || kind == triplet_euclid ||
         kind == triplet_sqeuclid || kind == cosine_embedding;
}

EmbeddingEvaluator::Relation EmbeddingEvaluator::relation_of(EmbeddingKind kind) {
  using enum EmbeddingKind;
  if (kind == triplet_sqeuclid) return Relation::squared_distance;
  if (kind == cosine_embedding || kind == info_nce) return Relation::cosine;
  return kind == n_pair ? Relation::product : Relation::distance;
}

void EmbeddingEvaluator::relate(Relation kind, const EmbeddingPoints& points) {
  assert(points.x.size() == points.size() * points.dimension);
  const std::size_t d = points.dimension;
  size_ = points.size();
  kind_ = kind;
  relations_.assign(size_ * size_, 0.0);
  weights_.assign(size_ * size_, 0.0);
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double *const a = points.point(i), *const b = points.point(j);
      double value = 0;
      switch (kind) {
        case Relation::distance:
          value = scalar::distance_of(d, a, b);
          break;
        case Relation::squared_distance:
          value = scalar::squared_distance(d, a, b);
          break;
        case Relation::cosine:
          value = scalar::cosine_of(d, a, b).value;
          break;
        case Relation::product:
          for (std::size_t k = 0; k < d; ++k) value += a[k] * b[k];
          break;
      }
      relation(i, j) = relation(j, i) = value;
    }
  }
}

EmbeddingOutcome EmbeddingEvaluator::evaluate(const EmbeddingObjective& objective, const EmbeddingPoints& points,
                                              std::span<double> gradient) {
  using enum EmbeddingKind;
  assert(gradient.empty() || gradient.size() == points.x.size());
  std::ranges::fill(gradient, 0.0);
  relate(relation_of(objective.kind), points);
  EmbeddingOutcome outcome;
  // Of points so far out that their distances are no numbers nothing can be nearer than another.
  if (!std::ranges::all_of(relations_, [](double one) { return std::isfinite(one); })) {
    std::ranges::fill(gradient, std::numeric_limits<double>::quiet_NaN());
    outcome.value = std::numeric_limits<double>::infinity();
    return outcome;
  }
  switch (objective.kind) {
    case triplet_euclid:
    case triplet_sqeuclid:
      if (objective.mining == Mining::all) {
        outcome = all_triplets(objective.margin, points);
      } else {
        choose(objective, points);
        outcome = chosen_triplets(objective.margin);
      }
      break;
    case contrastive_pair:
    case contrastive_unsquared:
    case cosine_embedding:
      if (objective.mining != Mining::all) choose(objective, points);
      outcome = pairs(objective, points);
      break;
    case EmbeddingKind::lifted:
      outcome = this->lifted(objective.margin, points);
      break;
    case n_pair:
    case info_nce:
      outcome = partners(1 / objective.temperature, points);
      break;
    case centre:
      return centres(points, gradient);
  }
  if (outcome.terms > 0) {
    const double share = 1 / static_cast<double>(outcome.terms);
    outcome.value *= share;
    for (double& w : weights_) w *= share;
  }
  outcome.undirected = to_gradient(points, gradient);
  return outcome;
}

std::size_t EmbeddingEvaluator::to_gradient(const EmbeddingPoints& points, std::span<double> gradient) const {
  const std::size_t d = points.dimension;
  std::size_t undirected = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double slope = weights_[i * size_ + j] + weights_[j * size_ + i], value = relations_[i * size_ + j];
      if (slope == 0) continue;
      const double *const a = points.point(i), *const b = points.point(j);
      if (kind_ == Relation::distance && value == 0) ++undirected;
      if (kind_ == Relation::cosine && (length_of(d, a) == 0 || length_of(d, b) == 0)) ++undirected;
      if (gradient.empty()) continue;
      double *const of_a = gradient.data() + i * d, *const of_b = gradient.data() + j * d;
      switch (kind_) {
        case Relation::distance:
          scalar::pull_by_distance(d, a, b, value, slope, of_a, of_b);
          break;
        case Relation::squared_distance:
          scalar::pull_by_distance(d, a, b, 1.0, 2 * slope, of_a, of_b);
          break;
        case Relation::cosine:
          scalar::pull_by_cosine(d, a, b, slope, of_a);
          scalar::pull_by_cosine(d, b, a, slope, of_b);
          break;
        case Relation::product:
          for (std::size_t k = 0; k < d; ++k) {
            of_a[k] += slope * b[k];
            of_b[k] += slope * a[k];
          }
          break;
      }
    }
  }
  return undirected;
}

std::vector<PairForce> EmbeddingEvaluator::pair_forces(const EmbeddingPoints& points) const {
  std::vector<PairForce> forces;
  const std::size_t d = points.dimension;
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t j = i + 1; j < size_; ++j) {
      const double slope = weights_[i * size_ + j] + weights_[j * size_ + i], value = relations_[i * size_ + j];
      if (slope == 0) continue;
      PairForce force{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), 0, 0};
      const double a = length_of(d, points.point(i)), b = length_of(d, points.point(j));
      switch (kind_) {
        case Relation::distance:
          force.on_a = force.on_b = value > 0 ? slope : 0;
          break;
        case Relation::squared_distance:
          force.on_a = force.on_b = 2 * slope * std::sqrt(value);
          break;
        case Relation::cosine: {
          const double sine = std::sqrt(std::max(0.0, (1 - value) * (1 + value)));
          force.on_a = a > 0 && b > 0 ? -slope * sine / a : 0;
          force.on_b = a > 0 && b > 0 ? -slope * sine / b : 0;
          break;
        }
        case Relation::product:
          force.on_a = -slope * b;
          force.on_b = -slope * a;
          break;
      }
      if (force.on_a != 0 || force.on_b != 0) forces.push_back(force);
    }
  }
  return forces;
}

EmbeddingOutcome EmbeddingEvaluator::pairs(const EmbeddingObjective& objective, const EmbeddingPoints& points) {
  EmbeddingOutcome outcome;
  const auto add = [&](std::size_t i, std::size_t j) {
    const bool same = points.labels[i] == points.labels[j];
    const double value = relation(i, j);
    Jet<double> jet{};
    switch (objective.kind) {
      case EmbeddingKind::contrastive_pair:
        jet = scalar::ContrastivePair{objective.margin}.of_distance(value, same);
        break;
      case EmbeddingKind::contrastive_unsquared:
        jet = scalar::ContrastiveUnsquared{objective.margin}.of_distance(value, same);
        break;
      default:
        jet = scalar::CosineEmbedding{objective.margin}.of_cosine(
            scalar::cosine_of(points.dimension, points.point(i), points.point(j)), same);
        break;
    }
    outcome.value += jet.value;
    weight(i, j) += jet.gradient;
    ++outcome.terms;
    outcome.active += jet.gradient != 0 ? 1 : 0;
  };
  if (objective.mining == Mining::all) {
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < i; ++j) add(i, j);
    }
    return outcome;
  }
  for (const Chosen& chosen : chosen_) {
    add(chosen.anchor, chosen.partner);
    add(chosen.anchor, chosen.stranger);
  }
  return outcome;
}

double EmbeddingEvaluator::strangers(const EmbeddingPoints& points, std::size_t anchor, double factor) {
  shares_.assign(size_, 0.0);
  double top = -std::numeric_limits<double>::infinity(), sum = 0;
  for (std::size_t j = 0; j < size_; ++j) {
    if (points.labels[j] != points.labels[anchor]) top = std::max(top, factor * relation(anchor, j));
  }
  for (std::size_t j = 0; j < size_; ++j) {
    if (points.labels[j] == points.labels[anchor]) continue;
    shares_[j] = scalar::exp(factor * relation(anchor, j) - top);
    sum += shares_[j];
  }
  for (double& share : shares_) share = sum > 0 ? share / sum : 0;
  return sum > 0 ? top + scalar::log(sum) : top;
}

EmbeddingOutcome EmbeddingEvaluator::lifted(double margin, const EmbeddingPoints& points) {
  EmbeddingOutcome outcome;
  sums_.resize(size_);
  for (std::size_t i = 0; i < size_; ++i) sums_[i] = strangers(points, i, -1);
  std::vector<double> heights(size_);  // what the pairs of a point press on its strangers with
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (points.labels[i] != points.labels[j]) continue;
      ++outcome.terms;
      const double top = std::max(sums_[i], sums_[j]), gap = std::min(sums_[i], sums_[j]) - top;
      if (top == -std::numeric_limits<double>::infinity()) continue;  // there are no strangers
      const double both = top + scalar::log1p(scalar::exp(gap));
      const double height = std::max(0.0, both + margin + relation(i, j));
      outcome.value += 0.5 * height * height;
      outcome.active += height > 0 ? 1 : 0;
      weight(i, j) += height;
      heights[i] += height * scalar::exp(sums_[i] - both);
      heights[j] += height * scalar::exp(sums_[j] - both);
    }
  }
  for (std::size_t i = 0; i < size_; ++i) {
    strangers(points, i, -1);
    for (std::size_t k = 0; k < size_; ++k) weight(i, k) -= heights[i] * shares_[k];
  }
  return outcome;
}

EmbeddingOutcome EmbeddingEvaluator::partners(double sharpness, const EmbeddingPoints& points) {
  EmbeddingOutcome outcome;
  for (std::size_t i = 0; i < size_; ++i) {
    const double others = strangers(points, i, sharpness);
    double pressure = 0;
    for (std::size_t p = 0; p < size_; ++p) {
      if (p == i || points.labels[p] != points.labels[i]) continue;
      const double gap = others - sharpness * relation(i, p);
      const double missed = scalar::sigmoid(gap);  // what of the probability is not the partner's
      outcome.value += scalar::softplus(gap);
      ++outcome.terms;
      outcome.active += missed > 0 ? 1 : 0;
      weight(i, p) -= sharpness * missed;
      pressure += sharpness * missed;
    }
    for (std::size_t k = 0; k < size_; ++k) weight(i, k) += pressure * shares_[k];
  }
  return outcome;
}

EmbeddingOutcome EmbeddingEvaluator::centres(const EmbeddingPoints& points, std::span<double> gradient) {
  const std::size_t d = points.dimension;
  std::map<int, std::pair<std::size_t, std::vector<double>>> sums;  // by class
  for (std::size_t i = 0; i < size_; ++i) {
    auto& [count, sum] = sums[points.labels[i]];
    sum.resize(d);
    ++count;
    for (std::size_t k = 0; k < d; ++k) sum[k] += points.point(i)[k];
  }
  EmbeddingOutcome outcome{.terms = size_};
  const double share = size_ > 0 ? 1 / static_cast<double>(size_) : 0;
  for (std::size_t i = 0; i < size_; ++i) {
    const auto& [count, sum] = sums[points.labels[i]];
    bool pulls = false;
    for (std::size_t k = 0; k < d; ++k) {
      const double off = points.point(i)[k] - sum[k] / static_cast<double>(count);
      pulls = pulls || off != 0;
      outcome.value += 0.5 * share * off * off;
      // The centre's own movement changes nothing: around a mean the differences sum to 0.
      if (!gradient.empty()) gradient[i * d + k] = share * off;
    }
    outcome.active += pulls ? 1 : 0;
  }
  return outcome;
}

}  // namespace losslab
