#include "app/core/losses/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"

namespace losslab {
namespace {

using namespace toml_text;

// The id of a loss itself: "huber#2", a further run, is nobody here.
std::string loss_here(std::string_view name, const Document& document) {
  std::string id = known_loss_id(name, document);
  document.loss(id);  // which says so
  return id;
}

// Ids of known losses that `suits` agrees with, without repetition, brought into the catalogue's order.
template <class Suits>
void read_ids(TomlSection& in, std::string_view key, std::vector<std::string>& out, const Document& document,
              std::string_view expected, Suits&& suits) {
  std::vector<std::string> ids;
  if (!in.texts(key, ids)) return;
  std::vector<std::string> ordered;
  for (std::string& id : ids) {
    in.at(key, [&] { id = loss_here(id, document); });
    if (!suits(document.loss(id).info().family)) in.refuse(key, fmt::format("expected {}, found {}", expected, id));
    if (std::ranges::find(ordered, id) != ordered.end()) in.refuse(key, fmt::format("{} is named twice", id));
    toggle(ordered, id, document);
  }
  out = std::move(ordered);
}

template <class Suits>
void read_id(TomlSection& in, std::string_view key, std::string& out, const Document& document,
             std::string_view expected, Suits&& suits) {
  std::string id;
  if (!in.text(key, id)) return;
  in.at(key, [&] { id = loss_here(id, document); });
  if (!suits(document.loss(id).info().family)) in.refuse(key, fmt::format("expected {}, found {}", expected, id));
  out = id;
}

constexpr std::string_view residual_loss = "a loss of residuals", margin_loss = "a loss of margins or probabilities",
                           score_loss = "an expected score", other_loss = "a loss of another argument";

template <LossAxis axis>
bool suits(Family family) {
  return is_drawn_on(axis, family);
}

void read_family_parameter(TomlSection& in, std::string& out, const Document& document) {
  std::string name;
  if (!in.text("family_parameter", name)) return;
  const auto has_it = [&](const Loss& loss) {
    return std::ranges::any_of(loss.parameters(), [&](const Parameter& one) { return name == one.name; });
  };
  if (!name.empty() && std::ranges::none_of(document.losses, has_it)) {
    in.refuse("family_parameter", fmt::format("expected the name of a parameter, found \"{}\"", name));
  }
  out = name;
}

void read_comparison(TomlSection in, Comparison& compare, const Document& document) {
  if (const auto word = in.word("normalise", normalise_names)) {
    compare.normalise = static_cast<Comparison::Normalise>(*word);
  }
  if (std::optional<TomlSection> at = in.section("value_at")) {
    for (std::size_t i = 0; i < axis_names.size(); ++i) at->number(axis_names[i], compare.value_at[i]);
    at->finish();
  }
  in.flag("half", compare.half);
  in.flag("bits", compare.bits);
  std::string reference;
  if (in.text("reference", reference)) {
    if (!reference.empty()) in.at("reference", [&] { reference = loss_here(reference, document); });
    compare.reference = reference;
  }
  in.flag("family", compare.family);
  read_family_parameter(in, compare.family_parameter, document);
  std::int64_t count = compare.family_count;
  in.integer("family_count", count, least_family, largest_family);
  compare.family_count = static_cast<int>(count);
  in.flag("risk", compare.risk);
  in.number("eta", compare.eta, fmt::format("a number from {} to {}", least_eta, largest_eta), least_eta, largest_eta);
  in.finish();
}

void read_page(TomlSection in, Document& document) {
  LossesPage& page = losses_page(document);
  if (const auto axis = in.word("axis", axis_names)) page.axis = static_cast<LossAxis>(*axis);
  read_ids(in, "residual", page.residual, document, residual_loss, suits<LossAxis::residual>);
  read_ids(in, "margin", page.margin, document, margin_loss, suits<LossAxis::probability>);
  read_ids(in, "score", page.score, document, score_loss, suits<LossAxis::score>);
  read_ids(in, "other", page.other, document, other_loss, suits<LossAxis::other>);
  read_id(in, "chosen_residual", page.chosen_residual, document, residual_loss, suits<LossAxis::residual>);
  read_id(in, "chosen_margin", page.chosen_margin, document, margin_loss, suits<LossAxis::probability>);
  read_id(in, "chosen_score", page.chosen_score, document, score_loss, suits<LossAxis::score>);
  read_id(in, "chosen_other", page.chosen_other, document, other_loss, suits<LossAxis::other>);
  if (std::optional<TomlSection> compare = in.section("compare")) {
    read_comparison(std::move(*compare), page.compare, document);
  }
  in.finish();
}

// Each value has to be right by itself, and all of a loss together.
void read_parameters(TomlSection in, Document& document) {
  std::set<std::string> read;
  for (const std::string& key : in.keys()) {
    std::string id;
    in.at(key, [&] { id = loss_here(key, document); });
    if (!read.insert(id).second) in.refuse(key, fmt::format("{} is named twice", id));
    Loss& loss = document.loss(id);
    std::vector<double> all(loss.parameters().size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = loss.parameter(i);
    TomlSection values = *in.section(key);
    std::set<std::size_t> given;
    for (const std::string& name : values.keys()) {
      double value = 0;
      values.any_number(name, value);
      values.at(name, [&] {
        Loss(loss).set_held(name, value);
        const std::size_t index = loss.parameter_index(name);
        all[index] = value;
        if (!given.insert(index).second) values.refuse(name, "is given twice");
      });
    }
    in.at(key, [&] { loss.set_all(all); });
  }
}

void write_comparison(TomlWriter& out, const Comparison& compare) {
  if (compare == Comparison()) return;
  out.section("losses.compare");
  out.line("normalise", in_quotes(normalise_names[static_cast<std::size_t>(compare.normalise)]));
  out.line("value_at", table(axis_names, compare.value_at));
  out.line("half", flag(compare.half));
  out.line("bits", flag(compare.bits));
  out.line("reference", in_quotes(compare.reference));
  out.line("family", flag(compare.family));
  out.line("family_parameter", in_quotes(compare.family_parameter));
  out.line("family_count", whole(compare.family_count));
  out.line("risk", flag(compare.risk));
  out.line("eta", number(compare.eta));
}

}  // namespace

void write_losses(TomlWriter& out, const Document& document) {
  const LossesPage& page = losses_page(document);
  out.section("losses");
  out.line("axis", in_quotes(axis_names[static_cast<std::size_t>(page.axis)]));
  out.line("residual", texts(page.residual));
  out.line("margin", texts(page.margin));
  out.line("score", texts(page.score));
  out.line("other", texts(page.other));
  out.line("chosen_residual", in_quotes(page.chosen_residual));
  out.line("chosen_margin", in_quotes(page.chosen_margin));
  out.line("chosen_score", in_quotes(page.chosen_score));
  out.line("chosen_other", in_quotes(page.chosen_other));
  write_comparison(out, page.compare);
  std::string parameters;
  for (const Loss& loss : document.losses) {
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      if (loss.parameter(i) == loss.parameters()[i].initial) continue;
      parameters += fmt::format("{}.{} = {}\n", loss.id(), loss.parameters()[i].name, number(loss.parameter(i)));
    }
  }
  if (parameters.empty()) return;
  out.section("parameters");
  out.plain(parameters);
}

void read_losses(TomlSection& session, Document& document) {
  if (auto section = session.section("losses")) read_page(std::move(*section), document);
  if (auto section = session.section("parameters")) read_parameters(std::move(*section), document);
}

void read_losses_view(TomlSection& view, LossesView& out) {
  view.flag("show_curvature", out.show_curvature);
  view.flag("show_weight", out.show_weight);
  view.flag("probe", out.probe);
  if (std::optional<TomlSection> at = view.section("probe_at")) {
    for (std::size_t i = 0; i < axis_names.size(); ++i) at->number(axis_names[i], out.probe_at[i]);
    at->finish();
  }
}

void write_losses_view(TomlWriter& keys, const LossesView& view) {
  keys.line("show_curvature", flag(view.show_curvature));
  keys.line("show_weight", flag(view.show_weight));
  keys.line("probe", flag(view.probe));
  keys.line("probe_at", table(axis_names, view.probe_at));
}

}  // namespace losslab
