#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/screens/shell/panel.h"

namespace losslab {

// A screen as the window knows it: its panels and its gestures. One constant for each screen stands in the list, in the
// order of screens().
class ScreenPanels {
 public:
  virtual void left(Panel& panel) const = 0;
  virtual void reading(Panel& panel) const = 0;
  // The width in points from which all three columns are shown by themselves, the side panels having these widths.
  virtual double all_columns(double left, double right) const = 0;
  // Tools over the plots: the width that they wish for, in points, 0: there are none; and they themselves.
  virtual double tools_width() const { return 0; }
  virtual void tools(Panel&) const {}

  // What stands in the middle in place of the plots. False: the plots do.
  virtual bool contents(Panel&) const { return false; }
  // The row with which iterates are played, where there is one.
  virtual bool has_transport(const Panel& panel) const;
  virtual void transport(Panel& panel) const;
  // Page Down and Page Up: the next step of what is shown, or the one before.
  virtual void turn(Panel&, int /*by*/) const {}
  // The controls at the left that lessons call so (see lesson_controls()), each once.
  virtual void offered(Panel& panel, std::span<const std::string> /*controls*/) const { left(panel); }
  // While presenting: the column beside the plots, its width in points (0: none), and the line at the lower edge.
  virtual double presented_width(const Panel&, Size /*window*/) const { return 0; }
  virtual void presented(Panel&) const {}
  virtual std::string presented_edge(const Panel&) const { return {}; }

  // Whether the figure can be shown; where it cannot, the status row says why.
  virtual bool ready(const Panel&) const { return true; }
  // Stands over a figure that has nothing to show yet; empty: it has.
  virtual std::string nothing(const Panel&) const { return {}; }
  virtual void banner(Panel&) const {}  // above the plots
  // In the status row, `room` pixels wide. False where there is nothing to be said.
  virtual bool status(Panel&, float /*room*/) const { return false; }

  // What can be taken hold of in the plots, and what a stroke does in them.
  virtual void handles(const Panel&, std::vector<Handle>&) const {}
  virtual std::optional<Brush> brush(const Panel&) const { return std::nullopt; }
  virtual void gestures(Panel&, const FigureEvents&) const {}
  // Who has that number among the styles; empty: nobody who can be hidden.
  virtual std::string id_of_series(const Panel& panel, int series) const = 0;
  // Whether a curve that nobody of these ids has is brought out when the pointer is on it.
  virtual bool highlights_others() const { return false; }

  // Which axes of a plot can be made logarithmic in its menu.
  virtual bool can_log_x(const std::string& /*plot*/) const { return false; }
  virtual bool can_log_y(const std::string& /*plot*/) const { return false; }
  virtual void title_menu(Panel&) const {}  // of ScreenState::title_plot
  virtual void popups(Panel&) const {}      // menus of its own
  // Once a frame, whichever screen is shown, before dialogs are drawn.
  virtual void follow(Panel&) const {}

 protected:
  ~ScreenPanels() = default;
};

// See app/screens/screens.cpp.
std::span<const ScreenPanels* const> screen_panels();

}  // namespace losslab
