// CTC against the enumeration of all K^T paths, and what follows from the lattice.
#include <algorithm>
#include <map>

#include "losses/structures/sequence/alignments.h"
#include "losses/structures/sequence/lattice.h"
#include "support.h"

namespace losslab::testing {
namespace {

using Symbols = std::vector<std::size_t>;

Vector softmax_of(const Vector& z, std::size_t classes) {
  Vector p(z.size());
  for (std::size_t t = 0; t < z.size() / classes; ++t) {
    double sum = 0;
    for (std::size_t k = 0; k < classes; ++k) sum += std::exp(z[t * classes + k]);
    for (std::size_t k = 0; k < classes; ++k) p[t * classes + k] = std::exp(z[t * classes + k]) / sum;
  }
  return p;
}

// Goes through all paths.
template <class Do>
void for_all_paths(std::size_t frames, std::size_t classes, const Do& act) {
  Symbols path(frames);
  for (;;) {
    act(path);
    std::size_t t = 0;
    while (t < frames && ++path[t] == classes) path[t++] = 0;
    if (t == frames) return;
  }
}

struct Enumerated {
  double probability = 0, count = 0, best = 0;
  Vector occupation;  // frames × classes
};
Enumerated enumerate(const Vector& z, std::size_t frames, std::size_t classes, std::size_t blank,
                     const Symbols& label) {
  const Vector p = softmax_of(z, classes);
  Enumerated all{0, 0, 0, Vector(frames * classes)};
  for_all_paths(frames, classes, [&](const Symbols& path) {
    if (read_alignment(path, blank) != label) return;
    double probability = 1;
    for (std::size_t t = 0; t < frames; ++t) probability *= p[t * classes + path[t]];
    all.probability += probability;
    all.best = std::max(all.best, probability);
    ++all.count;
    for (std::size_t t = 0; t < frames; ++t) all.occupation[t * classes + path[t]] += probability;
  });
  return all;
}

StructuredLoss ctc(std::size_t frames, std::size_t classes, std::size_t blank) {
  StructuredLoss loss("ctc");
  loss.set("T", static_cast<double>(frames));
  loss.set("K", static_cast<double>(classes));
  loss.set("blank", static_cast<double>(blank));
  return loss;
}

TEST(Sequence, TheTeachingExample) {
  const Symbols label{1, 2};
  EXPECT_EQ(count_alignments(4, label), 15);
  EXPECT_NEAR(ctc(4, 3, 0).value(Vector(12), Vector{1, 2}), std::log(81.0 / 15), 1e-15);
  EXPECT_NEAR(std::log(81.0 / 15), 1.686399, 1e-6);
  const Vector logits(12);
  const auto all = all_alignments({4, 3, 0, logits, label}, 100);
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(all->size(), 15u);
  for (const Alignment& one : *all) EXPECT_NEAR(one.log_probability, -std::log(81.0), 1e-14);
  EXPECT_EQ(all->front().symbols, (Symbols{0, 0, 1, 2}));
}

TEST(Sequence, AgainstAllPaths) {
  Random random(1);
  const std::vector<Symbols> labels{{}, {1}, {1, 2}, {1, 1}, {2, 1, 2}, {1, 1, 1}, {2, 2, 1, 1}, {1, 2, 1, 2, 1}};
  for (std::size_t frames = 0; frames <= 8; ++frames) {
    for (const std::size_t blank : {std::size_t{0}, std::size_t{3}}) {
      const std::size_t classes = blank == 0 ? 3 : 4;
      if (frames == 8 && blank == 3) continue;
      const Vector z = some(random, frames * classes, -3, 3);
      for (const Symbols& label : labels) {
        const Enumerated exact = enumerate(z, frames, classes, blank, label);
        const StructuredLoss loss = ctc(frames, classes, blank);
        const Vector t(label.begin(), label.end());
        ASSERT_EQ(loss.objection(z, t), "");
        Vector gradient(z.size());
        const double value = loss.evaluate(z, t, gradient);
        const CtcTask task{frames, classes, blank, z, label};
        EXPECT_EQ(count_alignments(frames, label), exact.count);
        const auto all = all_alignments(task, 1000000);
        ASSERT_TRUE(all.has_value());
        EXPECT_EQ(static_cast<double>(all->size()), exact.count);
        const auto best = best_alignment(task);
        EXPECT_EQ(best.has_value(), exact.count > 0);
        EXPECT_EQ(frames >= least_frames(label), exact.count > 0);
        const scalar::CtcLattice<double> lattice(frames, classes, blank, z.data(), label);
        EXPECT_EQ(lattice.feasible(), exact.count > 0);
        if (exact.count == 0) {
          EXPECT_EQ(value, std::numeric_limits<double>::infinity());
          for (const double g : gradient) EXPECT_TRUE(std::isnan(g));
          continue;
        }
        EXPECT_NEAR(value, -std::log(exact.probability), 1e-12);
        EXPECT_NEAR(best->log_probability, std::log(exact.best), 1e-12);
        EXPECT_EQ(read_alignment(best->symbols, blank), label);
        double sum = 0;
        for (const Alignment& one : *all) {
          EXPECT_EQ(read_alignment(one.symbols, blank), label);
          sum += std::exp(one.log_probability);
        }
        EXPECT_NEAR(sum, exact.probability, 1e-13);
        EXPECT_NEAR(all->front().log_probability, best->log_probability, 1e-12);
        const Vector p = softmax_of(z, classes);
        for (std::size_t k = 0; k < z.size(); ++k) {
          EXPECT_NEAR(gradient[k], p[k] - exact.occupation[k] / exact.probability, 1e-12);
        }
      }
    }
  }
}

TEST(Sequence, OccupationsAndFlows) {
  Random random(2);
  constexpr std::size_t frames = 9, classes = 4;
  const Symbols label{1, 1, 3};
  const Vector z = some(random, frames * classes, -2, 2);
  const scalar::CtcLattice<double> lattice(frames, classes, 0, z.data(), label);
  ASSERT_EQ(lattice.states(), 7u);
  for (std::size_t t = 0; t < frames; ++t) {
    double sum = 0;
    for (std::size_t s = 0; s < 7; ++s) {
      sum += lattice.occupation(t, s);
      if (t + 1 == frames) continue;
      // What is in a state goes on from it, and came to it.
      double on = 0, in = 0;
      for (std::size_t other = 0; other < 7; ++other) {
        on += lattice.flow(t, s, other);
        in += lattice.flow(t, other, s);
      }
      EXPECT_NEAR(on, lattice.occupation(t, s), 1e-14);
      EXPECT_NEAR(in, lattice.occupation(t + 1, s), 1e-14);
    }
    EXPECT_NEAR(sum, 1, 1e-14);
    // Forward and backward meet in the same probability at every frame.
    double total = 0;
    for (std::size_t s = 0; s < 7; ++s) total += std::exp(lattice.forward[t * 7 + s] + lattice.backward[t * 7 + s]);
    EXPECT_NEAR(total, std::exp(lattice.log_probability), 1e-15);
  }
  EXPECT_FALSE(lattice.follows(3, 1));  // from 1 to the next 1 only by a blank
  EXPECT_TRUE(lattice.follows(5, 3));
}

TEST(Sequence, NoFramesNoLabelNoFit) {
  const Vector none;
  EXPECT_EQ(ctc(0, 2, 0).value(none, none), 0);
  EXPECT_EQ(ctc(0, 2, 0).value(none, Vector{1}), std::numeric_limits<double>::infinity());
  EXPECT_NEAR(ctc(3, 2, 0).value(Vector(6), none), 3 * std::log(2.0), 1e-15);
  EXPECT_EQ(least_frames(Symbols{}), 0u);
  EXPECT_EQ(least_frames(Symbols{1, 1, 2, 2, 2}), 8u);  // 5 and 3 repeats, not 2·5 + 1
  EXPECT_EQ(count_alignments(8, Symbols{1, 1, 2, 2, 2}), 1);
  EXPECT_EQ(count_alignments(7, Symbols{1, 1, 2, 2, 2}), 0);
  EXPECT_EQ(best_alignment({1, 2, 0, Vector(2), Symbols{1, 1}}), std::nullopt);
  EXPECT_EQ(all_alignments({0, 2, 0, none, Symbols{}}, 1)->size(), 1u);
  EXPECT_EQ(all_alignments({20, 3, 0, Vector(60), Symbols{1, 2}}, 100), std::nullopt);
}

TEST(Sequence, FarLogitsStayFinite) {
  for (const double far : {100.0, 1e4, 1e300}) {
    const Vector z{far, 0, -far, -far, far, 0, 0, -far, far, far, far, far};
    Vector gradient(12);
    const double value = ctc(4, 3, 0).evaluate(z, Vector{1, 2}, gradient);
    EXPECT_TRUE(std::isfinite(value)) << far;
    for (const double g : gradient) EXPECT_TRUE(std::isfinite(g) && std::fabs(g) <= 1) << far;
  }
}

TEST(Sequence, AnAlignmentIsNeverBetterThanAll) {
  Random random(3);
  for (int repeat = 0; repeat < 50; ++repeat) {
    const Vector z = some(random, 15, -3, 3);
    Vector path(5);
    for (double& symbol : path) symbol = static_cast<double>(random.below(3));
    const Symbols symbols(path.begin(), path.end()), label = read_alignment(symbols, 0);
    const Vector t(label.begin(), label.end());
    EXPECT_GE(evaluated("frame_ce", z, path, "T=5;K=3").value, ctc(5, 3, 0).value(z, t));
  }
}

TEST(Sequence, Decoding) {
  Random random(4);
  // A blank of .6 twice is the most probable path, but the label 1 has more alignments: 1 − .36 together.
  const Vector z{std::log(0.6), std::log(0.4), std::log(0.6), std::log(0.4)};
  const CtcTask two{2, 2, 0, z, {}};
  EXPECT_EQ(decode_greedily(two).label, Symbols{});
  EXPECT_NEAR(decode_greedily(two).log_probability, std::log(0.36), 1e-14);
  const std::vector<Decoding> found = decode_by_prefixes(two, 10);
  EXPECT_EQ(found.at(0).label, Symbols{1});
  EXPECT_NEAR(found.at(0).log_probability, std::log(0.64), 1e-14);
  EXPECT_EQ(found.size(), 2u);
  // A beam that drops nothing has every label with its whole probability.
  for (int repeat = 0; repeat < 5; ++repeat) {
    const Vector logits = some(random, 15, -2, 2);
    std::map<Symbols, double> exact;
    const Vector p = softmax_of(logits, 3);
    for_all_paths(5, 3, [&](const Symbols& path) {
      double probability = 1;
      for (std::size_t t = 0; t < 5; ++t) probability *= p[t * 3 + path[t]];
      exact[read_alignment(path, 0)] += probability;
    });
    const std::vector<Decoding> all = decode_by_prefixes({5, 3, 0, logits, {}}, 1000);
    EXPECT_GE(all.size(), exact.size());
    double before = 0;
    for (const Decoding& one : all) {
      if (one.log_probability == -std::numeric_limits<double>::infinity()) continue;
      EXPECT_NEAR(std::exp(one.log_probability), exact.at(one.label), 1e-14);
      EXPECT_LE(one.log_probability, before);
      before = one.log_probability;
    }
    EXPECT_LE(decode_by_prefixes({5, 3, 0, logits, {}}, 2).size(), 2u);
  }
  EXPECT_EQ(decode_by_prefixes({0, 3, 0, {}, {}}, 3).at(0).label, Symbols{});
}

}  // namespace
}  // namespace losslab::testing
