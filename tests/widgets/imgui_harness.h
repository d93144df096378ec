#pragma once
#include <imgui.h>

#include <string>
#include <utility>

#include "widgets/imgui/stops.h"
#include "widgets/imgui/style.h"

namespace losslab {

// Dear ImGui without a window or a renderer: frames are built and thrown away, the mouse and the keys are moved by
// hand.
class ImGuiHarness {
 public:
  explicit ImGuiHarness(float scale = 1);
  ~ImGuiHarness();
  ImGuiHarness(const ImGuiHarness&) = delete;
  ImGuiHarness& operator=(const ImGuiHarness&) = delete;

  // One frame with `body(Ui&)` inside of a window that fills the screen, 1000×700, without margins. Returns its result.
  template <class Body>
  auto frame(Body&& body) {
    begin();
    struct End {
      ImGuiHarness& harness;
      ~End() { harness.end(); }
    } end{*this};
    return std::forward<Body>(body)(ui);
  }

  void move_to(double x, double y);
  void button(int which, bool down);
  void wheel(double notches);
  void key(ImGuiKey key, bool down);
  void shift(bool down);
  // To whom the keyboard is with; true where it was taken.
  bool press(StopKey key, bool shift = false) { return stops.press({key, shift}, ImGui::GetIO().WantTextInput); }
  void control(bool down);
  void type(const std::string& text);

  Stops stops;
  Ui ui;
  FontSet fonts;
  int vertices = 0;  // of the last frame
  ImVec2 low, high;  // the extent of the last frame's vertices

 private:
  void begin();
  void end();
  ImGuiContext* context_;
};

}  // namespace losslab
