// Forms that keep their digits at every argument.
#include <array>
#include <string_view>

#include "app/cli/check/hypothesis.h"

namespace losslab::cli {
namespace {

struct Form {
  std::string_view id, form;
};

constexpr std::array<Form, 28> forms{{
    {"huber", "\u03b4(|r| \u2212 \u03b4/2)"},
    {"pseudo_huber", "\u03b4|r|\u00b7|u|/(1 + hypot(1, u)) with u = r/\u03b4"},
    {"log_cosh", "\u00bdlog1p(sinh\u00b2 r) for |r| < 1, else |r| + log1p(e^\u22122|r|) \u2212 log 2"},
    {"logistic_dist_nll", "|r|/s + 2 log1p(e^\u2212|r|/s) + log s"},
    {"cauchy", "log1p(u\u00b2), and 2 log|u| + log1p(1/u\u00b2) for |u| > 1e8"},
    {"student_t_nll", "log1p(u\u00b2), and 2 log|u| + log1p(1/u\u00b2) for |u| > 1e8"},
    {"geman_mcclure", "1/(1 + u\u00b2) = b\u00b2/(1 + b\u00b2) with b = 1/u for |u| > 1"},
    {"welsch", "\u2212expm1(\u2212u\u00b2)"},
    {"tukey_biweight", "u\u00b2(3 \u2212 3u\u00b2 + u\u2074), and ((c \u2212 |r|)/c)((c + |r|)/c) near c"},
    {"fair", "the series of a \u2212 log1p(a) for a < \u00bd"},
    {"andrews", "2a\u00b2 sin\u00b2(r/2a)"},
    {"barron", "(b/\u03b1) expm1(\u03b1L/2) with L = log1p(z/b)"},
    {"linex", "expm1(a\u00b7r) \u2212 a\u00b7r, and its series for small a\u00b7r"},
    {"savage", "\u03c3(\u22122m)\u00b2"},
    {"mae_probability", "1 \u2212 p = \u03c3(\u2212m)"},
    {"sigmoid_loss", "\u03c3(\u2212\u03b2m), its small tail from e^\u2212\u03b2m"},
    {"brier_binary", "1 \u2212 p = \u03c3(\u2212m)"},
    {"gce", "\u2212expm1(\u2212k\u00b7softplus(\u2212m))/k"},
    {"focal", "\u03c3(\u2212m)^\u03b3 \u00b7 softplus(\u2212m)"},
    {"focal_alpha", "\u03c3(\u2212m)^\u03b3 \u00b7 softplus(\u2212m)"},
    {"label_smoothed_bce", "the sum of softplus(\u2212m) and softplus(m), never log(p)"},
    {"temperature_logistic", "softplus(\u2212m/T)"},
    {"bi_tempered",
     "Newton's method on the logarithm of w, the smaller probability: w^\u2212c = c|m| + (1 \u2212 w)^\u2212c, c = "
     "t\u2082 \u2212 1"},
    {"normalised_ce", "s/(s + t) with s = softplus(\u2212m) and t = softplus(m)"},
    {"normalised_ce_of_p", "log p and log1p(\u2212p)"},
    {"active_passive", "s/(s + t) with s = softplus(\u2212m) and t = softplus(m)"},
    {"phuber_ce", "log1p(\u03c4 \u2212 1) + (\u03c3(\u2212m) \u2212 (\u03c4 \u2212 1)\u03c3(m))"},
    {"asymmetric", "\u2212log1p(\u2212P), and \u2212log(p + \u03b4) for P > \u00bd"},
}};

constexpr const char* usual = "log1p, expm1 and hypot, and no difference of nearly equal numbers";

}  // namespace

std::string stable_form(const Loss* loss) {
  if (loss == nullptr) return usual;
  for (const Form& form : forms) {
    if (form.id == loss->id()) return std::string(form.form);
  }
  if (is_of_margin(loss->info().family)) {
    return "softplus(\u2212m) with softplus(x) = max(x, 0) + log1p(e^\u2212|x|), and \u03c3(\u2212m) for 1 \u2212 p";
  }
  return usual;
}

std::string stable_form(const VectorLoss* loss) {
  if (loss != nullptr && loss->id().ends_with("_hinge")) return usual;
  return "log p_k = (z_k \u2212 max z) \u2212 log \u03a3 exp(z_j \u2212 max z), never log(softmax)";
}

std::string stable_form(const InputLoss* loss) {
  if (loss == nullptr) return usual;
  if (loss->structure() == Structure::sequence) {
    return "sums of logarithms, log(e^a + e^b) = max(a, b) + log1p(e^\u2212|a \u2212 b|), frame by frame";
  }
  if (loss->id() == "info_nce" || loss->id() == "n_pair" || loss->id() == "lifted") {
    return "log \u03a3 e^s = max s + log \u03a3 e^(s \u2212 max s)";
  }
  if (loss->structure() == Structure::mask) {
    return "the logits: softplus(\u2212z) for \u2212log p and softplus(z) for \u2212log(1 \u2212 p), and a smoothing s "
           "above 0 where a sum of pixels may be 0";
  }
  return usual;
}

}  // namespace losslab::cli
