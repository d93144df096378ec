#pragma once
#include <list>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "losses/core/entry.h"
#include "losses/expression/expression.h"
#include "losses/expression/own_loss_text.h"
#include "losses/expression/prepared_loss.h"

namespace losslab {

// Somebody's own loss as a row like those of the catalogue, which owns all that the row points to. It never changes.
class OwnLoss {
 public:
  // Throws ExpressionError where the formula is wrong and InputError where anything else is.
  explicit OwnLoss(OwnLossText text);
  OwnLoss(const OwnLoss&) = delete;
  OwnLoss& operator=(const OwnLoss&) = delete;

  const OwnLossText& text() const { return text_; }
  const Expression& expression() const { return expression_; }
  const LossEntry& entry() const { return entry_; }
  // Made ready for these values, one for each parameter of the formula.
  std::shared_ptr<const PreparedLoss> prepared(std::span<const double> values) const;

 private:
  const char* kept(std::string text);
  void describe();

  OwnLossText text_;
  Expression expression_;
  std::list<std::string> strings_;  // what info_ and parameters_ point to
  LossInfo info_{};
  std::vector<Parameter> parameters_;
  LossEntry entry_{};
};

}  // namespace losslab
