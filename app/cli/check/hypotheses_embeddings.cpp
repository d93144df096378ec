// The usual mistakes with losses of embeddings: squares, what is added to distances, and the order of the points.
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "app/cli/check/input_hypotheses.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<InputHypothesis>;
using Points = std::vector<double>;

void add(List& list, std::string what, std::string why, InputExpected expected) {
  list.push_back(input_hypothesis(std::move(what), std::move(why), std::move(expected)));
}

// Another loss of the same points and margin.
InputExpected of_other(const char* id, double factor = 1) {
  return [id, factor](const InputRow& row) {
    StructuredLoss other(id);
    other.set("margin", row.loss.parameter(0));
    return times(factor, numbers_at(InputLoss(other), row.x));
  };
}

std::size_t points_of(const InputLoss& loss) { return loss.id().starts_with("triplet") ? 3 : 2; }

// The points of `order` one after another.
Points reordered(const Points& x, std::span<const std::size_t> order) {
  const std::size_t d = x.size() / order.size();
  Points out;
  for (const std::size_t point : order) {
    const auto from = x.begin() + static_cast<std::ptrdiff_t>(point * d);
    out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(d));
  }
  return out;
}

double distance(const Points& x, std::size_t d, std::size_t a, std::size_t b) {
  double sum = 0;
  for (std::size_t k = 0; k < d; ++k) {
    const double off = x[a * d + k] - x[b * d + k];
    sum += off * off;
  }
  return std::sqrt(sum);
}

// Ours of the points in another order, which is its own inverse.
VectorNumbers of_order(const InputRow& row, std::span<const std::size_t> order) {
  VectorNumbers numbers = numbers_at(row.loss, {reordered(row.x.x, order), row.x.t});
  if (!numbers.gradient.empty()) numbers.gradient = reordered(numbers.gradient, order);
  return numbers;
}

void add_offset_of_distances(List& list) {
  for (const double sign : {1.0, -1.0}) {
    add(list, "ours with 1e-6 added to every difference of coordinates",
        "as pairwise_distance and triplet_margin_loss of PyTorch do", [sign](const InputRow& row) {
          InputAndTarget moved = row.x;
          const std::size_t d = moved.x.size() / points_of(row.loss);
          for (std::size_t k = d; k < moved.x.size(); ++k) moved.x[k] -= sign * 1e-6;
          return numbers_at(row.loss, moved);
        });
  }
}

void add_lengths(List& list) {
  add(list, "ours of points scaled to length 1", "the points are normalised first", [](const InputRow& row) {
    InputAndTarget scaled = row.x;
    const std::size_t d = scaled.x.size() / points_of(row.loss);
    for (std::size_t from = 0; from < scaled.x.size(); from += d) {
      double length = 0;
      for (std::size_t k = from; k < from + d; ++k) length = std::hypot(length, scaled.x[k]);
      for (std::size_t k = from; k < from + d; ++k) scaled.x[k] /= length;
    }
    return VectorNumbers{numbers_at(row.loss, scaled).value};
  });
}

void add_triplet(List& list) {
  static constexpr std::size_t strangers_first[] = {0, 2, 1}, partner_first[] = {1, 0, 2};
  add(list, "ours with partner and stranger exchanged", "the order is anchor, partner, stranger",
      [](const InputRow& row) { return of_order(row, strangers_first); });
  add(list, "ours with the nearer of |a \u2212 n| and |p \u2212 n|", "the distance swap is on (swap=True)",
      [](const InputRow& row) {
        const std::size_t d = row.x.x.size() / 3;
        const bool nearer = distance(row.x.x, d, 1, 2) < distance(row.x.x, d, 0, 2);
        return nearer ? of_order(row, partner_first) : row.ours;
      });
  add(list, "log(1 + e^(\u2026)) in place of max(0, \u2026 + \u03b4)", "the soft margin, which has no \u03b4",
      [](const InputRow& row) {
        const std::size_t d = row.x.x.size() / 3;
        const double power = row.loss.id() == "triplet_sqeuclid" ? 2 : 1;
        const double gap = std::pow(distance(row.x.x, d, 0, 1), power) - std::pow(distance(row.x.x, d, 0, 2), power);
        return VectorNumbers{std::log1p(std::exp(gap))};
      });
}

// Of strangers the margin less the squared distance.
void add_squares_in_margin(List& list, double factor) {
  add(list, "ours with d\u00b2 in place of d beside the margin", "the margin is one of distances, not of their squares",
      [factor](const InputRow& row) {
        if (row.x.t[0] > 0) return row.ours;
        const double d = distance(row.x.x, row.x.x.size() / 2, 0, 1);
        return VectorNumbers{factor * std::max(0.0, row.loss.parameter(0) - d * d)};
      });
}

void add_other_target(List& list, const char* what, const char* why, double sum) {
  add(list, what, why, [sum](const InputRow& row) { return numbers_at(row.loss, {row.x.x, {sum - row.x.t[0]}}); });
}

void add_partner(List& list) {
  add(list, "ours without the partner in the sum", "the sum is to run over the partner as well as over the strangers",
      [](const InputRow& row) {
        const double T = row.loss.parameter(0);
        const std::size_t y = static_cast<std::size_t>(row.x.t[0]);
        const double largest = *std::ranges::max_element(row.x.x);
        double sum = 0;
        for (std::size_t k = 0; k < row.x.x.size(); ++k) sum += k == y ? 0 : std::exp((row.x.x[k] - largest) / T);
        return VectorNumbers{(largest - row.x.x[y]) / T + std::log(sum)};
      });
  for (const double step : {-1.0, 1.0}) {
    add(list, step < 0 ? "ours for the partner y \u2212 1" : "ours for the partner y + 1",
        "the target is read one place off: similarities count from 0", [step](const InputRow& row) {
          return numbers_at(row.loss, {row.x.x, {row.x.t[0] + step}});
        });
  }
}

}  // namespace

std::vector<InputHypothesis> embedding_hypotheses(const InputLoss& loss) {
  List list;
  const std::string_view id = loss.id();
  if (id == "triplet_euclid") {
    add(list, "ours with squared distances",
        "|a \u2212 p|\u00b2 stands where |a \u2212 p| is due, as in triplet_sqeuclid", of_other("triplet_sqeuclid"));
  } else if (id == "triplet_sqeuclid") {
    add(list, "ours with distances that are not squared",
        "|a \u2212 p| stands where |a \u2212 p|\u00b2 is due, as in triplet_euclid", of_other("triplet_euclid"));
  } else if (id == "contrastive_pair") {
    add(list, "ours without the squares", "d and max(0, g \u2212 d), as in contrastive_unsquared",
        of_other("contrastive_unsquared"));
    add_squares_in_margin(list, 0.5);
  } else if (id == "contrastive_unsquared") {
    add(list, "ours with \u00bd d\u00b2 and \u00bd max(0, g \u2212 d)\u00b2",
        "they are squared, as in contrastive_pair", of_other("contrastive_pair"));
    add(list, "ours with d\u00b2 and max(0, g \u2212 d)\u00b2", "they are squared", of_other("contrastive_pair", 2));
    add_squares_in_margin(list, 1);
  }
  if (id.starts_with("triplet")) add_triplet(list);
  if (id.starts_with("triplet") || id.starts_with("contrastive")) {
    add_offset_of_distances(list);
    add_lengths(list);
  }
  if (id.starts_with("contrastive")) {
    add_other_target(list, "ours for the target 1 \u2212 y", "1 says that the points belong together, and not 0", 1);
  }
  if (id == "cosine_embedding") {
    add_other_target(list, "ours for the target \u2212y", "1 says that the points belong together", 0);
  }
  if (id == "info_nce" || id == "n_pair") add_partner(list);
  return list;
}

}  // namespace losslab::cli
