#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "losses/learn/data/dataset.h"
#include "losses/learn/models/model.h"
#include "losses/learn/optimise/class_loss.h"
#include "losses/learn/optimise/optimizer.h"
#include "losses/learn/sweep/sweep.h"

namespace losslab {

struct Document;

// What one of those who run has in place of what all share.
struct OwnSettings {
  std::vector<double> parameters;            // of a further run of a loss, all of its shape parameters; empty otherwise
  std::optional<Optimizer> optimizer;        // in place of the page's
  int series = -1;                           // of a further run: its number among the styles
  Correction correction = Correction::none;  // of several classes: for label noise
  friend bool operator==(const OwnSettings&, const OwnSettings&) = default;
};

// How the learning rate is given to those who share the descent: the same to all, or divided by the greatest curvature
// of each loss, so that a step goes equally far where the loss bends most.
enum class Rates : unsigned char { equal, matched };
inline constexpr std::array<const char*, 2> rates_names{"equal", "matched"};

// What a sweep of the laboratory varies; all else is as the page has it. See SweepSpec.
struct SweepSettings {
  SweepAxis over;
  int seeds = 5;
  bool exact = true;  // for models linear in their parameters; the others descend
  friend bool operator==(const SweepSettings&, const SweepSettings&) = default;
};

// Who runs, at most max_competitors: ids of losses, or "huber#2" for a further run of one (see runners.h).
struct Runners {
  std::vector<std::string> ticked;
  std::map<std::string, OwnSettings, std::less<>> own;  // by those ids; further runs are always there
  std::string chosen;  // whose landscape or decision surface is shown; one of `ticked` if there is any
  friend bool operator==(const Runners&, const Runners&) = default;
};

// One laboratory: data, model, who runs, and how.
struct LabPage : Runners {
  // Of these data: who runs are losses of logits where they have several classes, else losses of one variable.
  bool several_classes = false;
  Runners others;  // who runs on data of the other kind
  // Shape parameters of losses of logits that differ from the usual ones, all of a loss.
  std::map<std::string, std::vector<double>, std::less<>> class_parameters;
  DataSpec data;
  ModelSpec model;
  bool standardize = false;
  double l2 = 0, l1 = 0;
  Optimizer optimizer;  // shared by all who have none of their own
  Rates rates = Rates::equal;
  std::vector<double> start;  // in the model's own parameters; empty: the model's initial ones from `seed`
  std::uint64_t seed = 1;     // of initial weights and batches
  SweepSettings sweep;
  friend bool operator==(const LabPage&, const LabPage&) = default;
};
inline constexpr std::size_t max_competitors = 8;

// What opens: MSE, Huber and Tukey on a line with 20 % outliers; exponential, logistic and generalised cross-entropy on
// two Gaussians with five points mislabelled far away.
LabPage usual_lab_page(Task task);

// A laboratory opens at the end of a run, so that its picture tells who was fooled at once; rewind and play show how it
// came to that.
inline constexpr long opening_length = 300;

// The page of a task in a document.
LabPage& lab_page(Document& document, Task task);
const LabPage& lab_page(const Document& document, Task task);

// Those who run on the other kind of data take the place of those who run now.
void use_several_classes(LabPage& page, bool several);
// Whether a specification says that its data have several classes; of a file of one's own that is known once it is
// read.
std::optional<bool> said_several_classes(const DataSpec& spec);

// Of the losses of one variable, what is called `from` is called `to` now, or is not there any more where `to` is
// empty; so are its further runs.
void rename_loss(LabPage& page, std::string_view from, std::string_view to);
// A loss has other parameters than before, or other bounds for them: its further runs keep of theirs what they can.
void change_parameters(LabPage& page, const Loss& before, const Loss& loss);
// The styles of further runs of such losses come behind those of the losses, of which there are `losses`: what would be
// one of these moves on, in its colour.
void move_styles(LabPage& page, std::size_t losses);

// Whatever an edit did, the page stays one that can be run.
void make_valid(LabPage& page, const LabPage& before);

}  // namespace losslab
