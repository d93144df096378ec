#include "losses/learn/exact/residual_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "losses/learn/exact/exact.h"

namespace losslab {

ResidualScale residual_scale(const Setting& setting) {
  if (setting.data->task != Task::regression) {
    throw InputError("The scale of the residuals is known for regression alone, not for classes.");
  }
  const Loss absolute("absolute_error");
  Setting plain = setting;
  plain.l2 = plain.l1 = 0;
  const ExactFit fit = solve_exact(plain, absolute);
  if (std::optional<FitOnPoints> on_fit = fit_on_points(plain, fit.theta)) return {0, std::move(on_fit)};
  std::vector<double> sizes(plain.data->size());
  Objective(plain, absolute).arguments(fit.theta, sizes);
  for (double& r : sizes) r = std::abs(r);
  std::ranges::sort(sizes);
  const std::size_t half = sizes.size() / 2;
  const double median = sizes.size() % 2 == 1 ? sizes[half] : 0.5 * (sizes[half - 1] + sizes[half]);
  return {median / 0.6745, std::nullopt};
}

std::string on_fit_text(const FitOnPoints& fit, std::size_t n) {
  return fmt::format("{} of the {} points lie exactly on one fit", fit.points, n);
}

}  // namespace losslab
