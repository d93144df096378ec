#include <algorithm>
#include <filesystem>

#include "app/screens/shell/dialogs.h"

namespace losslab {

void data_file_buttons(Panel& panel) {
  if (!panel.lab_ready() || !button("save_data", "Save the data…", panel)) return;
  begin_dialog(panel.state, ScreenState::Dialog::save_data);
  std::string name = std::filesystem::path(panel.lab().data().name).stem().string();
  std::ranges::replace(name, ' ', '-');
  panel.state.path = (name.empty() ? "data" : name) + ".csv";
}

}  // namespace losslab
