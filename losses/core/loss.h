#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/error.h"
#include "losses/core/info.h"
#include "losses/core/jet.h"
#include "losses/core/kernels.h"

namespace losslab {

struct LossEntry;  // one row of the catalogue, see losses/core/entry.h
class OwnLoss;     // the row of somebody's own loss, see losses/expression/own_loss.h
struct OwnLossText;

// A loss with its parameters: a value, compared, copied and stored like one. It knows nothing of data.
// One indirect call serves a whole batch; there is none for a sample.
class Loss {
 public:
  static constexpr std::size_t max_parameters = 8;

  // The loss of that id with its default parameters. Throws InputError where there is none, naming the one that was
  // likely meant. For names that people use see LossNames.
  explicit Loss(std::string_view id);
  // Somebody's own loss, at the initial values of its parameters; it then is a loss like all others, for who asks only
  // for what is here. Throws ExpressionError where the formula is wrong, and InputError where anything else is.
  static Loss from_formula(const OwnLossText& text);
  // Every loss of the catalogue at its defaults, in the catalogue's order.
  static std::vector<Loss> all();

  const LossInfo& info() const;
  std::string_view id() const { return info().id; }
  // What somebody's own loss was made of; null for those of the catalogue. It lives as long as this loss or a copy.
  const OwnLossText* own_text() const;
  std::span<const Parameter> parameters() const;
  // By its name, or by its symbol ("δ"), its role ("threshold") or another usual name, as far as these are one's alone.
  // Throws InputError where the loss has no such parameter.
  std::size_t parameter_index(std::string_view name) const;
  double parameter(std::size_t index) const { return values_[index]; }
  double parameter(std::string_view name) const;
  // Throws InputError with the reason where the value is out of its hard bounds, not a number, or the name is unknown.
  // The set of parameters is judged as a whole, too: a loss may want a ≤ b.
  void set(std::string_view name, double value);
  void set(std::size_t index, double value);
  // One value for each parameter, judged together.
  void set_all(std::span<const double> values);
  // For sliders and dragged knees: a value within its own bounds that does not go with the other parameters is held at
  // the nearest one that does. Throws as `set` for all else.
  void set_held(std::string_view name, double value);

  // "delta=1.5;c=2" (an empty text keeps the defaults; none may be given twice), and back, in the shortest digits that
  // read back to the same.
  void set_from_text(std::string_view text);
  std::string parameters_text() const;
  // "Huber (δ = 1.5)": a name for a legend. Without parameters it is the English name alone.
  std::string label() const;

  Properties properties() const;
  // Points where the curvature is not defined because its one-sided values differ, ascending.
  std::vector<double> kinks() const;

  // In plain doubles. The curvature is NaN exactly at a kink, and only there; the gradient is then the subgradient of
  // least absolute value.
  Jet<double> at(double x) const;
  // IRLS weight w(r) = ψ(r)/r, and its limit ℓ″(0) at 0, +∞ where that does not exist.
  double weight(double residual) const;

  // The same for a whole batch, with the machine's widest vectors: out[i] for x[i]. An empty output is skipped.
  // Sizes of non-empty outputs equal x.size().
  void evaluate(std::span<const double> x, std::span<double> value, std::span<double> gradient,
                std::span<double> curvature) const;
  // Σᵢ ℓ(base[i] + s[k]·direction[i]) into out[k], for each k: one row of a landscape; or several rows, where base and
  // out hold one after the other. Sums run in a fixed order that does not depend on the width of the vectors.
  void sum_along(std::span<const double> base, std::span<const double> direction, std::span<const double> s,
                 std::span<double> out) const;

  // The loops themselves, and the parameters as they take them while this loss is neither changed nor gone, for who
  // runs them too often to ask each time.
  const LossKernels& kernels() const;
  LossArguments kernel_arguments() const { return {values_.data(), prepared_.get()}; }

  // Whether the loss treats the two classes differently, and the same loss for class y ∈ {−1, +1}. For all other
  // losses it is the loss itself.
  bool depends_on_class() const;
  Loss for_class(int y) const;

  // Own losses are the same where their texts are.
  friend bool operator==(const Loss& a, const Loss& b) {
    return a.values_ == b.values_ && (a.entry_ == b.entry_ || a.has_same_text(b));
  }

 private:
  explicit Loss(std::shared_ptr<const OwnLoss> own);
  bool has_same_text(const Loss& other) const;
  void prepare();

  const LossEntry* entry_;
  std::array<double, max_parameters> values_{};
  std::shared_ptr<const OwnLoss> own_;            // null for those of the catalogue
  std::shared_ptr<const PreparedLoss> prepared_;  // its formula with these values
};

}  // namespace losslab
