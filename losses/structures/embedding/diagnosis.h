#pragma once
#include "losses/structures/embedding/embedding.h"

namespace losslab {

// How an embedding does, apart from its loss.
struct EmbeddingMeasures {
  double
      accuracy;  // share of points whose nearest other point is of their class; of equally near ones the lowest index
  double within, between;  // mean distances of partners and of strangers; NaN where there are none
  double spread;           // root mean square of the distances from the mean of all
  double norm;             // root mean square of the lengths
  double turn;             // the same as spread of the points' directions: 0 where all point one way
};
EmbeddingMeasures measure_embedding(const EmbeddingPoints& points);

enum class EmbeddingTrouble : unsigned char { none, collapse, runaway, stall, settled };
// Below this share of the spread at the start the points have fallen together: what differs is then lost in the margin,
// and no other loss of the list shrinks an embedding so far on its way to a solution. It holds for directions, too,
// where lengths do not count.
inline constexpr double collapse_share = 1e-2;
// A norm that has grown tenfold: losses with a margin end within a few margins of the start, and what grows further has
// nothing that bounds it.
inline constexpr double runaway_growth = 10;
// What is wrong, the gravest first; `start` are the measures at the start of the descent and `gradient` the length of
// the present one. Centre losses are meant to collapse their classes, and are told where the classes fall together. A
// stall is that nothing pulls while some nearest neighbours are still wrong; settled, that nothing pulls and all are
// right.
EmbeddingTrouble diagnose_embedding(EmbeddingKind kind, const EmbeddingMeasures& start, const EmbeddingMeasures& now,
                                    double gradient);

}  // namespace losslab
