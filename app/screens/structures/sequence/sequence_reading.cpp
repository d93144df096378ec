// The numbers: the losses, the sum beside its best alignment, what is decoded, and all alignments where they are few.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/sequence/sequence_entry.h"
#include "app/screens/shell/pieces.h"
#include "app/screens/structures/sequence/sequence_panels.h"
#include "app/screens/structures/structures_panels.h"

namespace losslab {
namespace {

std::string count_text(double count) {
  return count < 1e6 ? fmt::format("{:.0f}", count) : fmt::format("{:.3g}", count);
}

TableRow line(std::string name, std::string value, bool strong = false) {
  return {.swatch = std::nullopt, .cells = {std::move(name), std::move(value)}, .strong = strong};
}

void losses_table(Panel& panel, const SequenceResults& results) {
  section(panel.text("sequence.reading.now"), panel.ui);
  const SequencePage& page = results.page();
  const long position = results.descents().position();
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < page.ticked.size(); ++i) {
    const SequenceRun& run = results.descents().runs()[i];
    const long step = std::min(position, run.length());
    const double loss = run.loss(step);
    rows.push_back(
        {.swatch = panel.theme().series(static_cast<std::size_t>(sequence_losses().series(page.ticked[i]))),
         .cells = {short_name(panel.language(), run.who().loss.info()), std::isinf(loss) ? "+∞" : brief(loss, 7),
                   brief(run.slope(step), 3), percent(results.peaks(i, step).blank)},
         .strong = page.ticked[i] == page.chosen});
  }
  const std::vector<std::string> headers{"", panel.text("sequence.reading.loss"),
                                         panel.text("distributions.reading.gradient"),
                                         panel.text("sequence.reading.blank")};
  number_table("sequence_numbers", headers, rows, panel.ui);
}

void sum_table(Panel& panel, const SequenceState& now) {
  const SequencePage& page = sequence_results(panel).page();
  section(panel.text("sequence.reading.label", {{"label", shown_label(page.label)}}), panel.ui);
  const double count = count_alignments(page.frames, now.of.label);
  const double paths = std::pow(static_cast<double>(page.symbols), static_cast<double>(page.frames));
  muted_text(panel.text("sequence.reading.count", {{"count", count_text(count)}, {"paths", count_text(paths)}}),
             panel.ui);
  muted_text(panel.text("sequence.reading.least", {{"least", fmt::format("{}", least_frames(now.of.label))}}),
             panel.ui);
  if (!now.best) return;
  std::vector<TableRow> rows{
      line(panel.text("sequence.reading.sum"), brief(std::exp(now.lattice.log_probability)), true)};
  rows.push_back(line(panel.text("sequence.reading.best"), brief(std::exp(now.best->log_probability))));
  rows.push_back(line(panel.text("sequence.reading.share"),
                      percent(std::exp(now.best->log_probability - now.lattice.log_probability))));
  const std::vector<std::string> headers{"", "p"};
  number_table("sequence_sum", headers, rows, panel.ui);
  muted_text(letters_of(page, now.best->symbols), panel.ui);
}

void decoded_table(Panel& panel, const SequenceAnswer& answer) {
  const SequencePage& page = sequence_results(panel).page();
  section(panel.text("sequence.reading.decoded"), panel.ui);
  std::vector<TableRow> rows;
  const auto add = [&](const std::string& how, const Decoding& one) {
    rows.push_back({.swatch = std::nullopt,
                    .cells = {how, shown_label(letters_of(page, one.label)), brief(std::exp(one.log_probability), 3)},
                    .strong = one.label == answer.of.label});
  };
  add(panel.text("sequence.reading.greedy"), answer.greedy);
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(most, answer.beam.size()); ++i) {
    add(panel.text("sequence.reading.beam", {{"place", fmt::format("{}", i + 1)}}), answer.beam[i]);
  }
  const std::vector<std::string> headers{"", panel.text("sequence.reading.text"), "p"};
  number_table("sequence_decoded", headers, rows, panel.ui);
  hint(panel.text("sequence.reading.decoded_hint", {{"width", fmt::format("{}", beam_width)}}), panel);
}

void alignments_table(Panel& panel, const SequenceAnswer& answer) {
  if (!answer.alignments || answer.alignments->empty()) return;
  const SequencePage& page = sequence_results(panel).page();
  const std::vector<Alignment>& all = *answer.alignments;
  section(panel.text("sequence.reading.all"), panel.ui);
  constexpr std::size_t first = 8;
  const bool more = all.size() > first &&
                    fold("sequence_alignments",
                         panel.text("sequence.reading.more", {{"count", fmt::format("{}", all.size())}}), panel);
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < (more ? all.size() : std::min(first, all.size())); ++i) {
    rows.push_back(line(letters_of(page, all[i].symbols), brief(std::exp(all[i].log_probability))));
  }
  const std::vector<std::string> headers{panel.text("sequence.reading.alignment"), "p"};
  number_table("sequence_alignment_list", headers, rows, panel.ui);
}

}  // namespace

void SequencePanels::reading(Panel& panel) const {
  const SequenceResults& results = sequence_results(panel);
  if (!results.followed()) return;
  const SequencePage& page = results.page();
  losses_table(panel, results);
  sum_table(panel, results.now());
  const SequenceAnswer* const answer = results.answer();
  // That of other sizes has symbols that this page does not have.
  if (answer != nullptr && answer->of.symbols == page.symbols && answer->of.blank == page.blank) {
    decoded_table(panel, *answer);
    alignments_table(panel, *answer);
  }
  if (page.chosen.empty()) return;
  describe_loss(panel, sequence_loss(page, page.chosen), sequence_losses().series(page.chosen));
}

}  // namespace losslab
