// Where the points begin, and what the plots show of them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/embedding/embedding_figure.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/embedding/embedding_panels.h"
#include "app/screens/structures/structures_panels.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

void edit_start(Panel& panel, std::function<void(EmbeddingSpec&)> change, const std::string& merge = {}) {
  edit_embedding(
      panel, panel.text("embedding.start.edit"),
      [change = std::move(change)](EmbeddingPage& page) { change(page.spec); }, merge);
}

void start_choice(Panel& panel) {
  const EmbeddingStart now = embedding_page(panel.document()).spec.kind;
  std::vector<std::string> names;
  names.reserve(embedding_start_titles.size());
  for (const char* key : embedding_start_titles) names.push_back(panel.text(key));
  // Points of one's own are come by by hand.
  if (now != EmbeddingStart::own) names.pop_back();
  const auto clicked =
      combo("embedding_start", panel.text("embedding.start.label"), names, static_cast<int>(now), panel);
  if (!clicked || *clicked == static_cast<int>(EmbeddingStart::own)) return;
  edit_start(panel, [to = static_cast<EmbeddingStart>(*clicked)](EmbeddingSpec& spec) { spec.kind = to; });
}

void spec_slider(Panel& panel, const SliderSpec& spec, const char* wrong,
                 std::function<void(EmbeddingSpec&, double)> put) {
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  if (!(*events.value >= spec.min && *events.value <= spec.max)) {
    panel.actions.edit(spec.label, [sentence = panel.text(wrong)](Document&) { throw InputError(sentence); });
    return;
  }
  edit_start(
      panel, [put = std::move(put), to = *events.value](EmbeddingSpec& changed) { put(changed, to); },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

void count_sliders(Panel& panel, const EmbeddingSpec& now) {
  SliderSpec points;
  points.id = "embedding_points";
  points.label = panel.text("embedding.start.points");
  points.value = static_cast<double>(now.points);
  points.initial = static_cast<double>(EmbeddingSpec().points);
  points.min = static_cast<double>(least_embedded);
  points.max = static_cast<double>(most_embedded);
  points.integer = true;
  spec_slider(panel, points, "embedding.start.points_wrong",
              [](EmbeddingSpec& spec, double to) { spec.points = static_cast<std::size_t>(std::lround(to)); });
  if (now.kind != EmbeddingStart::iris) {
    SliderSpec classes;
    classes.id = "embedding_classes";
    classes.label = panel.text("embedding.start.classes");
    classes.value = now.classes;
    classes.initial = EmbeddingSpec().classes;
    classes.min = least_embedding_classes;
    classes.max = most_embedding_classes;
    classes.integer = true;
    spec_slider(panel, classes, "embedding.start.classes_wrong",
                [](EmbeddingSpec& spec, double to) { spec.classes = static_cast<int>(std::lround(to)); });
  }
  SliderSpec noise;
  noise.id = "embedding_noise";
  noise.label = panel.text("embedding.start.noise");
  noise.role = panel.text("embedding.start.noise_role");
  noise.value = now.noise;
  noise.min = 0;
  noise.max = most_embedding_noise;
  noise.decimals = 2;
  spec_slider(panel, noise, "embedding.start.noise_wrong", [](EmbeddingSpec& spec, double to) { spec.noise = to; });
}

void seed_buttons(Panel& panel, std::uint64_t seed) {
  const auto set = [&panel](std::uint64_t to) { edit_start(panel, [to](EmbeddingSpec& spec) { spec.seed = to; }); };
  const float top = ImGui::GetCursorPosY();
  ImGui::SetCursorPosY(top + (panel.ui.px(28) - ImGui::GetTextLineHeight()) / 2);
  ImGui::TextUnformatted(panel.text("lab.data.seed", {{"seed", fmt::format("{}", seed)}}).c_str());
  ImGui::SameLine();
  ImGui::SetCursorPosY(top);
  if (button("embedding_seed_previous", panel.text("lab.data.seed_previous"), panel) && seed > 0) set(seed - 1);
  ImGui::SameLine();
  if (button("embedding_seed_next", panel.text("lab.data.seed_next"), panel)) set(seed + 1);
}

// Whether some points began in one place.
bool stays_together(const Panel& panel) {
  const EmbeddingResults& results = embedding_results(panel);
  if (!results.followed()) return false;
  const std::vector<std::uint32_t>& firsts = results.labels().firsts;
  for (std::uint32_t i = 0; i < firsts.size(); ++i) {
    if (firsts[i] != i) return true;
  }
  return false;
}

// How many classes a click can add, those that there are and one more.
int classes_to_add(const EmbeddingPage& page) { return std::min(page.spec.classes + 1, most_embedding_classes); }

void added_choice(Panel& panel) {
  const EmbeddingPage& page = embedding_page(panel.document());
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(classes_to_add(page)));
  for (int label = 0; label < classes_to_add(page); ++label) {
    names.push_back(embedding_class_name(panel.language(), label));
  }
  const int now = std::min(embedding_view(panel.view()).added_class, static_cast<int>(names.size()) - 1);
  if (const auto clicked = combo("added_class", panel.text("embedding.start.added"), names, now, panel)) {
    look_at_embedding(panel, [to = *clicked](EmbeddingView& view) { view.added_class = to; });
  }
}

}  // namespace

void start_controls(Panel& panel) {
  section(panel.text("embedding.start.title"), panel.ui);
  start_choice(panel);
  const EmbeddingSpec& now = embedding_page(panel.document()).spec;
  if (now.kind != EmbeddingStart::own) {
    count_sliders(panel, now);
    seed_buttons(panel, now.seed);
  }
  added_choice(panel);
  hint(panel.text("embedding.start.hint"), panel);
  if (stays_together(panel)) hint(panel.text("embedding.start.together_hint"), panel);
}

void embedding_show_controls(Panel& panel) {
  section(panel.text("lab.show.title"), panel.ui);
  const EmbeddingView& look = embedding_view(panel.view());
  const auto box = [&](const char* id, const char* key, bool EmbeddingView::*shown) {
    if (!check_box(id, panel.text(key), look.*shown, panel)) return;
    look_at_embedding(panel, [shown](EmbeddingView& view) { view.*shown = !(view.*shown); });
  };
  box("embedding_pairs", "embedding.show.pairs", &EmbeddingView::pairs);
  if (look.pairs) {
    hint(panel.text("embedding.show.pairs_hint", {{"count", fmt::format("{}", EmbeddingForces::most_pairs)}}), panel);
  }
  box("embedding_arrows", "embedding.show.arrows", &EmbeddingView::arrows);
  box("embedding_tails", "embedding.show.tails", &EmbeddingView::tails);
  const std::vector<std::string> paths{panel.text("embedding.path.x"), panel.text("embedding.path.y")};
  if (const auto clicked =
          combo("embedding_path", panel.text("embedding.path.label"), paths, static_cast<int>(look.path), panel)) {
    look_at_embedding(panel, [to = static_cast<EmbeddingPath>(*clicked)](EmbeddingView& view) { view.path = to; });
  }
  const EmbeddingPage& page = embedding_page(panel.document());
  const std::string second = second_loss(page, look);
  if (!second.empty()) {
    std::vector<std::string> names, ids;
    int current = 0;
    for (const std::string& id : page.ticked) {
      if (id == page.chosen) continue;
      if (id == second) current = static_cast<int>(ids.size());
      ids.push_back(id);
      names.push_back(label_text(panel.language(), running_loss<StructuredLoss>(page, id)));
    }
    if (const auto clicked = combo("embedding_second", panel.text("embedding.show.second"), names, current, panel)) {
      look_at_embedding(panel,
                        [to = ids[static_cast<std::size_t>(*clicked)]](EmbeddingView& view) { view.second = to; });
    }
  }
  hint(panel.text("lab.show.hint"), panel);
}

}  // namespace losslab
