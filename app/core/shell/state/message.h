#pragma once
#include <string>

namespace losslab {

// A sentence for the person at the window.
struct Message {
  std::string text;
  bool error = false;
};

}  // namespace losslab
