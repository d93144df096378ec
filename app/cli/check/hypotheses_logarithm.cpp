// The usual mistakes about the logarithm in losses of logits: clamps, constants, and what it is taken of.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "app/cli/check/cross_entropy_parts.h"
#include "app/cli/check/logits_hypotheses.h"

namespace losslab::cli {
namespace {

// Another term in every part. `keeps_slope` where the gradient comes from a formula that knows nothing of it.
LogitsHypothesis with_term(std::string what, std::string why, const TermOf& term, bool keeps_slope = false) {
  return {.what = std::move(what),
          .why = std::move(why),
          .expected =
              [term, keeps_slope](const LogitsRow& row) {
                VectorNumbers numbers = numbers_of_parts(parts_of(row.loss, row.x), row.x.z, term);
                if (keeps_slope) numbers.gradient = row.ours.gradient;
                return numbers;
              },
          .also = true};
}

void add_clamps(std::vector<LogitsHypothesis>& list, const VectorLoss& loss) {
  for (const char* text :
       {"1e-7", "1e-12", "1e-8", "1e-10", "1e-15", "1e-9", "1e-6", "1e-5", "1e-4", "1e-3", "1e-16"}) {
    const double eps = std::strtod(text, nullptr);
    const std::string why = fmt::format("\u2212log p saturates at \u2212log {} = {:.4g}; take {}", text, -std::log(eps),
                                        stable_form(&loss));
    const TermOf both = [eps](double, double p, double s) {
      const bool inside = p >= eps && p <= 1 - eps;
      return inside ? minus_log(0, p, s) : Term{-std::log(std::clamp(p, eps, 1 - eps)), 0, 0};
    };
    const TermOf below = [eps](double, double p, double s) {
      return p >= eps ? minus_log(0, p, s) : Term{-std::log(eps), 0, 0};
    };
    const TermOf moved = [eps](double, double p, double) { return Term{-std::log(p + eps), -p / (p + eps), 0}; };
    for (const bool keeps_slope : {false, true}) {
      list.push_back(
          with_term(fmt::format("ours with p clamped to [{0}, 1 \u2212 {0}]", text), why, both, keeps_slope));
      list.push_back(with_term(fmt::format("ours with p clamped to at least {}", text), why, below, keeps_slope));
      list.push_back(with_term(fmt::format("ours with log(p + {}) in place of log p", text), why, moved, keeps_slope));
    }
  }
  for (const bool keeps_slope : {false, true}) {
    list.push_back(with_term(
        "ours with log p clamped at \u2212100", "log p is held, as binary_cross_entropy does; no clamp is needed",
        [](double, double p, double s) {
          return s <= 100 ? minus_log(0, p, s) : Term{100, 0, 0};
        },
        keeps_slope));
  }
}

}  // namespace

std::vector<LogitsHypothesis> logarithm_hypotheses(const VectorLoss& loss) {
  std::vector<LogitsHypothesis> list;
  const Logits sample{{0, 0}, {1, 0}, {0, 0}};
  if (parts_of(loss, sample).empty()) return list;
  add_clamps(list, loss);
  list.push_back(with_term("ours with \u2212p_k in place of \u2212log p_k",
                           "nll_loss and kl_div take log p, they were given p = softmax(z)",
                           [](double, double p, double) {
                             return Term{-p, -p, 0};
                           }));
  list.push_back(with_term("ours with \u2212z_k in place of \u2212log p_k",
                           "nll_loss and kl_div take log p, they were given the logits", [](double z, double, double) {
                             return Term{-z, 0, -1};
                           }));
  return list;
}

}  // namespace losslab::cli
