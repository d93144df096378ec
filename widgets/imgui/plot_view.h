#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "widgets/figure/layout.h"
#include "widgets/imgui/style.h"

namespace losslab {

// Something in a plot that can be dragged: a data point, a knee, the probe line.
struct Handle {
  int id = 0;
  std::string plot;
  Point at;  // data space
  enum class Shape : unsigned char { point, vertical_line } shape = Shape::point;
  double reach = 7;  // points on the page within which the pointer takes hold
};

// In this plot a left drag is the stroke of a brush in place of a pan, and handles are not taken.
struct Brush {
  std::string plot;
  double radius = 8;  // points on the page
};

// What the pointer did to a figure in this frame. Positions are in data space of `plot`.
struct FigureEvents {
  struct View {
    std::string plot;
    Range x, y;
  };
  std::optional<View> view;        // panned, zoomed or box-zoomed: the plot's new ranges
  std::optional<std::string> fit;  // double-click: show everything in this plot
  struct HandleDrag {
    int id;
    Point to;
    bool begun, ended;
    bool by_keys = false;  // the arrows move it: begun with the first of them, and as long as it is held
  };
  std::optional<HandleDrag> drag;     // a handle is held
  std::optional<int> clicked_handle;  // pressed and released without moving
  std::optional<int> right_clicked_handle;
  struct At {
    std::string plot;
    Point at;
  };
  std::optional<At> click;  // left click on the plot, on no handle
  std::optional<At> hover;
  // The brush is held: it went from one place to the other since the frame before (data space, within the frame). The
  // press itself is a dab from a place to the same one.
  struct BrushStroke {
    std::string plot;
    Point from, to;
    bool begun, ended;
  };
  std::optional<BrushStroke> brush;
  std::optional<std::string> title;  // the title of this plot was clicked: open its menu
  int hovered_handle = -1;
  int hovered_series = -1;            // legend entry or curve under the pointer
  std::optional<int> toggled_series;  // legend entry clicked
  std::optional<At> menu;             // right click without a drag: open the plot's menu
  // By keys alone: the handle that is held, and where it is; one that is to be marked, or deleted; where a menu that
  // was asked for so belongs, in pixels.
  std::optional<At> held;
  std::optional<int> marked_handle, erased_handle;
  std::optional<At> added;  // a handle is to be added here
  std::optional<Point> menu_place;
};

// Draws a figure and turns mouse gestures into events: left-drag pans (on an axis: that axis alone), the wheel zooms at
// the cursor (on an axis: that axis alone), right-drag zooms into a box, double-click fits, a legend click hides, a
// title with a menu is marked and can be clicked. With a brush a left press paints in the brush's plot.
// With the keyboard, a title, a plot and the entries of its legend are places to go to: in a plot Page Down and Page Up
// take hold of one handle after the other, beginning with a line; arrows move what is held (Shift: a tenth as far,
// Ctrl: ten times) or else the plot, + and − zoom, M marks, Delete deletes, Insert adds, Enter opens the menu, Escape
// lets go.
// A layout is kept and reused while neither the figure's version nor the size changes.
class FigureView {
 public:
  // `version`: any number that changes whenever the figure does. `make` is called only when it is needed.
  template <class Make>
  FigureEvents show(const char* id, ImVec2 size, std::uint64_t version, const FigureStyle& style, Ui& ui,
                    std::span<const Handle> handles, Make&& make, std::optional<Brush> brush = std::nullopt) {
    if (stale(size, version, style, ui)) rebuild(make(), size, version, style, ui);
    brush_ = std::move(brush);
    return interact(id, size, handles, ui);
  }
  const Layout& layout() const { return layout_; }
  const Figure& figure() const { return figure_; }
  ImVec2 origin() const { return origin_; }
  // The plot that the keyboard was with in the last frame; empty: none.
  const std::string& keyboard_plot() const { return key_plot_; }

 private:
  // What a press turned out to be, or may still become: a press on the frame is a pan (left) or a box (right) once it
  // has moved, and a click otherwise.
  enum class Gesture : unsigned char { none, press, pan, pan_x, pan_y, box, handle, legend, title, brush };

  bool stale(ImVec2 size, std::uint64_t version, const FigureStyle& style, const Ui& ui) const;
  void rebuild(Figure figure, ImVec2 size, std::uint64_t version, const FigureStyle& style, Ui& ui);
  FigureEvents interact(const char* id, ImVec2 size, std::span<const Handle> handles, Ui& ui);
  void begin(const PlotLayout& plot, Point page, int button, std::span<const Handle> handles, FigureEvents& events);
  void move(const PlotLayout& plot, Point page, FigureEvents& events) const;
  void finish(const PlotLayout* plot, Point page, std::span<const Handle> handles, FigureEvents& events);
  void stroke(const PlotLayout& plot, Point page, bool released, FigureEvents& events);
  bool brushes(const PlotLayout& plot) const { return brush_ && brush_->plot == plot.name; }
  void wheel(const PlotLayout& plot, Point page, FigureEvents& events) const;
  void hover(const PlotLayout& plot, Point page, std::span<const Handle> handles, FigureEvents& events);
  void set_cursor(const PlotLayout* plot, Point page, std::span<const Handle> handles,
                  const FigureEvents& events) const;
  void draw(std::span<const Handle> handles, const FigureEvents& events, Point page, bool hovered, Ui& ui) const;
  // By keyboard, see plot_keys.cpp.
  void add_stops(std::span<const Handle> handles, FigureEvents& events, Ui& ui);
  void plot_stop(const PlotLayout& plot, std::span<const Handle> handles, FigureEvents& events, Ui& ui);
  void title_stop(const PlotLayout& plot, FigureEvents& events, Ui& ui) const;
  void legend_stops(const PlotLayout& plot, FigureEvents& events, Ui& ui) const;
  void plot_keys(const PlotLayout& plot, std::span<const Handle> handles, FigureEvents& events, const Ui& ui);
  void hold_added(const PlotLayout& plot, std::span<const Handle> handles, FigureEvents& events);
  void hold_next(const PlotLayout& plot, std::span<const Handle> handles, int by, FigureEvents& events);
  void move_by_keys(const PlotLayout& plot, const Handle* handle, FigureEvents& events, const Ui& ui);
  void letters(const PlotLayout& plot, const Handle* handle, FigureEvents& events) const;
  const Handle* key_handle(const PlotLayout& plot, std::span<const Handle> handles) const;
  void draw_held(std::span<const Handle> handles, Ui& ui) const;
  void draw_titles(Point page, bool hovered, bool ground, Ui& ui) const;
  const Handle* held_handle(std::span<const Handle> handles) const;

  Figure figure_;
  Layout layout_;
  ImVec2 size_{}, origin_{};
  std::uint64_t version_ = ~std::uint64_t{0};
  float scale_ = 0;
  FigureStyle style_;

  Gesture gesture_ = Gesture::none;
  int button_ = 0;
  bool moved_ = false;
  std::string plot_;
  int handle_ = -1;  // the id of the handle under the press
  bool on_handle_ = false;
  Point handle_from_;        // its place on the page then
  Point grab_;               // page position where the gesture began
  Range start_x_, start_y_;  // ranges then
  std::optional<Brush> brush_;
  bool stroke_begun_ = false;
  Point brush_at_;  // where on the page the brush was in the frame before
  // The plot that the keyboard is with, what it holds there and whether that was moved, and where the last held one was
  // on the page.
  std::string key_plot_;
  std::optional<int> key_handle_;
  bool key_moved_ = false;
  Point key_at_{-1, -1};
  bool key_shown_ = false;               // in this frame
  std::optional<std::size_t> key_adds_;  // how many handles there were when one was asked for: the next is held
  Point near_at_{-1, -1};                // where the nearest curve was last looked for, and what was found
  int near_series_ = -1;
};

}  // namespace losslab
