#pragma once
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "losses/core/random.h"
#include "losses/structures/structured_loss.h"

namespace losslab::testing {

using Vector = std::vector<double>;

struct Evaluated {
  double value;
  Vector gradient;
};
inline Evaluated evaluated(const StructuredLoss& loss, const Vector& x, const Vector& t) {
  Evaluated result{0, Vector(x.size())};
  result.value = loss.evaluate(x, t, result.gradient);
  return result;
}
inline Evaluated evaluated(const char* id, const Vector& x, const Vector& t, const char* parameters = "") {
  StructuredLoss loss(id);
  loss.set_from_text(parameters);
  return evaluated(loss, x, t);
}
inline StructuredLoss loss_of(const char* id, const char* parameters = "") {
  StructuredLoss loss(id);
  loss.set_from_text(parameters);
  return loss;
}

// A row of a table of reference values.
struct ReferenceRow {
  std::string id, parameters, line;
  Vector x, t;
  double value;
  Vector gradient;  // empty where there is none
};

inline std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(text + separator);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}
inline Vector numbers(const std::string& text) {
  Vector all;
  for (const std::string& part : split(text, ' ')) {
    if (part.empty()) continue;
    double value = 0;
    const auto result = std::from_chars(part.data(), part.data() + part.size(), value);
    EXPECT_TRUE(result.ec == std::errc() && result.ptr == part.data() + part.size()) << text;
    all.push_back(value);
  }
  return all;
}
inline std::vector<ReferenceRow> reference_rows(const char* file_name) {
  std::ifstream file(std::string(LOSSLAB_TEST_DATA "/reference/") + file_name);
  std::vector<ReferenceRow> rows;
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "loss,params,input,target,value,gradient");
  while (std::getline(file, line)) {
    const auto f = split(line, ',');
    EXPECT_EQ(f.size(), 6u) << line;
    rows.push_back({f[0], f[1], line, numbers(f[2]), numbers(f[3]), numbers(f[4]).at(0), numbers(f[5])});
  }
  return rows;
}

// Uniform in [low, high).
inline double between(Random& random, double low, double high) { return low + (high - low) * random.uniform(); }
inline Vector some(Random& random, std::size_t n, double low, double high) {
  Vector all(n);
  for (double& x : all) x = between(random, low, high);
  return all;
}
inline Vector some_box(Random& random, double size) {
  const double x = between(random, -2, 2), y = between(random, -2, 2);
  return {x, y, x + between(random, 0.1, size), y + between(random, 0.1, size)};
}

}  // namespace losslab::testing
