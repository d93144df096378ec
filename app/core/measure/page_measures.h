#pragma once
#include <functional>

#include "app/core/measure/measure_value.h"

namespace losslab {

// A page with who runs on it, and what else it says by name.
class PageMeasures final : public MeasureObject {
 public:
  using Find = std::function<std::optional<MeasureValue>(std::string_view name)>;
  PageMeasures(std::string what, std::vector<std::string> names, Find find)
      : what_(std::move(what)), names_(std::move(names)), find_(std::move(find)) {}
  std::string what() const override { return what_; }
  std::vector<std::string> names() const override { return names_; }
  std::optional<MeasureValue> member(std::string_view name) const override { return find_(name); }

 private:
  std::string what_;
  std::vector<std::string> names_;
  Find find_;
};

}  // namespace losslab
