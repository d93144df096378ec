#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "app/screens/catalogue/loss_panels.h"
#include "losses/vectors/vector_loss.h"
#include "widgets/imgui/sketch.h"

namespace losslab {

// What lists of losses of logits remember between frames: sketches, with the parameters that they show.
struct VectorRows {
  struct Row {
    std::vector<double> parameters;
    std::vector<Point> curve;
  };
  std::map<std::string, Row, std::less<>> rows;
};

// What the row of such a loss shows in any list; id, tick and choice are the list's.
SketchRow vector_row_of(Panel& panel, const VectorLoss& loss);
// The field that searches a list of such losses, and whether every word of what is typed stands in one of a loss's
// names or uses.
void vector_search_field(Panel& panel, const char* id, std::string& query);
bool is_found(const VectorInfo& info, const std::string& query);
bool is_found(const std::string& words, const std::string& query);
// Sliders for every shape parameter of a loss; `edit` is told what is changed, the parameter's name and value, and the
// mark of a drag.
struct ShapeSliders {
  std::string id, english, short_name;
  SeriesStyle style;
  std::span<const Parameter> parameters;
  std::vector<double> values;
};
void shape_sliders(Panel& panel, const ShapeSliders& shape,
                   const std::function<void(const std::string& what, const std::string& name, double value,
                                            const std::string& merge)>& edit);
// Those of a loss of logits.
void parameter_sliders(Panel& panel, const ParameterOwner& owner, const VectorLoss& loss);

}  // namespace losslab
