// What is typed for all classes at once: their names, the truth and the logits.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/core/distributions/class_entry.h"
#include "app/screens/distributions/distributions_panels.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/typed_field.h"

namespace losslab {
namespace {

constexpr double rounding = 1e-9;  // what a sum of written decimals may miss of 1

struct ClassFields {
  TypedField names, truth, logits;
  // Typed probabilities that do not sum to 1, and the truth at that time: offered to be divided by their sum.
  std::vector<double> offered, before;
};

std::optional<std::string> text_field(Panel& panel, const char* id, const std::string& label, TypedField& field,
                                      const std::string& now) {
  hint(label, panel);
  return typed_field(id, now, -1, field, panel.ui);
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all.append(all.empty() && &name == &names.front() ? "" : ", ").append(name);
  return all;
}

std::string joined(const std::vector<double>& numbers) {
  std::string all;
  for (const double number : numbers) all += fmt::format("{}{:.4g}", all.empty() ? "" : "  ", number);
  return all;
}

// The sentence of what is wrong is shown as that of an edit.
void refuse(Panel& panel, const std::string& what, const InputError& error) {
  panel.actions.edit(what, [sentence = std::string(error.what())](Document&) { throw InputError(sentence); });
}

void take_truth(Panel& panel, const std::string& typed) {
  ClassFields& fields = panel.state.memory<ClassFields>();
  const DistributionsPage& page = distributions_page(panel.document());
  try {
    std::vector<double> numbers = typed_numbers(typed, page, panel.language());
    require_probabilities(numbers, page, panel.language());
    const double sum = std::accumulate(numbers.begin(), numbers.end(), 0.0);
    if (sum == 0) throw InputError(panel.text("distributions.entry.all_zero"));
    if (std::abs(sum - 1) > rounding) {
      fields.offered = std::move(numbers);
      fields.before = page.truth;
      return;
    }
    edit_distributions(panel, panel.text("distributions.truth_edit"),
                       [numbers](DistributionsPage& changed) { changed.truth = numbers; });
  } catch (const InputError& error) {
    refuse(panel, panel.text("distributions.truth_edit"), error);
  }
}

// What does not sum to 1 stays as typed until it is divided by its sum, or the truth is changed otherwise.
void offer_normalised(Panel& panel) {
  ClassFields& fields = panel.state.memory<ClassFields>();
  if (fields.offered.empty()) return;
  if (fields.before != distributions_page(panel.document()).truth) {
    fields.offered.clear();
    return;
  }
  const double sum = std::accumulate(fields.offered.begin(), fields.offered.end(), 0.0);
  hint(panel.text("distributions.entry.sum", {{"numbers", joined(fields.offered)}, {"sum", brief(sum)}}), panel);
  if (!button("normalise_truth", panel.text("distributions.entry.normalise"), panel)) return;
  edit_distributions(panel, panel.text("distributions.truth_edit"),
                     [numbers = fields.offered, sum](DistributionsPage& page) {
                       page.truth = numbers;
                       for (double& one : page.truth) one /= sum;
                     });
  fields.offered.clear();
}

}  // namespace

void class_names_field(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  const auto typed = text_field(panel, "##class_names", panel.text("distributions.entry.names"),
                                panel.state.memory<ClassFields>().names, joined(page.names));
  if (!typed) return;
  try {
    edit_distributions(
        panel, panel.text("distributions.entry.names_edit"),
        [names = typed_names(*typed, page, panel.language())](DistributionsPage& changed) { changed.names = names; });
  } catch (const InputError& error) {
    refuse(panel, panel.text("distributions.entry.names_edit"), error);
  }
}

void truth_field(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  const auto typed = text_field(panel, "##truth_numbers", panel.text("distributions.entry.truth"),
                                panel.state.memory<ClassFields>().truth, joined(page.truth));
  if (typed) take_truth(panel, *typed);
  offer_normalised(panel);
}

void logits_field(Panel& panel) {
  const DistributionsPage& page = distributions_page(panel.document());
  const auto typed = text_field(panel, "##logit_numbers", panel.text("distributions.entry.logits"),
                                panel.state.memory<ClassFields>().logits, joined(page.logits));
  if (!typed) return;
  try {
    const std::vector<double> numbers = typed_numbers(*typed, page, panel.language());
    require_logits(numbers, page, panel.language());
    edit_distributions(panel, panel.text("distributions.logits_edit"),
                       [numbers](DistributionsPage& changed) { changed.logits = numbers; });
  } catch (const InputError& error) {
    refuse(panel, panel.text("distributions.logits_edit"), error);
  }
}

}  // namespace losslab
