#include "app/core/structures/embedding/embedding_scenery.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace losslab {
namespace {

double strength(const PairForce& force) { return std::abs(force.on_a) + std::abs(force.on_b); }

void keep_strongest(std::vector<PairForce>& forces) {
  const auto stronger = [](const PairForce& a, const PairForce& b) { return strength(a) > strength(b); };
  const std::size_t most = std::min(forces.size(), EmbeddingForces::most_pairs);
  std::ranges::partial_sort(forces, forces.begin() + static_cast<std::ptrdiff_t>(most), stronger);
  forces.resize(most);
}

std::shared_ptr<const EmbeddingForces> forces_at(const ForcesQuestion& question, const std::stop_token&) {
  auto forces = std::make_shared<EmbeddingForces>();
  EmbeddingEvaluator evaluator;
  const EmbeddingPoints points{2, question.x, question.labels->given};
  forces->gradient.resize(question.x.size());
  evaluator.evaluate(question.objective, points, forces->gradient);
  move_together(*question.labels, forces->gradient);
  for (const PairForce& force : evaluator.pair_forces(points)) {
    (force.on_a + force.on_b > 0 ? forces->pulls : forces->pushes).push_back(force);
  }
  forces->pulling = forces->pulls.size();
  forces->pushing = forces->pushes.size();
  keep_strongest(forces->pulls);
  keep_strongest(forces->pushes);
  return forces;
}

std::shared_ptr<const EmbeddingPathTable> path_in(const PathQuestion& question, std::size_t places,
                                                  const std::stop_token& stop) {
  auto table = std::make_shared<EmbeddingPathTable>();
  table->of = question;
  table->places = places;
  EmbeddingEvaluator evaluator;
  std::vector<double> x = question.x, gradient(x.size());
  const EmbeddingPoints points{2, x, question.labels->given};
  double& moving = x[2 * question.point + (question.path == EmbeddingPath::x ? 0 : 1)];
  for (const EmbeddingObjective& objective : question.objectives) {
    for (std::size_t i = 0; i < places; ++i) {
      if (stop.stop_requested()) return nullptr;
      moving = question.range.min + question.range.span() * static_cast<double>(i) / static_cast<double>(places - 1);
      table->losses.push_back(evaluator.evaluate(objective, points, gradient).value);
      double squares = 0;
      for (const double g : gradient) squares += g * g;
      table->slopes.push_back(std::sqrt(squares));
    }
  }
  return table;
}

std::shared_ptr<const EmbeddingPathTable> coarse_path(const PathQuestion& question, const std::stop_token& stop) {
  return path_in(question, 25, stop);
}
std::shared_ptr<const EmbeddingPathTable> fine_path(const PathQuestion& question, const std::stop_token& stop) {
  return path_in(question, 193, stop);
}

}  // namespace

void move_together(const EmbeddingLabels& labels, std::span<double> gradient) {
  const std::vector<std::uint32_t>& firsts = labels.firsts;
  for (std::uint32_t first = 0; first < firsts.size(); ++first) {
    if (firsts[first] != first) continue;
    double x = 0, y = 0, count = 0;
    for (std::size_t i = first; i < firsts.size(); ++i) {
      if (firsts[i] != first) continue;
      x += gradient[2 * i];
      y += gradient[2 * i + 1];
      ++count;
    }
    for (std::size_t i = first; count > 1 && i < firsts.size(); ++i) {
      if (firsts[i] != first) continue;
      gradient[2 * i] = x / count;
      gradient[2 * i + 1] = y / count;
    }
  }
}

double longest_pull(std::span<const double> gradient) {
  double longest = 0;
  for (std::size_t i = 0; i + 1 < gradient.size(); i += 2) {
    longest = std::max(longest, std::hypot(gradient[i], gradient[i + 1]));
  }
  return longest;
}

double EmbeddingPathTable::at(std::size_t who, double along, bool slope) const {
  const std::vector<double>& values = slope ? slopes : losses;
  const double place = (along - of.range.min) / of.range.span() * static_cast<double>(places - 1);
  if (!(place >= -1e-9 && place <= static_cast<double>(places - 1) + 1e-9) || (who + 1) * places > values.size()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const auto left = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(places - 2)));
  const double share = place - static_cast<double>(left);
  const double* const row = values.data() + who * places;
  return (1 - share) * row[left] + share * row[left + 1];
}

EmbeddingScenery::EmbeddingScenery(const std::function<void()>& ready)
    : forces_({forces_at}, ready), path_({coarse_path, fine_path}, ready) {}

void EmbeddingScenery::want(EmbeddingQuestions questions) {
  if (questions.forces) forces_.want(std::move(*questions.forces));
  if (questions.path) path_.want(std::move(*questions.path));
}

bool EmbeddingScenery::take() {
  const bool forces = forces_.take(), path = path_.take();
  return forces || path;
}

void EmbeddingScenery::wait(EmbeddingQuestions questions) {
  if (questions.forces) forces_.wait(std::move(*questions.forces));
  if (questions.path) path_.wait(std::move(*questions.path));
}

}  // namespace losslab
