// The usual mistakes with losses of sequences: the blank, what logits are taken for, and what is divided by.
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/cli/check/cross_entropy_parts.h"
#include "app/cli/check/input_hypotheses.h"
#include "losses/structures/sequence/alignments.h"

namespace losslab::cli {
namespace {

constexpr double silent = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<InputHypothesis>;

// T frames of K symbols, as the parameters of both losses begin.
std::size_t frames_of(const InputRow& row) { return static_cast<std::size_t>(row.loss.parameter(0)); }
std::size_t symbols_of(const InputRow& row) { return static_cast<std::size_t>(row.loss.parameter(1)); }

// Says nothing of what is no sequence.
void add(List& list, const char* what, const char* why, const InputExpected& expected) {
  list.push_back(input_hypothesis(what, why, [expected](const InputRow& row) {
    return row.loss.structure() == Structure::sequence ? expected(row) : VectorNumbers{silent};
  }));
}
void add_of_ctc(List& list, const char* what, const char* why, const InputExpected& expected) {
  add(list, what, why,
      [expected](const InputRow& row) { return row.loss.id() == "ctc" ? expected(row) : VectorNumbers{silent}; });
}

// What `change` makes of each frame, its K numbers.
template <class Change>
std::vector<double> frame_by_frame(const InputRow& row, const std::vector<double>& numbers, Change change) {
  const std::size_t symbols = symbols_of(row);
  std::vector<double> out;
  for (std::size_t t = 0; t < frames_of(row); ++t) {
    const auto from = numbers.begin() + static_cast<std::ptrdiff_t>(t * symbols);
    const std::vector<double> frame = change(std::vector<double>(from, from + static_cast<std::ptrdiff_t>(symbols)), t);
    out.insert(out.end(), frame.begin(), frame.end());
  }
  return out;
}
std::vector<double> softmax_of_frames(const InputRow& row) {
  return frame_by_frame(row, row.x.x, [](const std::vector<double>& z, std::size_t) { return softmax_of(z); });
}

// Ours with another blank, and with symbols that are `step` further.
InputExpected with_blank(bool last, double step) {
  return [last, step](const InputRow& row) {
    InputLoss loss = row.loss;
    loss.set("blank", last ? row.loss.parameter(1) - 1 : 0);
    InputAndTarget at = row.x;
    for (double& symbol : at.t) symbol += step;
    return numbers_at(loss, at);
  };
}

void add_blanks(List& list) {
  const char* last = "the program has its blank at the end, the table says another symbol";
  const char* first = "the program has its blank at 0, the table says another symbol";
  add_of_ctc(list, "ours with the blank at K \u2212 1", last, with_blank(true, 0));
  add_of_ctc(list, "ours with the blank at K \u2212 1 and labels one lower", last, with_blank(true, -1));
  add_of_ctc(list, "ours with the blank at 0", first, with_blank(false, 0));
  add_of_ctc(list, "ours with the blank at 0 and labels one higher", first, with_blank(false, 1));
}

void add_logits(List& list) {
  add(list, "ours less p", "the gradient in the log-probabilities, ours is that in the logits",
      [](const InputRow& row) {
        const std::vector<double> p = softmax_of_frames(row);
        VectorNumbers numbers{silent, row.ours.gradient};
        for (std::size_t k = 0; k < p.size(); ++k) numbers.gradient[k] -= p[k];
        return numbers;
      });
  add(list, "ours with z in place of log p", "logits are taken for log-probabilities: log_softmax is missing",
      [](const InputRow& row) {
        // A sum of logits for each alignment: what the frames lack to be probabilities is the same for all.
        const std::vector<double> p = softmax_of_frames(row);
        VectorNumbers numbers = row.ours;
        for (std::size_t k = 0; k < p.size(); ++k) numbers.gradient[k] -= p[k];
        frame_by_frame(row, row.x.x, [&](const std::vector<double>& z, std::size_t t) {
          numbers.value += std::log(p[t * z.size()]) - z[0];
          return z;
        });
        return numbers;
      });
  for (const bool chained : {true, false}) {
    add(list, "ours at softmax(z)", "probabilities stand where logits are due: the softmax is applied twice",
        [chained](const InputRow& row) {
          const std::vector<double> p = softmax_of_frames(row);
          VectorNumbers numbers = numbers_at(row.loss, {p, row.x.t});
          if (!chained || numbers.gradient.empty()) return numbers;
          const std::size_t symbols = symbols_of(row);
          numbers.gradient = frame_by_frame(row, numbers.gradient, [&](const std::vector<double>& g, std::size_t t) {
            const auto from = p.begin() + static_cast<std::ptrdiff_t>(t * symbols);
            return through_softmax(std::vector<double>(from, from + static_cast<std::ptrdiff_t>(symbols)), g);
          });
          return numbers;
        });
  }
}

// Reads K rows of T numbers.
void add_layout(List& list) {
  add(list, "ours of logits read symbol by symbol", "they are T frames of K numbers, not K rows of T",
      [](const InputRow& row) {
        const std::size_t frames = frames_of(row), symbols = symbols_of(row);
        InputAndTarget at = row.x;
        for (std::size_t t = 0; t < frames; ++t) {
          for (std::size_t k = 0; k < symbols; ++k) at.x[t * symbols + k] = row.x.x[k * frames + t];
        }
        VectorNumbers numbers = numbers_at(row.loss, at);
        const std::vector<double> turned = numbers.gradient;
        for (std::size_t t = 0; t < frames && !turned.empty(); ++t) {
          for (std::size_t k = 0; k < symbols; ++k) numbers.gradient[k * frames + t] = turned[t * symbols + k];
        }
        return numbers;
      });
}

void add_divisors(List& list) {
  add_of_ctc(
      list, "ours divided by L", "L is the length of the label: ctc_loss with reduction=\u2018mean\u2019 does so",
      [](const InputRow& row) { return times(1 / std::max(1.0, static_cast<double>(row.x.t.size())), row.ours); });
  add(list, "ours divided by T", "the mean over the frames stands for the sum",
      [](const InputRow& row) { return times(1 / row.loss.parameter(0), row.ours); });
}

void add_best_alignment(List& list) {
  add_of_ctc(list, "\u2212log p of the most probable alignment", "the largest stands for the sum over all alignments",
             [](const InputRow& row) {
               const std::vector<std::size_t> label(row.x.t.begin(), row.x.t.end());
               const auto best = best_alignment(
                   {frames_of(row), symbols_of(row), static_cast<std::size_t>(row.loss.parameter(2)), row.x.x, label});
               return VectorNumbers{best ? -best->log_probability : silent};
             });
}

}  // namespace

std::vector<InputHypothesis> sequence_hypotheses() {
  List list;
  add_blanks(list);
  add_logits(list);
  add_layout(list);
  add_divisors(list);
  add_best_alignment(list);
  return list;
}

}  // namespace losslab::cli
