#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace losslab {

class MeasureObject;

// What an expression or a part of it comes to. Comparisons give 1 or 0.
using MeasureValue = std::variant<double, std::string, std::vector<double>, std::shared_ptr<const MeasureObject>>;

// What a call was given, in order; those after the first `named` come by name.
struct MeasureArguments {
  std::vector<MeasureValue> unnamed;
  std::vector<std::pair<std::string, MeasureValue>> named;

  // Throws InputError where the number of unnamed ones is not from `least` to `most`, or there are named ones.
  void expect(std::string_view what, std::size_t least, std::size_t most) const;
  double number(std::string_view what, std::size_t index) const;  // throws InputError where it is none
  long whole(std::string_view what, std::size_t index) const;
  std::vector<double> list(std::string_view what, std::size_t index) const;  // a number is a list of one
};

// Something that has parts with names: a loss, a run, a screen.
class MeasureObject {
 public:
  MeasureObject() = default;
  MeasureObject(const MeasureObject&) = delete;
  MeasureObject& operator=(const MeasureObject&) = delete;
  virtual ~MeasureObject() = default;

  // "a loss", for sentences.
  virtual std::string what() const = 0;
  // The names of its parts, for sentences.
  virtual std::vector<std::string> names() const = 0;
  // None where it has no such part. Throws InputError where it cannot be had.
  virtual std::optional<MeasureValue> member(std::string_view name) const = 0;
  // The same with arguments. None where there is nothing of that name that takes any.
  virtual std::optional<MeasureValue> call(std::string_view, const MeasureArguments&) const { return std::nullopt; }
};
using MeasureObjectPtr = std::shared_ptr<const MeasureObject>;

// Each throws InputError, naming `what` was expected to be one, where it is none.
double as_number(const MeasureValue& value, std::string_view what);
std::vector<double> as_list(const MeasureValue& value, std::string_view what);
std::string as_text(const MeasureValue& value, std::string_view what);
// "a number", "a list", ...
std::string kind_of(const MeasureValue& value);

}  // namespace losslab
