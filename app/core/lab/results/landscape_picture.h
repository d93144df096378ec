#pragma once
#include <memory>
#include <string>
#include <vector>

#include "losses/learn/landscape/landscape.h"
#include "widgets/figure/figure.h"

namespace losslab {

// What the directions of a landscape are. The plane's ranges are of no meaning here.
struct LandscapeFrame {
  // line: the one parameter there is. parameters: two of them. principal: those of a competitor's path.
  enum class Kind : unsigned char { line, parameters, principal } kind = Kind::parameters;
  Plane plane;
  int across = 0, up = 1;  // line, parameters: their indices
  double share = 1;        // principal: how much of the path lies in the plane
  std::string runner;      // whose objective, and principal: whose path
  // From what it was made: the model in words, the race's length, start and data.
  std::string model;
  long length = 0;
  std::vector<double> start;
  std::shared_ptr<const Dataset> data;
};

// A landscape as it is drawn: its image and contour lines in data space; over a line neither. The objective is shown
// through a logarithm, so that the valley and the slopes around it are both seen.
struct LandscapePicture {
  std::shared_ptr<const Landscape> of;
  std::shared_ptr<const LandscapeFrame> frame;
  const Theme* theme = nullptr;
  std::shared_ptr<const Pixels> pixels;
  std::shared_ptr<const FieldNumbers> numbers;
  std::vector<std::vector<Point>> contours;
};

std::shared_ptr<const LandscapePicture> draw_landscape(std::shared_ptr<const Landscape> landscape,
                                                       std::shared_ptr<const LandscapeFrame> frame, const Theme& theme);

}  // namespace losslab
