#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/core/catalogue/running_losses.h"
#include "app/core/distributions/bell/bell_page.h"
#include "losses/learn/optimise/optimizer.h"
#include "losses/vectors/vector_loss.h"

namespace losslab {

struct Document;
struct View;

inline constexpr const char* distributions_id = "distributions";  // of the screen
inline constexpr std::size_t least_classes = 2, most_classes = 10;

// Plain gradient descent; on logits steps may be long.
inline Optimizer usual_logit_optimizer() {
  Optimizer optimizer;
  optimizer.rate = 0.5;
  return optimizer;
}

// What the screen is about.
enum class DistributionSubject : unsigned char { classes, humps };
inline constexpr std::array<const char*, 2> distribution_subject_names{"classes", "humps"};

// A truth over K classes, a model's logits for it, and the losses that compare them.
struct DistributionsPage : RunningLosses {
  std::vector<double> truth{0.6, 0.3, 0.1};  // K probabilities
  std::vector<double> logits{-1, 1.5, 0.5};  // K of them, where every descent starts; −50..50
  std::vector<double> teacher{2, 1, -1};     // the teacher's K logits, for losses that compare with one; −50..50
  std::vector<std::string> names;            // of the classes: K, or none, where they are numbered
  DistributionSubject subject = DistributionSubject::classes;
  BellPage bell;  // of the subject `humps`

  DistributionsPage()
      : RunningLosses{{"softmax_ce_soft", "mae_softmax", "brier_softmax", "js_softmax"},
                      "softmax_ce_soft",
                      {},
                      usual_logit_optimizer()} {}
  friend bool operator==(const DistributionsPage&, const DistributionsPage&) = default;

  std::size_t classes() const { return truth.size(); }
};
inline constexpr double largest_logit = 50;

// What the places beside the simplex show.
enum class DistributionPlot : unsigned char {
  forces,
  along,
  slope,
  ledger,
  temperature,
  map,         // the class that the minimiser picks, over all truths
  link,        // p of the minimiser along a line of truths
  link_logit,  // its logit
  heated_loss,
  heated_gradient  // loss and length of the gradient against the temperature
};
inline constexpr std::array<const char*, 10> distribution_plot_names{
    "forces", "along", "slope", "ledger", "temperature", "map", "link", "link_logit", "heated_loss", "heated_gradient"};
// What is plotted against the iteration.
enum class DescentQuantity : unsigned char { loss, divergence, confidence, size };
inline constexpr std::array<const char*, 4> descent_quantity_names{"loss", "divergence", "confidence", "size"};

// How the screen is looked at.
struct DistributionsView {
  DistributionPlot upper = DistributionPlot::forces, lower = DistributionPlot::along;  // right of the simplex
  DescentQuantity history = DescentQuantity::loss;                                     // below it
  int logit = 0;                        // the one that moves in the plots along a logit
  std::array<int, 3> corners{0, 1, 2};  // the classes of the simplex
  bool bits = false;                    // entropies are in bits, not nats
  std::string large;                    // the plot that has all of the page; empty: four share it
  BellView bell;
  friend bool operator==(const DistributionsView&, const DistributionsView&) = default;
};

// The classes of the simplex: as chosen, or the first three where one of these does not exist.
std::array<int, 3> simplex_corners(const DistributionsView& view, std::size_t classes);

DistributionsPage& distributions_page(Document& document);
const DistributionsPage& distributions_page(const Document& document);
DistributionsView& distributions_view(View& view);
const DistributionsView& distributions_view(const View& view);

// A loss with the parameters that the page has for it.
VectorLoss vector_loss(const DistributionsPage& page, std::string_view id);
// The page's teacher where the loss compares with one, else nothing.
std::vector<double> teacher_of(const DistributionsPage& page, const VectorLoss& loss);
// Whether a loss that compares with a teacher runs.
bool has_teacher(const DistributionsPage& page);
// Those that can run.
RunningKind logit_losses();
// Its number among the styles: its place in the catalogue of vector losses, or −1.
int vector_series(std::string_view id);

// Gives the page another number of classes: the first ones stay, in proportion.
void set_classes(DistributionsPage& page, std::size_t classes);
// Gives one class that probability; the others share the rest as they did before.
void set_probability(std::vector<double>& truth, std::size_t which, double value);
// Whatever an edit did, the page stays one that can be shown.
void make_valid(DistributionsPage& page);

// What the truth can be set to at once.
enum class TruthPreset : unsigned char { one_hot, smoothed, teacher, uniform, ambiguous };
inline constexpr std::size_t truth_presets = 5;
// A certain truth, and logits that are sure of another class.
void set_confident_mistake(DistributionsPage& page);
std::vector<double> preset_truth(TruthPreset preset, std::size_t classes);

// softmax(z/T), in a way that no logit is too large for.
std::vector<double> softmax(std::span<const double> logits, double temperature = 1);
double entropy(std::span<const double> p);                                // in nats
double divergence(std::span<const double> t, std::span<const double> p);  // KL(t ‖ p) in nats

}  // namespace losslab
