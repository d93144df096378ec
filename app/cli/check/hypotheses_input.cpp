// The usual mistakes with structured losses and divergences that do not belong to one kind of them: sums and means,
// coefficients in the place of losses, arguments that are exchanged, rows that are pooled.
#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <map>
#include <memory>

#include "app/cli/check/cross_entropy_parts.h"
#include "app/cli/check/input_hypotheses.h"
#include "app/cli/check/vector_hypotheses.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<InputHypothesis>;

const char* why_turned(std::optional<Structure> structure) {
  if (structure == Structure::data_set) {
    return "the gradient is that in the predictions, in the residuals y \u2212 \u0177 it has the opposite sign";
  }
  return "the gradient of the loss is due, not the direction in which it falls";
}

// What the numbers of an input are the numbers of.
const char* numbers_name(std::optional<Structure> structure) {
  if (!structure) return "entries";
  switch (*structure) {
    case Structure::data_set:
      return "samples";
    case Structure::mask:
      return "pixels";
    case Structure::box:
      return "corners";
    case Structure::embedding:
      return "coordinates";
    case Structure::sequence:
      return "logits";
  }
  return "";
}

double size_of(const InputRow& row) { return static_cast<double>(row.x.x.size()); }

void add_counts(List& list, const char* numbers) {
  list.push_back(input_hypothesis("n times ours", fmt::format("the sum over the n {} stands for their mean", numbers),
                                  [](const InputRow& row) { return times(size_of(row), row.ours); }));
  list.push_back(input_hypothesis(
      "ours divided by n", fmt::format("the mean over the n {} stands for their sum, or was taken twice", numbers),
      [](const InputRow& row) { return times(1 / size_of(row), row.ours); }));
  list.push_back(input_hypothesis("n/(n \u2212 1) times ours", "it is divided by n \u2212 1 in place of n",
                                  [](const InputRow& row) {
                                    const double n = size_of(row);
                                    return n > 1 ? times(n / (n - 1), row.ours) : VectorNumbers{silent};
                                  }));
}

// Of losses that are 1 less a coefficient.
void add_coefficients(List& list) {
  list.push_back(input_hypothesis("1 \u2212 ours", "the coefficient stands for the loss, which is 1 less it",
                                  [](const InputRow& row) {
                                    return VectorNumbers{1 - row.ours.value, times(-1, row.ours).gradient};
                                  }));
  list.push_back(input_hypothesis("ours \u2212 1",
                                  "the negative coefficient stands for the loss, which is 1 less the coefficient",
                                  [](const InputRow& row) {
                                    return VectorNumbers{row.ours.value - 1, row.ours.gradient};
                                  }));
  list.push_back(input_hypothesis(
      "\u2212log(1 \u2212 ours)", "the logarithm of the coefficient stands for 1 less it", [](const InputRow& row) {
        const double coefficient = 1 - row.ours.value;
        return VectorNumbers{-std::log(coefficient), times(1 / coefficient, row.ours).gradient};
      }));
}
bool has_coefficient(const InputLoss& loss) {
  const std::string_view id = loss.id();
  return id == "dice" || id == "dice_squared" || id == "soft_jaccard" || id == "tversky" || id == "iou_box" ||
         id == "giou_box" || id == "diou_box" || id == "ciou_box" || id == "eiou_box" || id == "cosine_embedding";
}

void add_exchange_of_arguments(List& list) {
  list.push_back(input_hypothesis("ours with input and target exchanged",
                                  "the prediction stands where the truth is due", [](const InputRow& row) {
                                    if (row.loss.of_logits() || row.x.x.size() != row.x.t.size())
                                      return VectorNumbers{silent};
                                    return VectorNumbers{numbers_at(row.loss, {row.x.t, row.x.x}).value};
                                  }));
}

void add_softmax(List& list) {
  list.push_back(
      input_hypothesis("ours at softmax(p)", "the softmax is applied to probabilities", [](const InputRow& row) {
        return VectorNumbers{numbers_at(row.loss, {softmax_of(row.x.x), row.x.t}).value};
      }));
}

// All rows of one loss as one input: a mask of all pixels, a data set of all samples.
void add_pool(List& list, RowsOf<InputRow> rows) {
  struct Pool {
    InputAndTarget at;
    std::map<const InputRow*, std::size_t> begins;
    VectorNumbers numbers;
  };
  const InputLoss& loss = rows[0]->loss;
  const bool masks = loss.structure() == Structure::mask;
  if (rows.size() < 2 || (!masks && loss.structure() != Structure::data_set)) return;
  const auto pool = std::make_shared<Pool>();
  for (const InputRow* row : rows) {
    if (!(row->loss == loss)) return;
    pool->begins[row] = pool->at.x.size();
    pool->at.x.insert(pool->at.x.end(), row->x.x.begin(), row->x.x.end());
    pool->at.t.insert(pool->at.t.end(), row->x.t.begin(), row->x.t.end());
  }
  // Where pixels lie beside each other says more than their number.
  for (const Parameter& p : loss.parameters()) {
    if (std::string_view(p.name) == "width") return;
  }
  pool->numbers = numbers_at(loss, pool->at);
  list.push_back({.what = "that of all rows taken together",
                  .why = masks ? "the pixels of the batch are pooled, where the number of each mask is due"
                               : "the samples of all rows are pooled, where the number of each row is due",
                  .expected =
                      [pool](const InputRow& row) {
                        const auto begin = pool->begins.find(&row);
                        if (begin == pool->begins.end() || pool->numbers.gradient.empty()) return VectorNumbers{silent};
                        const auto from = pool->numbers.gradient.begin() + static_cast<std::ptrdiff_t>(begin->second);
                        const auto size = static_cast<std::ptrdiff_t>(row.x.x.size());
                        return VectorNumbers{pool->numbers.value, std::vector<double>(from, from + size)};
                      },
                  .share = 0.5,
                  .also = true});
}

void add_readings(List& list) {
  append(list, mask_hypotheses());
  append(list, box_reading_hypotheses());
  append(list, sequence_hypotheses());
  add_exchange_of_arguments(list);
}

}  // namespace

std::vector<InputHypothesis> exact_hypotheses(RowsOf<InputRow> rows) {
  const InputLoss& loss = rows[0]->loss;
  List list = general_hypotheses<InputRow>(why_turned(loss.structure()));
  append(list, region_hypotheses(loss));
  append(list, box_hypotheses(loss));
  append(list, embedding_hypotheses(loss));
  add_counts(list, numbers_name(loss.structure()));
  if (has_coefficient(loss)) add_coefficients(list);
  append(list, parameter_hypotheses<InputRow>(loss));
  add_readings(list);
  if (!loss.structure()) add_softmax(list);
  add_pool(list, rows);
  return list;
}

std::vector<InputHypothesis> hypotheses_of_all(RowsOf<InputRow>) {
  List list = general_hypotheses<InputRow>(why_turned({}));
  add_counts(list, "numbers of each input");
  add_readings(list);
  return list;
}

std::vector<InputHypothesis> other_loss_hypotheses(const InputLoss& loss, bool same_parameters) {
  List list;
  for (const NamedDivergence& divergence : divergences()) {
    if (loss.structure() || loss.id() == divergence.id) continue;
    add_other_loss<InputRow>(list, loss, InputLoss(divergence), same_parameters);
  }
  for (const StructuredEntry& entry : structured_catalogue()) {
    if (loss.structure() != entry.info->structure || loss.id() == entry.info->id) continue;
    add_other_loss<InputRow>(list, loss, InputLoss(StructuredLoss(entry.info->id), loss.of_logits()), same_parameters);
  }
  return list;
}

}  // namespace losslab::cli
