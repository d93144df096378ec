#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>

#include "app/core/lab/lab_results.h"
#include "app/desktop/window.h"

namespace losslab {

// The real window with a person at it: real events through the X server, frames drawn until what they cause is there.
class Driver : public testing::Test {
 public:
  // The window keeps its state in a folder of the case, and its lists of files begin in the case's own. `before` is
  // called with both, before there is a window.
  using Before = std::function<void(const std::filesystem::path& folder, const std::filesystem::path& state)>;

 protected:
  explicit Driver(WindowOptions options = {}, const Before& before = {});
  // With other assets than ours.
  Driver(WindowOptions options, const Before& before, const std::string& assets);
  ~Driver() override;

  // Draws frames until `there()` holds; fails after a generous time. What is waited for is always a state.
  [[nodiscard]] bool until(const std::function<bool()>& there);
  // Every event is followed by frames until the X server has delivered it and the widgets have seen it.
  void move_to(Point pixels);
  void press();
  void release();
  void click(Point pixels);
  void double_click(Point pixels);
  void drag(Point from, Point to);
  void wheel(bool up);
  void key(const std::string& name);  // as xdotool names it: "space", "ctrl+z"
  void type(const std::string& text);

  // Sends all of that, and only then looks.
  void at_once(const std::string& words) { xdotool(words); }
  Point on_screen(Point pixels) const;  // of the window, as the X server counts

  Point middle_of(const std::string& control);                  // fails where there is no such control
  Point on_slider(const std::string& parameter, double share);  // along a slider's track, 0..1
  Point in_plot(const std::string& plot, Point data);           // window pixels of a point of a plot
  Rect frame_of(const std::string& plot);                       // window pixels
  const Application& app() { return window_.application(); }
  const Lab& lab() { return static_cast<const LabResults&>(app().results(app().view().screen)).lab(); }
  // Scrolls with the wheel at `over` until the control is in sight: the left panel, if nothing else is said.
  void reveal(const std::string& control, Point over = {180, 500});
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  std::filesystem::path folder_;  // for files of this case alone
  Window window_;

 private:
  void xdotool(const std::string& words);
  void some_frames();
};

}  // namespace losslab
