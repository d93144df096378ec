#pragma once
#include <optional>
#include <string>

namespace losslab {

// What the command line asks of the window.
struct WindowRequest {
  std::optional<std::string> file;  // a session, a CSV or a PNG that LossLab saved
  long frames = -1;                 // leave after so many frames, for measurements; −1: when it is closed
  std::string language;             // code of the one that was asked for; empty: as kept, or as the locale says
};
struct ShotRequest {
  std::string session, out;
  int width = 1280, height = 800;
  long steps = -1;  // −1: as the session says
  double scale = 1;
  std::string language = "en";
};

}  // namespace losslab
