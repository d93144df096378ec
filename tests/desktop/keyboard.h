#pragma once
#include <functional>
#include <string>
#include <vector>

#include "driver.h"

namespace losslab {

// A person without a mouse.
class Keyboard : public Driver {
 protected:
  explicit Keyboard(WindowOptions options = {}) : Driver(std::move(options)) {}

  const Stops& stops() const { return window_.stops(); }
  ImGuiID here() const { return stops().present() ? stops().present()->id : 0; }
  // Something to undo, and something to redo.
  void edit();
  void show(const char* digit, const char* screen);  // by its key

  // Presses a key so often, and says where the keyboard was after each. Each place is looked at once it is in sight.
  std::vector<Stop> walk(const std::string& name, std::size_t count,
                         const std::function<void(const Stop&)>& in_sight = {});
  // Goes on by Tab until the control of that name has the keyboard.
  void go_to(const std::string& control);
  // The same for a plot.
  void go_to_plot(const std::string& plot);

 private:
  void go_where(const std::function<bool(const Stop&)>& wanted, const std::string& what);
};

}  // namespace losslab
