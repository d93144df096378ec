#pragma once
#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "losses/learn/optimise/optimizer.h"

namespace losslab {

// A state from which a descent goes on, and the next iterates, made one after the other. `Who` says how: its member
// `optimizer`, and `double evaluate(std::span<const double> theta, std::span<double> gradient) const`, the loss. One
// that measures more on the way has a type `Note` of numbers, which evaluate() takes as its last argument and fills
// in: what is dear to find from an iterate is then kept for every step.
struct NoNote {};
template <class Who>
struct NoteOf {
  using Type = NoNote;
};
template <class Who>
requires requires { typename Who::Note; }
struct NoteOf<Who> {
  using Type = typename Who::Note;
};

template <class Who>
struct DescentTip {
  using Note = typename NoteOf<Who>::Type;

  Who who;
  std::vector<double> theta, gradient;
  double loss = 0;
  double slope = 0;  // length of the gradient
  Note note{};
  OptimizerState state;
  long step = 0;
  std::optional<long> stopped;  // the step that left the finite numbers; theta stays at the one before it
  bool measured = false;        // loss, slope, gradient and note are of theta

  DescentTip(Who by, std::span<const double> start, long at)
      : who(std::move(by)), theta(start.begin(), start.end()), gradient(start.size()), step(at) {
    state.steps = at;
  }

  // Where that has not been done yet.
  void measure() {
    if (!measured) find();
    measured = true;
  }

  // One step from a place that is measured; false where there is none.
  bool advance() {
    if (stopped) return false;
    before_ = theta;
    gradient_before_ = gradient;
    const double loss_before = loss, slope_before = slope;
    const Note note_before = note;
    unpenalised_.resize(theta.size(), 0);
    update(who.optimizer, state, theta, gradient, unpenalised_);
    if (std::ranges::all_of(theta, [](double one) { return std::isfinite(one); })) {
      find();
      if (std::isfinite(loss)) {
        ++step;
        return true;
      }
    }
    stopped = step + 1;
    theta.swap(before_);
    gradient.swap(gradient_before_);
    loss = loss_before;
    slope = slope_before;
    note = note_before;
    return false;
  }

 private:
  std::vector<double> before_, gradient_before_;
  std::vector<unsigned char> unpenalised_;

  void find() {
    if constexpr (requires { typename Who::Note; }) {
      loss = who.evaluate(theta, gradient, note);
    } else {
      loss = who.evaluate(theta, gradient);
    }
    double squares = 0;
    for (const double g : gradient) squares += g * g;
    slope = std::sqrt(squares);
  }
};

// Loss and slope at an iterate, with the note of it.
template <class Who>
struct DescentMeasure {
  double loss = 0, slope = 0;
  typename DescentTip<Who>::Note note{};

  DescentMeasure() = default;
  explicit DescentMeasure(const DescentTip<Who>& tip) : loss(tip.loss), slope(tip.slope), note(tip.note) {}
};

// Iterates that follow on a tip, and the tip after them.
template <class Who>
struct DescentPiece {
  std::optional<DescentMeasure<Who>> begun;  // of the tip that it follows on, where that was not measured
  std::vector<double> thetas, losses, slopes;
  std::vector<typename DescentTip<Who>::Note> notes;
  DescentTip<Who> tip;

  explicit DescentPiece(DescentTip<Who> from) : tip(std::move(from)) {}
  bool advance() {
    if (!tip.measured) {
      tip.measure();
      begun.emplace(tip);
      return true;
    }
    if (!tip.advance()) return false;
    thetas.insert(thetas.end(), tip.theta.begin(), tip.theta.end());
    losses.push_back(tip.loss);
    slopes.push_back(tip.slope);
    notes.push_back(tip.note);
    return true;
  }
};

// A descent with its iterates: every stride-th of them, and the newest.
template <class Who>
class KeptDescent {
 public:
  using Note = typename DescentTip<Who>::Note;

  KeptDescent(Who who, std::span<const double> start) : count_(start.size()), tip_(std::move(who), start, 0) {
    tip_.measure();
    keep();
  }
  // One whose start is measured later, and until then taken for what it is not far from.
  KeptDescent(Who who, std::span<const double> start, const DescentMeasure<Who>& meanwhile)
      : count_(start.size()), tip_(std::move(who), start, 0) {
    keep(tip_.theta, meanwhile.loss, meanwhile.slope, meanwhile.note);
  }

  const Who& who() const { return tip_.who; }
  const DescentTip<Who>& tip() const { return tip_; }
  long length() const { return static_cast<long>(losses_.size()) - 1; }
  // The iterate of a step that is kept, the one before it for a step that is not, or the last one before the run
  // stopped.
  std::span<const double> iterate(long step) const {
    if (step >= length()) return tip_.theta;
    return kept_iterate(static_cast<std::size_t>(std::max(step, 0L) / stride_));
  }
  double loss(long step) const { return losses_[at(step)]; }
  double slope(long step) const { return slopes_[at(step)]; }  // length of the gradient
  const Note& note(long step) const { return notes_[at(step)]; }
  std::optional<long> stopped() const { return tip_.stopped; }

  // The newest iterate.
  bool measured() const { return tip_.measured; }
  DescentMeasure<Who> measure_at(long step) const {
    DescentMeasure<Who> of;
    of.loss = loss(step);
    of.slope = slope(step);
    of.note = note(step);
    return of;
  }
  // Of the newest iterate, while that is not measured.
  void take_for(const DescentMeasure<Who>& meanwhile) {
    losses_.back() = meanwhile.loss;
    slopes_.back() = meanwhile.slope;
    notes_.back() = meanwhile.note;
  }

  // Makes iterates up to that one, as far as they are finite.
  void advance_to(long step) {
    if (!tip_.measured) {
      tip_.measure();
      take_for(DescentMeasure<Who>(tip_));
    }
    while (length() < step && tip_.advance()) keep();
  }
  // Takes over what was made of its tip elsewhere; of several pieces in turn the tip of the last.
  void append(const DescentPiece<Who>& piece, bool last = true) {
    if (piece.begun) take_for(*piece.begun);
    for (std::size_t i = 0; i < piece.losses.size(); ++i) {
      keep(std::span(piece.thetas).subspan(i * count_, count_), piece.losses[i], piece.slopes[i], piece.notes[i]);
    }
    if (last) tip_ = piece.tip;
  }
  // Goes on from an iterate as somebody else: slots of another method or loss mean nothing to it. `later`: the iterate
  // is measured later, and until then taken for what it was to who was there before.
  void change(Who who, long from, bool later = false) {
    const std::vector<double> here(iterate(from).begin(), iterate(from).end());
    const DescentMeasure<Who> meanwhile = measure_at(from);
    const std::size_t kept = at(from);
    losses_.resize(kept);
    slopes_.resize(kept);
    notes_.resize(kept);
    cut((kept + static_cast<std::size_t>(stride_) - 1) / static_cast<std::size_t>(stride_));
    tip_ = DescentTip<Who>(std::move(who), here, static_cast<long>(kept));
    if (!later) tip_.measure();
    later ? keep(tip_.theta, meanwhile.loss, meanwhile.slope, meanwhile.note) : keep();
  }

  std::size_t bytes() const { return iterates_ * count_ * sizeof(double); }
  long stride() const { return stride_; }
  // Doubles the stride.
  void thin() {
    const std::vector<std::vector<double>> all = std::move(chunks_);
    const std::size_t before = iterates_;
    chunks_.clear();
    iterates_ = 0;
    for (std::size_t i = 0; i < before; i += 2) add(std::span(all[i / each_]).subspan(i % each_ * count_, count_));
    stride_ *= 2;
  }

 private:
  std::size_t at(long step) const { return static_cast<std::size_t>(std::clamp(step, 0L, length())); }
  void keep() { keep(tip_.theta, tip_.loss, tip_.slope, tip_.note); }
  void keep(std::span<const double> theta, double loss, double slope, const Note& note) {
    losses_.push_back(loss);
    slopes_.push_back(slope);
    notes_.push_back(note);
    if (length() % stride_ == 0) add(theta);
  }
  std::span<const double> kept_iterate(std::size_t which) const {
    return std::span(chunks_[which / each_]).subspan(which % each_ * count_, count_);
  }
  void add(std::span<const double> theta) {
    if (iterates_ % each_ == 0) chunks_.emplace_back().reserve(each_ * count_);
    chunks_.back().insert(chunks_.back().end(), theta.begin(), theta.end());
    ++iterates_;
  }
  void cut(std::size_t iterates) {
    iterates_ = iterates;
    chunks_.resize((iterates + each_ - 1) / each_);
    if (iterates % each_ != 0) chunks_.back().resize(iterates % each_ * count_);
  }

  std::size_t count_;
  DescentTip<Who> tip_;
  long stride_ = 1;
  // Iterates in chunks that never move: a long vector that grows would be copied while a frame waits.
  std::size_t each_ = std::max<std::size_t>(1, 4096 / std::max<std::size_t>(1, count_));  // iterates of a chunk
  std::size_t iterates_ = 0;
  std::vector<std::vector<double>> chunks_;
  std::vector<double> losses_, slopes_;  // of every step
  std::vector<Note> notes_;              // the same
};

}  // namespace losslab
