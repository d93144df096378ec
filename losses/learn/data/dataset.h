#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace losslab {

enum class Task { regression, classification };

// A column that y is fitted on.
struct Predictor {
  std::string name;
  std::vector<double> values;
  friend bool operator==(const Predictor&, const Predictor&) = default;
};

inline constexpr std::size_t most_predictors = 64;
inline constexpr std::size_t most_class_names = 10;

// The points that are learnt from. All vectors that are not empty have the same size n.
struct Dataset {
  Task task = Task::regression;
  std::string name;  // for captions: "line", "phones.csv"
  std::string x1_name = "x", x2_name, y_name = "y";
  std::vector<double> x1;
  std::vector<double> x2;          // classification alone
  std::vector<Predictor> more;     // regression on several columns: those after x1, in the order of the weights;
                                   // of several classes the inputs after x2
  std::vector<double> y;           // target, or the given label −1 or +1
  std::vector<double> true_label;  // classification, −1 or +1; empty where it is not known
  // Of several classes their names, 2 to most_class_names: y and true_label are then 0, 1, ... in their order. Empty:
  // two classes, −1 and +1.
  std::vector<std::string> class_names;
  std::vector<double> weight;          // how much each point counts in the mean loss, above 0; empty: all alike
  std::vector<unsigned char> outlier;  // regression: 1 = known not to follow the bulk; empty where it is not known
  struct Line {
    double slope, intercept;
    friend bool operator==(const Line&, const Line&) = default;
  };
  std::optional<Line> true_line;  // where the data were made from one
  // Where they were made from another curve: its course, x ascending, straight in between; it jumps where x repeats.
  std::vector<double> true_x, true_y;
  // The truth is this quantile of y, not its middle (0 < quantile < 1).
  std::optional<double> true_quantile;

  std::size_t size() const { return x1.size(); }
  friend bool operator==(const Dataset&, const Dataset&) = default;
};

// How many columns y is fitted on, or classes are told apart by, and the j-th of them; x1 is number 0.
std::size_t predictor_count(const Dataset& data);
const std::string& predictor_name(const Dataset& data, std::size_t j);
const std::vector<double>& predictor(const Dataset& data, std::size_t j);
// The weights of the points divided by their mean, so that Σ share·ℓ/n is their weighted mean; empty: all are 1.
std::vector<double> shares(const Dataset& data);
// Two classes −1 and +1 as the classes 0 and 1 of these names, for what learns several; others as they are.
Dataset with_class_names(Dataset data);
// Takes one point out of all columns.
void erase_point(Dataset& data, std::size_t i);

// The truth at x, from the line or the curve; empty where it is not known.
std::optional<double> true_value(const Dataset& data, double x);

// How outliers lie, for c(x) the true curve: vertical: low by `size` in the right third. leverage: at x = 10 + size, on
// the level of c(0) of a line. clustered: one tight group at x = 9, low by `size`. drifting: low by size·x/10.
// one_sided: everywhere, high by ½ to 1½ of `size`.
enum class OutlierKind { vertical, leverage, clustered, drifting, one_sided };
// student: t-distributed with `dof` degrees of freedom, times `noise`. heteroscedastic: the standard deviation grows
// from 0.2·noise at x = 0 to 1.8·noise at x = 10.
enum class NoiseKind { gaussian, student, heteroscedastic };
// one_sided: of the class +1 alone. near, far_flip: those nearest to the boundary between the clean classes, or
// farthest from it. far: a group of the class +1 is added far out, labelled −1. Of several classes: symmetric: to any
// other class, near and far_flip to the one that lies nearest; pairs: to the next class, from the last to the first;
// matrix: as the transition matrix says; the other two are not for them.
enum class LabelNoise { symmetric, one_sided, far, near, far_flip, pairs, matrix };

// Where data come from: a generator with its settings, a file, or points that were edited by hand.
// Text form, as the command line takes it: "line:n=200,noise=0.5,outliers=0.2,seed=7".
struct DataSpec {
  // Regression, x uniform on [0, 10]: line; sinusoid: intercept + amplitude·sin(2πx/period); steps: `levels` of equal
  // width between intercept ± amplitude; polynomial: the cubic intercept + amplitude·T₃(x/5 − 1); inventory: demand in
  // ten weeks, log-normal with mean slope·week + intercept and ½·noise as the deviation of its logarithm.
  // Classes: gaussians, moons, circles (+1 inside), xor (four clouds), spirals.
  enum class Kind {
    line,
    sinusoid,
    steps,
    polynomial,
    inventory,
    gaussians,
    moons,
    circles,
    xor_clouds,
    spirals,
    file,
    points
  };
  Kind kind = Kind::line;
  int n = 60;        // 4..1000000 in all
  double noise = 1;  // standard deviation, 0..10; of moons, circles and spirals in fifths
  NoiseKind noise_kind = NoiseKind::gaussian;
  double dof = 3;                     // of Student's noise, 1..100
  double slope = 1.5, intercept = 2;  // −1000..1000
  double amplitude = 5;               // −1000..1000
  double period = 5;                  // 0.5..100
  int levels = 4;                     // 2..20
  double costs = 4;     // inventory: what a missing unit costs, where one left over costs 1; 1..100. The truth is the
                        // order that costs least, the quantile costs/(costs + 1)
  double outliers = 0;  // share of points replaced by outliers, 0..0.5
  double outlier_size = 12;  // how far an outlier is moved, in units of y, or of x (leverage), 0..100
  OutlierKind outlier_kind = OutlierKind::vertical;
  double separation = 2;     // gaussians: centres at (±separation, 0); xor: at (±separation, ±separation); 0..10
  double imbalance = 0.5;    // share of the class +1, 0.01..0.99; of each class there is one point at least
  double flips = 0;          // share of labels that are wrong, 0..0.5; far: share of points added far away
  double far_distance = 10;  // far: where on the x1 axis the mislabelled group sits, 2..30
  LabelNoise label_noise = LabelNoise::symmetric;
  // 2, or 3..10: gaussians lie on a ring of radius `separation`, moons side by side, circles one in another and spirals
  // turned by 1/classes of a turn, named A, B, ...; imbalance and distance are for two.
  int classes = 2;
  // matrix: the share of row i's class that is labelled j, row by row (see transition.h); empty: nobody is.
  std::vector<double> transition;
  std::uint64_t seed = 1;
  std::string file;  // file: a name under assets/data ("phones.csv") or a path
  Dataset points;    // points: the data themselves
  friend bool operator==(const DataSpec&, const DataSpec&) = default;
};

// The generators: all kinds but file and points.
struct Generator {
  DataSpec::Kind kind;
  Task task;
  const char* id;     // in texts
  const char* title;  // for people
};
std::span<const Generator> generators();
bool is_generator(DataSpec::Kind kind);

// Throws InputError naming the key and what was expected.
DataSpec parse_data_spec(const std::string& text);
// Whether its points have more than two classes; of a file that is known once it is read.
bool has_several_classes(const DataSpec& spec);
std::string to_text(const DataSpec& spec);
Task task_of(const DataSpec& spec);  // of a generator; of a file it is known only once it is read

// Makes the data: the same specification gives the same bytes on every machine (values are rounded to 1e-6). A file is
// looked up as a path, then in `asset_folder`/data. Throws InputError for a file that cannot be used.
Dataset make_data(const DataSpec& spec, const std::string& asset_folder);

// Reads a table (see csv_table.h) whose columns are x,y[,outlier] or x1,x2,...,y[,outlier] (regression) or
// x1,x2,...,label[,true_label] (classification, labels −1 and 1, or 2 to 10 other values). The header says which; other
// header names are taken by position where the column count leaves no doubt: two numeric columns are x,y. Throws
// InputError with file, line and column.
Dataset read_csv(const std::string& path);
Dataset parse_csv(const std::string& text, const std::string& name);
std::string to_csv(const Dataset& data);

}  // namespace losslab
