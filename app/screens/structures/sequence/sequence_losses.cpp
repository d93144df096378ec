// The losses of sequences that run, and how they descend.
#include <cmath>

#include "app/core/structures/sequence/frame_course.h"
#include "app/screens/structures/sequence/sequence_panels.h"
#include "app/screens/structures/structures_panels.h"

namespace losslab {
namespace {

struct SequenceEntries {
  RunningKind kind = sequence_losses();
  std::vector<RunningEntry> entries = structured_entries(kind);

  SequenceEntries() {
    for (RunningEntry& entry : entries) entry.parameters = {};  // the page sets them
  }
};

// Along the logit of the letter in the middle one of three frames, the others knowing nothing.
std::vector<Point> sketch_of(const RunningEntry& entry) {
  constexpr std::array<double, 6> nothing{};
  constexpr std::array<std::size_t, 1> label{1};
  constexpr std::array<std::size_t, 3> alignment{0, 1, 0};
  const scalar::CtcLattice<double> lattice(3, 2, 0, nothing.data(), label);
  const FrameCourse course = entry.id == "ctc" ? FrameCourse(lattice, 1) : FrameCourse(lattice.at, alignment, 1);
  std::vector<Point> curve;
  constexpr int count = 40;
  for (int i = 0; i <= count; ++i) {
    const double share = static_cast<double>(i) / count;
    const std::array<double, 2> z{0, 12 * share - 6};
    curve.push_back({share, std::min(course.value(z) / 8, 1.0)});
  }
  return curve;
}

RunningList list_of(Panel& panel) {
  const SequenceEntries& all = panel.state.memory<SequenceEntries>();
  return {"sequence",
          sequence_page(panel.document()),
          all.kind,
          all.entries,
          [](const RunningEntry& entry, std::span<const double>) { return sketch_of(entry); },
          [&panel](const std::string& what, std::function<void(RunningLosses&)> change, const std::string& merge) {
            edit_sequence(
                panel, what, [change = std::move(change)](SequencePage& page) { change(page); }, merge);
          }};
}

}  // namespace

void sequence_loss_list(Panel& panel) { running_list(panel, list_of(panel)); }

void sequence_descent_controls(Panel& panel) {
  running_optimizer(panel, list_of(panel), {usual_sequence_optimizer().rate, 1e-3, 100});
}

}  // namespace losslab
