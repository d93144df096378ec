#include "app/screens/shell/panels.h"

namespace losslab {

void reading_panel(Panel& panel) {
  if (panel.in_lab()) {
    lab_reading(panel);
  } else {
    losses_reading(panel);
  }
}

void left_panel(Panel& panel) {
  switch (panel.screen()) {
    case Screen::losses:
      losses_controls(panel);
      break;
    case Screen::regression:
      regression_controls(panel);
      break;
    case Screen::classification:
      classification_controls(panel);
      break;
  }
}

}  // namespace losslab
