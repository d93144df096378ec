#include <algorithm>
#include <span>

#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

struct ModelChoice {
  const char* name;  // key
  ModelSpec::Kind kind;
};
constexpr ModelChoice regression_models[] = {{"lab.model.constant", ModelSpec::Kind::constant},
                                             {"lab.model.line", ModelSpec::Kind::line},
                                             {"lab.model.polynomial", ModelSpec::Kind::poly},
                                             {"lab.model.rbf", ModelSpec::Kind::rbf},
                                             {"lab.model.network", ModelSpec::Kind::mlp}};
constexpr ModelChoice classification_models[] = {{"lab.model.linear", ModelSpec::Kind::linear},
                                                 {"lab.model.quadratic", ModelSpec::Kind::quadratic},
                                                 {"lab.model.rbf", ModelSpec::Kind::rbf},
                                                 {"lab.model.network", ModelSpec::Kind::mlp}};

void model_choice(LabPanel& panel) {
  const bool regression = panel.task == Task::regression;
  const std::span<const ModelChoice> models = regression ? std::span<const ModelChoice>(regression_models)
                                                         : std::span<const ModelChoice>(classification_models);
  const bool several = panel.ready() && !panel.lab().data().more.empty();
  std::vector<std::string> names;
  std::vector<ModelSpec::Kind> kinds;
  int current = -1;
  for (const ModelChoice& model : models) {
    ModelSpec spec;
    spec.kind = model.kind;
    if (several && !takes_several_predictors(spec, panel.task)) continue;
    if (panel.page().model.kind == model.kind) current = static_cast<int>(names.size());
    const bool plane = several && model.kind == ModelSpec::Kind::line;
    names.push_back(panel.text(plane ? "lab.model.several" : model.name));
    kinds.push_back(model.kind);
  }
  if (const auto clicked = combo("model", panel.text("lab.model.kind"), names, current, panel)) {
    panel.edit_page(panel.text("lab.model.kind_edit"),
                    [kind = kinds[static_cast<std::size_t>(*clicked)]](LabPage& page) {
                      if (page.model.kind == kind) return;
                      page.model.kind = kind;
                      page.start.clear();
                    });
  }
}

// A whole number of the model; a start of the old model would not fit the new one.
void count_slider(LabPanel& panel, const char* id, const std::string& label, int value, int initial, int least,
                  int most, std::function<void(ModelSpec&, int)> change) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.value = value;
  spec.initial = initial, spec.min = least, spec.max = most;
  spec.integer = true;
  const Language& language = panel.language();
  page_slider(panel, spec, [=, &language, change = std::move(change)](LabPage& page, double to) {
    if (!(to >= least && to <= most)) throw InputError(out_of_range(language, label, least, most));
    change(page.model, static_cast<int>(to));
    page.start.clear();
  });
}

void network_controls(LabPanel& panel) {
  const ModelSpec& model = panel.page().model;
  const int layers = static_cast<int>(model.widths.size()), units = model.widths.empty() ? 8 : model.widths.front();
  count_slider(panel, "layers", panel.text("lab.model.layers"), layers, 2, 1, 4, [](ModelSpec& spec, int to) {
    spec.widths.resize(static_cast<std::size_t>(to), spec.widths.empty() ? 8 : spec.widths.back());
  });
  count_slider(panel, "units", panel.text("lab.model.units"), units, 8, 1, 64,
               [](ModelSpec& spec, int to) { std::ranges::fill(spec.widths, to); });
  const bool alike = std::ranges::all_of(model.widths, [units](int width) { return width == units; });
  if (!alike) hint(panel.text("lab.model.widths_differ", {{"model", to_text(model)}}), panel);
  const std::vector<std::string> names{panel.text("lab.model.tanh"), panel.text("lab.model.relu")};
  if (const auto clicked = segmented("activation", names, static_cast<int>(model.activation), panel)) {
    panel.edit_page(panel.text("lab.model.activation_edit"),
                    [to = static_cast<ModelSpec::Activation>(*clicked)](LabPage& page) {
                      page.model.activation = to;
                      page.start.clear();
                    });
  }
}

}  // namespace

void model_controls(LabPanel& panel) {
  section(panel.text("lab.model.title"), panel.ui);
  model_choice(panel);
  const ModelSpec& model = panel.page().model;
  if (model.kind == ModelSpec::Kind::poly) {
    count_slider(panel, "degree", panel.text("lab.model.degree"), model.degree, 3, 1, 9,
                 [](ModelSpec& spec, int to) { spec.degree = to; });
  }
  if (model.kind == ModelSpec::Kind::rbf) {
    const bool regression = panel.task == Task::regression;
    const std::string& label = panel.text(regression ? "lab.model.bumps" : "lab.model.bumps_each");
    count_slider(panel, "bumps", label, model.bumps, 8, 1, regression ? 40 : 10,
                 [](ModelSpec& spec, int to) { spec.bumps = to; });
  }
  if (model.kind == ModelSpec::Kind::mlp) network_controls(panel);
  if (check_box("standardize", panel.text("lab.model.standardise"), panel.page().standardize, panel)) {
    panel.edit_page(panel.text("lab.model.standardise_edit"), [](LabPage& page) {
      page.standardize = !page.standardize;
      page.start.clear();
    });
  }
  if (panel.page().standardize) hint(panel.text("lab.model.standardise_hint"), panel);
}

}  // namespace losslab
