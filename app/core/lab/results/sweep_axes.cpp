#include "app/core/lab/results/sweep_axes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "app/core/catalogue/loss_text.h"
#include "app/core/lab/page/runners.h"
#include "app/core/shell/state/document.h"
#include "losses/learn/data/spec_fields.h"

namespace losslab {
namespace {

// A number of the generators that is worth a sweep; the others only move the picture.
struct SweptField {
  const char *key, *label;  // label: a key of texts
  double from, to;
  int count;
  bool logarithmic;
  double least, most;  // of the sliders
};
constexpr std::array swept_fields{SweptField{"outliers", "swept.outliers", 0, 0.5, 11, false, 0, 0.5},
                                  SweptField{"flips", "swept.flips", 0, 0.45, 10, false, 0, 0.5},
                                  SweptField{"size", "swept.size", 0, 40, 11, false, 0, 100},
                                  SweptField{"distance", "swept.distance", 2, 30, 15, false, 2, 30},
                                  SweptField{"noise", "swept.noise", 0.1, 5, 11, true, 0.01, 10},
                                  SweptField{"dof", "swept.dof", 1, 30, 10, true, 1, 100},
                                  SweptField{"n", "swept.n", 10, 1000, 9, true, 4, 5000},
                                  SweptField{"separation", "swept.separation", 0.5, 6, 12, false, 0, 10},
                                  SweptField{"imbalance", "swept.imbalance", 0.05, 0.95, 10, false, 0.01, 0.99},
                                  SweptField{"amplitude", "swept.amplitude", 1, 20, 11, false, 0, 100},
                                  SweptField{"period", "swept.period", 1, 20, 11, true, 0.5, 100}};

const NumberField* field_with(std::string_view key) {
  const auto fields = number_fields();
  const auto at = std::ranges::find_if(fields, [&](const NumberField& field) { return key == field.key; });
  return at == fields.end() ? nullptr : &*at;
}

bool matters(const DataSpec& data, std::string_view key) {
  if (!uses(data.kind, key)) return false;
  if (key == "dof") return data.noise_kind == NoiseKind::student;
  if (key == "distance") return data.label_noise == LabelNoise::far;
  if (key == "imbalance") return !has_several_classes(data);
  if (key == "flips") return data.label_noise != LabelNoise::matrix;
  return true;
}

// A key of texts.
const char* label_of(const DataSpec& data, const SweptField& swept) {
  if (std::string_view(swept.key) == "flips" && data.label_noise == LabelNoise::far) return "swept.far_flips";
  return swept.label;
}

void add_fields(const DataSpec& data, const Language& text, std::vector<SweepChoice>& choices) {
  if (!is_generator(data.kind)) return;
  for (const SweptField& swept : swept_fields) {
    if (!matters(data, swept.key)) continue;
    const NumberField& field = *field_with(swept.key);
    const SweepAxis usual{swept.key, swept.from, swept.to, swept.count, swept.logarithmic};
    const Scale scale = swept.logarithmic ? Scale::logarithmic : Scale::linear;
    choices.push_back(
        {text(label_of(data, swept)), usual, swept.least, swept.most, scale, field.whole != nullptr, field.get(data)});
  }
}

template <class L>
void add_parameters(const L& loss, const Language& text, std::vector<SweepChoice>& choices) {
  for (const Parameter& parameter : loss.parameters()) {
    if (parameter.is_class) continue;
    const std::string name = std::string(loss.id()) + "." + parameter.name;
    if (std::ranges::any_of(choices, [&](const SweepChoice& other) { return other.usual.name == name; })) continue;
    const bool logarithmic = parameter.scale == Scale::logarithmic;
    const auto index = static_cast<std::size_t>(&parameter - loss.parameters().data());
    const SweepAxis usual{name, parameter.slider_min, parameter.slider_max, 11, logarithmic};
    choices.push_back({name_text(text, loss.info()) + " " + parameter.symbol, usual, parameter.slider_min,
                       parameter.slider_max, parameter.scale, false, loss.parameter(index)});
  }
}

// How those who share the page's method descend, or one with `own`. The rate stands apart; where it is varied or
// matched there is none.
SweepMethod descent(const LabPage& page, const Optimizer* own) {
  SweepMethod method{own != nullptr ? *own : page.optimizer, {}};
  const bool given = own != nullptr || page.rates == Rates::equal;
  if (given && page.sweep.over.name != "rate") method.rate = method.optimizer.rate;
  method.optimizer.rate = Optimizer{}.rate;
  return method;
}

void set_descents(const LabPage& page, SweepSpec& spec) {
  const SweepMethod shared = descent(page, nullptr);
  spec.optimizer = shared.optimizer;
  spec.rate = shared.rate;
  std::vector<std::optional<SweepMethod>> own;
  for (const std::string& runner : page.ticked) {
    const auto at = page.own.find(runner);
    own.emplace_back();
    if (at == page.own.end() || !at->second.optimizer) continue;
    const SweepMethod method = descent(page, &*at->second.optimizer);
    if (method != shared) own.back() = method;
  }
  if (std::ranges::any_of(own, [](const auto& method) { return method.has_value(); })) spec.own = std::move(own);
}

// What is varied at its first value: what the page has of it makes no difference.
void hold_varied(SweepSpec& spec) {
  const NumberField* field = field_with(spec.over.name);
  if (field != nullptr && spec.over.from >= field->lower && spec.over.from <= field->upper) {
    spec.data = swept_data(spec, spec.over.from);
  }
  for (std::size_t k = 0; k < loss_count(spec); ++k) {
    try {
      if (spec.of_classes.empty()) {
        spec.losses[k] = swept_loss(spec, k, spec.over.from);
      } else {
        spec.of_classes[k] = swept_class_loss(spec, k, spec.over.from);
      }
    } catch (const InputError&) {  // check_sweep says it when the sweep is to begin
    }
  }
}

}  // namespace

std::vector<SweepChoice> sweep_choices(const Document& document, const LabPage& page, const Language& text) {
  std::vector<SweepChoice> choices;
  add_fields(page.data, text, choices);
  for (const std::string& runner : page.ticked) {
    if (page.several_classes) {
      add_parameters(runner_class_loss(page, runner).loss, text, choices);
    } else {
      add_parameters(runner_loss(document, page, runner), text, choices);
    }
  }
  choices.push_back(
      {text("swept.rate"), {"rate", 1e-3, 1, 13, true}, 1e-5, 10, Scale::logarithmic, false, page.optimizer.rate});
  return choices;
}

std::optional<SweepChoice> sweep_choice(const Document& document, const LabPage& page, const std::string& name,
                                        const Language& text) {
  for (SweepChoice& choice : sweep_choices(document, page, text)) {
    if (choice.usual.name == name) return std::move(choice);
  }
  return std::nullopt;
}

bool sweeps_exactly(const LabPage& page) {
  const bool solvable = page.model.kind != ModelSpec::Kind::mlp && !page.several_classes;
  return page.sweep.exact && page.sweep.over.name != "rate" && solvable;
}

SweepSpec sweep_spec(const Document& document, const LabPage& page) {
  SweepSpec spec;
  spec.data = page.data;
  if (page.data.kind != DataSpec::Kind::points) spec.data.points = {};
  if (page.data.kind != DataSpec::Kind::file) spec.data.file.clear();
  for (const std::string& runner : page.ticked) {
    if (page.several_classes) {
      spec.of_classes.push_back(runner_class_loss(page, runner));
    } else {
      spec.losses.push_back(runner_loss(document, page, runner));
    }
  }
  spec.over = page.sweep.over;
  // Of given points and a model without random weights every run is the same.
  const bool random = is_generator(page.data.kind) || page.model.kind == ModelSpec::Kind::mlp;
  spec.seeds = random ? page.sweep.seeds : 1;
  spec.model = page.model;
  spec.l2 = page.l2;
  spec.l1 = page.l1;
  spec.standardize = page.standardize;
  spec.exact = sweeps_exactly(page);
  if (!spec.exact) set_descents(page, spec);
  hold_varied(spec);
  return spec;
}

}  // namespace losslab
