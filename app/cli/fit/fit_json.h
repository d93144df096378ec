#pragma once
#include <cmath>
#include <nlohmann/json.hpp>

namespace losslab::cli {

using Json = nlohmann::ordered_json;

// JSON has no infinities.
inline Json json_number(double value) {
  if (std::isfinite(value)) return value;
  return std::isnan(value) ? Json(nullptr) : Json(value > 0 ? "inf" : "-inf");
}
// The shape parameters of a loss of any kind, by name.
template <class L>
Json loss_parameters_json(const L& loss) {
  Json json = Json::object();
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    json[loss.parameters()[i].name] = json_number(loss.parameter(i));
  }
  return json;
}
inline std::string json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace losslab::cli
