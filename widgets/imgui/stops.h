#pragma once
#include <imgui.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

struct Ui;

// Keys that a control can have while the keyboard is with it.
enum class StopKey : unsigned char {
  tab,
  part,  // to the next part of the window
  left,
  right,
  up,
  down,
  enter,
  space,
  escape,
  home,
  end,
  page_up,
  page_down,
  insert,
  erase,
  menu,
};
using StopKeys = unsigned;  // a set of them
constexpr StopKeys stop_keys(std::initializer_list<StopKey> keys) {
  StopKeys set = 0;
  for (const StopKey key : keys) set |= 1u << static_cast<unsigned>(key);
  return set;
}
constexpr StopKeys acting_keys = stop_keys({StopKey::enter, StopKey::space});
constexpr StopKeys arrow_keys = stop_keys({StopKey::left, StopKey::right, StopKey::up, StopKey::down});

// One place where the keyboard can be: a control, a row of a list, a plot.
struct Stop {
  ImGuiID id = 0;
  ImVec2 low, high;             // pixels
  ImGuiID group = 0;            // arrows go on among the stops of a group; 0: of none
  StopKeys keys = acting_keys;  // that it takes
  bool text = false;            // a field: it takes every key but Tab
  bool initial = false;         // where a menu or a dialog begins
  int layer = 0, region = 0;    // set by whoever keeps them
};

// Whom the keyboard is with. (Dear ImGui's own navigation stays off: it jumps between panels, knows no plots, and walks
// in the order of the code.) Every control that can be pressed says in each frame where it is, in whatever order; Tab
// goes through them in reading order, region by region, and within the topmost menu or dialog only; another key goes to
// the next region. Each layer of menus and dialogs remembers its place, so that what closes gives the keyboard back. A
// ring is drawn once keys were used, until the mouse is.
class Stops {
 public:
  struct Press {
    StopKey key;
    bool shift = false, ctrl = false;
    bool repeated = false;  // it is held down
  };

  // What arrives before a frame. True where the key is the present stop's, or moves it: then it is no shortcut.
  bool press(const Press& press, bool typing);
  void key_used() { by_keys_ = true; }
  void mouse_used();
  // Around what is drawn.
  void begin_frame(Ui& ui);
  void end_frame(Ui& ui);
  // Whether rows that are scrolled away are to be laid out all the same, so that they can be gone to.
  bool walking() const { return walking_; }

  // A part of the window begins: its stops are read line by line, or in the order in which they are given.
  enum class Order : unsigned char { lines, given };
  void region(Order order = Order::lines) { orders_.push_back(order); }

  // What the present stop is told in this frame.
  struct Now {
    bool focused = false;  // the keyboard is with it, and this is seen
    bool acted = false;    // Enter or Space
    bool waits = false;    // it will be again, once what is open over it has closed
  };
  Now add(const Stop& stop);
  // How often the present stop's key was pressed since the last frame.
  int presses(StopKey key) const;
  // What a tooltip would say of the present stop, once it has been rested on.
  void tip(std::string_view text) { tip_ = text; }
  // For a field that is typed into: it is to take the keyboard, or to give it up after this frame's text.
  bool enters(ImGuiID id) const { return enters_ == id; }
  bool leaves(ImGuiID id) const { return leaves_ == id; }
  void pass_tab() { ++moves_; }  // by a field that has had no use for it
  void enter(ImGuiID id);        // a field that has the keyboard's place is gone into
  // A field has taken the keyboard by itself.
  void typed_into(ImGuiID id);
  // The keyboard goes to that stop; where it was last is not asked.
  void go_to(ImGuiID id);
  // Left or right was the present stop's in this frame, or moved it.
  bool used_arrow() const { return used_arrow_; }
  // Escape was used up in this frame: it closed a menu or let go of something.
  bool used_escape() const { return used_escape_; }
  // A field is being gone into: what is typed now is for it.
  bool entering() const { return entering_ > 0; }

  // For tests: the stops of the topmost layer in reading order, as they were in the last frame; the present one.
  std::vector<Stop> in_order() const;
  std::optional<Stop> present() const;
  bool shown() const { return top().shown; }

 private:
  struct Layer {
    ImGuiID popup = 0, current = 0;
    bool shown = false;
    Stop place;     // the current one as it was last there
    int young = 0;  // frames in which it may still turn out where it begins: sizes settle, what is too long scrolls
  };

  Layer& top() { return layers_.back(); }
  const Layer& top() const { return layers_.back(); }
  const Stop* find(ImGuiID id) const;
  bool escape();
  bool arrow(StopKey key);
  const Stop* neighbour(const Stop& from, StopKey key) const;
  void move(int by);
  void move_part(int by);
  void go(const Stop& stop);
  void follow_layers();
  void mark(Ui& ui);

  std::vector<Stop> stops_, next_;  // of the last frame, and of the one that is being drawn
  std::vector<Order> last_orders_, orders_;
  std::vector<Layer> layers_{Layer{}};  // the window, and what is open over it
  std::vector<Press> pressed_;          // for the present stop
  int moves_ = 0, parts_ = 0;           // steps that wait for a frame in which all rows are there
  bool walking_ = false, complete_ = false, by_keys_ = false;
  bool close_popup_ = false, used_escape_ = false, used_arrow_ = false, entered_now_ = false;
  bool seen_ = false;  // the present stop is in this frame, with its ring
  std::string tip_;
  std::optional<double> came_at_;  // seconds; when it began to be rested on
  ImGuiID reveal_ = 0, enters_ = 0, leaves_ = 0;
  int entering_ = 0;
};

// For whoever may be drawn without a keyboard.
void begin_region(Ui& ui, Stops::Order order = Stops::Order::lines);

}  // namespace losslab
