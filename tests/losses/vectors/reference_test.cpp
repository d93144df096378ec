// Every row of the reference tables of the losses of logits, which were computed from the textbook definitions at up to
// 10 200 digits.
#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <map>
#include <sstream>

#include "samples.h"

namespace losslab::testing {
namespace {

struct Row {
  VectorLoss loss;
  Numbers z, t, teacher;
  double value;
  Numbers gradient;  // empty at kinks
  std::string line;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(text + separator);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

double number(const std::string& text) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  // What is too small for a double is 0.
  if (result.ec == std::errc::result_out_of_range) return 0;
  EXPECT_TRUE(result.ec == std::errc() && result.ptr == text.data() + text.size()) << text;
  return value;
}

Numbers numbers(const std::string& text) {
  Numbers all;
  if (!text.empty()) {
    for (const std::string& part : split(text, ' ')) all.push_back(number(part));
  }
  return all;
}

std::vector<Row> read_rows(const char* file_name) {
  std::ifstream file(std::string(LOSSLAB_TEST_DATA "/reference/") + file_name);
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "loss,params,logits,target,value,gradient");
  while (std::getline(file, line)) {
    const auto f = split(line, ',');
    EXPECT_EQ(f.size(), 6u) << line;
    Row row{VectorLoss(f[0]), numbers(f[2]), {}, {}, number(f[4]), numbers(f[5]), line};
    row.loss.set_from_text(f[1]);
    const auto target = split(f[3], '|');
    row.t = numbers(target[0]);
    if (row.t.size() == 1) row.t = one_hot(row.z.size(), static_cast<std::size_t>(row.t[0]));
    if (target.size() > 1) row.teacher = numbers(target[1]);
    rows.push_back(row);
  }
  return rows;
}

// To 1e-12 of what it is, however small that is.
void expect_near(double ours, double exact, double absolute, const Row& row) {
  EXPECT_TRUE(std::fabs(ours - exact) <= 1e-12 * std::fabs(exact) + absolute)
      << ours << ", not " << exact << " in " << row.line;
}

void expect_matches(const Row& row, double value, const Numbers& gradient) {
  // Probabilities of a target that sum to 1 but for rounding are taken to do so, which the table does not.
  bool soft = false;
  for (const double t : row.t) soft = soft || (t != 0 && t != 1);
  expect_near(value, row.value, soft ? 1e-16 : 1e-300, row);
  EXPECT_EQ(row.loss.is_kink(row.z, row.t, row.teacher), row.gradient.empty()) << row.line;
  for (std::size_t k = 0; k < row.gradient.size(); ++k) expect_near(gradient[k], row.gradient[k], 1e-300, row);
}

constexpr const char* files[] = {"multiclass_shared.csv", "multiclass_more.csv"};

TEST(VectorReference, PointByPoint) {
  for (const char* file : files) {
    for (const Row& row : read_rows(file)) {
      row.loss.require(row.z, row.t, row.teacher);
      Numbers gradient(row.z.size());
      const double value = row.loss.evaluate(row.z, row.t, gradient, row.teacher);
      expect_matches(row, value, gradient);
      EXPECT_EQ(value, row.loss.value(row.z, row.t, row.teacher)) << row.line;
    }
  }
}

TEST(VectorReference, InBatches) {
  constexpr std::size_t n = 11, stride = 13;
  for (const char* file : files) {
    for (const Row& row : read_rows(file)) {
      if (row.loss.properties().needs_teacher) continue;
      const std::size_t classes = row.z.size();
      Numbers z(classes * stride), t(classes * stride), gradients(classes * stride), values(n);
      for (std::size_t k = 0; k < classes; ++k) {
        for (std::size_t i = 0; i < n; ++i) {
          z[k * stride + i] = row.z[k];
          t[k * stride + i] = row.t[k];
        }
      }
      row.loss.evaluate_batch(classes, n, stride, z.data(), t.data(), values, gradients.data());
      for (const std::size_t i : {std::size_t{0}, n - 1}) {
        Numbers gradient(classes);
        for (std::size_t k = 0; k < classes; ++k) gradient[k] = gradients[k * stride + i];
        expect_matches(row, values[i], gradient);
      }
    }
  }
}

TEST(VectorReference, EveryLossHasItsRows) {
  std::map<std::string, int> count;
  std::size_t more = 0;
  for (const char* file : files) {
    for (const Row& row : read_rows(file)) ++count[std::string(row.loss.id())];
  }
  more = read_rows(files[1]).size();
  EXPECT_EQ(read_rows(files[0]).size(), 180u);
  EXPECT_GE(more, 400u);
  for (const VectorEntry& entry : vector_catalogue()) EXPECT_GE(count[entry.info->id], 9) << entry.info->id;
}

}  // namespace
}  // namespace losslab::testing
