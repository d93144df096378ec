#include "app/core/structures/sequence/sequence_page.h"

#include <algorithm>
#include <cmath>

#include "app/core/structures/structures_page.h"
#include "losses/core/random.h"
#include "losses/structures/sequence/alignments.h"

namespace losslab {
namespace {

constexpr auto presets =
    std::to_array({LogitPreset::uniform, LogitPreset::random, LogitPreset::nearly_right, LogitPreset::misplaced});

double hundredth(double value) { return std::round(100 * value) / 100; }

}  // namespace

SequencePage::SequencePage()
    : RunningLosses{{"ctc", "frame_ce"}, "ctc", {}, usual_sequence_optimizer()},
      logits(preset_logits(LogitPreset::uniform, *this)) {}

SequencePage& sequence_page(Document& document) { return structure_page<SequencePage>(document, sequence_id); }
const SequencePage& sequence_page(const Document& document) {
  return structure_page<SequencePage>(document, sequence_id);
}

RunningKind sequence_losses() {
  RunningKind kind = running_kind(Structure::sequence);
  kind.parameters = [](std::string_view) { return std::span<const Parameter>(); };
  return kind;
}

StructuredLoss sequence_loss(const SequencePage& page, std::string_view id) {
  StructuredLoss loss(id);
  for (const Parameter& parameter : loss.parameters()) {
    const std::string_view name = parameter.name;
    const std::size_t value = name == "T" ? page.frames : name == "K" ? page.symbols : page.blank;
    loss.set(name, static_cast<double>(value));
  }
  return loss;
}

char letter_of(const SequencePage& page, std::size_t symbol) {
  if (symbol == page.blank) return blank_letter;
  return static_cast<char>('a' + (symbol < page.blank ? symbol : symbol - 1));
}

std::optional<std::size_t> symbol_of(const SequencePage& page, char letter) {
  if (letter == blank_letter) return page.blank;
  if (letter < 'a' || letter > last_letter(page)) return std::nullopt;
  const auto place = static_cast<std::size_t>(letter - 'a');
  return place < page.blank ? place : place + 1;
}

char last_letter(const SequencePage& page) { return static_cast<char>('a' + page.symbols - 2); }

std::vector<std::size_t> symbols_of(const SequencePage& page, std::string_view letters) {
  std::vector<std::size_t> symbols;
  for (const char letter : letters) symbols.push_back(symbol_of(page, letter).value_or(page.blank));
  return symbols;
}

std::string letters_of(const SequencePage& page, std::span<const std::size_t> symbols) {
  std::string letters;
  for (const std::size_t symbol : symbols) letters += letter_of(page, symbol);
  return letters;
}

std::vector<std::size_t> even_alignment(const SequencePage& page) {
  const std::vector<std::size_t> label = symbols_of(page, page.label);
  const std::size_t least = least_frames(label);
  if (label.empty()) return std::vector<std::size_t>(page.frames, page.blank);
  const std::size_t spare = page.frames > least ? page.frames - least : 0;
  std::vector<std::size_t> spread;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (i > 0 && label[i] == label[i - 1]) spread.push_back(page.blank);
    const std::size_t more = (i + 1) * spare / label.size() - i * spare / label.size();
    spread.insert(spread.end(), 1 + more, label[i]);
  }
  // Too long where there are not even the least frames.
  std::vector<std::size_t> fitting(page.frames);
  for (std::size_t t = 0; t < page.frames; ++t) fitting[t] = spread[t * spread.size() / page.frames];
  return fitting;
}

std::vector<std::size_t> alignment_of(const SequencePage& page) {
  return page.alignment.empty() ? even_alignment(page) : symbols_of(page, page.alignment);
}

std::vector<double> target_of(const SequencePage& page, std::string_view id) {
  const std::vector<std::size_t> target = id == "frame_ce" ? alignment_of(page) : symbols_of(page, page.label);
  return {target.begin(), target.end()};
}

bool is_infeasible(const SequencePage& page) { return page.frames < least_frames(symbols_of(page, page.label)); }

std::vector<double> preset_logits(LogitPreset preset, const SequencePage& page) {
  std::vector<double> logits(page.frames * page.symbols, 0);
  if (preset == LogitPreset::uniform) return logits;
  Random random(page.seed);
  const double noise = preset == LogitPreset::misplaced ? 0 : preset == LogitPreset::random ? 0.3 : 0.7;
  for (double& z : logits) z = hundredth(noise * random.normal());
  if (preset == LogitPreset::random) return logits;
  const std::vector<std::size_t> even = even_alignment(page);
  if (preset == LogitPreset::nearly_right) {
    for (std::size_t t = 0; t < page.frames; ++t) logits[page.at(t, even[t])] += 2;
    return logits;
  }
  // Sure of the label in its reverse order, each letter for a single frame in the middle of its share.
  for (std::size_t t = 0; t < page.frames; ++t) logits[page.at(t, page.blank)] = 4;
  const std::size_t length = page.label.size();
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t t = std::min((2 * i + 1) * page.frames / (2 * length), page.frames - 1);
    logits[page.at(t, page.blank)] = 0;
    logits[page.at(t, *symbol_of(page, page.label[length - 1 - i]))] = 5;
  }
  return logits;
}

std::optional<LogitPreset> preset_of(const SequencePage& page) {
  for (const LogitPreset preset : presets) {
    if (preset_logits(preset, page) == page.logits) return preset;
  }
  return std::nullopt;
}

bool has_noise(LogitPreset preset) { return preset == LogitPreset::random || preset == LogitPreset::nearly_right; }

std::vector<double> fitted_logits(std::span<const double> logits, std::size_t before, std::size_t frames,
                                  std::size_t symbols) {
  std::vector<double> fitted(frames * symbols, 0);
  for (std::size_t t = 0; t < frames && (t + 1) * before <= logits.size(); ++t) {
    for (std::size_t k = 0; k < std::min(before, symbols); ++k) fitted[t * symbols + k] = logits[t * before + k];
  }
  return fitted;
}

void make_valid(SequencePage& page) {
  page.frames = std::clamp<std::size_t>(page.frames, 1, most_frames);
  page.symbols = std::clamp(page.symbols, least_symbols, most_symbols);
  page.blank = std::min(page.blank, page.symbols - 1);
  const auto exists = [&](char letter) { return symbol_of(page, letter).has_value(); };
  std::erase_if(page.label, [&](char letter) { return letter == blank_letter || !exists(letter); });
  if (page.label.size() > longest_label) page.label.resize(longest_label);
  // An alignment of other frames or letters is none of this page.
  if (page.alignment.size() != page.frames || !std::ranges::all_of(page.alignment, exists)) page.alignment.clear();
  page.logits.resize(page.frames * page.symbols, 0);
  for (double& z : page.logits) {
    z = std::isfinite(z) ? std::clamp(z, -largest_sequence_logit, largest_sequence_logit) : 0;
  }
  make_valid(static_cast<RunningLosses&>(page));
}

}  // namespace losslab
