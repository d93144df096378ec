#pragma once
#include "app/core/measure/measure.h"
#include "app/core/measure/measure_value.h"

namespace losslab {

// What the first words of an expression mean.
class MeasureScope {
 public:
  MeasureScope() = default;
  MeasureScope(const MeasureScope&) = delete;
  MeasureScope& operator=(const MeasureScope&) = delete;
  virtual ~MeasureScope() = default;
  virtual std::optional<MeasureValue> find(std::string_view name) const = 0;
  virtual std::optional<MeasureValue> call(std::string_view, const MeasureArguments&) const { return std::nullopt; }
  virtual std::vector<std::string> names() const = 0;  // for sentences
};

// The scope of the members of one thing, in front of another scope: "objective" of a run.
class MemberScope final : public MeasureScope {
 public:
  MemberScope(const MeasureObject& of, const MeasureScope* behind) : of_(of), behind_(behind) {}
  std::optional<MeasureValue> find(std::string_view name) const override;
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override;
  std::vector<std::string> names() const override { return of_.names(); }

 private:
  const MeasureObject& of_;
  const MeasureScope* behind_;
};

// One more name, in front of another scope: x.
class VariableScope final : public MeasureScope {
 public:
  VariableScope(std::string name, double value, const MeasureScope& behind)
      : name_(std::move(name)), value_(value), behind_(behind) {}
  void set(double value) { value_ = value; }
  std::optional<MeasureValue> find(std::string_view name) const override;
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    return behind_.call(name, arguments);
  }
  std::vector<std::string> names() const override { return behind_.names(); }

 private:
  std::string name_;
  double value_;
  const MeasureScope& behind_;
};

// Throws InputError "there is no ... ; known are ..." for an unknown name, and where something cannot be computed.
MeasureValue evaluate(const Measure& measure, const MeasureScope& scope);
// The same where a number is expected.
double evaluate_number(const Measure& measure, const MeasureScope& scope);
bool is_true(const Measure& measure, const MeasureScope& scope);

}  // namespace losslab
