#include "app/core/lab/results/parameter_titles.h"

namespace losslab {

std::vector<std::string> parameter_titles(const Lab& lab, const Language& text) {
  std::vector<std::string> names = lab.setting().model->parameter_names();
  if (lab.page().model.kind != ModelSpec::Kind::line) return names;
  const Dataset& data = lab.data();
  const bool several = predictor_count(data) > 1;
  for (std::size_t j = 0; j + 1 < names.size(); ++j) {
    names[j] = several ? predictor_name(data, j) : text("lab.reading.slope");
  }
  names.back() = text("lab.reading.intercept");
  return names;
}

}  // namespace losslab
