#pragma once
#include <functional>
#include <string>

#include "app/screens/shell/panel.h"
#include "losses/vectors/vector_loss.h"

namespace losslab {

// Whose shape parameters are edited: those of a loss, which are the same on every screen, or those of somebody who has
// their own.
struct ParameterOwner {
  std::string id;
  SeriesStyle style;
  bool playable;  // whether they can be played
  std::function<void(Document&, const std::string& name, double value)> set;
};
// Sliders for every shape parameter; the class it is drawn for is a choice of two.
void parameter_sliders(Panel& panel, const ParameterOwner& owner, const Loss& loss, bool with_class);
void parameter_sliders(Panel& panel, const Loss& loss, bool with_class);  // of a loss itself

// Shows a loss as code, to be copied or saved.
void code_button(Panel& panel, const Loss& loss);
// Name, formula, properties and source of a loss.
void describe_loss(Panel& panel, const Loss& loss);
void describe_loss(Panel& panel, const VectorLoss& loss);

}  // namespace losslab
