#pragma once
#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "app/core/descent/kept_descent.h"
#include "app/core/measure/evaluate.h"
#include "app/core/measure/measure.h"
#include "losses/core/error.h"

namespace losslab {

// What is asked of an iterate of one who descends on a page: value (the loss), slope (the length of its gradient),
// step, theta (all numbers that descend), stopped (1 or 0); at(step); steps_until('value < 0.1'), the first iterate of
// which that is true, inf where none is; and what the page itself has to say of an iterate.
template <class Run>
class KeptMeasures final : public MeasureObject {
 public:
  using More = std::function<std::optional<MeasureValue>(const Run& run, long step, std::string_view name)>;

  KeptMeasures(std::string id, const Run& run, long step, std::vector<std::string> names, More more)
      : id_(std::move(id)), run_(run), step_(step), names_(std::move(names)), more_(std::move(more)) {}

  std::string what() const override { return "a run of " + id_; }
  std::vector<std::string> names() const override {
    std::vector<std::string> all{"value", "slope", "step", "theta", "stopped"};
    all.insert(all.end(), names_.begin(), names_.end());
    return all;
  }
  std::optional<MeasureValue> member(std::string_view name) const override {
    if (name == "value") return run_.loss(step_);
    if (name == "slope") return run_.slope(step_);
    if (name == "step") return static_cast<double>(step_);
    if (name == "stopped") return run_.stopped() ? 1.0 : 0.0;
    if (name == "theta") return std::vector<double>(run_.iterate(step_).begin(), run_.iterate(step_).end());
    return more_(run_, step_, name);
  }
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    if (name == "at") {
      arguments.expect(name, 1, 1);
      return at(arguments.whole(name, 0));
    }
    if (name != "steps_until") return std::nullopt;
    arguments.expect(name, 1, 1);
    const Measure condition(as_text(arguments.unnamed[0], "the argument of steps_until"));
    for (long step = 0; step <= run_.length(); ++step) {
      if (is_true(condition, MemberScope(*at(step), nullptr))) return static_cast<double>(step);
    }
    return std::numeric_limits<double>::infinity();
  }

 private:
  MeasureObjectPtr at(long step) const {
    if (step < 0 || step > run_.length()) {
      throw InputError(fmt::format("the run has the iterates 0 to {}, not {}.", run_.length(), step));
    }
    return std::make_shared<KeptMeasures>(id_, run_, step, names_, more_);
  }

  std::string id_;
  const Run& run_;
  long step_;
  std::vector<std::string> names_;
  More more_;
};

}  // namespace losslab
