#include <span>

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
  const std::string& text(std::string_view key) const { return panel.text(key); }
  void edit(const std::string& what, std::function<void(Optimizer&)> change) const {
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
  const std::span<const Method> kinds = optimizer_kinds();
  std::vector<std::string> names;
  int current = -1;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    names.push_back(descent.panel.language().translated(english_name(kinds[i])));
    if (descent.now.kind == kinds[i]) current = static_cast<int>(i);
  }
  if (const auto clicked =
          combo(descent.id("optimizer").c_str(), descent.text("lab.descent.method"), names, current, descent.panel)) {
    descent.edit(descent.text("lab.descent.method_edit"),
                 [kind = kinds[static_cast<std::size_t>(*clicked)]](Optimizer& optimizer) {
                   if (optimizer.rate == usual_rate(optimizer.kind)) optimizer.rate = usual_rate(kind);
                   set_method(optimizer, kind);
                 });
  }
}

void rate_slider(const Descent& descent) {
  SliderSpec spec;
  spec.id = descent.id("rate");
  spec.label = descent.text("lab.descent.rate");
  spec.role = descent.text("lab.descent.rate_role");
  spec.value = descent.now.rate;
  spec.initial = usual_rate(descent.now.kind);
  spec.min = 1e-4, spec.max = 10;
  spec.scale = Scale::logarithmic;
  descent.slide(spec, [&wrong = descent.text("lab.descent.rate_wrong")](Optimizer& optimizer, double value) {
    if (!(value > 0)) throw InputError(wrong);
    optimizer.rate = value;
  });
}

void momentum_slider(const Descent& descent) {
  const Method kind = descent.now.kind;
  if (kind == Method::gd || kind == Method::adagrad || kind == Method::rmsprop) return;
  SliderSpec spec;
  spec.id = descent.id("momentum");
  spec.label = descent.text("lab.descent.momentum");
  spec.role = descent.text("lab.descent.momentum_role");
  spec.value = descent.now.momentum;
  spec.initial = 0.9, spec.min = 0, spec.max = 0.99;
  descent.slide(spec, [&wrong = descent.text("lab.descent.momentum_wrong")](Optimizer& optimizer, double value) {
    if (!(value >= 0 && value < 1)) throw InputError(wrong);
    optimizer.momentum = value;
  });
}

// λ or λ₁.
void penalty_slider(LabPanel& panel, const char* id, const std::string& label, const std::string& role,
                    double LabPage::*penalty) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.role = role;
  spec.value = panel.page().*penalty;
  spec.initial = 0, spec.min = 0, spec.max = 1;
  spec.decimals = 3;
  page_slider(panel, spec, [&language = panel.language(), label, penalty](LabPage& page, double value) {
    if (!(value >= 0)) throw InputError(language("lab.descent.penalty_wrong", {{"what", label}}));
    page.*penalty = value;
  });
}

void schedule_choice(const Descent& descent) {
  const Schedule schedule = descent.now.schedule;
  muted_text(descent.text("lab.descent.schedule"), descent.panel.ui);
  const std::vector<std::string> names{descent.text("lab.descent.constant"), descent.text("lab.descent.halved"),
                                       descent.text("lab.descent.cosine"), descent.text("lab.descent.inverse")};
  if (const auto clicked =
          segmented(descent.id("schedule").c_str(), names, static_cast<int>(schedule.kind), descent.panel)) {
    descent.edit(
        descent.text("lab.descent.schedule_edit"),
        [kind = static_cast<Schedule::Kind>(*clicked)](Optimizer& optimizer) { optimizer.schedule.kind = kind; });
  }
  if (schedule.kind == Schedule::Kind::constant) return;
  SliderSpec spec;
  spec.id = descent.id("schedule_length");
  spec.label = descent.text(schedule.kind == Schedule::Kind::step     ? "lab.descent.halved_every"
                            : schedule.kind == Schedule::Kind::cosine ? "lab.descent.down_to_0"
                                                                      : "lab.descent.halved_after");
  spec.role = descent.text("lab.descent.schedule_role");
  spec.value = schedule.length;
  spec.initial = 100, spec.min = 1, spec.max = 10000;
  spec.scale = Scale::logarithmic;
  spec.integer = true;
  descent.slide(spec, [&wrong = descent.text("lab.descent.schedule_wrong")](Optimizer& optimizer, double value) {
    if (!(value >= 1 && value <= 1e6)) throw InputError(wrong);
    optimizer.schedule.length = static_cast<int>(value);
  });
}

void clip_slider(const Descent& descent) {
  SliderSpec spec;
  spec.id = descent.id("clip");
  spec.label = descent.text("lab.descent.clip");
  spec.role = descent.text("lab.descent.clip_role");
  spec.value = descent.now.clip;
  spec.initial = 0, spec.min = 0, spec.max = 10;
  descent.slide(spec, [&wrong = descent.text("lab.descent.clip_wrong")](Optimizer& optimizer, double value) {
    if (!(value >= 0)) throw InputError(wrong);
    optimizer.clip = value;
  });
}

void batch_slider(const Descent& descent) {
  SliderSpec spec;
  spec.id = descent.id("batch");
  spec.label = descent.text("lab.descent.batch");
  spec.role = descent.text("lab.descent.batch_role");
  spec.value = descent.now.batch;
  spec.initial = 0, spec.min = 0, spec.max = 100;
  spec.integer = true;
  descent.slide(spec, [&wrong = descent.text("lab.descent.batch_wrong")](Optimizer& optimizer, double value) {
    if (!(value >= 0 && value <= 100000)) throw InputError(wrong);
    optimizer.batch = static_cast<int>(value);
  });
}

void decay_slider(const Descent& descent) {
  if (descent.now.kind != Method::adamw) return;
  SliderSpec spec;
  spec.id = descent.id("decay");
  spec.label = descent.text("lab.descent.decay");
  spec.role = descent.text("lab.descent.decay_role");
  spec.value = descent.now.decay;
  spec.initial = 0.01, spec.min = 0, spec.max = 1;
  spec.decimals = 3;
  descent.slide(spec, [&wrong = descent.text("lab.descent.decay_wrong")](Optimizer& optimizer, double value) {
    if (!(value >= 0)) throw InputError(wrong);
    optimizer.decay = value;
  });
}

// How the shared rate is given to the losses, and what that comes to.
void rates_choice(LabPanel& panel) {
  muted_text(panel.text("lab.descent.rates"), panel.ui);
  const std::vector<std::string> names{panel.text("lab.descent.equal_rates"), panel.text("lab.descent.matched_rates")};
  const LabPage& page = panel.page();
  if (const auto clicked = segmented("rates", names, static_cast<int>(page.rates), panel)) {
    panel.edit_page(panel.text("lab.descent.rates_edit"),
                    [to = static_cast<Rates>(*clicked)](LabPage& changed) { changed.rates = to; });
  }
  if (page.rates == Rates::equal) return;
  std::string list;
  for (const std::string& runner : page.ticked) {
    if (runner != page.ticked.front()) list += panel.text("lab.descent.matched_comma");
    list += panel.text("lab.descent.matched_rate",
                       {{"loss", loss_name(panel.document(), panel.page(), runner, panel.language())},
                        {"rate", brief(runner_optimizer(panel.document(), page, runner).rate, 3)}});
  }
  hint(panel.text("lab.descent.matched_hint", {{"rates", list}}), panel);
}

void start_choice(LabPanel& panel) {
  section(panel.text("lab.start.title"), panel.ui);
  const Setting& setting = panel.lab().setting();
  if (!setting.model) return;
  if (!setting.model->linear_in_parameters()) {
    SliderSpec spec;
    spec.id = "weights_seed";
    spec.label = panel.text("lab.start.seed");
    spec.value = static_cast<double>(panel.page().seed);
    spec.initial = 1, spec.min = 1, spec.max = 100;
    spec.integer = true;
    page_slider(panel, spec, [&wrong = panel.text("lab.start.seed_wrong")](LabPage& page, double value) {
      if (!(value >= 0 && value < 9e15)) throw InputError(wrong);
      page.seed = static_cast<std::uint64_t>(value);
      page.start.clear();
    });
    return;
  }
  const LabView& look = panel.look();
  const bool landscape = look.shows(LabPlot::landscape);
  hint(panel.text(landscape ? "lab.start.click_hint" : "lab.start.landscape_hint"), panel);
  if (button("start_zero", panel.text("lab.start.zero"), panel)) {
    panel.edit_page(panel.text("lab.start.zero_edit"), [](LabPage& page) { page.start.clear(); });
  }
  if (panel.task != Task::regression) return;
  ImGui::SameLine();
  if (button("start_median", panel.text("lab.start.median"), panel)) {
    panel.edit_page(panel.text("lab.start.median_edit"),
                    [setting](LabPage& page) { page.start = least_median_start(setting); });
  }
}

}  // namespace

void descent_controls(LabPanel& panel) {
  section(panel.text("lab.descent.title"), panel.ui);
  const Descent shared{panel, panel.page().optimizer, "", [](LabPage& page) -> Optimizer& { return page.optimizer; }};
  method_choice(shared);
  rate_slider(shared);
  momentum_slider(shared);
  penalty_slider(panel, "l2", panel.text("lab.descent.l2"), panel.text("lab.descent.l2_role"), &LabPage::l2);
  if (fold("descent_more", panel.text("lab.descent.more"), panel)) {
    batch_slider(shared);
    schedule_choice(shared);
    clip_slider(shared);
    if (!panel.page().several_classes) rates_choice(panel);
    penalty_slider(panel, "l1", panel.text("lab.descent.l1"), panel.text("lab.descent.l1_role"), &LabPage::l1);
    decay_slider(shared);
  }
  hint(panel.text("lab.descent.hint"), panel);
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
  if (!fold("own_descent_more", panel.text("lab.descent.own_more"), panel)) return;
  batch_slider(descent);
  schedule_choice(descent);
  clip_slider(descent);
}

}  // namespace losslab
