#include "app/core/losses/own_loss_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/state/loss_id.h"
#include "app/core/shell/state/own_losses.h"
#include "losses/expression/expression.h"

namespace losslab {
namespace {

void show(Document& document, const std::string& id) {
  LossesPage& page = losses_page(document);
  const Family family = document.loss(id).info().family;
  if (!is_drawn_on(page.axis, family)) page.axis = own_axis(family);
  std::vector<std::string>& ticked = page.ticked();
  if (std::ranges::find(ticked, id) == ticked.end()) toggle(ticked, id, document);
  page.chosen() = id;
}

bool has_name(const Document& document, const std::string& name) {
  return std::ranges::any_of(document.losses, [&](const Loss& loss) { return name == loss.info().english; });
}

std::string free_name(const Document& document, const std::string& name) {
  std::string free = name;
  for (int number = 2; has_name(document, free); ++number) free = fmt::format("{} {}", name, number);
  return free;
}

OwnParameter copied_parameter(const Loss& loss, const std::string& name) {
  OwnParameter copy = usual_parameter(name);
  try {
    const std::size_t index = loss.parameter_index(name);
    const Parameter& one = loss.parameters()[index];
    const double value = std::isfinite(loss.parameter(index)) ? loss.parameter(index) : one.slider_min;
    copy = {name,      one.symbol, one.role,  value,          one.slider_min, one.slider_max,
            one.scale, one.lower,  one.upper, one.open_lower, one.open_upper};
  } catch (const InputError&) {
    return copy;  // a name of the expression's own
  }
  return copy;
}

std::optional<OwnLossText> text_of_catalogue(const Loss& loss) {
  OwnLossText text;
  text.family = loss.info().family;
  text.formula = loss.info().expression;
  if (text.formula.empty() || text.family == Family::other) return std::nullopt;
  for (const std::string& name : parse_expression(text.formula, variable_of_family(text.family)).parameters) {
    text.parameters.push_back(copied_parameter(loss, name));
  }
  // An expression may hold up to some value of the first parameter alone.
  const double most = loss.info().expression_up_to;
  for (OwnParameter& own : text.parameters) {
    if (!std::isfinite(most) || own.name != loss.parameters()[0].name) continue;
    own.upper = most;
    own.slider_max = std::min(own.slider_max, most);
    own.initial = std::min(own.initial, most);
  }
  return text;
}

}  // namespace

LossAxis own_axis(Family family) {
  if (is_of_margin(family)) return LossAxis::margin;
  if (family == Family::of_probability) return LossAxis::probability;
  return family == Family::score ? LossAxis::score : LossAxis::residual;
}

OwnLossText first_own_text(LossAxis axis) {
  OwnLossText text;
  switch (axis) {
    case LossAxis::margin:
      text.family = Family::margin;
      text.formula = "max(0, 1 - m)";
      break;
    case LossAxis::probability:
      text.family = Family::of_probability;
      text.formula = "-log(p)";
      break;
    case LossAxis::score:
      text.family = Family::score;
      text.formula = "(1 - q)^2";
      break;
    default:
      text.formula = "r^2/2";
  }
  return text;
}

std::optional<OwnLossText> copied_text(const Loss& loss) {
  if (loss.own_text() == nullptr) return text_of_catalogue(loss);
  OwnLossText text = *loss.own_text();
  for (OwnParameter& one : text.parameters) {
    const auto all = loss.parameters();
    const auto at = std::ranges::find_if(all, [&](const Parameter& other) { return one.name == other.name; });
    if (at != all.end()) one.initial = loss.parameter(static_cast<std::size_t>(at - all.begin()));
  }
  return text;
}

std::string make_own_loss(Document& document, OwnLossText text, const std::string& name) {
  text.name = free_name(document, name);
  text.id = free_loss_id(document, text.name);
  std::string id = text.id;
  add_own_loss(document, text);
  show(document, id);
  return id;
}

void edit_own_loss(Document& document, std::string_view id, OwnLossText text) {
  const OwnLossText before = *document.loss(id).own_text();
  const bool ticked = [&] {
    const auto& ids = losses_page(document).ticked();
    return std::ranges::find(ids, id) != ids.end();
  }();
  text.id = before.id;
  if (text.name != before.name) {
    // Its own id is as good as free.
    Document others = document;
    remove_own_loss(others, before.id);
    text.id = free_loss_id(others, text.name);
  }
  change_own_loss(document, before.id, text);
  if (text.family != before.family && ticked) show(document, text.id);
}

Opening take_loss(const OwnLossText& loss, const Document& before, const Language& text) {
  Opening opening;
  opening.document = before;
  opening.screen = losses_id;
  const auto own = own_losses(before);
  const auto same = std::ranges::find_if(own, [&](const Loss& one) {
    OwnLossText other = *one.own_text();
    other.id = loss.id;
    return other == loss;
  });
  const std::string name = Loss::from_formula(loss).info().english;
  if (same != own.end()) {
    show(opening.document, std::string(same->id()));
    opening.sentence = text("message.own.known", {{"name", name}});
  } else {
    OwnLossText taken = loss;
    const auto& all = before.losses;
    if (std::ranges::find(all, loss.id, &Loss::id) != all.end()) taken.id = free_loss_id(before, loss.name);
    add_own_loss(opening.document, taken);
    show(opening.document, taken.id);
    opening.sentence = text("message.own.taken", {{"name", name}});
  }
  opening.what = text("message.own.undo", {{"name", name}});
  return opening;
}

}  // namespace losslab
