#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace losslab {

enum class Task { regression, classification };

// The points that are learnt from. All vectors that are not empty have the same size n.
struct Dataset {
  Task task = Task::regression;
  std::string name;  // for captions: "line", "phones.csv"
  std::string x1_name = "x", x2_name, y_name = "y";
  std::vector<double> x1;
  std::vector<double> x2;              // classification alone
  std::vector<double> y;               // target, or the given label −1 or +1
  std::vector<double> true_label;      // classification, −1 or +1; empty where it is not known
  std::vector<unsigned char> outlier;  // regression: 1 = known not to follow the bulk; empty where it is not known
  struct Line {
    double slope, intercept;
    friend bool operator==(const Line&, const Line&) = default;
  };
  std::optional<Line> true_line;  // where the data were made from one

  std::size_t size() const { return x1.size(); }
  friend bool operator==(const Dataset&, const Dataset&) = default;
};

enum class OutlierKind { vertical, leverage };
enum class LabelNoise { symmetric, one_sided, far };

// Where data come from: a generator with its settings, a file, or points that were edited by hand.
// Text form, as the command line takes it: "line:n=200,noise=0.5,outliers=0.2,seed=7".
struct DataSpec {
  enum class Kind { line, gaussians, moons, file, points };
  Kind kind = Kind::line;
  int n = 60;                         // 4..5000 in all; classes are balanced
  double noise = 1;                   // standard deviation, 0..10; of the moons in fifths
  double slope = 1.5, intercept = 2;  // line: x is uniform on [0, 10]
  double outliers = 0;                // share of points replaced by outliers, 0..0.5
  double outlier_size = 12;  // how far an outlier is moved, in units of y (vertical) or of x (leverage), 0..100
  OutlierKind outlier_kind = OutlierKind::vertical;
  double separation = 2;     // gaussians: class centres at (±separation, 0), unit covariance times noise²
  double flips = 0;          // share of labels that are wrong, 0..0.5; far: share of points added far away
  double far_distance = 10;  // far: where on the x1 axis the mislabelled group sits, 2..30
  LabelNoise label_noise = LabelNoise::symmetric;
  std::uint64_t seed = 1;
  std::string file;  // file: a name under assets/data ("phones.csv") or a path
  Dataset points;    // points: the data themselves
  friend bool operator==(const DataSpec&, const DataSpec&) = default;
};

// Throws InputError naming the key and what was expected.
DataSpec parse_data_spec(const std::string& text);
std::string to_text(const DataSpec& spec);
Task task_of(const DataSpec& spec);  // of a generator; of a file it is known only once it is read

// Makes the data: the same specification gives the same bytes on every machine (values are rounded to 1e-6). A file is
// looked up as a path, then in `asset_folder`/data. Throws InputError for a file that cannot be used.
Dataset make_data(const DataSpec& spec, const std::string& asset_folder);

// Reads x,y[,outlier] (regression) or x1,x2,label[,true_label] (classification, labels −1 and 1; 0 is refused with a
// hint). The header says which; other header names are taken by position where the column count leaves no doubt: two
// numeric columns are x,y. UTF-8 with or without BOM, commas, LF or CRLF, empty lines at the end. At most 100 000 rows
// and 16 MiB. Throws InputError with file, line and column.
Dataset read_csv(const std::string& path);
Dataset parse_csv(const std::string& text, const std::string& name);
std::string to_csv(const Dataset& data);

}  // namespace losslab
