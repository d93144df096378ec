// Runs the losses written as C++ on exact values: ./check in the folder with values.csv.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using Function = double (*)(double x, const double* parameters);

#include "losses.h"

int main() {
  std::ifstream file("values.csv");
  int compared = 0, failed = 0;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> fields;
    std::stringstream stream(line + ",");
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    const auto number = [&](std::size_t i) { return std::strtod(fields[i].c_str(), nullptr); };
    std::vector<double> parameters;
    for (std::size_t i = 6; i < fields.size(); ++i) parameters.push_back(number(i));
    for (std::size_t which = 0; which < 3; ++which) {
      if (fields[2 + which].empty()) continue;
      const double ours = functions.at(fields[0])[which](number(1), parameters.data());
      const double exact = number(2 + which), slack = number(5) + (which == 2 ? 1e-15 : 0);
      ++compared;
      const bool same = std::isinf(exact) ? ours == exact : std::abs(ours - exact) <= 1e-12 * std::abs(exact) + slack;
      if (same || ++failed > 40) continue;
      std::printf("%s: the %zu. of value, gradient, curvature is %.17g\n", line.c_str(), which + 1, ours);
    }
  }
  std::printf("%d compared, %d differ\n", compared, failed);
  return failed > 0 || compared < 8000;
}
