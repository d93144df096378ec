// The frames, the symbols and the label; where the logits start; the alignment of the loss that needs one.
#include <fmt/format.h>

#include <cmath>

#include "app/core/structures/sequence/sequence_entry.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/sequence/sequence_panels.h"
#include "losses/core/error.h"
#include "losses/structures/sequence/alignments.h"
#include "widgets/imgui/typed_field.h"

namespace losslab {
namespace {

constexpr std::array<const char*, logit_presets> preset_keys{
    "sequence.preset.uniform", "sequence.preset.random", "sequence.preset.nearly_right", "sequence.preset.misplaced"};

struct SequenceFields {
  TypedField label, alignment;
};

void whole_slider(Panel& panel, const SliderSpec& spec, const std::string& what, const std::string& wrong,
                  std::function<void(SequencePage&, std::size_t)> put) {
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  edit_sequence(
      panel, what,
      [put = std::move(put), to = *events.value, wrong, least = spec.min, most = spec.max](SequencePage& page) {
        if (!(to >= least && to <= most)) throw InputError(wrong);
        reshape(page, [&](SequencePage& changed) { put(changed, static_cast<std::size_t>(std::round(to))); });
      },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

SliderSpec whole_spec(const char* id, const std::string& label, std::size_t value, double initial, double least,
                      double most) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.value = static_cast<double>(value);
  spec.initial = initial, spec.min = least, spec.max = most;
  spec.integer = true;
  return spec;
}

void label_field(Panel& panel, const SequencePage& page) {
  hint(panel.text("sequence.entry.label", {{"last", std::string(1, last_letter(page))}}), panel);
  const auto typed =
      typed_field("##sequence_label", page.label, -1, panel.state.memory<SequenceFields>().label, panel.ui);
  if (!typed) return;
  edit_sequence(panel, panel.text("sequence.label_edit"),
                [typed = *typed, &text = panel.language()](SequencePage& changed) {
                  const std::string label = typed_label(typed, changed, text);
                  // A start that was made for the label is made anew for the new one.
                  reshape(changed, [&](SequencePage& one) { one.label = label; });
                });
}

void sizes(Panel& panel, const SequencePage& page) {
  const SequencePage usual;
  whole_slider(panel,
               whole_spec("sequence.frames", panel.text("sequence.frames"), page.frames,
                          static_cast<double>(usual.frames), 1, static_cast<double>(most_frames)),
               panel.text("sequence.frames_edit"), panel.text("sequence.frames_wrong"),
               [](SequencePage& changed, std::size_t to) { changed.frames = to; });
  // As many as the label has letters for.
  double least = static_cast<double>(least_symbols);
  for (const char letter : page.label + page.alignment) {
    if (letter != blank_letter) least = std::max(least, static_cast<double>(letter - 'a' + 2));
  }
  whole_slider(panel,
               whole_spec("sequence.symbols", panel.text("sequence.symbols"), page.symbols,
                          static_cast<double>(usual.symbols), least, static_cast<double>(most_symbols)),
               panel.text("sequence.symbols_edit"),
               panel.text("sequence.symbols_wrong", {{"least", fmt::format("{}", least)}}),
               [](SequencePage& changed, std::size_t to) {
                 changed.symbols = to;
                 changed.blank = std::min(changed.blank, to - 1);
               });
  std::vector<std::string> places;
  for (std::size_t k = 0; k < page.symbols; ++k) places.push_back(fmt::format("{}", k));
  const auto clicked =
      combo("sequence.blank", panel.text("sequence.blank_at"), places, static_cast<int>(page.blank), panel);
  if (!clicked) return;
  edit_sequence(panel, panel.text("sequence.blank_edit"),
                [to = static_cast<std::size_t>(*clicked)](SequencePage& changed) { changed.blank = to; });
}

void start(Panel& panel, const SequencePage& page) {
  section(panel.text("sequence.logits"), panel.ui);
  hint(panel.text("sequence.logits_hint"), panel);
  std::vector<std::string> names;
  names.reserve(logit_presets + 1);
  for (const char* key : preset_keys) names.push_back(panel.text(key));
  const std::optional<LogitPreset> now = preset_of(page);
  // What is none of them has a name as well, which is no choice.
  if (!now) names.push_back(panel.text("sequence.preset.own"));
  const int current = now ? static_cast<int>(*now) : static_cast<int>(logit_presets);
  const auto clicked = combo("sequence.preset", panel.text("sequence.preset.label"), names, current, panel);
  if (clicked && static_cast<std::size_t>(*clicked) < logit_presets) {
    edit_sequence(panel, panel.text("sequence.logits_edit"),
                  [preset = static_cast<LogitPreset>(*clicked)](SequencePage& changed) {
                    changed.logits = preset_logits(preset, changed);
                  });
  }
  if (!now || !has_noise(*now)) return;
  whole_slider(panel, whole_spec("sequence.seed", panel.text("sequence.seed"), page.seed, 1, 0, 99),
               panel.text("sequence.seed_edit"), panel.text("sequence.seed_wrong"),
               [](SequencePage& changed, std::size_t to) { changed.seed = to; });
}

void alignment(Panel& panel, const SequencePage& page) {
  section(panel.text("sequence.alignment"), panel.ui);
  hint(panel.text("sequence.alignment_hint"), panel);
  const std::string& what = panel.text("sequence.alignment_edit");
  const auto typed = typed_field("##sequence_alignment", letters_of(page, alignment_of(page)), -1,
                                 panel.state.memory<SequenceFields>().alignment, panel.ui);
  if (typed) {
    edit_sequence(panel, what, [typed = *typed, &text = panel.language()](SequencePage& changed) {
      changed.alignment = typed_alignment(typed, changed, text);
    });
  }
  if (!page.alignment.empty() && button("sequence.even", panel.text("sequence.even"), panel)) {
    edit_sequence(panel, what, [](SequencePage& changed) { changed.alignment.clear(); });
  }
  const std::optional<Alignment>& best = sequence_results(panel).now().best;
  if (best && button("sequence.best_path", panel.text("sequence.best_path"), panel)) {
    edit_sequence(panel, what,
                  [letters = letters_of(page, best->symbols)](SequencePage& changed) { changed.alignment = letters; });
  }
  const std::vector<std::size_t> read = read_alignment(alignment_of(page), page.blank);
  if (read == symbols_of(page, page.label)) return;
  hint(panel.text("sequence.reads_otherwise", {{"label", shown_label(letters_of(page, read))}}), panel);
}

}  // namespace

void sequence_controls(Panel& panel) {
  const SequencePage& page = sequence_page(panel.document());
  section(panel.text("sequence.sequence"), panel.ui);
  label_field(panel, page);
  sizes(panel, page);
  start(panel, page);
  sequence_loss_list(panel);
  if (sequence_results(panel).run("frame_ce") != nullptr) alignment(panel, page);
}

}  // namespace losslab
