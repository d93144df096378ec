#include <array>

#include "app/core/lab/page/runners.h"
#include "app/screens/lab/lab_panels.h"
#include "losses/learn/exact/exact.h"

namespace losslab {
namespace {

using Method = Optimizer::Kind;

// Whose descent is edited: the one that all share, or that of one who has its own.
struct Descent {
  LabPanel& panel;
  const Optimizer& now;
  std::string prefix;  // of the names of its controls
  std::function<Optimizer&(LabPage&)> of;

  std::string id(const char* name) const { return prefix + name; }
  void edit(const char* what, std::function<void(Optimizer&)> change) const {
    panel.edit_page(what, [of = of, change = std::move(change)](LabPage& page) { change(of(page)); });
  }
  void slide(const SliderSpec& spec, std::function<void(Optimizer&, double)> change) const {
    page_slider(panel, spec,
                [of = of, change = std::move(change)](LabPage& page, double value) { change(of(page), value); });
  }
};

// Steps of the methods that divide by the size of past gradients are about as long as the rate wherever they are, and
// shake a network at the rate that suits plain descent.
double usual_rate(Method kind) {
  const bool adaptive = kind == Method::rmsprop || kind == Method::adam || kind == Method::adamw;
  return adaptive ? 0.02 : Optimizer{}.rate;
}

void method_choice(const Descent& descent) {
  constexpr std::array kinds{Method::gd,      Method::momentum, Method::nesterov, Method::adagrad,
                             Method::rmsprop, Method::adam,     Method::adamw};
  std::vector<std::string> names;
  int current = -1;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    names.push_back(english_name(kinds[i]));
    if (descent.now.kind == kinds[i]) current = static_cast<int>(i);
  }
  if (const auto clicked = combo(descent.id("optimizer").c_str(), "Method", names, current, descent.panel)) {
    descent.edit("optimiser", [kind = kinds[static_cast<std::size_t>(*clicked)]](Optimizer& optimizer) {
      Optimizer next = parse_optimizer(to_text(kind));  // with the usual constants of the method alone
      next.rate = optimizer.rate == usual_rate(optimizer.kind) ? usual_rate(kind) : optimizer.rate;
      next.batch = optimizer.batch;
      next.clip = optimizer.clip;
      next.schedule = optimizer.schedule;
      optimizer = next;
    });
  }
}

void rate_slider(const Descent& descent) {
  SliderSpec spec;
  spec.id = descent.id("rate");
  spec.label = "Learning rate";
  spec.role = "length of a step";
  spec.value = descent.now.rate;
  spec.initial = usual_rate(descent.now.kind);
  spec.min = 1e-4, spec.max = 10;
  spec.scale = Scale::logarithmic;
  descent.slide(spec, [](Optimizer& optimizer, double value) {
    if (!(value > 0)) throw InputError("The learning rate must be above 0.");
    optimizer.rate = value;
  });
}

void momentum_slider(const Descent& descent) {
  const Method kind = descent.now.kind;
  if (kind == Method::gd || kind == Method::adagrad || kind == Method::rmsprop) return;
  SliderSpec spec;
  spec.id = descent.id("momentum");
  spec.label = "Momentum";
  spec.role = "share of the last step kept";
  spec.value = descent.now.momentum;
  spec.initial = 0.9, spec.min = 0, spec.max = 0.99;
  descent.slide(spec, [](Optimizer& optimizer, double value) {
    if (!(value >= 0 && value < 1)) throw InputError("Momentum must be at least 0 and below 1.");
    optimizer.momentum = value;
  });
}

// λ or λ₁.
void penalty_slider(LabPanel& panel, const char* id, const char* label, const char* role, double LabPage::*penalty) {
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

void schedule_choice(const Descent& descent) {
  const Schedule schedule = descent.now.schedule;
  muted_text("The rate over the run", descent.panel.ui);
  const std::vector<std::string> names{"Constant", "Halved", "Cosine", "1/t"};
  if (const auto clicked =
          segmented(descent.id("schedule").c_str(), names, static_cast<int>(schedule.kind), descent.panel)) {
    descent.edit("schedule of the rate", [kind = static_cast<Schedule::Kind>(*clicked)](Optimizer& optimizer) {
      optimizer.schedule.kind = kind;
    });
  }
  if (schedule.kind == Schedule::Kind::constant) return;
  SliderSpec spec;
  spec.id = descent.id("schedule_length");
  spec.label = schedule.kind == Schedule::Kind::step     ? "Halved every"
               : schedule.kind == Schedule::Kind::cosine ? "Down to 0 at"
                                                         : "Halved after";
  spec.role = "steps";
  spec.value = schedule.length;
  spec.initial = 100, spec.min = 1, spec.max = 10000;
  spec.scale = Scale::logarithmic;
  spec.integer = true;
  descent.slide(spec, [](Optimizer& optimizer, double value) {
    if (!(value >= 1 && value <= 1e6)) throw InputError("The length of the schedule must be 1 to 1000000 steps.");
    optimizer.schedule.length = static_cast<int>(value);
  });
}

void clip_slider(const Descent& descent) {
  SliderSpec spec;
  spec.id = descent.id("clip");
  spec.label = "Longest gradient";
  spec.role = "shortened to it; 0: never";
  spec.value = descent.now.clip;
  spec.initial = 0, spec.min = 0, spec.max = 10;
  descent.slide(spec, [](Optimizer& optimizer, double value) {
    if (!(value >= 0)) throw InputError("The longest gradient must be at least 0.");
    optimizer.clip = value;
  });
}

void batch_slider(const Descent& descent) {
  SliderSpec spec;
  spec.id = descent.id("batch");
  spec.label = "Points a step";
  spec.role = "0: all";
  spec.value = descent.now.batch;
  spec.initial = 0, spec.min = 0, spec.max = 100;
  spec.integer = true;
  descent.slide(spec, [](Optimizer& optimizer, double value) {
    if (!(value >= 0 && value <= 100000)) throw InputError("The points a step must be 0 to 100000.");
    optimizer.batch = static_cast<int>(value);
  });
}

void decay_slider(const Descent& descent) {
  if (descent.now.kind != Method::adamw) return;
  SliderSpec spec;
  spec.id = descent.id("decay");
  spec.label = "Weight decay";
  spec.role = "apart from the loss";
  spec.value = descent.now.decay;
  spec.initial = 0.01, spec.min = 0, spec.max = 1;
  spec.decimals = 3;
  descent.slide(spec, [](Optimizer& optimizer, double value) {
    if (!(value >= 0)) throw InputError("The weight decay must be at least 0.");
    optimizer.decay = value;
  });
}

// How the shared rate is given to the losses, and what that comes to.
void rates_choice(LabPanel& panel) {
  muted_text("The rate is", panel.ui);
  const std::vector<std::string> names{"The same for all", "Matched to curvature"};
  const LabPage& page = panel.page();
  if (const auto clicked = segmented("rates", names, static_cast<int>(page.rates), panel)) {
    panel.edit_page("rates", [to = static_cast<Rates>(*clicked)](LabPage& changed) { changed.rates = to; });
  }
  if (page.rates == Rates::equal) return;
  std::string text = "Divided by the greatest curvature of each loss: ";
  for (const std::string& runner : page.ticked) {
    if (runner != page.ticked.front()) text += ", ";
    text += std::string(panel.loss(loss_of(runner)).info().english) + " " +
            brief(runner_optimizer(panel.document(), page, runner).rate, 3);
  }
  hint(text + ".", panel);
}

void start_choice(LabPanel& panel) {
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
  const LabView& look = panel.look();
  const bool landscape = look.shows(LabPlot::landscape);
  hint(landscape
           ? "Click in the landscape to set where everybody starts."
           : "A click in the landscape sets where everybody starts; the titles of the plots at the right have it.",
       panel);
  if (button("start_zero", "At zero", panel)) {
    panel.edit_page("start at zero", [](LabPage& page) { page.start.clear(); });
  }
  if (panel.task != Task::regression) return;
  ImGui::SameLine();
  if (button("start_median", "Least median of squares", panel)) {
    panel.edit_page("robust start", [setting](LabPage& page) { page.start = least_median_start(setting); });
  }
}

}  // namespace

void descent_controls(LabPanel& panel) {
  section("Descent", panel.ui);
  const Descent shared{panel, panel.page().optimizer, "", [](LabPage& page) -> Optimizer& { return page.optimizer; }};
  method_choice(shared);
  rate_slider(shared);
  momentum_slider(shared);
  penalty_slider(panel, "l2", "Weight penalty λ", "keeps weights small", &LabPage::l2);
  if (fold("descent_more", "More: batches, schedule, clipping, L1, matched rates", panel)) {
    batch_slider(shared);
    schedule_choice(shared);
    clip_slider(shared);
    rates_choice(panel);
    penalty_slider(panel, "l1", "L1 penalty λ₁", "drives weights to 0", &LabPage::l1);
    decay_slider(shared);
  }
  hint("Acts from the step shown on. Rewind or reset (R) first to see it from the start.", panel);
  start_choice(panel);
}

void own_descent_controls(LabPanel& panel, const std::string& runner) {
  const OwnSettings& own = panel.page().own.at(runner);
  const Descent descent{panel, *own.optimizer, "own.",
                        [runner](LabPage& page) -> Optimizer& { return *page.own.at(runner).optimizer; }};
  method_choice(descent);
  rate_slider(descent);
  momentum_slider(descent);
  decay_slider(descent);
  if (!fold("own_descent_more", "More: batches, schedule, clipping", panel)) return;
  batch_slider(descent);
  schedule_choice(descent);
  clip_slider(descent);
}

}  // namespace losslab
