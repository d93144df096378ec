#include <array>

#include "app/screens/panels.h"
#include "losses/learn/exact.h"

namespace losslab {
namespace {

using Method = Optimizer::Kind;

void method_choice(Panel& panel) {
  constexpr std::array kinds{Method::gd,      Method::momentum, Method::nesterov, Method::adagrad,
                             Method::rmsprop, Method::adam,     Method::adamw};
  std::vector<std::string> names;
  int current = -1;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    names.push_back(english_name(kinds[i]));
    if (panel.page().optimizer.kind == kinds[i]) current = static_cast<int>(i);
  }
  if (const auto clicked = combo("optimizer", "Method", names, current, panel)) {
    edit_page(panel, "optimiser", [kind = kinds[static_cast<std::size_t>(*clicked)]](LabPage& page) {
      Optimizer next = parse_optimizer(to_text(kind));  // with the usual constants of the method alone
      next.rate = page.optimizer.rate;
      next.batch = page.optimizer.batch;
      next.clip = page.optimizer.clip;
      next.schedule = page.optimizer.schedule;
      page.optimizer = next;
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
  const Method kind = panel.page().optimizer.kind;
  if (kind == Method::gd || kind == Method::adagrad || kind == Method::rmsprop) return;
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

// λ or λ₁.
void penalty_slider(Panel& panel, const char* id, const char* label, const char* role, double LabPage::*penalty) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.role = role;
  spec.value = panel.page().*penalty;
  spec.initial = 0, spec.min = 0, spec.max = 1;
  spec.decimals = 3;
  page_slider(panel, spec, [name = spec.label, penalty](LabPage& page, double value) {
    if (!(value >= 0)) throw InputError(name + " must be at least 0.");
    page.*penalty = value;
  });
}

void schedule_choice(Panel& panel) {
  const Schedule schedule = panel.page().optimizer.schedule;
  muted_text("The rate over the run", panel.ui);
  const std::vector<std::string> names{"Constant", "Halved", "Cosine", "1/t"};
  if (const auto clicked = segmented("schedule", names, static_cast<int>(schedule.kind), panel)) {
    edit_page(panel, "schedule of the rate",
              [kind = static_cast<Schedule::Kind>(*clicked)](LabPage& page) { page.optimizer.schedule.kind = kind; });
  }
  if (schedule.kind == Schedule::Kind::constant) return;
  SliderSpec spec;
  spec.id = "schedule_length";
  spec.label = schedule.kind == Schedule::Kind::step     ? "Halved every"
               : schedule.kind == Schedule::Kind::cosine ? "Down to 0 at"
                                                         : "Halved after";
  spec.role = "steps";
  spec.value = schedule.length;
  spec.initial = 100, spec.min = 1, spec.max = 10000;
  spec.scale = Scale::logarithmic;
  spec.integer = true;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 1 && value <= 1e6)) throw InputError("The length of the schedule must be 1 to 1000000 steps.");
    page.optimizer.schedule.length = static_cast<int>(value);
  });
}

void clip_slider(Panel& panel) {
  SliderSpec spec;
  spec.id = "clip";
  spec.label = "Longest gradient";
  spec.role = "shortened to it; 0: never";
  spec.value = panel.page().optimizer.clip;
  spec.initial = 0, spec.min = 0, spec.max = 10;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 0)) throw InputError("The longest gradient must be at least 0.");
    page.optimizer.clip = value;
  });
}

void batch_slider(Panel& panel) {
  SliderSpec spec;
  spec.id = "batch";
  spec.label = "Points a step";
  spec.role = "0: all";
  spec.value = panel.page().optimizer.batch;
  spec.initial = 0, spec.min = 0, spec.max = 100;
  spec.integer = true;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 0 && value <= 100000)) throw InputError("The points a step must be 0 to 100000.");
    page.optimizer.batch = static_cast<int>(value);
  });
}

void decay_slider(Panel& panel) {
  if (panel.page().optimizer.kind != Method::adamw) return;
  SliderSpec spec;
  spec.id = "decay";
  spec.label = "Weight decay";
  spec.role = "apart from the loss";
  spec.value = panel.page().optimizer.decay;
  spec.initial = 0.01, spec.min = 0, spec.max = 1;
  spec.decimals = 3;
  page_slider(panel, spec, [](LabPage& page, double value) {
    if (!(value >= 0)) throw InputError("The weight decay must be at least 0.");
    page.optimizer.decay = value;
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

}  // namespace

void descent_controls(Panel& panel) {
  section("Descent", panel.ui);
  method_choice(panel);
  rate_slider(panel);
  momentum_slider(panel);
  penalty_slider(panel, "l2", "Weight penalty λ", "keeps weights small", &LabPage::l2);
  if (fold("descent_more", "More: batches, schedule, clipping, L1", panel)) {
    batch_slider(panel);
    schedule_choice(panel);
    clip_slider(panel);
    penalty_slider(panel, "l1", "L1 penalty λ₁", "drives weights to 0", &LabPage::l1);
    decay_slider(panel);
  }
  hint("Acts from the step shown on. Rewind or reset (R) first to see it from the start.", panel);
  start_choice(panel);
}

}  // namespace losslab
