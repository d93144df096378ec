#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/losses/comparison.h"
#include "app/core/shell/state/loss_id.h"
#include "app/screens/losses/losses_panels.h"
#include "app/screens/shell/pieces.h"

namespace losslab {
namespace {

using Normalise = Comparison::Normalise;

const Comparison& compared(const Panel& panel) { return losses_page(panel.document()).compare; }

void change(Panel& panel, const std::string& what, std::function<void(Comparison&)> apply, std::string merge = {}) {
  panel.actions.edit(
      what, [apply = std::move(apply)](Document& document) { apply(losses_page(document).compare); }, std::move(merge));
}

void switch_box(Panel& panel, const char* id, const std::string& label, bool Comparison::*flag) {
  if (check_box(id, label, compared(panel).*flag, panel)) {
    change(panel, label, [flag](Comparison& compare) { compare.*flag = !(compare.*flag); });
  }
}

// A number that stays within the slider's range however it is typed.
void number_slider(Panel& panel, const SliderSpec& spec, std::function<void(Comparison&, double)> apply) {
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  change(
      panel, spec.label,
      [spec, apply = std::move(apply), value = *events.value](Comparison& compare) {
        if (!(value >= spec.min && value <= spec.max)) {
          throw InputError(fmt::format("{} must be {} to {}.", spec.label, spec.min, spec.max));
        }
        apply(compare, value);
      },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

void axis_choice(Panel& panel) {
  const std::vector<std::string> names{"Residual", "Margin", "Prob.", "Score", "Other"};
  constexpr std::array explanations{"r = y − ŷ: how far the prediction ŷ is from the truth y.",
                                    "m = y·f: how far on the right side the score f is; y is −1 or +1.",
                                    "p: the probability that the model gives to the true class.",
                                    "q: the reported probability of an event that happens with probability π.",
                                    "Losses of a distance, a rate and the like: each has its own argument."};
  const int current = static_cast<int>(losses_page(panel.document()).axis);
  if (const auto clicked = segmented("axis", names, current, panel)) {
    panel.actions.edit("axis of the losses", [axis = static_cast<LossAxis>(*clicked)](Document& document) {
      losses_page(document).axis = axis;
    });
  }
  hint(explanations[static_cast<std::size_t>(current)], panel);
}

// What is drawn of losses for two classes: themselves, or their risk.
void study_choice(Panel& panel) {
  const LossAxis axis = losses_page(panel.document()).axis;
  if (axis != LossAxis::margin && axis != LossAxis::probability) return;
  const bool probability = axis == LossAxis::probability;
  const std::vector<std::string> names{"Loss", probability ? "Expected score" : "Conditional risk"};
  if (const auto clicked = segmented("study", names, compared(panel).risk ? 1 : 0, panel)) {
    change(panel, "what is drawn of losses", [risk = *clicked == 1](Comparison& compare) { compare.risk = risk; });
  }
  if (!compared(panel).risk) return;
  SliderSpec spec;
  spec.id = "eta";
  spec.label = probability ? "True probability π" : "True probability η";
  spec.role = "of class +1";
  spec.value = compared(panel).eta;
  spec.initial = Comparison().eta, spec.min = least_eta, spec.max = largest_eta;
  number_slider(panel, spec, [](Comparison& compare, double eta) { compare.eta = eta; });
}

void view_switch(Panel& panel, const char* id, const char* label, bool LossesView::*flag) {
  if (check_box(id, label, losses_view(panel.view()).*flag, panel)) {
    panel.actions.look([flag](View& view) { losses_view(view).*flag ^= true; });
  }
}

void log_switch(Panel& panel) {
  if (check_box("log_loss", "Logarithmic loss", is_logarithmic(panel, "loss"), panel))
    toggle_logarithmic(panel, "loss");
}

void plot_switches(Panel& panel) {
  section("Show", panel.ui);
  if (!ImGui::BeginTable("options", 2)) return;
  ImGui::TableNextColumn();
  view_switch(panel, "curvature", "Curvature", &LossesView::show_curvature);
  ImGui::TableNextColumn();
  view_switch(panel, "probe", "Probe line", &LossesView::probe);
  ImGui::TableNextColumn();
  if (losses_page(panel.document()).axis == LossAxis::residual) {
    view_switch(panel, "weight", "Weight", &LossesView::show_weight);
    ImGui::TableNextColumn();
  }
  log_switch(panel);
  ImGui::EndTable();
}

void unit_switches(Panel& panel) {
  if (!ImGui::BeginTable("units", 2)) return;
  ImGui::TableNextColumn();
  switch_box(panel, "half", "Half: ½ ℓ", &Comparison::half);
  ImGui::TableNextColumn();
  switch_box(panel, "bits", "Bits: ℓ / ln 2", &Comparison::bits);
  ImGui::EndTable();
}

// The point at which all losses are made to agree.
void value_place(Panel& panel) {
  const LossAxis axis = losses_page(panel.document()).axis;
  const auto which = static_cast<std::size_t>(axis);
  constexpr std::array labels{"Equal at residual r", "Equal at margin m", "Equal at probability p",
                              "Equal at probability q", "Equal at argument"};
  const bool probability = axis == LossAxis::probability || axis == LossAxis::score;
  SliderSpec spec;
  spec.id = "value_at";
  spec.label = labels[which];
  spec.value = compared(panel).value_at[which];
  spec.initial = Comparison().value_at[which];
  spec.min = probability ? 0.001 : axis == LossAxis::residual ? -10 : -5;
  spec.max = probability ? 0.999 : axis == LossAxis::residual ? 10 : 5;
  spec.decimals = 3;
  number_slider(panel, spec, [which](Comparison& compare, double x) { compare.value_at[which] = x; });
}

void normalise_choice(Panel& panel) {
  const std::string place = curvature_place(losses_page(panel.document()).axis) == 0 ? "0" : "½";
  const std::vector<std::string> names{"no", "equal curvature at " + place, "equal value at a point"};
  const int current = static_cast<int>(compared(panel).normalise);
  if (const auto chosen = combo("normalise", "Normalise", names, current, panel)) {
    change(panel, "normalise", [to = static_cast<Normalise>(*chosen)](Comparison& c) { c.normalise = to; });
  }
  if (compared(panel).normalise == Normalise::value) value_place(panel);
  // Where normalised, a factor makes no difference.
  if (compared(panel).normalise == Normalise::none) unit_switches(panel);
}

// The ticked losses of the axis, and the present reference where it is none of them.
std::vector<std::string> reference_ids(const Panel& panel) {
  std::vector<std::string> ids = drawn_ids(panel.document());
  const std::string& present = compared(panel).reference;
  const bool suits =
      !present.empty() && is_drawn_on(losses_page(panel.document()).axis, panel.loss(present).info().family);
  if (suits && std::find(ids.begin(), ids.end(), present) == ids.end()) toggle(ids, present, panel.document());
  return ids;
}

void reference_choice(Panel& panel) {
  const std::vector<std::string> ids = reference_ids(panel);
  std::vector<std::string> names{"nothing"};
  int current = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    names.emplace_back(panel.loss(ids[i]).info().english);
    if (ids[i] == compared(panel).reference) current = static_cast<int>(i) + 1;
  }
  if (const auto chosen = combo("reference", "Subtract", names, current, panel)) {
    const std::string id = *chosen == 0 ? std::string() : ids[static_cast<std::size_t>(*chosen) - 1];
    change(panel, "reference", [id](Comparison& compare) { compare.reference = id; });
  }
}

void family_controls(Panel& panel) {
  const Loss& loss = panel.loss(losses_page(panel.document()).chosen());
  const std::vector<const Parameter*> usable = family_parameters(loss);
  switch_box(panel, "family", std::string("Family of ") + loss.info().english, &Comparison::family);
  if (!compared(panel).family) return;
  const auto family = loss_family(panel.document());
  if (!family) {
    hint(std::string(loss.info().english) + " has no parameter: choose another loss.", panel);
    return;
  }
  if (usable.size() > 1) {
    std::vector<std::string> names;
    int current = 0;
    for (std::size_t i = 0; i < usable.size(); ++i) {
      names.push_back(fmt::format("{}: {}", usable[i]->symbol, usable[i]->role));
      if (usable[i] == family->parameter) current = static_cast<int>(i);
    }
    if (const auto chosen = combo("family_parameter", "Parameter", names, current, panel)) {
      const std::string name = usable[static_cast<std::size_t>(*chosen)]->name;
      change(panel, "parameter of the family", [name](Comparison& compare) { compare.family_parameter = name; });
    }
  }
  SliderSpec spec;
  spec.id = "family_count";
  spec.label = "Number of curves";
  spec.value = compared(panel).family_count;
  spec.initial = Comparison().family_count, spec.min = least_family, spec.max = largest_family;
  spec.integer = true;
  number_slider(panel, spec, [](Comparison& compare, double count) { compare.family_count = static_cast<int>(count); });
}

// What is in force, so that it shows while the controls are folded away.
std::string summary(const Panel& panel) {
  const Comparison& compare = compared(panel);
  const LossesPage& page = losses_page(panel.document());
  std::string text;
  const auto add = [&](const std::string& what) { text += (text.empty() ? ": " : ", ") + what; };
  const bool normalised = compare.normalise != Normalise::none && !page.shows_risk();
  if (normalised) add("normalised");
  if (compare.half && !normalised) add("½");
  if (compare.bits && !normalised) add("bits");
  if (page.shows_risk()) return "Compare" + text;
  if (!compare.reference.empty() && is_drawn_on(page.axis, panel.loss(compare.reference).info().family)) {
    add("difference");
  }
  if (loss_family(panel.document())) add("family");
  return "Compare" + text;
}

}  // namespace

void comparison_controls(Panel& panel) {
  axis_choice(panel);
  study_choice(panel);
  const bool risk = losses_page(panel.document()).shows_risk();
  if (!risk) plot_switches(panel);
  if (!fold("compare", summary(panel), panel)) return;
  if (risk) {
    unit_switches(panel);
    return;
  }
  normalise_choice(panel);
  reference_choice(panel);
  family_controls(panel);
}

}  // namespace losslab
