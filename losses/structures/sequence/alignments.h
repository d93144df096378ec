#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace losslab {

// T frames of K logits, frame by frame, and a label, as CTC takes them: see lattice.h.
struct CtcTask {
  std::size_t frames, classes, blank;
  std::span<const double> logits;
  std::span<const std::size_t> label;
};

// The least number of frames that a label fits in: its length plus the number of neighbouring equal symbols, which need
// a blank between them.
std::size_t least_frames(std::span<const std::size_t> label);
// How many alignments of `frames` frames read as the label; exact up to 2^53.
double count_alignments(std::size_t frames, std::span<const std::size_t> label);
// The label that an alignment reads as: without repetitions, then without blanks.
std::vector<std::size_t> read_alignment(std::span<const std::size_t> alignment, std::size_t blank);

struct Alignment {
  std::vector<std::size_t> symbols;  // one for each frame
  double log_probability;            // Σ log p over the frames
};
// All of them, the most probable first; equals in the order of their symbols. Empty optional where there are more than
// `most`.
std::optional<std::vector<Alignment>> all_alignments(const CtcTask& task, std::size_t most);
// The most probable one, by dynamic programming; empty where no alignment fits.
std::optional<Alignment> best_alignment(const CtcTask& task);

struct Decoding {
  std::vector<std::size_t> label;
  double log_probability;
};
// The label that the most probable symbols of the frames read as, the lowest symbol where several are; with the
// probability of that one alignment.
Decoding decode_greedily(const CtcTask& task);
// The most probable labels by prefix search with a beam of that width (Hannun et al. 2014), the best first, at most
// `width`; with the probability of what the beam has kept of their alignments, which is all of it while no prefix has
// been dropped. task.label is not looked at.
std::vector<Decoding> decode_by_prefixes(const CtcTask& task, std::size_t width);

}  // namespace losslab
