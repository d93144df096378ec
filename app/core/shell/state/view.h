#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "app/core/shell/state/camera.h"
#include "app/core/shell/state/part.h"

namespace losslab {

struct Document;

// The iterate that a screen shows, and how many were made.
struct RunPlace {
  long position = 0, length = 0;
  friend bool operator==(const RunPlace&, const RunPlace&) = default;
};

// What is looked at and how: saved with a session, never undone.
struct View {
  std::string screen;  // the id of the one shown
  std::string theme = "light";
  int text_size = 0;  // 0 normal, 1 large, 2 very large
  bool left_open = true, right_open = true;
  std::map<std::string, Camera> cameras;  // by the camera_key() of its screen
  std::set<std::string> hidden;           // losses and runners (by id) hidden by a click in a legend
  Parts parts;                            // how each screen is looked at
  // Of the screens that have iterates, by id.
  std::map<std::string, RunPlace, std::less<>> runs;
  int speed_power = 0;  // 2^power steps a frame

  View();  // as LossLab opens
  friend bool operator==(const View&, const View&) = default;

  // The part of a screen, which is of type T.
  template <class T>
  T& part(std::string_view of) {
    return parts.find(of)->second.as<T>();
  }
  template <class T>
  const T& part(std::string_view of) const {
    return parts.find(of)->second.as<T>();
  }
  // The key of a plot's camera on the present screen; and of the camera through which its x-axis is looked at: stacked
  // plots stand on one axis, which is that of the first.
  std::string camera_key(const Document& document, std::string_view plot) const;
  std::string x_camera_key(const Document& document, std::string_view plot) const;
};

}  // namespace losslab
