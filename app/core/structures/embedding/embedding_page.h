#pragma once
#include <array>
#include <string>
#include <vector>

#include "app/core/catalogue/running_losses.h"
#include "app/core/structures/embedding/embedding_points.h"
#include "losses/structures/structured_loss.h"

namespace losslab {

struct Document;
struct View;

inline constexpr const char* embedding_id = "embedding";  // of the page

// Points of a few classes in the plane, which descend all together by each of several losses.
struct EmbeddingPage : RunningLosses {
  EmbeddingSpec spec;
  EmbeddingSamples own;         // the points where spec.kind is `own`, and none else
  Mining mining = Mining::all;  // of the losses that take it

  EmbeddingPage();
  friend bool operator==(const EmbeddingPage&, const EmbeddingPage&) = default;
};
inline constexpr std::array<const char*, 6> embedding_start_names{"blobs", "mixed", "line", "alike", "iris", "own"};
inline constexpr std::array<const char*, 4> mining_names{"all", "random", "semi_hard", "hardest"};

// What can stand beside the plane and under it: two plots of a path, another loss's plane, and what is plotted against
// the iteration.
enum class EmbeddingPlot : unsigned char {
  along,
  slope,
  second,
  loss,
  gradient,
  active,
  accuracy,
  true_accuracy,
  within,
  between,
  ratio,
  norm
};
inline constexpr std::array<const char*, 12> embedding_plot_names{
    "embedding_along",    "embedding_slope",   "embedding_second",   "embedding_loss",
    "embedding_gradient", "embedding_active",  "embedding_accuracy", "embedding_true_accuracy",
    "embedding_within",   "embedding_between", "embedding_ratio",    "embedding_norm"};
inline constexpr const char* embedding_plane_name = "embedding_plane";

// The path of one point while the others stay.
enum class EmbeddingPath : unsigned char { x, y };
inline constexpr std::array<const char*, 2> embedding_path_names{"x", "y"};

struct EmbeddingView {
  // What stands under the plane, and right of it above and below.
  EmbeddingPlot under = EmbeddingPlot::loss, upper = EmbeddingPlot::along, lower = EmbeddingPlot::ratio;
  std::string large;   // the plot that has all of the page; empty: four plots
  std::string second;  // whose plane is beside that of the chosen loss; empty or not running: the next one's
  int point = 0;       // the one that is looked at: its path and its margin
  EmbeddingPath path = EmbeddingPath::x;
  int added_class = 0;  // of points that a click adds
  bool pairs = true, arrows = true, tails = true;
  friend bool operator==(const EmbeddingView&, const EmbeddingView&) = default;
};

EmbeddingPage& embedding_page(Document& document);
const EmbeddingPage& embedding_page(const Document& document);
EmbeddingView& embedding_view(View& view);
const EmbeddingView& embedding_view(const View& view);

// Those that can run.
RunningKind embedding_losses();
// A loss of embeddings as an objective of all points.
EmbeddingObjective objective_of(const StructuredLoss& loss, Mining mining, std::uint64_t seed);
// Whatever an edit did, the page stays one that can be shown.
void make_valid(EmbeddingPage& page);

}  // namespace losslab
