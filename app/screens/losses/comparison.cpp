#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/catalogue/loss_text.h"
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
  const std::string sentence =
      panel.text("compare.out_of_range",
                 {{"what", spec.label}, {"least", fmt::format("{}", spec.min)}, {"most", fmt::format("{}", spec.max)}});
  change(
      panel, spec.label,
      [spec, sentence, apply = std::move(apply), value = *events.value](Comparison& compare) {
        if (!(value >= spec.min && value <= spec.max)) {
          throw InputError(sentence);
        }
        apply(compare, value);
      },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

void axis_choice(Panel& panel) {
  const std::vector<std::string> names{panel.text("loss_axis.residual"), panel.text("loss_axis.margin"),
                                       panel.text("loss_axis.probability"), panel.text("loss_axis.score"),
                                       panel.text("loss_axis.other")};
  constexpr std::array explanations{"loss_axis.residual_meaning", "loss_axis.margin_meaning",
                                    "loss_axis.probability_meaning", "loss_axis.score_meaning",
                                    "loss_axis.other_meaning"};  // keys
  const int current = static_cast<int>(losses_page(panel.document()).axis);
  if (const auto clicked = segmented("axis", names, current, panel)) {
    panel.actions.edit(panel.text("loss_axis.changed"), [axis = static_cast<LossAxis>(*clicked)](Document& document) {
      losses_page(document).axis = axis;
    });
  }
  hint(panel.text(explanations[static_cast<std::size_t>(current)]), panel);
}

// What is drawn of losses for two classes: themselves, or their risk.
void study_choice(Panel& panel) {
  const LossAxis axis = losses_page(panel.document()).axis;
  if (axis != LossAxis::margin && axis != LossAxis::probability) return;
  const bool probability = axis == LossAxis::probability;
  const std::vector<std::string> names{panel.text("compare.loss"),
                                       panel.text(probability ? "compare.expected_score" : "compare.conditional_risk")};
  if (const auto clicked = segmented("study", names, compared(panel).risk ? 1 : 0, panel)) {
    change(panel, panel.text("compare.drawn_changed"),
           [risk = *clicked == 1](Comparison& compare) { compare.risk = risk; });
  }
  if (!compared(panel).risk) return;
  SliderSpec spec;
  spec.id = "eta";
  spec.label = panel.text(probability ? "compare.true_probability_pi" : "compare.true_probability_eta");
  spec.role = panel.text("compare.true_probability_role");
  spec.value = compared(panel).eta;
  spec.initial = Comparison().eta, spec.min = least_eta, spec.max = largest_eta;
  number_slider(panel, spec, [](Comparison& compare, double eta) { compare.eta = eta; });
}

void view_switch(Panel& panel, const char* id, const std::string& label, bool LossesView::*flag) {
  if (check_box(id, label, losses_view(panel.view()).*flag, panel)) {
    panel.actions.look([flag](View& view) { losses_view(view).*flag ^= true; });
  }
}

void log_switch(Panel& panel) {
  const bool on = is_logarithmic(panel, "loss");
  if (check_box("log_loss", panel.text("compare.logarithmic"), on, panel)) toggle_logarithmic(panel, "loss");
}

void plot_switches(Panel& panel) {
  section(panel.text("compare.show"), panel.ui);
  if (!ImGui::BeginTable("options", 2)) return;
  ImGui::TableNextColumn();
  view_switch(panel, "curvature", panel.text("compare.curvature"), &LossesView::show_curvature);
  ImGui::TableNextColumn();
  view_switch(panel, "probe", panel.text("compare.probe"), &LossesView::probe);
  ImGui::TableNextColumn();
  if (losses_page(panel.document()).axis == LossAxis::residual) {
    view_switch(panel, "weight", panel.text("compare.weight"), &LossesView::show_weight);
    ImGui::TableNextColumn();
  }
  log_switch(panel);
  ImGui::EndTable();
}

void unit_switches(Panel& panel) {
  if (!ImGui::BeginTable("units", 2)) return;
  ImGui::TableNextColumn();
  switch_box(panel, "half", panel.text("compare.half"), &Comparison::half);
  ImGui::TableNextColumn();
  switch_box(panel, "bits", panel.text("compare.bits"), &Comparison::bits);
  ImGui::EndTable();
}

// The point at which all losses are made to agree.
void value_place(Panel& panel) {
  const LossAxis axis = losses_page(panel.document()).axis;
  const auto which = static_cast<std::size_t>(axis);
  constexpr std::array labels{"compare.equal_at_residual", "compare.equal_at_margin", "compare.equal_at_probability",
                              "compare.equal_at_score", "compare.equal_at_other"};  // keys
  const bool probability = axis == LossAxis::probability || axis == LossAxis::score;
  SliderSpec spec;
  spec.id = "value_at";
  spec.label = panel.text(labels[which]);
  spec.value = compared(panel).value_at[which];
  spec.initial = Comparison().value_at[which];
  spec.min = probability ? 0.001 : axis == LossAxis::residual ? -10 : -5;
  spec.max = probability ? 0.999 : axis == LossAxis::residual ? 10 : 5;
  spec.decimals = 3;
  number_slider(panel, spec, [which](Comparison& compare, double x) { compare.value_at[which] = x; });
}

void normalise_choice(Panel& panel) {
  const std::string place = curvature_place(losses_page(panel.document()).axis) == 0 ? "0" : "½";
  const std::vector<std::string> names{panel.text("compare.normalise_no"),
                                       panel.text("compare.normalise_curvature", {{"place", place}}),
                                       panel.text("compare.normalise_value")};
  const int current = static_cast<int>(compared(panel).normalise);
  if (const auto chosen = combo("normalise", panel.text("compare.normalise"), names, current, panel)) {
    change(panel, panel.text("compare.normalise_changed"),
           [to = static_cast<Normalise>(*chosen)](Comparison& c) { c.normalise = to; });
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
  std::vector<std::string> names{panel.text("compare.subtract_nothing")};
  int current = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    names.push_back(name_text(panel.language(), panel.loss(ids[i]).info()));
    if (ids[i] == compared(panel).reference) current = static_cast<int>(i) + 1;
  }
  if (const auto chosen = combo("reference", panel.text("compare.subtract"), names, current, panel)) {
    const std::string id = *chosen == 0 ? std::string() : ids[static_cast<std::size_t>(*chosen) - 1];
    change(panel, panel.text("compare.reference_changed"), [id](Comparison& compare) { compare.reference = id; });
  }
}

void family_controls(Panel& panel) {
  const Loss& loss = panel.loss(losses_page(panel.document()).chosen());
  const std::vector<const Parameter*> usable = family_parameters(loss);
  switch_box(panel, "family", panel.text("compare.family", {{"loss", name_text(panel.language(), loss.info())}}),
             &Comparison::family);
  if (!compared(panel).family) return;
  const auto family = loss_family(panel.document());
  if (!family) {
    hint(panel.text("compare.no_family", {{"loss", name_text(panel.language(), loss.info())}}), panel);
    return;
  }
  if (usable.size() > 1) {
    std::vector<std::string> names;
    int current = 0;
    for (std::size_t i = 0; i < usable.size(); ++i) {
      names.push_back(panel.text("compare.parameter_choice", {{"parameter", usable[i]->symbol},
                                                              {"role", role_text(panel.language(), *usable[i])}}));
      if (usable[i] == family->parameter) current = static_cast<int>(i);
    }
    if (const auto chosen = combo("family_parameter", panel.text("compare.parameter"), names, current, panel)) {
      const std::string name = usable[static_cast<std::size_t>(*chosen)]->name;
      change(panel, panel.text("compare.parameter_changed"),
             [name](Comparison& compare) { compare.family_parameter = name; });
    }
  }
  SliderSpec spec;
  spec.id = "family_count";
  spec.label = panel.text("compare.family_count");
  spec.value = compared(panel).family_count;
  spec.initial = Comparison().family_count, spec.min = least_family, spec.max = largest_family;
  spec.integer = true;
  number_slider(panel, spec, [](Comparison& compare, double count) { compare.family_count = static_cast<int>(count); });
}

// What is in force, so that it shows while the controls are folded away.
std::string summary(const Panel& panel) {
  const Comparison& compare = compared(panel);
  const LossesPage& page = losses_page(panel.document());
  std::string what;
  const auto add = [&](const std::string& one) { what += what.empty() ? one : panel.text("compare.and") + one; };
  const auto title = [&] {
    return what.empty() ? panel.text("compare.title") : panel.text("compare.title_with", {{"what", what}});
  };
  const bool normalised = compare.normalise != Normalise::none && !page.shows_risk();
  if (normalised) add(panel.text("compare.normalised_short"));
  if (compare.half && !normalised) add(panel.text("compare.half_short"));
  if (compare.bits && !normalised) add(panel.text("compare.bits_short"));
  if (page.shows_risk()) return title();
  if (!compare.reference.empty() && is_drawn_on(page.axis, panel.loss(compare.reference).info().family)) {
    add(panel.text("compare.difference_short"));
  }
  if (loss_family(panel.document())) add(panel.text("compare.family_short"));
  return title();
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
