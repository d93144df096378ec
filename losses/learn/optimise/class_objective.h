#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "losses/learn/optimise/class_loss.h"
#include "losses/learn/optimise/setting.h"

namespace losslab {

// The mean loss of a model with one logit for each of several classes; what Objective is made of for such data.
// Copyable scratch memory inside; one object for each thread.
class ClassObjective {
 public:
  // Throws InputError as ClassBatch does.
  ClassObjective(const Setting& setting, const ClassLoss& loss);

  // The mean loss where `with_value` (else 0) and its gradient where that is not empty, of these rows (empty: all).
  double accumulate(std::span<const double> theta, std::span<double> gradient, std::span<const int> rows,
                    bool with_value);
  // Fills in what there is to say of all samples after accumulate() of all with a gradient.
  void take_errors(Measures& measures) const;
  // How far the logit of each sample's given label is above the greatest other one.
  void margins(std::span<const double> theta, std::span<double> out);
  // Each sample's loss and ‖∂ℓ/∂z‖, whatever its weight.
  void samples(std::span<const double> theta, std::span<double> values, std::span<double> pulls);
  // Up to which |logit| the mean loss is certain to be finite.
  double reach() const { return reach_; }

 private:
  void find_logits(std::span<const double> theta, std::span<const int> rows);
  void label_all();

  const Dataset* data_;
  const Model* model_;
  std::size_t classes_;
  ClassBatch batch_;
  double reach_ = 0;
  std::vector<double> shares_;  // see shares()
  std::vector<double> logits_, slopes_, values_, labels_;
  bool labels_of_all_ = false;  // whether the batch has them
  ModelWorkspace work_;
};

}  // namespace losslab
