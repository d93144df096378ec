#include "app/core/shell/state/own_losses.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "app/core/shell/state/screen.h"
#include "losses/core/entry.h"

namespace losslab {
namespace {

bool has_loss(const Document& document, std::string_view id) {
  return std::ranges::find(document.losses, id, &Loss::id) != document.losses.end();
}

// What is the usual need not be said, and all else is said in one order: equal losses have equal texts.
OwnLossText in_order(OwnLossText text) {
  std::erase_if(text.parameters, [](const OwnParameter& one) { return one == usual_parameter(one.name); });
  std::ranges::stable_sort(text.parameters, {}, &OwnParameter::name);
  return text;
}

void require_free(const Document& document, const std::string& id) {
  if (has_loss(document, id)) {
    throw InputError(fmt::format("There is a loss '{}' already: another one needs another id.", id));
  }
}

void tell_screens(Document& document, const LossChange& change) {
  for (const Screen* screen : screens()) screen->follow_losses(document, change);
}

// Sets what was set of the former loss by hand, where the new one has such a parameter and takes the value.
void keep_values(Loss& next, const Loss& before) {
  for (std::size_t i = 0; i < before.parameters().size(); ++i) {
    const Parameter& parameter = before.parameters()[i];
    if (before.parameter(i) == parameter.initial) continue;
    const auto all = next.parameters();
    const auto same =
        std::ranges::find_if(all, [&](const Parameter& one) { return std::string_view(one.name) == parameter.name; });
    if (same == all.end()) continue;
    try {
      next.set(static_cast<std::size_t>(same - all.begin()), before.parameter(i));
    } catch (const InputError&) {
      continue;  // beyond its new bounds: it begins anew
    }
  }
}

}  // namespace

std::span<const Loss> own_losses(const Document& document) {
  return std::span(document.losses).subspan(loss_entries().size());
}

std::vector<OwnLossText> own_texts(const Document& document) {
  std::vector<OwnLossText> texts;
  for (const Loss& loss : own_losses(document)) texts.push_back(*loss.own_text());
  return texts;
}

std::string free_loss_id(const Document& document, std::string_view name) {
  std::string id = "own";
  bool apart = true;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (!capital && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
      apart = true;
      continue;
    }
    if (apart) id += '_';
    apart = false;
    id += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const bool nameless = id == "own";
  if (!nameless && !has_loss(document, id)) return id;
  int number = nameless ? 1 : 2;
  while (has_loss(document, fmt::format("{}_{}", id, number))) ++number;
  return fmt::format("{}_{}", id, number);
}

void add_own_loss(Document& document, const OwnLossText& text) {
  Loss loss = Loss::from_formula(in_order(text));
  require_free(document, text.id);
  document.losses.push_back(std::move(loss));
  tell_screens(document, {});
}

void change_own_loss(Document& document, std::string_view id, const OwnLossText& text) {
  const std::string before(id);
  Loss& loss = document.loss(before);
  assert(is_own(loss));
  Loss next = Loss::from_formula(in_order(text));
  if (text.id != before) require_free(document, text.id);
  keep_values(next, loss);
  const bool moved = next.info().family != loss.info().family;
  const Loss former = std::exchange(loss, std::move(next));
  tell_screens(document, {before, moved ? std::string() : text.id, &former});
}

void remove_own_loss(Document& document, std::string_view id) {
  const std::string gone(id);
  const auto at = std::ranges::find(document.losses, gone, &Loss::id);
  assert(at != document.losses.end() && is_own(*at));
  const Loss former = *at;
  document.losses.erase(at);
  tell_screens(document, {gone, {}, &former});
}

}  // namespace losslab
