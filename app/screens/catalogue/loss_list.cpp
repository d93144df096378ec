#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/own_losses.h"
#include "app/screens/catalogue/loss_list.h"
#include "app/screens/shell/pieces.h"
#include "widgets/imgui/chips.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

// For tests: where the row would be.
void note_hidden(Panel& panel, const std::string& id, ImVec2 at, double height) {
  if (panel.ui.controls == nullptr) return;
  (*panel.ui.controls)[id] = {at.x + panel.ui.px(26), at.y, panel.ui.px(200), height};
  (*panel.ui.controls)[id + ".box"] = {at.x, at.y, panel.ui.px(26), height};
}

void loss_row(Panel& panel, const LossList& list, const LossMatch& match, HiddenRows& hidden) {
  const int index = match.index;
  LossRows::Row& own = panel.state.memory<LossRows>().rows[static_cast<std::size_t>(index)];
  const Loss& loss = panel.document().losses[static_cast<std::size_t>(index)];
  const bool ticked = list.ticked(loss);
  const ImVec2 at = hidden.at();
  const bool known = !ticked || own.below >= 0;
  const float height = sketch_row_height(panel.ui, is_explained(match));
  if (known && hidden.skip(height + (ticked ? own.below : 0))) {
    note_hidden(panel, own.list_id, at, height);
    return;
  }
  hidden.take();
  SketchRow row = loss_row_of(panel, index);
  const std::string why = why_found(panel, match);
  row.id = own.list_id.c_str();
  row.note = why;
  row.ticked = ticked;
  row.chosen = list.chosen(loss);
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.toggled) list.toggle(loss, ticked);
  if (events.chosen) list.choose(loss);
  if (events.hovered && ticked) panel.state.hovered_row = index;
  if (!ticked) return;
  const float before = ImGui::GetCursorScreenPos().y;
  list.below(loss);
  own.below = ImGui::GetCursorScreenPos().y - before;
}

// Ticks or unticks what is listed of a family.
void tick_all(Panel& panel, const LossList& list, std::span<const LossMatch> listed, bool ticked) {
  std::vector<std::string> ids;
  for (const LossMatch& match : listed) {
    const Loss& loss = panel.document().losses[static_cast<std::size_t>(match.index)];
    if (list.ticked(loss) != ticked) ids.emplace_back(loss.id());
  }
  if (!ids.empty()) list.tick_all(std::move(ids), ticked);
}

// The heading of a family, with how many of its losses were found, and the words that tick all of them or none.
void family_heading_row(Panel& panel, const LossList& list, Family family, std::span<const LossMatch> listed,
                        bool narrowed) {
  Ui& ui = panel.ui;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x + ImGui::GetContentRegionAvail().x;
  if (narrowed) {
    const auto all = std::ranges::count_if(
        panel.document().losses, [family](const Loss& one) { return one.info().family == family && !is_own(one); });
    section(panel.text("loss_list.found", {{"family", panel.text(family_heading(family))},
                                           {"found", fmt::format("{}", listed.size())},
                                           {"all", fmt::format("{}", all)}}),
            ui);
  } else {
    section(panel.text(family_heading(family)), ui);
  }
  const float y = at.y + ui.px(10) + body_pen(ui, FontStyle::bold).height() * 0.5f;
  const auto id = [&](const char* what) { return fmt::format("{}.{}", what, static_cast<int>(family)); };
  const std::string& none_tip = panel.text(narrowed ? "loss_list.untick_found" : "loss_list.untick_all");
  const std::string& all_tip = panel.text(narrowed ? "loss_list.tick_found" : "loss_list.tick_all");
  const std::string &none = panel.text("loss_list.none"), &every = panel.text("loss_list.all");
  if (text_link(id("none").c_str(), none, x, y, none_tip, ui, x)) tick_all(panel, list, listed, false);
  if (text_link(id("all").c_str(), every, x, y, all_tip, ui, x)) tick_all(panel, list, listed, true);
}

void family_rows(Panel& panel, const LossList& list, std::span<const LossMatch> listed) {
  const ImVec2 spacing = ImGui::GetStyle().ItemSpacing;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(spacing.x, std::round(spacing.y * 0.5f)));
  HiddenRows hidden(panel.ui);
  for (const LossMatch& match : listed) loss_row(panel, list, match, hidden);
  hidden.take();
  ImGui::PopStyleVar();
}

void trait_chips(Panel& panel, FamilySet families, LossQuery& query) {
  ChipRow row(panel.ui);
  for (const TraitInfo& info : traits_for(families)) {
    const bool on = contains(query.traits, info.trait);
    if (row.chip(info.id, panel.text(info.title), on, panel.text(info.meaning))) {
      query.traits ^= trait_set({info.trait});
    }
  }
  row.end();
}

}  // namespace

void loss_list(Panel& panel, LossListMemory& memory, const LossList& list) {
  LossRows& all = panel.state.memory<LossRows>();
  const std::vector<Loss>& losses = panel.document().losses;
  all.prepare(losses, panel.ui.scale);
  ImGui::Dummy({0, panel.ui.px(2)});
  loss_search_field(panel, list.search_id, list.families, memory.query);
  all.search.speak(panel.language(), panel.app.language_code());
  trait_chips(panel, list.families, memory.query);
  // A filter of other families stays on for when one comes back to them, but narrows nothing here.
  LossQuery query = memory.query;
  TraitSet offered = 0;
  for (const TraitInfo& info : traits_for(list.families)) offered |= trait_set({info.trait});
  query.traits &= offered;
  const std::span<const LossMatch> found =
      memory.found.find(all.search, losses, list.families, query, !ImGui::IsMouseDown(0));
  if (found.empty()) {
    say_nothing_found(panel, query);
    list.elsewhere(memory.elsewhere.find(all.search, losses, ~FamilySet{0}, query));
    clear_button(panel, memory.query);
    return;
  }
  const auto is_own_match = [&](const LossMatch& one) { return is_own(losses[static_cast<std::size_t>(one.index)]); };
  const auto own_end = std::ranges::find_if_not(found, is_own_match);
  const std::size_t own = static_cast<std::size_t>(own_end - found.begin());
  if (list.own_heading) {
    list.own_heading();
  } else if (own > 0) {
    section(panel.text("own.heading"), panel.ui);
  }
  family_rows(panel, list, found.first(own));
  for (std::size_t begin = own; begin < found.size();) {
    const Family family = losses[static_cast<std::size_t>(found[begin].index)].info().family;
    std::size_t end = begin + 1;
    while (end < found.size() && losses[static_cast<std::size_t>(found[end].index)].info().family == family) ++end;
    const std::span<const LossMatch> listed = found.subspan(begin, end - begin);
    family_heading_row(panel, list, family, listed, !query.empty());
    family_rows(panel, list, listed);
    begin = end;
  }
}

}  // namespace losslab
