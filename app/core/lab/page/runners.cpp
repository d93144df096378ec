#include "app/core/lab/page/runners.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "app/core/catalogue/loss_parts.h"
#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/state/document.h"
#include "losses/learn/optimise/curvature_bound.h"

namespace losslab {
namespace {

const OwnSettings* own_of(const LabPage& page, std::string_view runner) {
  const auto at = page.own.find(runner);
  return at == page.own.end() ? nullptr : &at->second;
}

bool same_descent(Optimizer a, const Optimizer& b) {
  a.rate = b.rate;
  return a == b;
}

// What tells a run apart from others of the same loss, and that it does not descend as most do.
std::string descent_note(const Document& document, const LabPage& page, std::string_view runner, const Language& text) {
  const Optimizer mine = runner_optimizer(document, page, runner);
  bool method = mine.kind != page.optimizer.kind, rate = false, details = false;
  for (const std::string& other : page.ticked) {
    if (other == runner || loss_of(other) != loss_of(runner)) continue;
    const Optimizer theirs = runner_optimizer(document, page, other);
    method |= theirs.kind != mine.kind;
    if (theirs.kind != mine.kind) continue;
    rate |= theirs.rate != mine.rate;
    details |= !same_descent(theirs, mine);
  }
  std::string note;
  if (method) note = ", " + text.translated(english_name(mine.kind));
  if (rate) note += ", " + text("runner.rate", {{"rate", fmt::format("{:.3g}", mine.rate)}});
  if (details && mine.batch > 0) note += ", " + text("runner.batch", {{"size", fmt::format("{}", mine.batch)}});
  if (details && mine.schedule != Schedule()) note += ", " + to_text(mine.schedule);
  return note;
}

std::string correction_note(const LabPage& page, std::string_view runner, const Language& text) {
  const OwnSettings* own = own_of(page, runner);
  if (own == nullptr || own->correction == Correction::none) return {};
  return ", " + text(own->correction == Correction::forward ? "runner.forward" : "runner.backward");
}

std::vector<double> parameters_of(const Document& document, const LabPage& page, std::string_view runner) {
  std::vector<double> values;
  const auto take = [&](const auto& loss) {
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) values.push_back(loss.parameter(i));
  };
  if (page.several_classes) {
    take(runner_class_loss(page, runner).loss);
  } else {
    take(runner_loss(document, page, runner));
  }
  return values;
}

}  // namespace

Loss runner_loss(const Document& document, const LabPage& page, std::string_view runner) {
  Loss loss = document.loss(loss_of(runner));
  const OwnSettings* own = own_of(page, runner);
  if (own != nullptr && !own->parameters.empty()) loss.set_all(own->parameters);
  return loss;
}

ClassLoss runner_class_loss(const LabPage& page, std::string_view runner) {
  ClassLoss result{VectorLoss(loss_of(runner)), Correction::none};
  const OwnSettings* own = own_of(page, runner);
  const auto shared = page.class_parameters.find(loss_of(runner));
  const std::vector<double> none;
  const std::vector<double>& values = own != nullptr && !own->parameters.empty() ? own->parameters
                                      : shared != page.class_parameters.end()    ? shared->second
                                                                                 : none;
  if (!values.empty()) result.loss.set_all(values);
  if (own != nullptr) result.correction = own->correction;
  return result;
}

std::string loss_name(const Document& document, const LabPage& page, std::string_view runner, const Language& text) {
  if (page.several_classes) return short_name(text, VectorLoss(loss_of(runner)).info());
  return name_text(text, document.loss(loss_of(runner)).info());
}

int loss_index(const Document& document, const LabPage& page, std::string_view runner) {
  if (!page.several_classes) return document.index(loss_of(runner));
  const auto all = vector_catalogue();
  const auto at =
      std::ranges::find_if(all, [&](const VectorEntry& entry) { return entry.info->id == loss_of(runner); });
  return static_cast<int>(at - all.begin());
}

const std::vector<int>& class_losses() {
  static const std::vector<int> indices = [] {
    std::vector<int> found;
    const auto all = vector_catalogue();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (learns_classes(VectorLoss(all[i].info->id))) found.push_back(static_cast<int>(i));
    }
    return found;
  }();
  return indices;
}

void set_class_parameter(LabPage& page, std::string_view id, std::string_view name, double value) {
  ClassLoss changed = runner_class_loss(page, loss_of(id));
  changed.loss.set(name, value);
  std::vector<double>& values = page.class_parameters[std::string(loss_of(id))];
  values.clear();
  bool usual = true;
  for (std::size_t i = 0; i < changed.loss.parameters().size(); ++i) {
    values.push_back(changed.loss.parameter(i));
    usual = usual && values.back() == changed.loss.parameters()[i].initial;
  }
  if (usual) page.class_parameters.erase(std::string(loss_of(id)));
}

bool toggle_runner(const Document& document, LabPage& page, std::string_view id) {
  const auto at = std::ranges::find(page.ticked, id);
  if (at != page.ticked.end()) {
    page.ticked.erase(at);
    return true;
  }
  if (page.ticked.size() >= max_competitors) return false;
  const int index = loss_index(document, page, id);
  const auto after = std::ranges::find_if(
      page.ticked, [&](const std::string& other) { return loss_index(document, page, other) > index; });
  page.ticked.insert(after, std::string(id));
  return true;
}

Optimizer runner_optimizer(const Document& document, const LabPage& page, std::string_view runner) {
  const OwnSettings* own = own_of(page, runner);
  if (own != nullptr && own->optimizer) return *own->optimizer;
  Optimizer shared = page.optimizer;
  if (page.rates == Rates::matched && !page.several_classes && rate_depends_on_curvature(shared.kind)) {
    shared.rate /= curvature_bound(runner_loss(document, page, runner));
  }
  return shared;
}

int runner_series(const Document& document, const LabPage& page, std::string_view runner) {
  const OwnSettings* own = own_of(page, runner);
  return is_further_run(runner) && own != nullptr ? own->series : loss_index(document, page, runner);
}

Competitor competitor_of(const Document& document, const LabPage& page, std::string_view runner) {
  const int key = runner_series(document, page, runner);
  if (page.several_classes) {
    return {key, Loss("squared_error"), runner_optimizer(document, page, runner), runner_class_loss(page, runner)};
  }
  return {key, runner_loss(document, page, runner), runner_optimizer(document, page, runner), {}};
}

std::string runner_with(const Document& document, const LabPage& page, int series) {
  const auto at = std::ranges::find_if(
      page.ticked, [&](const std::string& runner) { return runner_series(document, page, runner) == series; });
  return at == page.ticked.end() ? std::string() : *at;
}

std::string runner_name(const Document& document, const LabPage& page, std::string_view runner, const Language& text) {
  return loss_name(document, page, runner, text) + correction_note(page, runner, text) +
         descent_note(document, page, runner, text);
}

std::string runner_label(const Document& document, const LabPage& page, std::string_view runner, const Language& text) {
  const std::string label = page.several_classes ? parts::legend_label(text, runner_class_loss(page, runner).loss)
                                                 : parts::legend_label(text, runner_loss(document, page, runner));
  return label + correction_note(page, runner, text) + descent_note(document, page, runner, text);
}

void add_run(const Document& document, LabPage& page, const std::string& like, const Language& text) {
  if (page.ticked.size() >= max_competitors) {
    throw InputError(text("runner.too_many", {{"most", fmt::format("{}", max_competitors)}}));
  }
  const std::string loss(loss_of(like));
  int number = 2;
  while (page.own.contains(fmt::format("{}#{}", loss, number))) ++number;
  OwnSettings own;
  own.parameters = parameters_of(document, page, like);
  own.correction = page.several_classes ? runner_class_loss(page, like).correction : Correction::none;
  own.optimizer = runner_optimizer(document, page, like);
  // The first style beyond those of the losses in a colour that nobody has.
  constexpr int colours = 8;
  const int first = static_cast<int>(page.several_classes ? vector_catalogue().size() : document.losses.size());
  const auto taken = [&](int series) {
    return std::ranges::any_of(page.ticked, [&](const std::string& other) {
      return runner_series(document, page, other) % colours == series % colours;
    });
  };
  own.series = first;
  while (own.series < first + colours && taken(own.series)) ++own.series;
  const std::string id = fmt::format("{}#{}", loss, number);
  page.own[id] = std::move(own);
  const auto after = std::ranges::find(page.ticked, like);
  page.ticked.insert(after == page.ticked.end() ? after : after + 1, id);
  page.chosen = id;
}

void remove_run(LabPage& page, const std::string& runner) {
  std::erase(page.ticked, runner);
  if (is_further_run(runner)) page.own.erase(runner);
  if (page.chosen == runner) page.chosen = page.ticked.empty() ? std::string() : page.ticked.front();
}

}  // namespace losslab
