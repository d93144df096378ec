#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/screens/shell/panels.h"
#include "widgets/imgui/chips.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

bool is_ticked(const Panel& panel, std::string_view id) {
  const std::vector<std::string>& ids = panel.document().losses_page.ticked();
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void choose(Panel& panel, const Loss& loss) {
  panel.actions.edit("chosen loss",
                     [id = std::string(loss.id())](Document& document) { document.losses_page.chosen() = id; });
}

void toggle_loss(Panel& panel, const Loss& loss, bool ticked) {
  panel.actions.edit(std::string(ticked ? "hide " : "show ") + loss.info().english,
                     [id = std::string(loss.id()), ticked](Document& document) {
                       toggle(document.losses_page.ticked(), id, document);
                       if (!ticked) document.losses_page.chosen() = id;
                     });
}

// For tests: where the row would be.
void note_hidden(Panel& panel, const std::string& id, ImVec2 at) {
  if (panel.ui.controls == nullptr) return;
  const double height = sketch_row_height(panel.ui);
  (*panel.ui.controls)[id] = {at.x + panel.ui.px(26), at.y, panel.ui.px(200), height};
  (*panel.ui.controls)[id + ".box"] = {at.x, at.y, panel.ui.px(26), height};
}

void loss_row(Panel& panel, int index, HiddenRows& hidden) {
  LossLists::Row& own = panel.state.lists.rows[static_cast<std::size_t>(index)];
  const Loss& loss = panel.document().losses[static_cast<std::size_t>(index)];
  const bool ticked = is_ticked(panel, loss.id());
  const ImVec2 at = hidden.at();
  const bool known = !ticked || own.below >= 0;
  if (known && hidden.skip(sketch_row_height(panel.ui) + (ticked ? own.below : 0))) {
    note_hidden(panel, own.list_id, at);
    return;
  }
  hidden.take();
  SketchRow row = loss_row_of(panel, index);
  row.id = own.list_id.c_str();
  row.ticked = ticked;
  row.chosen = panel.document().losses_page.chosen() == loss.id();
  const SketchRowEvents events = sketch_row(row, panel.ui);
  if (events.toggled) toggle_loss(panel, loss, ticked);
  if (events.chosen) choose(panel, loss);
  if (events.hovered && ticked) panel.state.hovered_row = index;
  if (!ticked) return;
  const float before = ImGui::GetCursorScreenPos().y;
  parameter_sliders(panel, loss, true);
  own.below = ImGui::GetCursorScreenPos().y - before;
}

// Ticks or unticks what is listed of a family.
void tick_all(Panel& panel, std::span<const int> listed, bool ticked) {
  std::vector<std::string> ids;
  for (const int index : listed) {
    const std::string_view id = panel.document().losses[static_cast<std::size_t>(index)].id();
    if (is_ticked(panel, id) != ticked) ids.emplace_back(id);
  }
  if (ids.empty()) return;
  panel.actions.edit(ticked ? "show all listed losses" : "hide all listed losses",
                     [ids = std::move(ids)](Document& document) {
                       for (const std::string& id : ids) toggle(document.losses_page.ticked(), id, document);
                     });
}

// The heading of a family, with how many of its losses were found, and the words that tick all of them or none.
void family_heading_row(Panel& panel, Family family, std::span<const int> listed, bool narrowed) {
  Ui& ui = panel.ui;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x + ImGui::GetContentRegionAvail().x;
  if (narrowed) {
    const auto all =
        std::ranges::count(panel.document().losses, family, [](const Loss& one) { return one.info().family; });
    section(fmt::format("{} ({} of {})", family_heading(family), listed.size(), all).c_str(), ui);
  } else {
    section(family_heading(family), ui);
  }
  const float y = at.y + ui.px(10) + body_pen(ui, FontStyle::bold).height() * 0.5f;
  const auto id = [&](const char* what) { return fmt::format("{}.{}", what, static_cast<int>(family)); };
  const char* const none_tip = narrowed ? "Untick those that were found" : "Untick all of this list";
  const char* const all_tip = narrowed ? "Tick those that were found" : "Tick all of this list";
  if (text_link(id("none").c_str(), "None", x, y, none_tip, ui, x)) tick_all(panel, listed, false);
  if (text_link(id("all").c_str(), "All", x, y, all_tip, ui, x)) tick_all(panel, listed, true);
}

void family_rows(Panel& panel, std::span<const int> listed) {
  const ImVec2 spacing = ImGui::GetStyle().ItemSpacing;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(spacing.x, std::round(spacing.y * 0.5f)));
  HiddenRows hidden;
  for (const int index : listed) loss_row(panel, index, hidden);
  hidden.take();
  ImGui::PopStyleVar();
}

void trait_chips(Panel& panel, FamilySet families) {
  LossQuery& query = panel.state.lists.query;
  ChipRow row(panel.ui);
  for (const TraitInfo& info : traits_for(families)) {
    if (row.chip(info.id, info.title, contains(query.traits, info.trait), info.meaning)) {
      query.traits ^= trait_set({info.trait});
    }
  }
  row.end();
}

// Where nothing is found, what is looked for may belong to another axis.
void offer_other_axes(Panel& panel, FamilySet here, const LossQuery& query) {
  LossLists& lists = panel.state.lists;
  const std::span<const int> found = lists.elsewhere.find(lists.search, panel.document().losses, ~FamilySet{0}, query);
  FamilySet offered = here;
  for (std::size_t i = 0; i < axis_names.size(); ++i) {
    const auto axis = static_cast<LossAxis>(i);
    const FamilySet there = families_on(axis) & ~offered;
    offered |= there;
    const long count = std::ranges::count_if(found, [&](int index) {
      return contains(there, panel.document().losses[static_cast<std::size_t>(index)].info().family);
    });
    if (count == 0) continue;
    const std::string id = std::string("found_on.") + axis_names[i];
    if (button(id.c_str(), fmt::format("Show {} on the {} axis", count, axis_names[i]), panel)) {
      panel.actions.edit("axis of the losses", [axis](Document& document) { document.losses_page.axis = axis; });
    }
  }
}

}  // namespace

void loss_list(Panel& panel) {
  LossLists& lists = panel.state.lists;
  const std::vector<Loss>& losses = panel.document().losses;
  lists.prepare(losses, panel.ui.scale);
  const FamilySet families = families_on(panel.document().losses_page.axis);
  ImGui::Dummy({0, panel.ui.px(2)});
  loss_search_field(panel, "search_losses", families, lists.query);
  trait_chips(panel, families);
  // A filter of another axis stays on for when one comes back to it, but narrows nothing here.
  LossQuery query = lists.query;
  TraitSet offered = 0;
  for (const TraitInfo& info : traits_for(families)) offered |= trait_set({info.trait});
  query.traits &= offered;
  const std::span<const int> found = lists.found.find(lists.search, losses, families, query, !ImGui::IsMouseDown(0));
  if (found.empty()) {
    say_nothing_found(panel, query);
    offer_other_axes(panel, families, query);
    clear_button(panel, lists.query);
    return;
  }
  for (std::size_t begin = 0; begin < found.size();) {
    const Family family = losses[static_cast<std::size_t>(found[begin])].info().family;
    std::size_t end = begin + 1;
    while (end < found.size() && losses[static_cast<std::size_t>(found[end])].info().family == family) ++end;
    const std::span<const int> listed = found.subspan(begin, end - begin);
    family_heading_row(panel, family, listed, !query.empty());
    family_rows(panel, listed);
    begin = end;
  }
}

}  // namespace losslab
