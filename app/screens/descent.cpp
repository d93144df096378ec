#include <array>

#include "app/screens/panels.h"
#include "losses/learn/exact.h"

namespace losslab {
namespace {

void method_choice(Panel& panel) {
  constexpr std::array kinds{Optimizer::Kind::gd, Optimizer::Kind::momentum, Optimizer::Kind::adam};
  const std::vector<std::string> names{"Plain descent", "Momentum", "Adam"};
  int current = -1;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (panel.page().optimizer.kind == kinds[i]) current = static_cast<int>(i);
  }
  if (const auto clicked = segmented("optimizer", names, current, panel)) {
    edit_page(panel, "optimiser", [kind = kinds[static_cast<std::size_t>(*clicked)]](LabPage& page) {
      const double rate = page.optimizer.rate;
      page.optimizer = parse_optimizer(to_text(kind));
      page.optimizer.rate = rate;
    });
  }
}

void rate_slider(Panel& panel) {
  SliderSpec spec;
  spec.id = "rate";
  spec.label = "Learning rate";
  spec.role = "length of a step";
  spec.value = panel.page().optimizer.rate;
  spec.initial = Optimizer{}.rate;
  spec.min = 1e-4, spec.max = 10;
  spec.scale = Scale::logarithmic;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value > 0)) throw InputError("The learning rate must be above 0.");
    page.optimizer.rate = value;
  });
}

void momentum_slider(Panel& panel) {
  if (panel.page().optimizer.kind == Optimizer::Kind::gd) return;
  SliderSpec spec;
  spec.id = "momentum";
  spec.label = "Momentum";
  spec.role = "share of the last step kept";
  spec.value = panel.page().optimizer.momentum;
  spec.initial = 0.9, spec.min = 0, spec.max = 0.99;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 0 && value < 1)) throw InputError("Momentum must be at least 0 and below 1.");
    page.optimizer.momentum = value;
  });
}

void penalty_slider(Panel& panel) {
  SliderSpec spec;
  spec.id = "l2";
  spec.label = "Weight penalty λ";
  spec.role = "keeps weights small";
  spec.value = panel.page().l2;
  spec.initial = 0, spec.min = 0, spec.max = 1;
  spec.decimals = 3;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 0)) throw InputError("The weight penalty λ must be at least 0.");
    page.l2 = value;
  });
}

void start_choice(Panel& panel) {
  section("Start", panel.ui);
  const Setting& setting = panel.lab().setting();
  if (!setting.model) return;
  if (!setting.model->linear_in_parameters()) {
    SliderSpec spec;
    spec.id = "weights_seed";
    spec.label = "Seed of the first weights";
    spec.value = static_cast<double>(panel.page().seed);
    spec.initial = 1, spec.min = 1, spec.max = 100;
    spec.integer = true;
    page_slider(panel, spec, [](LabPage& page, double value) {
      if (!(value >= 0 && value < 9e15)) throw InputError("A seed must be a whole number of at least 0.");
      page.seed = static_cast<std::uint64_t>(value);
      page.start.clear();
    });
    return;
  }
  const bool landscape = panel.screen() == Screen::regression && panel.page().model.kind == ModelSpec::Kind::line;
  if (landscape) hint("Click in the landscape to set where everybody starts.", panel);
  if (button("start_zero", "At zero", panel)) {
    edit_page(panel, "start at zero", [](LabPage& page) { page.start.clear(); });
  }
  if (panel.screen() != Screen::regression) return;
  ImGui::SameLine();
  if (button("start_median", "Least median of squares", panel)) {
    edit_page(panel, "robust start", [setting](LabPage& page) { page.start = least_median_start(setting); });
  }
}

struct ModelChoice {
  const char* name;
  ModelSpec::Kind kind;
};
constexpr std::array regression_models{ModelChoice{"Line", ModelSpec::Kind::line},
                                       ModelChoice{"Polynomial", ModelSpec::Kind::poly},
                                       ModelChoice{"Network", ModelSpec::Kind::mlp}};
constexpr std::array classification_models{ModelChoice{"Linear", ModelSpec::Kind::linear},
                                           ModelChoice{"Quadratic", ModelSpec::Kind::quadratic},
                                           ModelChoice{"Network", ModelSpec::Kind::mlp}};

}  // namespace

void model_controls(Panel& panel) {
  section("Model", panel.ui);
  const auto& models = panel.screen() == Screen::regression ? regression_models : classification_models;
  std::vector<std::string> names;
  int current = -1;
  for (std::size_t i = 0; i < models.size(); ++i) {
    names.emplace_back(models[i].name);
    if (panel.page().model.kind == models[i].kind) current = static_cast<int>(i);
  }
  if (const auto clicked = segmented("model", names, current, panel)) {
    edit_page(panel, "model", [kind = models[static_cast<std::size_t>(*clicked)].kind](LabPage& page) {
      if (page.model.kind == kind) return;
      page.model.kind = kind;
      page.start.clear();
    });
  }
  if (panel.page().model.kind == ModelSpec::Kind::poly) {
    SliderSpec spec;
    spec.id = "degree";
    spec.label = "Degree of the polynomial";
    spec.value = panel.page().model.degree;
    spec.initial = 3, spec.min = 1, spec.max = 9;
    spec.integer = true;
    page_slider(panel, spec, [](LabPage& page, double value) {
      if (!(value >= 1 && value <= 9)) throw InputError("The degree of the polynomial must be 1 to 9.");
      page.model.degree = static_cast<int>(value);
      page.start.clear();
    });
  }
  if (panel.page().model.kind == ModelSpec::Kind::mlp) {
    hint("Two hidden layers of eight units each.", panel);
  }
  if (check_box("standardize", "Standardise the inputs", panel.page().standardize, panel)) {
    edit_page(panel, "standardise", [](LabPage& page) {
      page.standardize = !page.standardize;
      page.start.clear();
    });
  }
  if (panel.page().standardize)
    hint("Centred and scaled for the descent alone; results are in the data's units.", panel);
}

void descent_controls(Panel& panel) {
  section("Descent", panel.ui);
  method_choice(panel);
  rate_slider(panel);
  momentum_slider(panel);
  penalty_slider(panel);
  hint("Acts from the step shown on. Rewind or reset (R) first to see it from the start.", panel);
  start_choice(panel);
}

}  // namespace losslab
