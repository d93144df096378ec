#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/catalogue/running_losses.h"
#include "losses/structures/structured_loss.h"

namespace losslab {

struct Document;
struct View;

inline constexpr const char* sequence_id = "sequence";
inline constexpr std::size_t most_frames = 40, least_symbols = 2, most_symbols = 10, longest_label = 12;
inline constexpr double largest_sequence_logit = 50;
inline constexpr char blank_letter = '-';  // in texts of alignments

// Gradients per logit are below 1, so steps may be long.
inline Optimizer usual_sequence_optimizer() {
  Optimizer optimizer;
  optimizer.rate = 0.5;
  return optimizer;
}

// What the logits can be set to at once.
enum class LogitPreset : unsigned char { uniform, random, nearly_right, misplaced };
inline constexpr std::size_t logit_presets = 4;

// A model's logits for T frames of K symbols, one of them the blank, and a label. The symbols that are not the blank
// are the letters a, b, c, … in their order: with the blank at 0, symbol 1 is a.
struct SequencePage : RunningLosses {
  std::size_t frames = 24, symbols = 4, blank = 0;  // 1..40, 2..10 with the blank, below `symbols`
  std::string label = "cab";                        // letters, at most 12
  std::string alignment;       // for the loss that needs one: T letters and blanks; empty: the label, spread evenly
  std::uint64_t seed = 1;      // of presets with noise
  std::vector<double> logits;  // frames · symbols, frame by frame, where every descent starts; −50..50

  SequencePage();
  friend bool operator==(const SequencePage&, const SequencePage&) = default;

  std::size_t at(std::size_t frame, std::size_t symbol) const { return frame * symbols + symbol; }
};

SequencePage& sequence_page(Document& document);
const SequencePage& sequence_page(const Document& document);

// Those that can run: T, K and the blank are the page's, so that they have no parameters of their own.
RunningKind sequence_losses();
StructuredLoss sequence_loss(const SequencePage& page, std::string_view id);

// "a", or `blank_letter`.
char letter_of(const SequencePage& page, std::size_t symbol);
// None where the page has no such letter.
std::optional<std::size_t> symbol_of(const SequencePage& page, char letter);
// Of the label or an alignment of the page, whose letters all exist.
std::vector<std::size_t> symbols_of(const SequencePage& page, std::string_view letters);
std::string letters_of(const SequencePage& page, std::span<const std::size_t> symbols);
// The letters that there are: "a to d".
char last_letter(const SequencePage& page);

// The label over all frames: as many of each symbol, and single blanks where a symbol is repeated. Where the frames are
// too few it is cut, and does not read as the label.
std::vector<std::size_t> even_alignment(const SequencePage& page);
// The page's own one, or the even one.
std::vector<std::size_t> alignment_of(const SequencePage& page);
// What a loss is given beside the logits: the label, or the alignment.
std::vector<double> target_of(const SequencePage& page, std::string_view id);
// Whether no alignment of so many frames reads as the label.
bool is_infeasible(const SequencePage& page);

std::vector<double> preset_logits(LogitPreset preset, const SequencePage& page);
// The one that the logits are.
std::optional<LogitPreset> preset_of(const SequencePage& page);
bool has_noise(LogitPreset preset);
// Changes sizes, the seed or the label; logits that were a preset are that of the changed page, others stay where there
// is a place for them.
template <class Change>
void reshape(SequencePage& page, Change change);

// Whatever an edit did, the page stays one that can be shown.
void make_valid(SequencePage& page);

// Logits of other sizes: what there was of a frame and a symbol stays, the rest is 0.
std::vector<double> fitted_logits(std::span<const double> logits, std::size_t before, std::size_t frames,
                                  std::size_t symbols);

template <class Change>
void reshape(SequencePage& page, Change change) {
  const std::optional<LogitPreset> preset = preset_of(page);
  const std::size_t before = page.symbols;
  change(page);
  page.logits = preset ? preset_logits(*preset, page) : fitted_logits(page.logits, before, page.frames, page.symbols);
}

}  // namespace losslab
