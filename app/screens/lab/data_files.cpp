#include <algorithm>
#include <filesystem>

#include "app/screens/lab/lab_panels.h"
#include "app/screens/shell/dialogs.h"

namespace losslab {

void data_file_buttons(LabPanel& panel) {
  if (!panel.ready() || !button("save_data", panel.text("lab.save_data.open"), panel)) return;
  std::string name = std::filesystem::path(panel.lab().data().name).stem().string();
  std::ranges::replace(name, ' ', '-');
  const auto save = [screen = panel.screen()](Panel& to, const std::string& path) {
    to.actions.requests.push_back(
        {screen, [path](Results& results, const Document&) { static_cast<LabResults&>(results).save_data(path); },
         path});
    return true;
  };
  ask_for_file(panel.state, panel.app,
               {true,
                "lab.save_data.title",
                {{"files.tables", {".csv"}}, {"files.all", {}}},
                (name.empty() ? "data" : name) + ".csv",
                {".csv"},
                save});
}

}  // namespace losslab
