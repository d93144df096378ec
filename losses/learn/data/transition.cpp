#include "losses/learn/data/transition.h"

#include <fmt/format.h>

#include <Eigen/LU>
#include <charconv>
#include <cmath>

#include "losses/core/error.h"

namespace losslab {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr double sum_tolerance = 1e-6;

double parse_share(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    throw InputError(fmt::format("The transition matrix: expected numbers, found '{}'.", text));
  }
  return value;
}

}  // namespace

std::vector<double> parse_transition(std::string_view text) {
  std::vector<double> matrix;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" /"), text.size());
    if (end > 0) matrix.push_back(parse_share(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return matrix;
}

std::string transition_text(std::span<const double> matrix) {
  const auto classes = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(matrix.size()))));
  std::string text;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    if (i > 0) text += i % classes == 0 ? '/' : ' ';
    text += fmt::format("{}", matrix[i]);
  }
  return text;
}

void check_transition(std::span<const double> matrix, std::size_t classes) {
  if (matrix.size() != classes * classes) {
    throw InputError(fmt::format("The transition matrix of {} classes: expected {} rows of {} shares, found {} values.",
                                 classes, classes, classes, matrix.size()));
  }
  for (std::size_t i = 0; i < classes; ++i) {
    double sum = 0;
    for (const double share : matrix.subspan(i * classes, classes)) {
      if (!(share >= 0)) {
        throw InputError(
            fmt::format("The transition matrix, row {}: expected shares from 0 to 1, found {}.", i + 1, share));
      }
      sum += share;
    }
    if (!(std::abs(sum - 1) <= sum_tolerance)) {
      throw InputError(
          fmt::format("The transition matrix, row {}: expected shares that sum to 1, their sum is {}.", i + 1, sum));
    }
  }
}

std::vector<double> usual_transition(std::size_t classes, double share, LabelNoise noise) {
  std::vector<double> matrix(classes * classes, 0.0);
  for (std::size_t i = 0; i < classes; ++i) {
    double* const row = matrix.data() + i * classes;
    for (std::size_t j = 0; noise != LabelNoise::pairs && j < classes; ++j) {
      row[j] = share / static_cast<double>(classes - 1);
    }
    row[(i + 1) % classes] = noise == LabelNoise::pairs ? share : row[(i + 1) % classes];
    row[i] = 1 - share;
  }
  return matrix;
}

std::vector<double> counted_transition(const Dataset& data) {
  const std::size_t classes = data.class_names.size();
  if (classes == 0 || data.true_label.empty()) return {};
  std::vector<double> matrix(classes * classes, 0.0), rows(classes, 0.0);
  for (std::size_t i = 0; i < data.size(); ++i) {
    const auto truth = static_cast<std::size_t>(data.true_label[i]), given = static_cast<std::size_t>(data.y[i]);
    matrix[truth * classes + given] += 1;
    rows[truth] += 1;
  }
  for (std::size_t i = 0; i < classes; ++i) {
    for (std::size_t j = 0; j < classes; ++j) {
      double& share = matrix[i * classes + j];
      share = rows[i] > 0 ? share / rows[i] : i == j ? 1 : 0;
    }
  }
  return matrix;
}

std::vector<double> inverse_transition(std::span<const double> matrix, std::size_t classes) {
  const auto size = static_cast<Eigen::Index>(classes);
  const Eigen::FullPivLU<Matrix> lu(Eigen::Map<const Matrix>(matrix.data(), size, size));
  if (!lu.isInvertible()) {
    throw InputError("The transition matrix has no inverse: the given labels do not tell some classes apart.");
  }
  const Matrix inverse = lu.inverse();
  return {inverse.data(), inverse.data() + inverse.size()};
}

}  // namespace losslab
