#include <algorithm>
#include <filesystem>

#include "app/screens/lab/lab_panels.h"
#include "app/screens/shell/dialogs.h"

namespace losslab {
namespace {

void save_data(Panel& panel, double) {
  const bool entered = path_field(panel, "##data_path");
  hint(panel.text("lab.save_data.hint"), panel);
  dialog_error(panel);
  if (dialog_buttons(panel, "dialog_save", panel.text("lab.save_data.save")) || entered) {
    std::string& path = panel.state.path;
    if (std::filesystem::path(path).extension() != ".csv") path += ".csv";
    panel.actions.requests.push_back({panel.screen(), [path](Results& results, const Document&) {
                                        static_cast<LabResults&>(results).save_data(path);
                                      }});
    send(panel);
  }
}

const Dialog save_data_dialog{"lab.save_data.title", 460, save_data};

}  // namespace

void data_file_buttons(LabPanel& panel) {
  if (!panel.ready() || !button("save_data", panel.text("lab.save_data.open"), panel)) return;
  begin_dialog(panel.state, save_data_dialog);
  std::string name = std::filesystem::path(panel.lab().data().name).stem().string();
  std::ranges::replace(name, ' ', '-');
  panel.state.path = (name.empty() ? "data" : name) + ".csv";
}

}  // namespace losslab
